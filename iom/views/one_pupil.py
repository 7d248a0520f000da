"""One pupil on one screen: the route's line, the lessons of each course, the gate, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iom.language import _
from iom.views.journey import CourseLine, Journey
from iom.views.journey_sheet import lessons_text
from iom.views.next_steps import OneNext
from iom.views.route_line import legend_of, lesson_signs, line_of
from iom.views.sheet import Block, Cell, Column, Lines, Sheet, Table


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
        columns = (Column(_("course"), flexible=True), Column(_("lessons")), Column(_("there")))
        return Table(columns, tuple(map(_row, self.lessons)))

    def _legend(self) -> Lines:
        return Lines((Cell(_("█ there · ▁ absent · ▒ excused · · not in the group that day"), "muted"),))

    def data(self) -> dict[str, Any]:
        """For ``--json``: the journey with the gate; lessons as `iom.views.attendance` has them."""
        return {**self.journey.data(), **self.coming.data()}


def _row(course: CourseLine) -> tuple[str, ...]:
    return (course.title, lesson_signs(course.marks), lessons_text(course))
