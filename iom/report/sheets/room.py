"""How much room texts get where a paper must not grow beyond some pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

Thing = TypeVar("Thing")
WRITTEN: Final = 8.0  # millimetres of a row that a pen fills


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
ROOMS: Final = (
    Room(),
    Room(300, 24),
    Room(200, 18),
    Room(140, 14),
    Room(110, 12),
    Room(90, 11),
    Room(75, 10),
    Room(65, 9),
    Room(55, 8),
    Room(45, 6),
    Room(40, 5),
)
