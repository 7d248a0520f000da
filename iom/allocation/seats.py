"""A small program for HiGHS with one binary a seat: quick to prove how good an answer is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from iom.allocation.highs import INFINITE, Program
from iom.allocation.table import Table


class Seats:
    """Who sits where, one binary for each pupil and course, one for each course missing, one for each place lost.

    Each place lost adds more to the square than the one before, so that their sum is the square.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.program = Program()
        self._rows = course_rows(self.program, table)
        self._pairs = pair_rows(self.program, table)
        self.seats: dict[int, tuple[int, int]] = {}
        self.missing: dict[int, int] = {}
        self.places: dict[int, int] = {}
        for pupil in range(len(table.pupils)):
            self._seats_of(pupil)

    def _seats_of(self, pupil: int) -> None:
        table, program, person = self.table, self.program, self.table.pupils[pupil]
        picks, pins, wishes = person.picks, table.pins[pupil], table.wishes[pupil]
        total = program.row(float(picks), float(picks))
        courses = list(dict.fromkeys((*pins, *wishes)))
        groups = [(group, program.row(-INFINITE, 1.0)) for group in _clashing(table, courses)]
        value = program.row(float(table.best[pupil]), float(table.best[pupil]))
        apart = [rows for pair, rows in self._pairs.items() if pupil in pair]
        for course in courses:
            entries = [
                (total, 1.0),
                (value, float(table.worth[pupil][course])),
                (self._rows[course][0], 1.0),
                (self._rows[course][1], 1.0),
            ]
            entries += [(row, 1.0) for group, row in groups if course in group]
            entries += [(rows[course], 1.0) for rows in apart if course in rows]
            if course in pins:
                entries.append((program.row(1.0, 1.0), 1.0))
            self.seats[program.column(entries)] = pupil, course
        for number in range(picks):
            self.missing[program.column([(total, 1.0)])] = 0 if person.late else 2 * number + 1
        for place in range(table.best[pupil]):
            more = 2 * (place + person.account) + 1
            self.places[program.column([(value, 1.0)])] = 0 if person.late else more

    def least(self, seconds: float) -> list[int]:
        """The least that the first aims come to, each held for the next, as far as that is proven in the time.

        The aims are missing courses, first wishes unmet, and squares (see `iom.allocation.exact`).
        """
        table, found = self.table, list[int]()
        met = {
            column: -1
            for column, (pupil, course) in self.seats.items()
            if table.first_wish[pupil] and course == table.first[pupil]
        }
        before = sum(pupil.account**2 for pupil in table.pupils if not pupil.late)
        aims = ((self.missing, 0), (met, sum(bool(first) for first in table.first_wish)), (self.places, before))
        for costs, already in aims:
            solved = self.program.solve(costs, seconds)
            if solved is None or not solved.proven:
                break
            reached = round(sum(solved.values[column] * cost for column, cost in costs.items()))
            self.program.hold(costs, reached)
            found.append(already + reached)
        return found

    def closed(self, seconds: float) -> frozenset[int] | None:
        """The courses that had better not run, by squared ranks; None where nothing is found in the time."""
        costs = {column: self._cost(*seat) for column, seat in self.seats.items()}
        solved = self.program.solve(costs, seconds)
        if solved is None:
            return None
        return frozenset(at for at in range(len(self.table.courses)) if solved.values[at] < 0.5)

    def _cost(self, pupil: int, course: int) -> int:
        """A seat is worth far more than any rank; ranks count by their squares."""
        table = self.table
        length = max(table.worth[pupil].values(), default=0)
        rank = length - table.worth[pupil].get(course, 0)
        first = table.first_wish[pupil] and course == table.first[pupil]
        return rank * rank - 40 * length * length - (length * length if first else 0)


def course_rows(program: Program, table: Table) -> list[tuple[int, int]]:
    """A column for each course, whether it runs, and its two rows: at most its seats, at least its minimum."""
    rows = [(program.row(-INFINITE, 0.0), program.row(0.0, INFINITE)) for _course in table.courses]
    for (most, least), seats, minimum in zip(rows, table.most, table.least, strict=True):
        program.column(((most, -float(seats)), (least, -float(minimum))))
    return rows


def pair_rows(program: Program, table: Table) -> dict[tuple[int, int], dict[int, int]]:
    """For each pair kept apart a row for each course: not both of them."""
    return {
        (one, other): {course: program.row(-INFINITE, 1.0) for course in table.worth[one]}
        for one, others in table.partners.items()
        for other in others
        if one < other
    }


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
