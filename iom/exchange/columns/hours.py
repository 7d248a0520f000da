"""Types of cells that hold hours of the week and year groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.values import Hour, ValueType
from iom.language import LANGUAGES, N_, speaking
from iom.model.base import WEEKDAYS
from iom.model.edits import Data
from iom.model.identifiers import slug
from iom.views.terms import code_of, term

if TYPE_CHECKING:
    from iom.exchange.columns.bearings import Bearings

_DAY_FIRST: Final = re.compile(r"\s*([^\W\d_]+)\.?\s*(?:$|\d)")
_SPAN: Final = re.compile(r"\d{1,2}[:.]\d\d\s*[-–—]\s*\d{1,2}[:.]\d\d")
_DAY_AND_TIME: Final = re.compile(r"([^\W\d_]+)\.?,?\s*(?:(?:в|с|at|from)\s)?\s*\d{1,2}[:.]\d\d")


class WeekHour(NamedTuple):
    """An hour of the week, with the place or the matter told behind it."""

    day: str
    start: time | None = None
    end: time | None = None
    about: str = ""

    @property
    def id(self) -> str:
        """Its natural key: ``tue-1400``, or ``tue`` for the whole day."""
        return f"{self.day}-{self.start:%H%M}" if self.start else self.day

    def entry(self, about: str = "") -> Data:
        """The hour as an entry; what is told behind it stands under the key ``about``, or in the id."""
        if about:
            return {"id": self.id, **self.span(), **({about: self.about} if self.about else {})}
        return {"id": f"{self.id}-{slug(self.about)}"[:64].strip("-"), **self.span()}

    def span(self) -> Data:
        """Day, beginning and end as the documents write them."""
        return {"day": self.day, "from": self.start, "to": self.end}

    def text(self, day: str, between: str) -> str:
        """Day, hours and what is told behind them."""
        hours = f" {self.start:%H:%M}{between}{self.end:%H:%M}" if self.start and self.end else ""
        return f"{day}{hours} {self.about}".strip()


@dataclass(frozen=True)
class WeekHours(ValueType["tuple[WeekHour, ...]"]):
    """Hours of the week: «вт 14:00–15:00 кабинет 21; пт 13:30–14:30»; with ``days`` also a day alone: «вт»."""

    days: bool = False

    def parse(self, text: str, bearings: Bearings) -> tuple[WeekHour, ...] | Misfit:
        """See `ValueType.parse`."""
        found = [self._hour(piece.strip(), bearings) for piece in _pieces(text) if piece.strip()]
        wrong = next((one for one in found if isinstance(one, Misfit)), None)
        return wrong or tuple(one for one in found if isinstance(one, WeekHour))

    def show(self, value: tuple[WeekHour, ...]) -> str:
        """See `ValueType.show`."""
        return "; ".join(hour.text(term(hour.day), "–") for hour in value)

    def plain(self, value: tuple[WeekHour, ...]) -> Any:
        """See `ValueType.plain`."""
        return [hour.text(hour.day, "-") for hour in value]

    def _hour(self, text: str, bearings: Bearings) -> WeekHour | Misfit:
        alone = _weekday(text.strip(" .,")) if self.days else None
        return WeekHour(alone) if alone else _hour(text, bearings)


def _pieces(text: str) -> list[str]:
    """The text parted by semicolons and lines, and at commas before a day of the week."""
    pieces: list[str] = []
    for line in re.split(r"[;\n]", text):
        before = ""
        for piece in line.split(","):
            found = _DAY_FIRST.match(piece)
            if before and not (found and _weekday(found[1])):
                before += f",{piece}"
                continue
            pieces.append(before)
            before = piece
        pieces.append(before)
    return pieces


def _is_another_hour(about: str) -> bool:
    """Whether what stands behind an hour is no place, but hours or a day: they would be lost in a place."""
    if _SPAN.search(about) or _weekday(about.strip(" .,")):
        return True
    return any(_weekday(found[1]) for found in _DAY_AND_TIME.finditer(about))


def _hour(text: str, bearings: Bearings) -> WeekHour | Misfit:
    match = re.fullmatch(r"([^\W\d_]+)\.?,?\s+([\d:.]+)\s*[-–—]\s*([\d:.]+)(?:,?\s+(.*))?", text)
    day = _weekday(match[1]) if match else None
    start, end = (Hour().parse(match[at], bearings) for at in (2, 3)) if match else (None, None)
    if not match or day is None or not isinstance(start, time) or not isinstance(end, time) or end <= start:
        return Misfit(
            "hour",
            N_("This is no hour of the week: {given}."),
            N_("Write day, beginning and end, like: tue 14:00-15:00, and the place after it."),
            {"given": text},
        )
    about = (match[4] or "").strip()
    if _is_another_hour(about):
        return Misfit(
            "several-hours",
            N_("Behind the hour stands another one, not a place: {given}."),
            N_("Part several hours with “;”: mon 14:00-15:00; thu 14:00-15:00."),
            {"given": text},
        )
    return WeekHour(day, start, end, about)


def _weekday(word: str) -> str | None:
    for language in LANGUAGES:
        with speaking(language):
            if day := code_of(word, WEEKDAYS):
                return day
    return None


class Grades(ValueType["tuple[int, ...]"]):
    """Year groups from 1 to 11: «5», «5, 6», «5–7»."""

    def parse(self, text: str, bearings: Bearings) -> tuple[int, ...] | Misfit:
        """See `ValueType.parse`."""
        found: set[int] = set()
        for piece in re.split(r"[,;\s]+", re.sub(r"\s*[-–—]\s*", "-", text.strip())):
            match = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", piece)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 1 <= first <= last <= 11:
                hint = N_("Write year groups from 1 to 11, like 5, 6 or 5-7.")
                return Misfit("grade", N_("There is no year group {given}."), hint, {"given": piece})
            found.update(range(first, last + 1))
        return tuple(sorted(found))

    def show(self, value: tuple[int, ...]) -> str:
        """See `ValueType.show`."""
        return ", ".join(map(str, value))
