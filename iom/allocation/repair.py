"""Late changes: seats for who lost or lacks one, with as few others moved as can be."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from iom.allocation.fewest_moves import NOWHERE, FewestMoves, Hop
from iom.allocation.problem import Answer, Problem
from iom.allocation.seating import Seating
from iom.allocation.table import Table

Step = tuple[str, str, str]  # pupil, offer left ("" for none), offer entered
DEEPER = 3  # moves more than one chain after the other takes, to seat who stays short that way


@dataclass(frozen=True, slots=True)
class Repair:
    """Moves that seat who was short, each chain beginning with that pupil; who stays ``short``.

    ``fewest``: no way to seat the same pupils moves others less often.
    """

    chains: tuple[tuple[Step, ...], ...]
    short: tuple[str, ...]
    fewest: bool

    @property
    def moves(self) -> int:
        """How often somebody moves who sits somewhere already."""
        return sum(bool(left) for chain in self.chains for _pupil, left, _entered in chain)


def repair(problem: Problem, seats: Answer) -> Repair:
    """Seat everybody who is short with the fewest moves of others.

    First one pupil after the other in the order of the lottery, of equally short chains the one that costs least;
    nobody loses a place without getting another. Then it is searched whether all together takes fewer moves, or
    seats more.
    """
    table = Table(problem)
    start = Seating(table)
    for at, pupil in enumerate(table.pupils):
        for offer in seats.get(pupil.id, ()):
            course = table.course_at[offer]
            if course not in start.held[at] and table.most[course]:
                start.enter(at, course)
    chains, short = _one_by_one(start.copy())
    moves = sum(source != NOWHERE for chain in chains for _person, source, _target in chain)
    everybody = [at for at in range(len(table.pupils)) for _seat in range(table.pupils[at].picks - len(start.held[at]))]
    if short:
        all_seated, fewest = FewestMoves(start, everybody).found(moves + DEEPER)
        if all_seated:
            return Repair(tuple(_named(table, chain) for chain in all_seated), (), fewest)
    fewer, fewest = FewestMoves(start, [chain[0][0] for chain in chains]).found(moves - 1)
    names = tuple(table.pupils[at].id for at in short)
    return Repair(tuple(_named(table, chain) for chain in fewer or chains), names, fewest and not problem.apart)


def _one_by_one(seating: Seating) -> tuple[list[list[Hop]], list[int]]:
    chains: list[list[Hop]] = []
    short: list[int] = []
    moved: set[int] = set()
    for at in range(len(seating.table.pupils)):
        while seating.is_short(at):
            chain = _fewest(seating, at, moved)
            if chain is None:
                short.append(at)
                break
            for person, source, target in chain:
                if source != NOWHERE:
                    seating.leave(person, source)
                seating.enter(person, target)
            moved.update(person for person, _source, _target in chain)
            chains.append(chain)
    return chains, short


def _named(table: Table, chain: list[Hop]) -> tuple[Step, ...]:
    courses = [course.id for course in table.courses]
    return tuple(
        (table.pupils[person].id, "" if source == NOWHERE else courses[source], courses[target])
        for person, source, target in chain
    )


def _fewest(seating: Seating, pupil: int, moved: set[int]) -> list[Hop] | None:
    """The chain with the fewest people that ends in a free seat."""
    table = seating.table
    heap: list[tuple[int, int, list[Hop]]] = []
    for rank, course in enumerate(table.wishes[pupil]):
        if table.most[course] and seating.may_enter(pupil, course):
            heappush(heap, (1, rank, [(pupil, NOWHERE, course)]))
    done: set[int] = set()
    while heap:
        length, cost, chain = heappop(heap)
        course = chain[-1][2]
        if course in done:
            continue
        done.add(course)
        if seating.count[course] < seating.most[course]:
            return chain
        people = {person for person, _source, _target in chain}
        for person, held in enumerate(seating.held):
            if course in held and person not in people and person not in moved and course not in table.pins[person]:
                for target in table.wishes[person]:
                    fits = target not in held and table.most[target] and seating.may_enter(person, target, course)
                    if fits and target not in done:
                        worse = table.worth[person].get(course, 0) - table.worth[person][target]
                        heappush(heap, (length + 1, cost + max(0, worse), [*chain, (person, course, target)]))
    return None
