"""The journey of one pupil as a screen: the line of stages, goals on their scale, lessons as a strip, marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iom.language import N_, _, say
from iom.model.routes import Goal
from iom.views.journey import CourseLine, HalfMarked, Journey, Station
from iom.views.route_line import lesson_signs, line_of, sign
from iom.views.sheet import Block, Cell, Column, Lines, Sheet, Table
from iom.views.wording import day_and_month, stage_title


@dataclass(frozen=True, slots=True)
class JourneyView:
    """A journey to look at."""

    journey: Journey

    def sheet(self) -> Sheet:
        """The line of stages, then what was aimed at, attended, made and marked."""
        found = self.journey
        title = " · ".join(filter(None, (found.row.name, found.row.form)))
        return Sheet(title, tuple(self._blocks()))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return self.journey.data()

    def _blocks(self) -> Iterator[Block]:
        found = self.journey
        if found.request:
            yield Lines((found.request,))
        yield Lines(line_of(found.line))
        yield _stations(found.line)
        if found.goals:
            yield _goals(found)
        if found.courses:
            yield _courses(found.courses)
        if not found.lists_shown:
            yield Lines((Cell(_("The lists of pupil and family are shown once both are in."), "muted"),))
        for summary in found.marks:
            table = summary.table()
            yield Table(table.columns, table.rows, summary.title)
        if found.half_marked:
            yield Lines(tuple(f"{one.title}: {half_marked(one)}" for one in found.half_marked), bullet="-")


def lessons_text(course: CourseLine) -> str:
    """How many lessons were attended, of how many that count, and how many were excused."""
    numbers = course.numbers
    facts = {"attended": numbers.attended, "counted": numbers.counted, "excused": numbers.excused}
    text = N_("{attended} of {counted}, excused {excused}") if numbers.excused else N_("{attended} of {counted}")
    return say(text, facts) if course.placed and numbers.held else "—"


def in_lists(course: CourseLine) -> str:
    """Places in the lists of pupil and family, with a tick where it was agreed on."""
    places = f"{level(course.own)} / {level(course.family)}" if course.own or course.family else ""
    return " ".join(filter(None, (places, "✓" if course.agreed else ""))) or "—"


def half_marked(one: HalfMarked) -> str:
    """Whose marks are given and whose are awaited."""
    if one.given == "own":
        return _("own marks are given, the experts' are awaited")
    return _("the experts' marks are given, the pupil's own are awaited")


def level(value: int | None) -> str:
    """A number, or a dash where there is none."""
    return "—" if value is None else str(value)


def goal_line(goal: Goal, scale: int) -> str:
    """A goal on its scale: ``─○─◇─■─``; what is reached covers what was aimed at."""
    line = ["─"] * (2 * scale + 1)
    for place, drawn in ((goal.level_start, "○"), (goal.level_aim, "◇"), (goal.level_reached, "■")):
        if place is not None:
            line[2 * place] = drawn
    return "".join(line)


def _stations(line: tuple[Station, ...]) -> Table:
    columns = (Column(_("stage")), Column(_("since")), Column(_("until")), Column(_("decision"), flexible=True))
    rows = tuple(
        (
            stage_title(one.stage),
            day_and_month(one.entered) if one.entered else "",
            day_and_month(one.left) if one.left else "",
            sign(one.sign),
        )
        for one in line
    )
    return Table(columns, rows)


def _goals(found: Journey) -> Table:
    columns = (
        Column(_("goal"), flexible=True),
        Column(_("at the start"), "right"),
        Column(_("aimed at"), "right"),
        Column(_("reached"), "right"),
        Column(_("○ start ◇ aim ■ now")),
    )
    rows = tuple(
        (
            goal.goal,
            level(goal.level_start),
            level(goal.level_aim),
            level(goal.level_reached),
            goal_line(goal, found.scale),
        )
        for goal in found.goals
    )
    return Table(columns, rows)


def _courses(courses: tuple[CourseLine, ...]) -> Table:
    columns = (
        Column(_("course"), flexible=True),
        Column(_("in the lists")),
        Column(_("lessons")),
        Column(_("there")),
    )
    rows = tuple((one.title, in_lists(one), lesson_signs(one.marks) or "—", lessons_text(one)) for one in courses)
    return Table(columns, rows)
