"""The placement of a whole round: who has chosen first, then who has not; every run of one input gives one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from iom.allocation.chains import Chains
from iom.allocation.opening import Opening, polished
from iom.allocation.problem import Answer, Problem
from iom.allocation.reseating import reseat
from iom.allocation.seating import Score, Seating
from iom.allocation.table import Table

NAME = "draft-and-exchange/1"


@dataclass(frozen=True)
class Outcome:
    """A finished placement: courses by pupil, the most wanted first; what does not run; the score of the aims.

    ``bound`` is a sum of squared disappointments below which no placement with the same higher aims can come; None
    where none is proven. ``status`` is ``heuristic``, ``limit`` or ``optimal``.
    """

    problem: Problem
    seats: Answer
    closed: tuple[str, ...]
    score: Score
    engine: str = NAME
    status: str = "heuristic"
    bound: int | None = None


def allocate(problem: Problem, told: Callable[[], None] = lambda: None) -> Outcome:
    """Place everybody; ``told`` is called after each piece of work.

    The contradictions of `iom.allocation.shortage` are not looked for here.
    """
    table = Table(problem)
    chains = _polished(table, told)
    prices = reseat(chains).improved()
    told()
    return outcome(table, chains.seating, bound=prices.bound())


def outcome(table: Table, seating: Seating, engine: str = NAME, bound: int | None = None) -> Outcome:
    """The placement of a seating, by ids; proven the best where the bound is reached and nothing else is lacking.

    The bound holds for as many missing courses and first wishes unmet, so that there may be none of either; of who has
    not chosen it says nothing. The lottery is proven by no status.
    """
    seats = {}
    for pupil in sorted(range(len(table.pupils)), key=lambda at: table.pupils[at].id):
        worth = table.worth[pupil]
        held = sorted(seating.held[pupil], key=lambda course: (-worth[course], course))
        seats[table.pupils[pupil].id] = tuple(table.courses[course].id for course in held)
    closed = tuple(course.id for course, count in zip(table.courses, seating.count, strict=True) if not count)
    score = seating.score()
    (few, missing, first, squares, _ties, *late) = score
    proven = not any((few, missing, first, *late)) and squares == bound
    return Outcome(table.problem, seats, closed, score, engine, "optimal" if proven else "heuristic", bound)


def _polished(table: Table, told: Callable[[], None]) -> Chains:
    found = polished(table, ())
    told()
    return Opening(table, told).best() if found.seating.score()[0] else found
