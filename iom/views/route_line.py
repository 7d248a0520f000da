"""A route drawn with signs: the line of stages with their decisions, and the lessons of a course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from iom.language import N_, _
from iom.views.journey import Station
from iom.views.wording import day_and_month, stage_title

#: Message ids of the signs on a route's line.
SIGNS: Final[Mapping[str, str]] = {
    "pass": N_("passed"),
    "return": N_("returned"),
    "stop": N_("stopped here"),
    "now": N_("now"),
    "ahead": N_("ahead"),
}
#: How they are drawn.
DRAWN: Final[Mapping[str, str]] = {"pass": "✓", "return": "↩", "stop": "■", "now": "●", "ahead": "○"}
#: One lesson: there, absent, excused, not in the group that day. They differ in shape, not in colour.
LESSONS: Final[Mapping[str, str]] = {"+": "█", "-": "▁", "e": "▒", ".": "·"}
WIDTH: Final = 78
_JOINED: Final = " ── "


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
    return " · ".join(f"{drawn} {sign(name)}" for name, drawn in DRAWN.items() if name in found)


def sign(name: str) -> str:
    """What a sign on a route's line says."""
    return _(SIGNS[name])


def lesson_signs(marks: str) -> str:
    """The marks of `iom.views.attendance` as they are drawn: there, absent, excused, not in the group."""
    return "".join(LESSONS[mark] for mark in marks)


def _told(station: Station) -> str:
    day = f" {day_and_month(station.left)}" if station.left else ""
    return f"{DRAWN[station.sign]} {stage_title(station.stage)}{day}"
