"""The state of a round's choice: demand against seats, who has not chosen, what is placed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from iom.language import N_, _, say
from iom.model.naming import by_name
from iom.model.roster import roster
from iom.model.school import Run
from iom.model.tutoring import participants
from iom.stages.settings import picks
from iom.views.sheet import Cell, Column, Lines, Sheet, Table
from iom.views.wording import slots_text


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer: seats, how many want it first, how many among their picks, how many sit in it."""

    offer: str
    title: str
    hours: str
    minimum: int
    seats: int
    first: int
    wanted: int
    placed: int
    cancelled: bool

    @property
    def at_risk(self) -> bool:
        """Whether fewer want or have it than the course needs to open."""
        return not self.cancelled and max(self.wanted, self.placed) < self.minimum


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """One round on one day."""

    round_id: str
    title: str
    offers: tuple[OfferRow, ...]
    without_wishes: tuple[str, ...]
    without_agreement: tuple[str, ...]
    names: dict[str, str]

    def sheet(self) -> Sheet:
        """Offers with demand and seats; then who has not chosen."""
        columns = (
            Column(_("course"), flexible=True),
            Column(_("hours"), flexible=True),
            Column(_("seats"), "right"),
            Column(_("first"), "right"),
            Column(_("wanted"), "right"),
            Column(_("placed"), "right"),
        )
        lines = tuple(
            say(
                text,
                {
                    "count": len(people),
                    "names": [self.names[person] for person in people[:6]] + ["…"] * (len(people) > 6),
                },
            )
            for text, people in (
                (N_("without wishes, {count}: {names}"), self.without_wishes),
                (N_("without an agreement, {count}: {names}"), self.without_agreement),
            )
            if people
        )
        blocks = (Table(columns, tuple(map(_cells, self.offers))), *((Lines(lines, bullet="-"),) if lines else ()))
        return Sheet(f"{self.title} ({self.round_id})", blocks)

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "round": self.round_id,
            "offers": [
                {
                    "id": row.offer,
                    "min": row.minimum,
                    "max": row.seats,
                    "first": row.first,
                    "wanted": row.wanted,
                    "placed": row.placed,
                    "cancelled": row.cancelled,
                    "at_risk": row.at_risk,
                }
                for row in self.offers
            ],
            "without_wishes": list(self.without_wishes),
            "without_agreement": list(self.without_agreement),
        }


def round_status(run: Run, today: date) -> RoundStatus:
    """Demand by each family's latest agreement, or the pupil's latest list until there is one."""
    people = participants(run, today)
    rankings = {person: _ranking(run, person) for person in people}
    first = Counter(ranking[0] for ranking in rankings.values() if ranking)
    wanted = Counter(offer for ranking in rankings.values() for offer in ranking[: picks(run.school, run)])
    rows = tuple(
        _row(run, offer, today, first[offer], wanted[offer]) for offer in sorted(run.offers, key=run.offer_title)
    )
    agreed = {person for person in people if person in run.choices and run.choices[person].agreement()}
    placed = {run.participants[code] for code in _placed_codes(run) if code in run.participants}
    return RoundStatus(
        run.id,
        run.round.title,
        rows,
        tuple(person for person in people if not rankings[person]),
        tuple(person for person in by_name(run.school, set(people) - agreed - placed)),
        {person: run.school.name(person) for person in people},
    )


def _placed_codes(run: Run) -> set[str]:
    return {placement.code for placement in run.allocation.placements} if run.allocation else set()


def _ranking(run: Run, person: str) -> tuple[str, ...]:
    sheet = run.choices.get(person)
    if sheet is None:
        return ()
    if agreement := sheet.agreement():
        return agreement.offers
    wish = sheet.last_wish(person)
    return sheet.ranking(wish) if wish else ()


def _row(run: Run, identifier: str, today: date, first: int, wanted: int) -> OfferRow:
    offer = run.offers[identifier]
    day = min(max(today, offer.starts), offer.ends)
    return OfferRow(
        identifier,
        run.offer_title(identifier),
        slots_text(offer),
        offer.seats.min,
        offer.seats.max,
        first,
        wanted,
        len(roster(run, identifier, day)),
        offer.cancelled_on is not None,
    )


def _cells(row: OfferRow) -> tuple[Cell | str, ...]:
    note = _(" (cancelled)") if row.cancelled else _(" (too few)") if row.at_risk else ""
    full = row.placed >= row.seats
    return (
        Cell(row.title + note, "warn" if note else "plain"),
        row.hours,
        f"{row.minimum}–{row.seats}",
        str(row.first),
        str(row.wanted),
        Cell(str(row.placed), "strong" if full else "plain"),
    )
