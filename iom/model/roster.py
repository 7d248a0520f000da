"""Who sits in which offer on which day: the allocation and every later move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iom.model.naming import by_name
from iom.model.school import Run

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A participant's time in one offer; both days belong to it, and None means still there."""

    offer: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the participant is in the offer on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


def membership_spans(run: Run, student: str) -> tuple[Span, ...]:
    """All times of one participant in the round's offers: placements in their order, then moves by day.

    A placement without a day holds from the opening of the round; a cancelled offer ends the day before.
    Leaving the school, or the round, does not shorten a span: who left is the roster's business. A run never changes,
    so the spans are found once.
    """
    known = run.spans
    if student not in known:
        known[student] = _spans(run, student)
    return known[student]


def _spans(run: Run, student: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for placement in run.placements_of(student):
        _enter(spans, placement.offer, placement.on or run.round.opened_on or date.min)
    for move in sorted(run.moves_of(student), key=lambda move: move.on):
        if move.source:
            _leave(spans, move.source, move.on)
        if move.target:
            _enter(spans, move.target, move.on)
    cut = (_cut_by_cancelling(run, span) for span in spans)
    return tuple(span for span in cut if span.until is None or span.since <= span.until)


def _enter(spans: list[Span], offer: str, since: date) -> None:
    if not any(span.offer == offer and span.until is None for span in spans):
        spans.append(Span(offer, since))


def _leave(spans: list[Span], offer: str, on: date) -> None:
    for index, span in enumerate(spans):
        if span.offer == offer and span.until is None:
            spans[index] = replace(span, until=on - DAY)


def _cut_by_cancelling(run: Run, span: Span) -> Span:
    offer = run.offers.get(span.offer)
    if offer is None or offer.cancelled_on is None:
        return span
    last = offer.cancelled_on - DAY
    return span if span.until and span.until <= last else replace(span, until=last)


def placements(run: Run, student: str, day: date) -> tuple[str, ...]:
    """The offers that the participant is in on ``day``."""
    return tuple(span.offer for span in membership_spans(run, student) if span.covers(day))


def gone_on(run: Run, student: str) -> date | None:
    """The first day without the participant: of leaving the school, or of stopping the route; None while there."""
    person, route = run.school.students.get(student), run.routes.get(student)
    days = (person.left_on if person else None, route.stopped_on if route else None)
    return min(filter(None, days), default=None)


def is_gone(run: Run, student: str, day: date) -> bool:
    """Whether the participant has left the school or the round by ``day``: the seats are free then."""
    gone = gone_on(run, student)
    return gone is not None and gone <= day


def unopened(run: Run) -> tuple[str, ...]:
    """The offers that the published placement opened for nobody, by title.

    One that somebody was moved into since runs after all; one that is cancelled is told of as such.
    """
    paper = run.allocation
    if paper is None or paper.published_on is None or paper.result is None:
        return ()
    entered = {one.offer for one in paper.placements} | {one.target for one in (run.moves.moves if run.moves else ())}
    going = {one for one, offer in run.offers.items() if offer.cancelled_on is None}
    return tuple(sorted((going & set(paper.result.closed)) - entered, key=run.offer_title))


def roster(run: Run, offer: str, day: date) -> tuple[str, ...]:
    """The participants in the offer on ``day``, by name; who has left the school or the round is not among them."""
    found = (
        student
        for student in run.placed_students
        if offer in placements(run, student, day) and not is_gone(run, student, day)
    )
    return by_name(run.school, found)


def roster_sizes(run: Run, days: Mapping[str, date]) -> Counter[str]:
    """How many are on the roster of each offer on its day; one walk over all participants."""
    found: Counter[str] = Counter()
    for student in run.placed_students:
        gone = gone_on(run, student)
        here = {
            span.offer
            for span in membership_spans(run, student)
            if (day := days.get(span.offer)) and span.covers(day) and (gone is None or day < gone)
        }
        found.update(here)
    return found
