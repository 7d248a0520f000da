"""What it would take to meet every first wish: the fewest seats more, shown by placing everybody anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from iom.allocation.engine import Outcome
from iom.allocation.problem import Problem, Pupil

Place = Callable[[Problem], Outcome]
Obstacle = Literal["barred", "pinned", "apart"]

TRIES = 24  # placements that are made to find the change and to look for seats that it can do without


@dataclass(frozen=True, slots=True)
class Impossible:
    """A first wish that no number of seats meets: not open to the pupil, placed by hand elsewhere, kept apart."""

    pupil: str
    wish: str
    why: Obstacle


@dataclass(frozen=True, slots=True)
class Change:
    """Seats to add by course, courses that would have to run below their minimum, and the placement with both.

    ``fewest``: no change with fewer seats does. ``unmet`` are pupils whose first wish is not met all the same.
    """

    added: Mapping[str, int]
    opened: tuple[str, ...]
    impossible: tuple[Impossible, ...]
    unmet: tuple[str, ...]
    outcome: Outcome
    fewest: bool


def change_for_first_wishes(problem: Problem, place: Place) -> Change:
    """The cheapest change; ``place`` makes the placements that prove it.

    A course needs a seat for everybody who puts it first and for everybody placed in it by hand: fewer do not, so that
    a change of just these seats is the cheapest where a placement with them meets every first wish. Full sets
    stand above first wishes, and may need more.
    """
    search = _Search(problem, place)
    search.find()
    search.spare()
    return search.change()


class _Search:
    def __init__(self, problem: Problem, place: Place) -> None:
        self.problem = replace(problem, first_wishes=True)
        self.place = place
        self.tries = TRIES
        self.seats = {course.id: 0 if course.closed else course.most for course in problem.courses}
        self.impossible = tuple(_impossible(problem))
        lost = {one.pupil for one in self.impossible}
        self.first = {
            pupil.id: pupil.wishes[0] for pupil in problem.pupils if pupil.has_chosen and pupil.id not in lost
        }
        demand = self._demand()
        self.needed = {course: max(0, number - self.seats[course]) for course, number in demand.items()}
        self.too_few = frozenset(course.id for course in problem.courses if 0 < demand[course.id] < course.least)
        self.added = {course: number for course, number in self.needed.items() if number}
        self.opened: frozenset[str] = frozenset()
        self.outcome = self._placed(self.added, self.opened)

    def _demand(self) -> Counter[str]:
        found = Counter(self.first.values())
        for pupil in self.problem.pupils:
            found.update(pin for pin in pupil.pins if pin != self.first.get(pupil.id))
        return found

    def _placed(self, added: Mapping[str, int], opened: frozenset[str]) -> Outcome:
        self.tries -= 1
        courses = tuple(
            replace(
                course,
                most=course.most + added.get(course.id, 0),
                least=1 if course.id in opened else course.least,
            )
            for course in self.problem.courses
        )
        return self.place(replace(self.problem, courses=courses))

    def unmet(self, outcome: Outcome) -> list[str]:
        """Whose first wish is not met, though it could be."""
        return [code for code, wish in self.first.items() if wish not in outcome.seats[code]]

    def find(self) -> None:
        """Add seats, and open courses below their minimum, as long as a first wish is not met."""
        while self.tries and (unmet := self.unmet(self.outcome)):
            wanted = Counter(self.first[code] for code in unmet)
            short = {course for course in wanted if course in self.outcome.closed}
            opened = short & self.too_few or (self.too_few if short else frozenset())
            more = {course: number for course, number in wanted.items() if course not in short}
            if not more and opened <= self.opened:
                return
            self.opened |= opened
            self.added = {course: self.added.get(course, 0) + more.get(course, 0) for course in {*self.added, *more}}
            self.outcome = self._placed(self.added, self.opened)

    def spare(self) -> None:
        """Take back what the others can do without: courses opened, seats beyond the bound."""
        for course in sorted(self.opened):
            self._try(self.added, self.opened - {course})
        for course in sorted(self.added):
            while self.added[course] > self.needed.get(course, 0):
                if not self._try({**self.added, course: self.added[course] - 1}, self.opened):
                    break

    def _try(self, added: dict[str, int], opened: frozenset[str]) -> bool:
        """Take over a smaller change, if as many first wishes are met with it."""
        if not self.tries:
            return False
        outcome = self._placed(added, opened)
        if len(self.unmet(outcome)) > len(self.unmet(self.outcome)):
            return False
        self.added, self.opened, self.outcome = added, opened, outcome
        return True

    def change(self) -> Change:
        """What was found."""
        unmet = tuple(sorted(self.unmet(self.outcome)))
        added = {course: number for course, number in sorted(self.added.items()) if number}
        fewest = not unmet and not self.opened and sum(added.values()) == sum(self.needed.values())
        return Change(added, tuple(sorted(self.opened)), self.impossible, unmet, self.outcome, fewest)


def _impossible(problem: Problem) -> list[Impossible]:
    courses = {course.id: course for course in problem.courses}
    partners: dict[str, set[str]] = {}
    for one, other in problem.apart:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    firsts: dict[str, str] = {}
    found = []
    for pupil in problem.pupils:
        if not pupil.has_chosen:
            continue
        wish = pupil.wishes[0]
        why: Obstacle | None = None
        if wish in pupil.barred or wish not in courses or courses[wish].closed:
            why = "barred"
        elif _pinned_elsewhere(pupil, courses[wish].clashes):
            why = "pinned"
        elif any(firsts.get(partner) == wish for partner in partners.get(pupil.id, ())):
            why = "apart"
        else:
            firsts[pupil.id] = wish
        if why:
            found.append(Impossible(pupil.id, wish, why))
    return found


def _pinned_elsewhere(pupil: Pupil, clashes: frozenset[str]) -> bool:
    """Whether placements by hand leave no room for the first wish."""
    if pupil.wishes[0] in pupil.pins:
        return False
    return len(pupil.pins) >= pupil.picks or not clashes.isdisjoint(pupil.pins)
