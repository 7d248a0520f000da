"""Which courses run where a minimum binds: the weakest close, then opening and closing is tried in turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from iom.allocation.chains import Chains
from iom.allocation.draft import draft
from iom.allocation.seating import Seating
from iom.allocation.table import Table

Told = Callable[[], None]


def seated(table: Table, closed: Collection[int], start: Seating | None = None) -> Seating:
    """A polished seating with these courses closed, from scratch or from another seating."""
    return polished(table, closed, start).seating


def polished(table: Table, closed: Collection[int], start: Seating | None = None) -> Chains:
    """The same, with the graph in which no chain gains."""
    seating = Seating(table, closed)
    order = range(len(table.pupils))
    if start is not None:
        for pupil in order:
            for course in start.held[pupil]:
                if course not in closed and course not in seating.held[pupil]:
                    seating.enter(pupil, course)
    for late in (False, True):
        draft(seating, (pupil for pupil in order if table.pupils[pupil].late is late))
    # Who moves away from a partner opens seats that no edge knew: begin anew until nothing gains.
    while True:
        chains = Chains(seating, order)
        chains.hurry()
        if not chains.polish() or not table.partners:
            return chains
        draft(seating, order)


class Opening:
    """The search for the courses that run.

    Every step is a whole placement, polished from the one before, so that two choices are compared by the aims
    themselves. The number of steps depends on the problem alone, never on the clock.
    """

    def __init__(self, table: Table, told: Told) -> None:
        self.table = table
        self.told = told
        self.closed = frozenset(at for at, most in enumerate(table.most) if not most)
        self.kept = frozenset(course for pins in table.pins for course in pins)

    def best(self) -> Chains:
        """The graph of the best placement found; nobody sits in a course below its minimum."""
        found = self._best()
        return polished(self.table, self.closed, found)

    def _best(self) -> Seating:
        found = self._enough()
        while True:
            before = self.closed
            found = self._flipped(found)
            if len(self.table.courses) <= SWAPS:
                found = self._swapped(found)
            if self.closed == before:
                return found

    def _enough(self) -> Seating:
        """Close the weakest course, the one furthest below its minimum, until the others have enough."""
        table, least = self.table, self.table.least
        loose = self._loose(None)
        while True:
            open_ = [course for course in range(len(least)) if course not in self.closed]
            if sum(least[course] for course in open_) <= sum(map(len, loose.held)):
                found = self._tried(self.closed, loose)
                if not found.score()[0]:
                    return found
            rest = [course for course in open_ if course not in self.kept]
            if not rest:
                return self._tried(self.closed, loose)
            self.closed |= {min(rest, key=lambda course: (loose.count[course] / max(1, least[course]), course))}
            loose = self._loose(loose)
            if all(not least[course] or course in self.closed for course in range(len(table.courses))):
                return loose

    def _loose(self, start: Seating | None) -> Seating:
        """A placement that knows no minimum: it tells which courses are wanted least."""
        self.told()
        table = self.table
        least, table.least = table.least, [0] * len(table.least)
        try:
            return seated(table, self.closed, start)
        finally:
            table.least = least

    def _tried(self, closed: Collection[int], start: Seating) -> Seating:
        self.told()
        return seated(self.table, closed, start)

    def _flipped(self, found: Seating) -> Seating:
        """Close or open one course at a time as long as that is better."""
        return self._improved(found, lambda: ({course} for course in range(len(self.table.courses))))

    def _swapped(self, found: Seating) -> Seating:
        """Open one course for another as long as that is better."""
        return self._improved(found, self._pairs)

    def _pairs(self) -> Iterator[set[int]]:
        closed = sorted(self.closed)
        return ({one, other} for one in closed for other in range(len(self.table.courses)) if other not in closed)

    def _improved(self, found: Seating, changes: Callable[[], Iterator[set[int]]]) -> Seating:
        improving = True
        while improving:
            improving = False
            for change in changes():
                if change & self.kept or any(not self.table.most[course] for course in change):
                    continue
                tried = self._tried(self.closed ^ change, found)
                if tried.score() < found.score():
                    found, improving = tried, True
                    self.closed ^= change
                    break
        return found


SWAPS = 20  # above so many courses, trying all pairs takes longer than it gains
