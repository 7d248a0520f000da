"""Offers and events of a round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.rounds import Event, Offer
from iom.model.timetable import overlap

SEATS = Fault(
    "E0416", N_("seats must rise: min {min}, best {best}, max {max}"), N_("correct the smaller or the larger one")
)
SLOT_ID = Fault(
    "W0417",
    N_("the slot “{id}” is on “{day}” at {start}"),
    N_("its id should be “{repair}”; an hour that has moved is a new slot"),
    severity="warning",
)
OUTSIDE_ROUND = Fault(
    "W0418",
    N_("{day} is outside the round: {start} to {end}"),
    N_("correct the day here or in round.toml"),
    severity="warning",
)
NOT_A_TEACHER = Fault(
    "E0419",
    N_("“{id}” is neither staff nor partner and cannot teach"),
    N_("correct the id, or add the person: iom staff add"),
)
NO_TEACHER = Fault("E0420", N_("nobody teaches this offer"), N_("name at least one teacher"))
NO_REASON = Fault("E0421", N_("the offer is cancelled without a reason"), N_('add the reason: reason = "…"'))
SLOTS_OVERLAP = Fault("E0422", N_("the slots “{first}” and “{second}” take the same time"), N_("correct one of them"))
NO_OFFER = Fault(
    "W0423",
    N_("the master class does not say which offer it shows"),
    N_('add the offer: offer = "…"'),
    severity="warning",
)


@rule(kinds.OFFER)
def seats_rise(page: Page[Offer]) -> Iterator[Problem]:
    """Seats rise: min ≤ best ≤ max (issue: seats)."""
    seats = page.document.seats
    best = seats.min if seats.best is None else seats.best
    if not seats.min <= best <= seats.max:
        wrong = "best" if seats.best is not None and seats.min <= seats.max else "max"
        shown = {"min": seats.min, "best": "–" if seats.best is None else seats.best, "max": seats.max}
        yield page.problem(SEATS, "seats", wrong, **shown)


@rule(kinds.OFFER)
def slots_are_called_by_their_time(page: Page[Offer]) -> Iterator[Problem]:
    """A slot's id is its natural key, day and time: ``tue-1400`` (design §2)."""
    for position, slot in enumerate(page.document.slots):
        repair = f"{slot.day}-{slot.start:%H%M}"
        if slot.id != repair and not slot.id.startswith(repair + "-"):
            facts = {"id": slot.id, "day": slot.day, "start": slot.start, "repair": repair}
            yield page.problem(SLOT_ID, "slots", position, "id", **facts)


@rule(kinds.OFFER)
def slots_do_not_overlap(page: Page[Offer]) -> Iterator[Problem]:
    """A pupil attends all slots of an offer (design §2), so no two may share a minute."""
    slots = page.document.slots
    for (_, first), (position, second) in combinations(enumerate(slots), 2):
        same = (first.day, first.start, first.end) == (second.day, second.start, second.end)
        if overlap(first, second) and not same:
            yield page.problem(SLOTS_OVERLAP, "slots", position, "from", first=first.id, second=second.id)


@rule(kinds.OFFER)
def offer_within_round(page: Page[Offer]) -> Iterator[Problem]:
    """An offer runs within the days of its round (design §2)."""
    season = page.season.round
    start, end = (season.starts, season.ends) if season else (None, None)
    offer = page.document
    if start and end and offer.starts <= offer.ends:
        for key, day in (("starts", offer.starts), ("ends", offer.ends)):
            if not start <= day <= end:
                yield page.problem(OUTSIDE_ROUND, key, day=day, start=start, end=end)


@rule(kinds.OFFER)
def teachers_may_teach(page: Page[Offer]) -> Iterator[Problem]:
    """Teachers are staff or partners (S0:33; requirements §1.1-16)."""
    if not page.document.teachers:
        yield page.problem(NO_TEACHER, "teachers")
    broken = page.facts.broken
    for position, identifier in enumerate(page.document.teachers):
        teacher = page.facts.now(identifier)
        works = teacher in page.school.staff or teacher in page.school.partners
        unread = (teacher,) in broken["staff"] or (teacher,) in broken["partner"]
        if not works and not unread and identifier in page.facts.people.ids:
            yield page.problem(NOT_A_TEACHER, "teachers", position, id=identifier)


@rule(kinds.OFFER)
def cancelling_has_a_reason(page: Page[Offer]) -> Iterator[Problem]:
    """What is cancelled is explained (design §1: everything decided is explained)."""
    if page.document.cancelled_on and not page.document.reason:
        yield page.problem(NO_REASON, "cancelled_on")


@rule(kinds.EVENT)
def master_classes_show_an_offer(page: Page[Event]) -> Iterator[Problem]:
    """Master classes are held for the courses that families chose preliminarily (S0 R0-6)."""
    if page.document.kind == "taster" and page.document.offer is None:
        yield page.problem(NO_OFFER, "kind")
