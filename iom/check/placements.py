"""The published placement: how many offers, none twice, reasons, within the agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.rounds import Allocation
from iom.stages.settings import picks

NOT_YET = Fault(
    "W0436",
    N_("offers of “{student}” so far: {found} instead of {picks}"),
    N_("place by hand: iom round place {student}"),
    severity="warning",
)
NOT_THE_PICKS = Fault(
    "E0437",
    N_("offers of “{student}”: {found} instead of {picks}, and the paper is published"),
    N_("correct it: iom round move {student}, or waive it: iom waive {student} placed --reason …"),
)
PLACED_TWICE = Fault("E0438", N_("“{code}” is placed in “{offer}” twice"), N_("take one of the entries away"))
BY_HAND = Fault(
    "E0441",
    N_("a placement by hand has both an author and a reason"),
    N_('add what is missing: by = "…", reason = "…"'),
)
NOT_AGREED = Fault(
    "W0442",
    N_("“{student}” and the family have not agreed on “{offer}”"),
    N_("talk to the family: iom choose {student}, or move the pupil: iom round move {student}"),
    severity="warning",
)


@rule(kinds.ALLOCATION)
def everybody_has_the_picks(page: Page[Allocation]) -> Iterator[Problem]:
    """Each participant ends in exactly as many offers as the round picks (S0 R0-1): a warning until published.

    Who has left, was stopped, or has the placement waived needs none, and wrong moves are told as such. Who is in
    no offer at all is still choosing: the gate of the choice tells that.
    """
    season, published = page.season, page.document.published_on
    if not season.knows_placements or not season.is_open:
        return
    wanted = picks(page.school, season.run)
    last = {placement.code: position for position, placement in enumerate(page.document.placements)}
    placed = Counter(placement.code for placement in page.document.placements)
    for code, participant in season.run.participants.items():
        student = page.facts.now(participant)
        found = len(season.walk.of(student)) if published else placed[code]
        if found in (0, wanted) or _is_spared(page, student):
            continue
        keys: KeyPath = ("placements", last[code], "code") if code in last else ("placements",)
        yield page.problem(NOT_THE_PICKS if published else NOT_YET, *keys, student=student, found=found, picks=wanted)


def _is_spared(page: Page[Allocation], student: str) -> bool:
    pupil, route = page.school.students.get(student), page.season.run.routes.get(student)
    has_left = pupil is not None and not pupil.here_on(page.today)
    stopped = route is not None and any(decision.decision == "stop" for decision in route.decisions)
    misled = student in page.season.walk.misled
    return has_left or stopped or misled or page.season.waived(student, "placed")


@rule(kinds.ALLOCATION)
def nobody_is_placed_twice(page: Page[Allocation]) -> Iterator[Problem]:
    """A participant has one seat in an offer (design §2: an entry is a seat)."""
    seen: set[tuple[str, str]] = set()
    for position, placement in enumerate(page.document.placements):
        seat = (placement.code, placement.offer)
        if seat in seen:
            yield page.problem(PLACED_TWICE, "placements", position, "offer", code=seat[0], offer=seat[1])
        seen.add(seat)


@rule(kinds.ALLOCATION)
def placing_by_hand_is_explained(page: Page[Allocation]) -> Iterator[Problem]:
    """A placement by hand has its author and its reason (design §1: everything decided is explained)."""
    for position, placement in enumerate(page.document.placements):
        if bool(placement.by) != bool(placement.reason):
            yield page.problem(BY_HAND, "placements", position, "by" if placement.by else "reason")


@rule(kinds.ALLOCATION)
def placements_are_agreed_on(page: Page[Allocation]) -> Iterator[Problem]:
    """No silent override of the pupil's choice: who is placed elsewhere by the draw is told (S0 R0-3).

    Offers and reserve of any agreement are within; a placement by hand has its reason beside it.
    """
    season = page.season
    if not season.is_open:
        return
    for position, placement in enumerate(page.document.placements):
        student = season.run.participants.get(placement.code, "")
        sheet = season.run.choices.get(student)
        if placement.by or not sheet or not sheet.agreements or placement.offer not in season.run.offers:
            continue
        if not any(placement.offer in (*one.offers, *one.reserve) for one in sheet.agreements):
            facts = {"student": student, "offer": placement.offer}
            yield page.problem(NOT_AGREED, "placements", position, "offer", **facts)
