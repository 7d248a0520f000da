"""The kind of question that an hour of the day answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from iom.ask.kinds import AnswerError, Kind
from iom.language import N_, _


class NotATimeError(AnswerError):
    """Something that is no hour of the day."""

    text = N_("There is no such time: {given}.")
    hint = N_("Write it like 14:30.")


@dataclass(frozen=True)
class Time(Kind[time]):
    """An hour of the day, to the minute."""

    name: ClassVar[str] = "time"

    def parse(self, raw: object) -> time:
        """The time: a time, or text like 14:30, 14.30, 1430, 14."""
        if isinstance(raw, time):
            return raw.replace(second=0, microsecond=0)
        if not isinstance(raw, str):
            raise self.wrong_type(raw)
        match = re.fullmatch(r"\s*([0-9]{1,2})(?:[:.\-]?([0-9]{2}))?(?::00)?\s*", raw)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if hour > 23 or minute > 59:
            raise NotATimeError(given=raw.strip())
        return time(hour, minute)

    @classmethod
    def flag(cls, value: time) -> str:
        """The time as HH:MM."""
        return f"{value:%H:%M}"

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("TIME")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("a time like 14:30")
