"""Late changes: seats for who lost or lacks one, with as few others moved as can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from iom.allocation.problem import Answer, Problem
from iom.allocation.seating import Seating
from iom.allocation.table import Table

Step = tuple[str, str, str]  # pupil, offer left ("" for none), offer entered
Hop = tuple[int, int, int]  # the same by numbers, NOWHERE for none
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Repair:
    """Moves that seat who was short, each chain beginning with that pupil; who stays ``short``."""

    chains: tuple[tuple[Step, ...], ...]
    short: tuple[str, ...]


def repair(problem: Problem, seats: Answer) -> Repair:
    """Seat everybody who is short, in the order of the lottery, each with the fewest others moved.

    Of ways with equally few others the one that costs least is taken. Nobody is moved twice, and nobody loses a place
    without getting another.
    """
    table = Table(problem)
    seating = Seating(table)
    for at, pupil in enumerate(table.pupils):
        for offer in seats.get(pupil.id, ()):
            course = table.course_at[offer]
            if course not in seating.held[at] and table.most[course]:
                seating.enter(at, course)
    chains: list[tuple[Step, ...]] = []
    short: list[str] = []
    moved: set[int] = set()
    for at, pupil in enumerate(table.pupils):
        while seating.is_short(at):
            chain = _fewest(seating, at, moved)
            if chain is None:
                short.append(pupil.id)
                break
            for person, source, target in chain:
                if source != NOWHERE:
                    seating.leave(person, source)
                seating.enter(person, target)
            moved.update(person for person, _source, _target in chain)
            chains.append(tuple(_named(table, chain)))
    return Repair(tuple(chains), tuple(short))


def _named(table: Table, chain: list[Hop]) -> Iterator[Step]:
    for person, source, target in chain:
        left = "" if source == NOWHERE else table.courses[source].id
        yield table.pupils[person].id, left, table.courses[target].id


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
