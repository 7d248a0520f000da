"""Clashes among the offers a family looks at, with each other and with busy hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from iom.language import N_, _, say
from iom.model.timetable import busy_clash, clashes
from iom.views.sheet import Cell, Lines
from iom.views.wording import hours, weekday
from iom.walk.sitting import Sitting


def clash_notes(sitting: Sitting, offers: Iterable[str]) -> tuple[Lines, ...]:
    """A block that names every clash; none when there is none."""
    lines = tuple(Cell(line, "warn") for line in _clashes(sitting, tuple(offers)))
    return (Lines(lines, title=_("Clashes")),) if lines else ()


def _clashes(sitting: Sitting, offers: tuple[str, ...]) -> Iterator[str]:
    run = sitting.run
    known = [offer for offer in offers if offer in run.offers]
    for first, second in combinations(known, 2):
        if clashes(run.offers[first], run.offers[second]):
            facts = {"first": run.offer_title(first), "second": run.offer_title(second)}
            yield say(N_("“{first}” and “{second}” overlap"), facts)
    for offer in known:
        if busy := busy_clash(run.offers[offer], sitting.student):
            span = f"{weekday(busy.day)} {hours(busy.start, busy.end)}"
            yield say(N_("“{title}” takes a busy hour: {span}"), {"title": run.offer_title(offer), "span": span})
