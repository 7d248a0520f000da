"""The exact engine: HiGHS decides which courses run and proves how far an answer is from the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from math import comb

from iom.allocation.engine import NAME, Outcome, allocate, outcome
from iom.allocation.highs import INFINITE, Program, Solved
from iom.allocation.opening import seated
from iom.allocation.problem import Problem
from iom.allocation.seating import Seating
from iom.allocation.table import Table

SETS = 150_000  # with more possible sets of courses, the whole program is not set up
SECONDS = 120.0


def allocate_exactly(problem: Problem, seconds: float = SECONDS) -> Outcome:
    """The better of the engine's own answer and HiGHS's; ``status`` says whether it is proven the best.

    ``optimal`` is proven, ``limit`` means that time or size ran out first. Who has not chosen, and pairs kept apart,
    are no matter of one program: with them the engine's own answer stands.

    Raises:
        NoSolverError: highspy is not installed.
    """
    program = Program()
    own = allocate(problem)
    if any(pupil.late for pupil in problem.pupils) or problem.apart:
        return replace(own, status="limit")
    table, found = Table(problem), own
    if own.closed and (closed := _closed(program, table, seconds)) is not None:
        found = min(found, outcome(table, seated(table, closed), f"{NAME}+highs"), key=lambda one: one.score)
    if sum(comb(len(wishes), pupil.picks) for wishes, pupil in zip(table.wishes, table.pupils, strict=True)) > SETS:
        return replace(found, status="limit")
    return _proven(table, found, seconds)


def _closed(program: Program, table: Table, seconds: float) -> frozenset[int] | None:
    """The courses that had better not run, by squared ranks: a network apart from the courses' own decisions."""
    rows = [(program.row(-INFINITE, 0.0), program.row(0.0, INFINITE)) for _course in table.courses]
    for (most, least), seats, minimum in zip(rows, table.most, table.least, strict=True):
        program.column(0.0, ((most, -float(seats)), (least, -float(minimum))))
    for pupil, wishes in enumerate(table.wishes):
        pins = table.pins[pupil]
        total = program.row(-INFINITE, float(table.pupils[pupil].picks))
        groups = [(group, program.row(-INFINITE, 1.0)) for group in _clashing(table, wishes)]
        for course in dict.fromkeys((*pins, *wishes)):
            entries = [(total, 1.0), (rows[course][0], 1.0), (rows[course][1], 1.0)]
            entries += [(row, 1.0) for group, row in groups if course in group]
            if course in pins:
                entries.append((program.row(1.0, 1.0), 1.0))
            program.column(_cost_of_seat(table, pupil, course), entries)
    solved = program.solve(seconds)
    if solved is None:
        return None
    return frozenset(at for at in range(len(table.courses)) if solved.values[at] < 0.5)


def _cost_of_seat(table: Table, pupil: int, course: int) -> float:
    """A seat is worth far more than any rank; ranks count by their squares."""
    length = max(table.worth[pupil].values(), default=0)
    rank = length - table.worth[pupil].get(course, 0)
    first = table.first_wish[pupil] and course == table.first[pupil]
    return float(rank * rank - 40 * length * length - (length * length if first else 0))


def _clashing(table: Table, wishes: list[int]) -> Iterator[tuple[int, ...]]:
    """Groups of wishes of which only one can be had."""
    seen = set()
    for course in wishes:
        group = tuple(other for other in wishes if table.clash[course] >> other & 1)
        if len(group) > 1 and all(table.clash[one] >> other & 1 for one, other in combinations(group, 2)):
            seen.add(group)
        else:
            seen.update(tuple(sorted((course, other))) for other in group if other != course)
    return iter(sorted(seen))


def _proven(table: Table, found: Outcome, seconds: float) -> Outcome:
    """The better of ``found`` and what HiGHS makes of all sets that a pupil may hold."""
    program = Program()
    rows = [(program.row(-INFINITE, 0.0), program.row(0.0, INFINITE)) for _course in table.courses]
    for (most, least), seats, minimum in zip(rows, table.most, table.least, strict=True):
        program.column(0.0, ((most, -float(seats)), (least, -float(minimum))))
    seating = Seating(table)
    sets: list[tuple[int, int, tuple[int, ...]]] = []
    for pupil in range(len(table.pupils)):
        one = program.row(1.0, 1.0)
        for held in _possible(table, pupil):
            cost = seating.cost_of(pupil, held) // table.weights.square
            entries = [(one, 1.0), *((row, 1.0) for course in held for row in rows[course])]
            sets.append((program.column(float(cost), entries), pupil, held))
    solved = program.solve(seconds)
    if solved is None:
        return replace(found, status="limit")
    return _better(table, found, solved, sets)


def _better(table: Table, found: Outcome, solved: Solved, sets: list[tuple[int, int, tuple[int, ...]]]) -> Outcome:
    status = "optimal" if solved.proven else "limit"
    used = [solved.values[at] > 0.5 for at in range(len(table.courses))]
    seating = Seating(table, frozenset(at for at, runs in enumerate(used) if not runs))
    for column, pupil, held in sets:
        if solved.values[column] > 0.5:
            for course in held:
                if course not in seating.held[pupil]:
                    seating.enter(pupil, course)
    exact = outcome(table, seating, f"{NAME}+highs", status)
    # The lottery decides among equals, and HiGHS knows no lottery: the engine's own answer wins a tie.
    if found.score[:4] <= exact.score[:4]:
        return replace(found, status=status, bound=exact.score[3] if solved.proven else None)
    return replace(exact, bound=exact.score[3] if solved.proven else None)


def _possible(table: Table, pupil: int) -> Iterator[tuple[int, ...]]:
    """Every set of courses that the pupil may hold, pins included."""
    pins = table.pins[pupil]
    wishes = [course for course in table.wishes[pupil] if course not in pins]
    for number in range(table.pupils[pupil].picks - len(pins) + 1):
        for rest in combinations(wishes, number):
            held = (*pins, *rest)
            if all(not table.clash[one] >> other & 1 for one, other in combinations(held, 2)):
                yield held
