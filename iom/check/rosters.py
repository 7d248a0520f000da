"""Who sits where on which day: seats and hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from iom.check.facts import Facts
from iom.check.page import Page
from iom.check.rules import rule, school_rule
from iom.check.seasons import Season
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.people import Student
from iom.model.roster import Span, gone_on
from iom.model.rounds import Offer
from iom.model.school import Run
from iom.model.timetable import busy_clash

OVERFULL = Fault(
    "E0435",
    N_("pupils in the offer from {day} on: {found}, and it takes {max}"),
    N_("move somebody: iom round move, or add seats"),
)
PLACES_CLASH = Fault(
    "E0439",
    N_("“{student}” is in “{first}” and in “{second}” at the same time"),
    N_("move the pupil out of one of them: iom round move {student}"),
)
PLACE_BUSY = Fault(
    "E0440",
    N_("“{student}” is busy at the hour of “{offer}”: {busy}"),
    N_("move the pupil: iom round move {student}, or correct “busy” in the profile"),
)
DAY = timedelta(days=1)


@rule(kinds.OFFER)
def seats_suffice(page: Page[Offer]) -> Iterator[Problem]:
    """On no day are more pupils in an offer than it takes (issue: seats)."""
    seats = page.document.seats.max
    members = page.season.members.get(page.ids[1], [])
    if len(members) <= seats:
        return
    changes: dict[date, int] = defaultdict(int)
    for student, span in members:
        changes[span.since] += 1
        if until := _last_day(page.season.run, student, span):
            changes[until + DAY] -= 1
    found = 0
    for day in sorted(changes):
        found += changes[day]
        if found > seats:
            shown = max(day, page.document.starts)
            yield page.problem(OVERFULL, "seats", "max", day=shown, found=found, max=seats)
            return


def _last_day(run: Run, student: str, span: Span) -> date | None:
    gone = gone_on(run, student)
    return min(filter(None, (span.until, gone - DAY if gone else None)), default=None)


@school_rule
def placed_offers_do_not_clash(facts: Facts) -> Iterator[Problem]:
    """Nobody sits in two offers at one hour, nor in one at a busy hour (issue: two offers at the same hour)."""
    for season in facts.seasons.values():
        if not season.is_open or not season.spans:
            continue
        for student, spans in season.spans.items():
            pupil = facts.school.students.get(student)
            if pupil is None or pupil.here_on(facts.today):
                yield from _meetings(season, student, spans)
            if pupil and pupil.busy and pupil.here_on(facts.today):
                yield from _busy_hours(season, student, pupil, spans)


def _meetings(season: Season, student: str, spans: tuple[Span, ...]) -> Iterator[Problem]:
    for first, second in combinations(spans, 2):
        if season.clash(first.offer, second.offer) and first.offer != second.offer and _meet(first, second):
            path, keys = origin(season, student, second)
            facts = {"student": student, "first": first.offer, "second": second.offer}
            yield Problem(PLACES_CLASH, path, keys, facts)


def _meet(first: Span, second: Span) -> bool:
    return (first.until or date.max) >= second.since and (second.until or date.max) >= first.since


def _busy_hours(season: Season, student: str, pupil: Student, spans: tuple[Span, ...]) -> Iterator[Problem]:
    for span in spans:
        offer = season.run.offers.get(span.offer)
        if offer and (span.until or offer.ends) >= offer.starts and (busy := busy_clash(offer, pupil)):
            path, keys = origin(season, student, span)
            yield Problem(PLACE_BUSY, path, keys, {"student": student, "offer": span.offer, "busy": busy.id})


def origin(season: Season, student: str, span: Span) -> tuple[str, KeyPath]:
    """The entry that a span begins with: a move, or else a placement."""
    for position, move in enumerate(season.run.moves.moves if season.run.moves else ()):
        if move.target == span.offer and move.on == span.since and season.now(move.student) == student:
            return season.run.path(kinds.MOVES), ("moves", position, "to")
    for position, placement in enumerate(season.run.allocation.placements if season.run.allocation else ()):
        owner = season.run.participants.get(placement.code, "")
        if placement.offer == span.offer and season.now(owner) == student:
            return season.run.path(kinds.ALLOCATION), ("placements", position, "offer")
    raise AssertionError("a span begins with a move or a placement")
