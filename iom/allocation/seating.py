"""Who sits where while a placement is being made: sets of courses, counts, and what they cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from iom.allocation.table import Table

Score = tuple[int, int, int, int, int, int, int]


class Seating:
    """A placement in the making; pins are seated from the start.

    ``held`` lists each pupil's courses, ``mask`` the same as bits, ``value`` their worth. Courses in ``closed`` take
    nobody.
    """

    def __init__(self, table: Table, closed: Collection[int] = ()) -> None:
        self.table = table
        self.most = [0 if at in closed else most for at, most in enumerate(table.most)]
        self.least = [0 if at in closed else least for at, least in enumerate(table.least)]
        self.held: list[list[int]] = [[] for _ in table.pupils]
        self.mask = [0] * len(table.pupils)
        self.value = [0] * len(table.pupils)
        self.count = [0] * len(table.courses)
        for pupil, pins in enumerate(table.pins):
            for course in pins:
                self.enter(pupil, course)

    def copy(self) -> Seating:
        """Another seating with the same people on the same seats."""
        other = object.__new__(Seating)
        other.table = self.table
        other.most, other.least = list(self.most), list(self.least)
        other.held = [list(courses) for courses in self.held]
        other.mask, other.value, other.count = list(self.mask), list(self.value), list(self.count)
        return other

    def enter(self, pupil: int, course: int) -> None:
        """Seat the pupil in the course."""
        self.held[pupil].append(course)
        self.mask[pupil] |= 1 << course
        self.value[pupil] += self.table.worth[pupil].get(course, 0)
        self.count[course] += 1

    def leave(self, pupil: int, course: int) -> None:
        """Take the pupil out of the course."""
        self.held[pupil].remove(course)
        self.mask[pupil] &= ~(1 << course)
        self.value[pupil] -= self.table.worth[pupil].get(course, 0)
        self.count[course] -= 1

    def is_short(self, pupil: int) -> bool:
        """Whether the pupil has fewer courses than wanted."""
        return len(self.held[pupil]) < self.table.pupils[pupil].picks

    def is_kept_apart(self, pupil: int, course: int) -> bool:
        """Whether somebody sits in the course whom the pupil is kept apart from."""
        return any(self.mask[partner] >> course & 1 for partner in self.table.partners.get(pupil, ()))

    def may_enter(self, pupil: int, course: int, leaving: int | None = None) -> bool:
        """Whether the pupil's own hours and partners allow the course, ``leaving`` given up for it."""
        mask = self.mask[pupil] if leaving is None else self.mask[pupil] & ~(1 << leaving)
        return not mask & self.table.clash[course] and not self.is_kept_apart(pupil, course)

    def cost_of(self, pupil: int, held: Iterable[int]) -> int:
        """What it costs that the pupil holds these courses: aims by their weights, the lottery last."""
        table, person = self.table, self.table.pupils[pupil]
        courses = list(held)
        worth = table.worth[pupil]
        loss = table.best[pupil] - sum(worth.get(course, 0) for course in courses)
        missing = person.picks - len(courses)
        first = 0 if table.first[pupil] in courses else table.first_wish[pupil]
        square = (loss + person.account) ** 2
        return table.missing[pupil] * missing * missing + first + table.square[pupil] * square + table.tie[pupil] * loss

    def too_few(self) -> int:
        """How many pupils the courses lack for their minimums."""
        return sum(least - count for least, count in zip(self.least, self.count, strict=True) if count < least)

    def score(self) -> Score:
        """The aims in their order, the less the better.

        Pupils too few in courses that run, squares of missing courses, first wishes unmet (that count), squared
        disappointments, the lottery; then missing courses and disappointments of who has not chosen.
        """
        table = self.table
        missing = first = squares = ties = 0
        late_missing = late_squares = 0
        for pupil, held in enumerate(self.held):
            person = table.pupils[pupil]
            loss = table.best[pupil] - self.value[pupil]
            short = (person.picks - len(held)) ** 2
            if person.late:
                late_missing += short
                late_squares += (loss + person.account) ** 2
                continue
            missing += short
            first += bool(table.first_wish[pupil]) and table.first[pupil] not in held
            squares += (loss + person.account) ** 2
            ties += (len(self.held) - pupil) * loss
        return self.too_few(), missing, first, squares, ties, late_missing, late_squares
