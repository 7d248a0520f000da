"""A problem by numbers: pupils in the order of the lottery, courses by id, clashes as bit masks."""

from __future__ import annotations

from iom.allocation.lottery import in_order
from iom.allocation.problem import Problem
from iom.allocation.worth import Weights, best_value, weights


class Table:
    """The numbers that the engine works on. Nothing here depends on the order of pupils or courses in a file."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        pupils = {pupil.id: pupil for pupil in problem.pupils}
        self.pupils = tuple(pupils[code] for code in in_order(problem.seed, pupils))
        self.courses = tuple(sorted(problem.courses, key=lambda course: course.id))
        self.course_at = {course.id: at for at, course in enumerate(self.courses)}
        self.pupil_at = {pupil.id: at for at, pupil in enumerate(self.pupils)}
        self.least = [course.least for course in self.courses]
        self.most = [0 if course.closed else course.most for course in self.courses]
        self.clash = [
            1 << at | sum(1 << self.course_at[other] for other in course.clashes if other in self.course_at)
            for at, course in enumerate(self.courses)
        ]
        self._rank()
        self.weights = self._weights()
        self._weigh()
        self.partners = self._partners()

    def _rank(self) -> None:
        """Wishes open to each pupil, their worth (the longer the list, the more the first), pins, the best set."""
        self.worth: list[dict[int, int]] = []
        self.wishes: list[list[int]] = []
        self.first: list[int] = []
        self.pins: list[tuple[int, ...]] = []
        self.best: list[int] = []
        for pupil in self.pupils:
            length = len(pupil.wishes)
            known = [(rank, self.course_at[wish]) for rank, wish in enumerate(pupil.wishes) if wish in self.course_at]
            worth = {course: length - rank for rank, course in known}
            for wish in pupil.favoured & set(pupil.wishes):
                worth[self.course_at[wish]] = min(length, worth[self.course_at[wish]] + 1)
            pins = tuple(self.course_at[pin] for pin in pupil.pins)
            wishes = [course for _rank, course in known if self.courses[course].id not in pupil.barred]
            wishes.sort(key=lambda course: -worth[course])
            self.worth.append({course: worth.get(course, 0) for course in (*worth, *pins)})
            self.wishes.append(wishes)
            self.first.append(self.course_at.get(pupil.wishes[0], -1) if pupil.wishes else -1)
            self.pins.append(pins)
            self.best.append(best_value([worth[course] for course in wishes], self.clash, wishes, pupil.picks))

    def _weights(self) -> Weights:
        return weights(
            len(self.courses),
            len(self.pupils),
            max((max(best, *worth.values(), 0) for best, worth in zip(self.best, self.worth, strict=True)), default=0)
            + max((pupil.account for pupil in self.pupils), default=0),
            max((pupil.picks for pupil in self.pupils), default=0),
            first_wishes=self.problem.first_wishes,
            late=any(pupil.late for pupil in self.pupils),
        )

    def _weigh(self) -> None:
        """Each pupil's own weights: who has not chosen counts below all others.

        The first wish of who lost less than others in earlier rounds is no aim by itself: else the account could
        balance nothing, as the same first wishes would be met whatever it says.
        """
        own = [self.weights.late or self.weights if pupil.late else self.weights for pupil in self.pupils]
        self.square = [weight.square for weight in own]
        self.missing = [weight.missing for weight in own]
        chosen = [pupil.account for pupil in self.pupils if not pupil.late]
        self.first_wish = [
            weight.first if pupil.account * len(chosen) >= sum(chosen) else 0
            for weight, pupil in zip(own, self.pupils, strict=True)
        ]
        self.tie = [weight.tie * (len(own) - at) for at, weight in enumerate(own)]

    def _partners(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for one, other in self.problem.apart:
            first, second = self.pupil_at[one], self.pupil_at[other]
            found[first] = (*found.get(first, ()), second)
            found[second] = (*found.get(second, ()), first)
        return found
