"""The exact engine: HiGHS decides which courses run and proves how far an answer is from the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from math import ceil, comb

from iom.allocation.engine import NAME, Outcome, allocate, outcome
from iom.allocation.highs import Program
from iom.allocation.opening import polished
from iom.allocation.problem import Answer, Problem
from iom.allocation.reseating import reseat
from iom.allocation.seating import Seating
from iom.allocation.seats import Seats, course_rows, pair_rows
from iom.allocation.table import Table

SETS = 150_000  # with more possible sets of courses, the whole program is not set up
SECONDS = 120.0
NEARLY = 1e-5

Held = tuple[int, ...]


def allocate_exactly(problem: Problem, seconds: float = SECONDS) -> Outcome:
    """The better of the engine's own answer and HiGHS's; ``status`` says whether it is proven the best.

    ``optimal`` is proven aim by aim; only the lottery is left to the engine, as HiGHS knows none. ``limit`` means
    that time (``seconds`` for each aim) or size ran out first: then HiGHS decides only which courses run, where
    minimums bind, and the bound, if there is one, is that of the engine's prices.

    Raises:
        NoSolverError: highspy is not installed.
    """
    Program()
    table, found = Table(problem), allocate(problem)
    sets = (comb(len(wishes), pupil.picks) for wishes, pupil in zip(table.wishes, table.pupils, strict=True))
    if sum(sets) <= SETS:
        return _Aims(table, found).proven(seconds)
    if found.closed and (closed := Seats(table).closed(seconds)) is not None:
        other = _polished(table, closed)
        found = min(found, other, key=lambda one: one.score)
    return _limited(found)


def _polished(table: Table, closed: frozenset[int], start: Seating | None = None) -> Outcome:
    chains = polished(table, closed, start)
    return outcome(table, chains.seating, f"{NAME}+highs", reseat(chains).improved().bound())


def _limited(found: Outcome) -> Outcome:
    """Told that HiGHS did not finish, unless the engine's own bound proves it the best all the same."""
    return found if found.status == "optimal" else replace(found, status="limit")


class _Aims:
    """One program for all sets that pupils may hold, solved for one aim after the other, each held for the next."""

    def __init__(self, table: Table, found: Outcome) -> None:
        self.table = table
        self.found = found
        self.program = Program()
        self.sets: dict[int, tuple[int, Held]] = {}
        self.column_of: dict[tuple[int, frozenset[int]], int] = {}
        self._courses = course_rows(self.program, table)
        self._pairs = pair_rows(self.program, table)
        for pupil in range(len(table.pupils)):
            self._sets_of(pupil)

    def _sets_of(self, pupil: int) -> None:
        one = self.program.row(1.0, 1.0)
        apart = [rows for pair, rows in self._pairs.items() if pupil in pair]
        for held in _possible(self.table, pupil):
            entries = [(one, 1.0), *((row, 1.0) for course in held for row in self._courses[course])]
            entries += [(rows[course], 1.0) for rows in apart for course in held if course in rows]
            column = self.program.column(entries)
            self.sets[column] = pupil, held
            self.column_of[pupil, frozenset(held)] = column

    def proven(self, seconds: float) -> Outcome:
        """The best answer, or the best found in the time."""
        start = self._columns(self.found.seats)
        before, bound, least = set(start), None, Seats(self.table).least(seconds)
        for aim in range(5):
            costs = {column: cost for column in self.sets if (cost := self._cost(aim, *self.sets[column]))}
            if not costs:
                continue
            if least[aim : aim + 1] == [sum(costs.get(column, 0) for column in start)]:
                self.program.hold(costs, least[aim])
                bound = least[aim] if aim == SQUARES else bound
                continue
            solved = self.program.solve(costs, seconds, start)
            if solved is None:
                return _limited(self.found)
            chosen = [column for column, value in enumerate(solved.values) if value > 0.5]
            reached = sum(costs.get(column, 0) for column in chosen)
            if reached < sum(costs.get(column, 0) for column in start):
                start = chosen
            if aim == SQUARES:
                bound = ceil(solved.bound - NEARLY)
            if not solved.proven:
                return _limited(self._answer(start, before, bound))
            self.program.hold(costs, reached)
        return replace(self._answer(start, before, self._squares(start)), status="optimal")

    def _squares(self, chosen: list[int]) -> int:
        return sum(self._cost(SQUARES, *self.sets[column]) for column in chosen if column in self.sets)

    def _answer(self, chosen: list[int], before: set[int], bound: int | None) -> Outcome:
        """The seats of the columns, or the engine's own where HiGHS did no better.

        HiGHS knows no lottery, which stands above who has not chosen.
        """
        found = (
            self.found if set(chosen) == before else min(self.found, self._seated(chosen), key=lambda one: one.score)
        )
        return replace(found, bound=found.bound if bound is None else bound)

    def _seated(self, chosen: list[int]) -> Outcome:
        table, runs = self.table, set(chosen)
        closed = frozenset(course for course in range(len(table.courses)) if course not in runs)
        seating = Seating(table, closed)
        for column in chosen:
            if column in self.sets:
                pupil, held = self.sets[column]
                for course in held:
                    if course not in seating.held[pupil]:
                        seating.enter(pupil, course)
        return _polished(table, closed, seating)

    def _columns(self, seats: Answer) -> list[int]:
        """The columns of an answer: courses that run, then the set of each pupil."""
        table = self.table
        held = {
            at: frozenset(table.course_at[course] for course in seats[pupil.id])
            for at, pupil in enumerate(table.pupils)
        }
        runs = sorted(set().union(*held.values()))
        return [*runs, *(self.column_of[at, courses] for at, courses in held.items())]

    def _cost(self, aim: int, pupil: int, held: Held) -> int:
        """What the set costs for one aim: courses missing, first wish unmet, squares; for who has not chosen, later."""
        table = self.table
        person, worth = table.pupils[pupil], table.worth[pupil]
        if person.late != (aim > SQUARES):
            return 0
        if aim in {0, 3}:
            return (person.picks - len(held)) ** 2
        if aim == 1:
            return int(bool(table.first_wish[pupil]) and table.first[pupil] not in held)
        return (table.best[pupil] + person.account - sum(worth[course] for course in held)) ** 2


SQUARES = 2  # the number of the aim


def _possible(table: Table, pupil: int) -> Iterator[Held]:
    """Every set of courses that the pupil may hold, pins included."""
    pins = table.pins[pupil]
    wishes = [course for course in table.wishes[pupil] if course not in pins]
    for number in range(table.pupils[pupil].picks - len(pins) + 1):
        for rest in combinations(wishes, number):
            held = (*pins, *rest)
            if all(not table.clash[one] >> other & 1 for one, other in combinations(held, 2)):
                yield held
