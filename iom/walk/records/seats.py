"""The kind of question that the seats of an offer answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from iom.ask.kinds import AnswerError, Kind
from iom.language import N_, _


class NoSeatsError(AnswerError):
    """Something that is no number of seats."""

    text = N_("These are no seats: {given}.")
    hint = N_("Write the least, the best and the greatest number, like 5/10/12, or the least and the greatest: 5/12.")


class SeatNumbers(NamedTuple):
    """Seats of an offer."""

    least: int
    best: int | None
    most: int


@dataclass(frozen=True)
class SeatCount(Kind[SeatNumbers]):
    """The least, best and greatest number of pupils."""

    name: ClassVar[str] = "seats"

    def parse(self, raw: object) -> SeatNumbers:
        """The numbers, from «5/10/12», «5/12» or a list."""
        text = "/".join(map(str, raw)) if isinstance(raw, list | tuple) else raw
        if not isinstance(text, str):
            raise self.wrong_type(raw)
        match = re.fullmatch(r"\s*([0-9]{1,2})(?:\s*[/,;–-]\s*([0-9]{1,2}))?\s*[/,;–-]\s*([0-9]{1,2})\s*", text)
        least, best, most = (int(number) if number else None for number in match.groups()) if match else (0, 0, 0)
        if not least or not most or not least <= (best or least) <= most:
            raise NoSeatsError(given=text)
        return SeatNumbers(least, best, most)

    @classmethod
    def flag(cls, value: SeatNumbers) -> str:
        """The numbers with slashes."""
        return "/".join(str(number) for number in value if number is not None)

    @classmethod
    def data(cls, value: SeatNumbers) -> object:
        """The text of the flag."""
        return cls.flag(value)

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("LEAST/BEST/MOST")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("least, best and greatest number, like 5/10/12")
