"""What the families of a round want: lists, what cannot come true in them, which courses they put at one hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from iom.model.choosing import bars, listed
from iom.model.rounds import Bar
from iom.model.school import Run
from iom.model.timetable import clashes, distinct_slots
from iom.stages.settings import number, picks
from iom.stages.taking_part import taking_part


@dataclass(frozen=True, slots=True)
class Dropped:
    """A wish that cannot come true, and why."""

    person: str
    offer: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class ShortList:
    """A list with fewer offers, or from fewer hours, than keep a placement fair."""

    person: str
    offers: int
    slots: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Two offers of one hour that stand together among the first wishes of ``people``."""

    one: str
    other: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """The lists of all participants on one day, without the wishes that are ``dropped``."""

    lists: Mapping[str, tuple[str, ...]]
    picks: int
    dropped: tuple[Dropped, ...]

    @property
    def first(self) -> Counter[str]:
        """How many put each offer first."""
        return Counter(wishes[0] for wishes in self.lists.values() if wishes)

    @property
    def wanted(self) -> Counter[str]:
        """How many have each offer among as many wishes as they will get courses."""
        return Counter(offer for wishes in self.top.values() for offer in wishes)

    @property
    def listed(self) -> Counter[str]:
        """How many have each offer anywhere on the list."""
        return Counter(offer for wishes in self.lists.values() for offer in wishes)

    @property
    def top(self) -> dict[str, tuple[str, ...]]:
        """The first wishes of each list, as many as there will be courses."""
        return {person: wishes[: self.picks] for person, wishes in self.lists.items()}

    @property
    def without(self) -> tuple[str, ...]:
        """Who has no list."""
        return tuple(person for person, wishes in self.lists.items() if not wishes)


def demand(run: Run, today: date) -> Demand:
    """What everybody wants: the agreement with its reserve, else the pupil's own last list.

    What those want whose documents cannot be read is unknown: they are not in it.
    """
    lists, dropped = {}, []
    for person in taking_part(run, today):
        if person in run.unread:
            continue
        wishes = listed(run, person)
        closed = bars(run, person, today) if wishes else {}
        lists[person] = tuple(offer for offer in wishes if offer not in closed)
        dropped += [Dropped(person, offer, closed[offer]) for offer in wishes if offer in closed]
    return Demand(lists, picks(run.school, run), tuple(dropped))


def short_lists(run: Run, found: Demand) -> tuple[ShortList, ...]:
    """Lists below what the gate of the choice asks for (six offers from four hours, or all that there are)."""
    there = [offer for offer in run.offers.values() if offer.cancelled_on is None]
    offers = min(number(run.school, run, "breadth", "offers"), len(there))
    slots = min(number(run.school, run, "breadth", "slots"), distinct_slots(there))
    counted = (
        ShortList(person, len(wishes), distinct_slots(run.offers[offer] for offer in wishes))
        for person, wishes in found.lists.items()
        if wishes
    )
    return tuple(one for one in counted if one.offers < offers or one.slots < slots)


def wanted_at_once(run: Run, found: Demand) -> tuple[Wanted, ...]:
    """Pairs of offers at one hour that families want together, the most wanted pair first."""
    people: dict[tuple[str, str], list[str]] = {}
    for person, wishes in found.top.items():
        for one, other in combinations(sorted(wishes), 2):
            if clashes(run.offers[one], run.offers[other]):
                people.setdefault((one, other), []).append(person)
    pairs = (Wanted(one, other, tuple(names)) for (one, other), names in people.items())
    return tuple(sorted(pairs, key=lambda pair: (-len(pair.people), pair.one, pair.other)))
