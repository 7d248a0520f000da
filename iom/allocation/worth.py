"""What a set of courses is worth to a pupil, and the weight of each aim over the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def best_value(values: Sequence[int], clash: Sequence[int], courses: Sequence[int], picks: int) -> int:
    """The most that ``picks`` of the courses, free of clashes, are worth together; seats have no limit here.

    ``values`` fall along ``courses``; ``clash`` holds a bit mask of clashing courses for each course.
    """
    taken, total = 0, 0
    for position, course in enumerate(courses[:picks]):
        if taken & clash[course]:
            return _searched(values, clash, courses, picks)
        taken |= 1 << course
        total += values[position]
    return total


def _searched(values: Sequence[int], clash: Sequence[int], courses: Sequence[int], picks: int) -> int:
    length, best = len(courses), 0
    pending = [(0, picks, 0, 0)]
    while pending:
        start, left, taken, value = pending.pop()
        best = max(best, value)
        if start == length or not left or value + sum(values[start : start + left]) <= best:
            continue
        pending.append((start + 1, left, taken, value))
        if not taken & clash[courses[start]]:
            pending.append((start + 1, left - 1, taken | 1 << courses[start], value + values[start]))
    return best


@dataclass(frozen=True, slots=True)
class Weights:
    """Integers so far apart that no chain of exchanges trades a higher aim for a lower one.

    ``tie`` weighs the lottery, ``square`` one unit of squared disappointment, ``first`` a first wish, ``missing`` a
    missing course (by its square), ``minimum`` a pupil too few in a course that runs. ``late`` are the same for who
    has not chosen, all of them below the lottery of the others.
    """

    tie: int
    square: int
    first: int
    missing: int
    minimum: int
    late: Weights | None = None


def weights(courses: int, pupils: int, loss: int, picks: int, *, first_wishes: bool, late: bool) -> Weights:
    """The weights for a round of this size; ``loss`` (account included) and ``picks`` are the greatest of any pupil.

    A chain has at most one pupil a course and one more, so it is enough that the weights outweigh a chain.
    """
    chain = courses + 2
    below = weights(courses, pupils, loss, picks, first_wishes=False, late=False) if late else None
    tie = below.minimum if below else 1
    square = tie * (chain * (pupils + 1) * (loss + 1) + 1)
    first = square * (chain * (loss + 1) ** 2 + 1)
    missing = first * (chain + 1)
    minimum = 4 * missing * (chain * (picks + 1) ** 2 + 1)
    return Weights(tie, square, first if first_wishes else 0, missing, minimum, below)
