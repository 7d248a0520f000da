"""The state of a round's choice: demand against seats by course and by hour, and what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from iom.language import N_, _, say
from iom.model.choosing import WHY_BARRED
from iom.model.naming import by_name, first_few
from iom.model.roster import roster_sizes
from iom.model.school import Run
from iom.views.demand import Demand, Dropped, ShortList, Wanted, demand, short_lists, wanted_at_once
from iom.views.sheet import Bars, Block, Cell, Column, Lines, Pairs, Sheet, Table
from iom.views.week import Hour, heat_map, hours_of
from iom.views.wording import slots_text

NAMED = 6  # people in one line, pairs of courses in one list


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer: seats, how many want it first, among their picks, anywhere; how many sit in it."""

    offer: str
    title: str
    hours: str
    minimum: int
    best: int | None
    seats: int
    first: int
    wanted: int
    listed: int
    placed: int
    cancelled: bool

    @property
    def at_risk(self) -> bool:
        """Whether fewer want or have it than the course needs to open."""
        return not self.cancelled and max(self.wanted, self.placed) < self.minimum

    @property
    def is_fuller(self) -> bool:
        """Whether more sit in it than its teacher calls best."""
        return self.best is not None and self.placed > self.best

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "id": self.offer,
            "min": self.minimum,
            "best": self.best,
            "max": self.seats,
            "first": self.first,
            "wanted": self.wanted,
            "listed": self.listed,
            "placed": self.placed,
            "cancelled": self.cancelled,
            "at_risk": self.at_risk,
        }


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """One round on one day."""

    run: Run
    demand: Demand
    offers: tuple[OfferRow, ...]
    hours: tuple[Hour, ...]
    without_agreement: tuple[str, ...]
    short: tuple[ShortList, ...]
    at_once: tuple[Wanted, ...]

    def sheet(self) -> Sheet:
        """How far the choice is, what stands in its way, then courses and hours."""
        blocks: list[Block] = [Pairs(self._facts())]
        if notes := tuple(self._notes()):
            blocks.append(Lines(notes, bullet="-"))
        blocks.append(self._table())
        if self.offers:
            bars = tuple((row.title, row.wanted, row.seats) for row in self.offers if not row.cancelled)
            blocks.append(Bars(bars, _("who wants it among the courses they will get, and seats")))
        if self.hours:
            legend = _("░ less than half of the seats · ▒ up to all of them · ▓ more than there are")
            blocks += [heat_map(self.hours), Lines((Cell(legend, "muted"),))]
        return Sheet(f"{self.run.round.title} ({self.run.id})", tuple(blocks))

    def _facts(self) -> tuple[tuple[str, str], ...]:
        people = len(self.demand.lists)
        chosen = people - len(self.demand.without)
        needed = people * self.demand.picks
        seats = sum(row.seats for row in self.offers if not row.cancelled)
        return (
            (_("have chosen"), f"{chosen}/{people}"),
            (_("have an agreement"), f"{people - len(self.without_agreement)}/{people}"),
            (
                _("seats"),
                say(
                    N_("{seats}, needed: {needed} (courses each: {picks})"),
                    {"seats": seats, "needed": needed, "picks": self.demand.picks},
                ),
            ),
        )

    def _notes(self) -> Iterable[Cell | str]:
        lines = (
            (N_("without wishes, {count}: {names}"), self.demand.without),
            (N_("without an agreement, {count}: {names}"), self.without_agreement),
            (N_("lists too short to be fair, {count}: {names}"), [one.person for one in self.short]),
        )
        for text, people in lines:
            if people:
                yield self._said(text, people)
        for bar in dict.fromkeys(one.bar for one in self.demand.dropped):
            people = [one.person for one in self.demand.dropped if one.bar == bar]
            text = N_("wishes that cannot come true, {count} ({why}): {names}")
            yield self._said(text, people, why=_(WHY_BARRED[bar]))
        for pair in self.at_once[:NAMED]:
            titles = {"one": self.run.offer_title(pair.one), "other": self.run.offer_title(pair.other)}
            yield self._said(N_("at one hour, wanted together by {count}: “{one}”, “{other}”"), pair.people, **titles)
        for row in self.offers:
            if row.at_risk:
                facts = {"title": row.title, "wanted": row.wanted, "listed": row.listed, "minimum": row.minimum}
                text = N_("“{title}” may not run: wanted by {wanted}, on {listed} lists, needs {minimum}")
                yield Cell(say(text, facts), "warn")

        if fuller := [f"{row.title} {row.placed}/{row.best}" for row in self.offers if row.is_fuller]:
            yield say(N_("fuller than the number aimed at: {courses}"), {"courses": fuller})

    def _said(self, text: str, people: Iterable[str], **facts: str) -> str:
        names = [self.run.school.name(person) for person in by_name(self.run.school, set(people))]
        return say(text, {"count": len(names), "names": first_few(names, NAMED), **facts})

    def _table(self) -> Table:
        columns = (
            Column(_("course"), flexible=True),
            Column(_("hours"), flexible=True),
            Column(_("seats"), "right"),
            Column(_("first"), "right"),
            Column(_("wanted"), "right"),
            Column(_("placed"), "right"),
        )
        return Table(columns, tuple(map(_cells, self.offers)))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        dropped = Counter((one.offer, one.bar) for one in self.demand.dropped)
        return {
            "round": self.run.id,
            "participants": len(self.demand.lists),
            "picks": self.demand.picks,
            "offers": [row.data() for row in self.offers],
            "hours": [hour.data() for hour in self.hours],
            "without_wishes": list(self.demand.without),
            "without_agreement": list(self.without_agreement),
            "short_lists": [{"student": one.person, "offers": one.offers, "slots": one.slots} for one in self.short],
            "dropped": [_dropped(one) for one in self.demand.dropped],
            "dropped_by_offer": [{"offer": offer, "why": why, "count": n} for (offer, why), n in dropped.items()],
            "at_once": [{"offers": [pair.one, pair.other], "students": list(pair.people)} for pair in self.at_once],
        }


def _dropped(one: Dropped) -> dict[str, str]:
    return {"student": one.person, "offer": one.offer, "why": one.bar}


def round_status(run: Run, today: date) -> RoundStatus:
    """Demand by each family's latest agreement, or the pupil's latest list until there is one."""
    found = demand(run, today)
    agreed = {person for person, sheet in run.choices.items() if sheet.agreement()}
    placed = roster_sizes(run, {identifier: offer.nearest_day(today) for identifier, offer in run.offers.items()})
    counts = (found.first, found.wanted, found.listed, placed)
    rows = tuple(
        _row(run, offer, *(count[offer] for count in counts)) for offer in sorted(run.offers, key=run.offer_title)
    )
    return RoundStatus(
        run,
        found,
        rows,
        hours_of(run, found.top),
        by_name(run.school, found.lists.keys() - agreed),
        short_lists(run, found),
        wanted_at_once(run, found),
    )


def _row(run: Run, identifier: str, first: int, wanted: int, listed: int, placed: int) -> OfferRow:
    offer = run.offers[identifier]
    return OfferRow(
        identifier,
        run.offer_title(identifier),
        slots_text(offer),
        offer.seats.min,
        offer.seats.best,
        offer.seats.max,
        first,
        wanted,
        listed,
        placed,
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
