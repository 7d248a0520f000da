"""A pupil's route in pictures for the terminal: the line of stages with their decisions, the lessons of each course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from iom.language import N_, _
from iom.views.journey import CourseLine, Journey, Sign, Station
from iom.views.next_steps import OneNext
from iom.views.sheet import Block, Cell, Column, Lines, Sheet, Table
from iom.views.wording import day_and_month, stage_title

SIGNS: Final[dict[Sign, tuple[str, str]]] = {
    "pass": ("✓", N_("✓ passed on that day")),
    "return": ("↩", N_("↩ returned")),
    "stop": ("■", N_("■ stopped")),
    "now": ("●", N_("● now")),
    "ahead": ("○", N_("○ ahead")),
}
WIDTH: Final = 78
_JOINED: Final = " ── "
#: One lesson: there, absent, excused, not in the group that day. They differ in height, not in colour.
_LESSONS: Final = {"+": "█", "-": "▁", "e": "▒", ".": "·"}


def line_of(stations: Iterable[Station]) -> tuple[str, ...]:
    """``✓ choice 12.06 ── ● implementation ── ○ evaluation``, no stage broken over two lines."""
    lines = [""]
    for station in stations:
        stage = _told(station)
        if lines[-1] and len(lines[-1]) + len(_JOINED) + len(stage) > WIDTH:
            lines.append("")
        lines[-1] += (_JOINED if lines != [""] else "") + stage
    return tuple(line.strip() for line in lines)


def legend_of(stations: Iterable[Station]) -> str:
    """The signs that stand in the line, in words."""
    found = {station.sign for station in stations}
    return " · ".join(_(words) for sign, (_drawn, words) in SIGNS.items() if sign in found)


@dataclass(frozen=True, slots=True)
class OnePupil:
    """One pupil on one screen: the route's line, the lessons of each course, the gate, and what is next."""

    journey: Journey
    coming: OneNext

    @property
    def lessons(self) -> tuple[CourseLine, ...]:
        """Courses that had lessons."""
        return tuple(course for course in self.journey.courses if course.marks)

    def sheet(self) -> Sheet:
        """Pictures first, then the gate and the commands."""
        gate = self.coming.sheet()
        line = Lines((*line_of(self.journey.line), Cell(legend_of(self.journey.line), "muted")))
        lessons: tuple[Block, ...] = (self._lessons(), self._legend()) if self.lessons else ()
        return Sheet(gate.title, (line, *lessons, *gate.blocks))

    def _lessons(self) -> Table:
        columns = (Column(_("course"), flexible=True), Column(_("lessons")), Column(_("there"), "right"))
        return Table(columns, tuple(map(_row, self.lessons)))

    def _legend(self) -> Lines:
        return Lines((Cell(_("█ there · ▁ absent · ▒ excused · · not in the group that day"), "muted"),))

    def data(self) -> dict[str, Any]:
        """For ``--json``: the journey with the gate; lessons as `iom.views.attendance` has them."""
        return {**self.journey.data(), **self.coming.data()}


def _told(station: Station) -> str:
    day = f" {day_and_month(station.left)}" if station.left else ""
    return f"{SIGNS[station.sign][0]} {stage_title(station.stage)}{day}"


def _row(course: CourseLine) -> tuple[str, ...]:
    drawn = "".join(_LESSONS[mark] for mark in course.marks)
    return (course.title, drawn, f"{course.numbers.attended}/{course.numbers.counted}")
