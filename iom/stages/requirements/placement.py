"""What the choice asks of the coordinator: a seat in exactly as many offers as agreed (S0 R0-1)."""

from __future__ import annotations

from iom.language import N_
from iom.model.roster import membership_spans, roster
from iom.model.routes import Agreement
from iom.model.timetable import busy_clash, clashes
from iom.stages.requirement import Case, Missing, requirement
from iom.stages.settings import picks


@requirement("placed", title=N_("a place in every course"))
def placed(case: Case) -> list[Missing]:
    """A seat in exactly ``picks`` offers, each within the family's agreement or moved to under a newer one."""
    seats = seats_of(case)
    wanted = picks(case.school, case.run)
    if len(seats) < wanted:
        return [_too_few(case, seats, wanted)]
    if len(seats) > wanted:
        text = N_("{name} has a place in {placed} courses; {picks} are due: {offers}.")
        facts = {**_counts(case, seats, wanted), "offers": list(seats)}
        return [Missing(text, "coordinator", _moving(case, "--from …"), facts)]
    return [_outside(case, offer) for offer in seats if not _agreed(case, offer)]


def seats_of(case: Case) -> tuple[str, ...]:
    """The offers that the pupil is in today, or will be in at their start; cancelled ones do not count."""
    found = []
    for span in membership_spans(case.run, case.subject):
        offer = case.run.offers.get(span.offer)
        if offer and span.covers(max(case.today, offer.starts)):
            found.append(span.offer)
    return tuple(dict.fromkeys(found))


def _counts(case: Case, seats: tuple[str, ...], wanted: int) -> dict[str, object]:
    return {"name": case.name, "placed": len(seats), "picks": wanted}


def _too_few(case: Case, seats: tuple[str, ...], wanted: int) -> Missing:
    latest = case.sheet.agreement()
    agreed = (*latest.offers, *latest.reserve) if latest else ()
    offer = next((offer for offer in agreed if offer not in seats and _has_room(case, offer, seats)), "…")
    text = N_("{name} has a place in {placed} of {picks} courses.")
    return Missing(text, "coordinator", placing(case, offer), _counts(case, seats, wanted))


def _has_room(case: Case, identifier: str, seats: tuple[str, ...]) -> bool:
    """Whether the offer runs, has a seat left, and lies beside the others and the pupil's busy hours."""
    offer = case.run.offers.get(identifier)
    if offer is None or offer.cancelled_on or (case.student and busy_clash(offer, case.student)):
        return False
    taken = len(roster(case.run, identifier, max(case.today, offer.starts)))
    return taken < offer.seats.max and not any(clashes(offer, case.run.offers[seat]) for seat in seats)


def _agreed(case: Case, offer: str) -> bool:
    """Whether the family has agreed to the offer; without any agreement that is not asked here."""
    latest = case.sheet.agreement()
    return latest is None or _names(latest, offer) or _moved_under_newer(case, latest, offer)


def _names(agreement: Agreement, offer: str) -> bool:
    return offer in agreement.offers or offer in agreement.reserve


def _moved_under_newer(case: Case, latest: Agreement, offer: str) -> bool:
    known = {agreement.id: agreement for agreement in case.sheet.agreements}
    return any(
        (agreement := known.get(move.agreement or "")) is not None
        and agreement.on >= latest.on
        and _names(agreement, offer)
        for move in case.run.moves_of(case.subject)
        if move.target == offer
    )


def _outside(case: Case, offer: str) -> Missing:
    text = N_("“{title}” is not in the family's agreement: move {name}, or agree anew.")
    facts = {"title": case.run.offer_title(offer), "name": case.name}
    return Missing(text, "coordinator", _moving(case, f"--from {offer} --to …"), facts)


def placing(case: Case, offer: str) -> str:
    """The command that gives the pupil a place in the offer by hand; a published placement changes by moves."""
    if case.run.allocation and case.run.allocation.published_on:
        return _moving(case, f"--to {offer}")
    return f'iom round place {case.subject} {offer} --reason "…" --by {case.coordinator}'


def _moving(case: Case, way: str) -> str:
    return f'iom round move {case.subject} {way} --reason "…" --by {case.coordinator}'
