"""How much room texts get where a paper must not grow beyond some pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from iom.report.papers.paper import (
    Paper,
)

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Room:
    """``letters`` for one text, ``rows`` for one table; None is no limit."""

    letters: int | None = None
    rows: int | None = None

    def cut(self, text: str) -> str:
        """The text, shortened at a word with an ellipsis where it is too long."""
        if self.letters is None or len(text) <= self.letters:
            return text
        head = text[: self.letters]
        return (head.rsplit(None, 1)[0] if " " in head else head).rstrip(" ,;:.—–-") + "…"

    def chosen(self, things: Sequence[Thing]) -> Sequence[Thing]:
        """The first of them, as many as there is room for."""
        return things[: self.rows]

    def last(self, things: Sequence[Thing]) -> Sequence[Thing]:
        """The last of them, as many as there is room for."""
        return things if self.rows is None else things[-self.rows :]


#: From all there is to the least that a sheet may say.
ROOMS: Final = (Room(), Room(300, 16), Room(160, 12), Room(110, 9), Room(80, 7), Room(60, 5))


def fits(paper: Paper, pages: int) -> bool:
    """Whether the paper needs no more pages than these."""
    return True
