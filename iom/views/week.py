"""The hours of a round's week: seats against who wants to come, as a heat map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, get_args

from iom.language import _
from iom.model.base import Weekday
from iom.model.school import Run
from iom.views.sheet import Cell, Column, Table
from iom.views.wording import weekday

DAYS: tuple[Weekday, ...] = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the week: what is offered, the seats of it all, and how many pupils want something there."""

    day: Weekday
    start: time
    offers: tuple[str, ...]
    seats: int
    wanted: int

    @property
    def shade(self) -> str:
        """How much of the seats is wanted: less than half, up to all, or more."""
        if self.wanted > self.seats:
            return "▓"
        return "▒" if 2 * self.wanted >= self.seats else "░"

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        start = f"{self.start:%H:%M}"
        return {"day": self.day, "from": start, "offers": list(self.offers), "seats": self.seats, "wanted": self.wanted}


def hours_of(run: Run, top: Mapping[str, tuple[str, ...]]) -> tuple[Hour, ...]:
    """The hours at which the round's offers begin, in the order of the week.

    A pupil who wants two offers of one hour counts there once: nobody can come to both.
    """
    at: dict[tuple[Weekday, time], list[str]] = {}
    for identifier, offer in sorted(run.offers.items()):
        if offer.cancelled_on is None:
            for day, start in {(slot.day, slot.start) for slot in offer.slots}:
                at.setdefault((day, start), []).append(identifier)
    found = [
        Hour(
            day,
            start,
            tuple(offers),
            sum(run.offers[offer].seats.max for offer in offers),
            sum(not set(offers).isdisjoint(wishes) for wishes in top.values()),
        )
        for (day, start), offers in at.items()
    ]
    return tuple(sorted(found, key=lambda hour: (DAYS.index(hour.day), hour.start)))


def heat_map(hours: tuple[Hour, ...]) -> Table:
    """Days across, hours down; a shade and two numbers, so that it reads without colours."""
    days = sorted({hour.day for hour in hours}, key=DAYS.index)
    at = {(hour.day, hour.start): hour for hour in hours}
    rows: list[tuple[Cell | str, ...]] = [
        (f"{start:%H:%M}", *(_cell(at.get((day, start))) for day in days))
        for start in sorted({hour.start for hour in hours})
    ]
    columns = (Column(_("hour")), *(Column(weekday(day), "right") for day in days))
    return Table(columns, tuple(rows), _("the week: pupils who want to come, and seats"))


def _cell(hour: Hour | None) -> Cell:
    if hour is None:
        return Cell("·", "muted")
    over = hour.wanted > hour.seats
    return Cell(f"{hour.shade} {hour.wanted}/{hour.seats}", "warn" if over else "plain")
