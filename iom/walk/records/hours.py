"""The kind of question that hours of the week answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import ClassVar, NamedTuple

from iom.ask.hours import Time
from iom.ask.kinds import AnswerError, Kind, Text
from iom.language import N_, _
from iom.model.base import WEEKDAYS
from iom.views.terms import code_of

BETWEEN = re.compile(r"\s*;\s*|\n")


class NoHourError(AnswerError):
    """Something that is no hour of the week."""

    text = N_("This is no hour of the week: {given}.")
    hint = N_("Write day, beginning and end, like: wed 15:00-16:30, and the place after it. Part several with “;”.")


class EndsBeforeError(AnswerError):
    """An hour that ends before it begins."""

    text = N_("{given} ends before it begins.")


class OverlapError(AnswerError):
    """Two hours that share a minute."""

    text = N_("{first} and {second} overlap.")


class Hour(NamedTuple):
    """An hour of the week."""

    day: str
    start: time
    end: time
    room: str = ""

    @property
    def id(self) -> str:
        """Its natural key: ``tue-1400``."""
        return f"{self.day}-{self.start:%H%M}"

    def text(self) -> str:
        """The hour as `Hours` reads it."""
        return f"{self.day} {self.start:%H:%M}-{self.end:%H:%M} {self.room}".strip()


@dataclass(frozen=True)
class Hours(Kind[tuple[Hour, ...]]):
    """Hours of the week, each with a place if wanted."""

    name: ClassVar[str] = "hours"

    def parse(self, raw: object) -> tuple[Hour, ...]:
        """The hours, from «wed 15:00-16:30 room 21; fri 14:00-15:00» or a list of such texts."""
        pieces = BETWEEN.split(raw) if isinstance(raw, str) else raw
        if not isinstance(pieces, list | tuple) or not all(isinstance(piece, str) for piece in pieces):
            raise self.wrong_type(raw)
        hours = tuple(_hour(piece.strip()) for piece in pieces if piece.strip())
        for position, hour in enumerate(hours):
            for other in hours[:position]:
                if hour.day == other.day and hour.start < other.end and other.start < hour.end:
                    raise OverlapError(first=other.text(), second=hour.text())
        return hours

    @classmethod
    def flag(cls, value: tuple[Hour, ...]) -> str:
        """The hours with semicolons."""
        return "; ".join(hour.text() for hour in value)

    @classmethod
    def data(cls, value: tuple[Hour, ...]) -> object:
        """A list of texts."""
        return [hour.text() for hour in value]

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("'DAY FROM-TO [PLACE]'")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("day, beginning and end, like: wed 15:00-16:30")


def _hour(text: str) -> Hour:
    match = re.fullmatch(r"([^\W\d_]+)\.?\s+([0-9:.]+)\s*[-–—]\s*([0-9:.]+)(?:\s+(.*))?", text)
    day = code_of(match[1], WEEKDAYS) if match else None
    if not match or day is None:
        raise NoHourError(given=text)
    start, end = Time().parse(match[2]), Time().parse(match[3])
    if end <= start:
        raise EndsBeforeError(given=f"{start:%H:%M}-{end:%H:%M}")
    return Hour(day, start, end, Text().parse(match[4]) if match[4] else "")
