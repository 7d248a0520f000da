"""Reasons for every wish that was not met, from the condensed graph of the finished placement (allocation.md §6)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from iom.allocation.chains import Chains, Move
from iom.allocation.paths import edges_between, shortest
from iom.allocation.problem import Answer, Problem
from iom.allocation.reasons import Kind, Reason
from iom.allocation.seating import Seating
from iom.allocation.table import Table

Way = list[Move]  # the pupil's own exchange first
T = TypeVar("T")
NO_COURSE = -2
DETOURS = 60  # ways tried out for one wish before it is taken for granted that there is none


class Explainer:
    """The reasons of one placement. The least harmful ways are found once a course and kept."""

    def __init__(self, problem: Problem, seats: Answer) -> None:
        self.table = Table(problem)
        seating = Seating(self.table)
        for at, pupil in enumerate(self.table.pupils):
            for course in seats.get(pupil.id, ()):
                if (number := self.table.course_at[course]) not in seating.held[at]:
                    seating.enter(at, number)
        self.runs = [bool(count) for count in seating.count]
        self.wanted = self._wanted()
        self._ways = _Ways(seating, self.runs)
        self._names = (*(course.id for course in self.table.courses), "")

    def _wanted(self) -> list[int]:
        wanted = [0] * len(self.table.courses)
        for pupil, wishes in zip(self.table.pupils, self.table.wishes, strict=True):
            for course in () if pupil.late else wishes:
                wanted[course] += 1
        return wanted

    def reasons(self, pupil: str) -> tuple[Reason, ...]:
        """The reasons for each wish above the last one that was met, or for all where a course is missing.

        None for who has not chosen: the list is not the family's.
        """
        return tuple(self._reasons(self.table.pupil_at[pupil]))

    def everybody(self) -> Iterator[Reason]:
        """All reasons of the round, in the order of the lottery."""
        for at in range(len(self.table.pupils)):
            yield from self._reasons(at)

    def _reasons(self, at: int) -> Iterator[Reason]:
        pupil, held = self.table.pupils[at], self._ways.seating.held[at]
        if pupil.late:
            return
        met = {self.table.courses[course].id for course in held}
        last = max((rank for rank, wish in enumerate(pupil.wishes) if wish in met), default=-1)
        end = len(pupil.wishes) if len(held) < pupil.picks else last
        for rank, wish in enumerate(pupil.wishes[:end], start=1):
            if wish not in met and wish in self.table.course_at:
                yield self._reason(at, self.table.course_at[wish], rank)

    def _reason(self, at: int, wish: int, rank: int) -> Reason:
        table, pupil, ways = self.table, self.table.pupils[at], self._ways
        identifier, worth = table.courses[wish].id, table.worth[at]
        if bar := pupil.barred.get(identifier):
            return Reason(pupil.id, identifier, rank, "barred", other=bar)
        for course in ways.seating.held[at]:
            higher = worth[course] >= worth[wish] or course in table.pins[at]
            if table.clash[wish] >> course & 1 and higher:
                return Reason(pupil.id, identifier, rank, "clash", other=table.courses[course].id)
        if not self.runs[wish]:
            needed = table.courses[wish].least
            return Reason(pupil.id, identifier, rank, "closed", wanted=self.wanted[wish], needed=needed)
        if ways.seating.is_kept_apart(at, wish):
            return Reason(pupil.id, identifier, rank, "apart")
        found = ways.to(at, wish)
        if isinstance(found, str):
            return Reason(pupil.id, identifier, rank, found)
        return self._chain(found, identifier, rank)

    def _chain(self, moves: Way, wish: str, rank: int) -> Reason:
        """The reason that a way is; where nothing would change but the lottery, a tie."""
        table, names = self.table, self._names
        changes = [_change(table, *move) for move in moves]
        return Reason(
            table.pupils[moves[0][0]].id,
            wish,
            rank,
            "chain" if any(_aims(self._ways.seating, moves, changes)) else "tie",
            moved=len(moves) - 1,
            lost=-sum(gained for gained, _first in changes[1:]),
            firsts=sum(first for _gained, first in changes[1:]),
            gained=changes[0][0],
            exchanges=tuple((table.pupils[pupil].id, names[source], names[target]) for pupil, source, target in moves),
        )


class _Ways:
    """The least harmful way to give somebody a seat, by shortest paths along the potentials."""

    def __init__(self, seating: Seating, runs: list[bool]) -> None:
        self.seating = seating
        for course, running in enumerate(runs):
            if not running:
                seating.most[course] = 0
        # A way that leaves a course below its minimum is none.
        self._too_dear = seating.table.weights.minimum // 2
        self._everybody = range(len(seating.table.pupils))
        self.chains = Chains(seating, self._everybody)
        self.chains.settle()
        self._paths: dict[int, tuple[list[int], dict[int, int]]] = {}

    def to(self, pupil: int, wish: int) -> Way | Kind:
        """The best way, or the kind of reason why there is none."""
        offers = self._offers(pupil, wish)
        if not offers:
            return "total"
        chains = self.chains
        distance, before = self._path(wish)
        for cost, source in sorted((cost + distance[source], source) for cost, source in offers):
            if cost >= self._too_dear:
                break
            exchanges = self._walk(chains, before, wish, source)
            people = [pupil, *(one for one, _source, _target in exchanges or ())]
            if exchanges is not None and len(set(people)) == len(people):
                return [(pupil, source, wish), *exchanges]
            return self._around(pupil, wish, offers)
        return "fixed"

    def _offers(self, pupil: int, wish: int) -> list[tuple[int, int]]:
        """What the pupil could give up for the wish and be better off, with the change of cost."""
        seating, table = self.seating, self.seating.table
        held, offers = seating.held[pupil], []
        before = seating.cost_of(pupil, held)
        if seating.is_short(pupil) and seating.may_enter(pupil, wish):
            offers.append((seating.cost_of(pupil, [*held, wish]) - before, self.chains.free))
        for source in held:
            if source not in table.pins[pupil] and seating.may_enter(pupil, wish, source):
                cost = seating.cost_of(pupil, [*(one for one in held if one != source), wish])
                offers.append((cost - before, source))
        return [offer for offer in offers if offer[0] < 0]

    def _path(self, wish: int) -> tuple[list[int], dict[int, int]]:
        """Cheapest ways from the course to all others; costs along them are kept at or above zero by potentials."""
        if wish not in self._paths:
            self._paths[wish] = shortest(self.chains, wish)
        return self._paths[wish]

    def _walk(self, chains: Chains, before: dict[int, int], wish: int, source: int) -> Way | None:
        edges = edges_between(before, wish, source)
        if edges is None:
            return None
        return [(pupil, *edge) for edge in edges if (pupil := chains.pupil_on(*edge)) is not None]

    def _around(self, pupil: int, wish: int, offers: list[tuple[int, int]]) -> Way | Kind:
        """The way that needs neither the pupil's own other seats nor anybody twice.

        Whoever stands on a way twice is kept from the one exchange, and, where that does not help, from the other.
        """
        pending: list[tuple[Move, ...]] = [()]
        others = [one for one in self._everybody if one != pupil]
        for banned in islice(_taken(pending), DETOURS):
            chains = Chains(self.seating, others)
            for exchange in banned:
                chains.ban(*exchange)
            chains.settle()
            distance, before = shortest(chains, wish)
            cost, source = min((cost + distance[source], source) for cost, source in offers)
            exchanges = self._walk(chains, before, wish, source)
            if exchanges is None or cost >= self._too_dear:
                continue
            people = [one for one, _source, _target in exchanges]
            twice = next((one for one in people if people.count(one) > 1), None)
            if twice is None:
                return [(pupil, source, wish), *exchanges]
            pending += [(*banned, exchange) for exchange in reversed(exchanges) if exchange[0] == twice]
        return "fixed"


def _taken(pending: list[T]) -> Iterator[T]:
    """What is pending, first come, first taken; it may grow meanwhile."""
    at = 0
    while at < len(pending):
        yield pending[at]
        at += 1


def _change(table: Table, pupil: int, left: int, entered: int) -> tuple[int, int]:
    """Places gained by the exchange, and whether it costs a first wish that counts (1; -1 where it brings it)."""
    worth, first = table.worth[pupil], table.first[pupil] if table.first_wish[pupil] else NO_COURSE
    return worth.get(entered, 0) - worth.get(left, 0), (left == first) - (entered == first)


def _aims(seating: Seating, moves: Way, changes: list[tuple[int, int]]) -> tuple[int, int, int]:
    """How missing courses, first wishes unmet and squares change if the exchanges were made."""
    table, free = seating.table, len(seating.table.courses)
    missing = firsts = squares = 0
    for (pupil, left, entered), (gained, first) in zip(moves, changes, strict=True):
        person = table.pupils[pupil]
        if person.late:
            continue
        short = person.picks - len(seating.held[pupil])
        missing += (short + (entered == free) - (left == free)) ** 2 - short**2
        firsts += first
        loss = table.best[pupil] - seating.value[pupil] + person.account
        squares += (loss - gained) ** 2 - loss**2
    return missing, firsts, squares
