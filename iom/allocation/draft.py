"""The snake draft: in turn, there and back, everybody takes the best course still possible."""

from __future__ import annotations

from collections.abc import Iterable

from iom.allocation.seating import Seating


def draft(seating: Seating, pupils: Iterable[int]) -> None:
    """Seat ``pupils``, given in the order of their numbers, round by round until nobody can take anything."""
    order = list(pupils)
    while True:
        taken = [pupil for pupil in order if seating.is_short(pupil) and _take(seating, pupil)]
        if not taken:
            return
        order.reverse()


def _take(seating: Seating, pupil: int) -> bool:
    for course in seating.table.wishes[pupil]:
        if seating.count[course] < seating.most[course] and seating.may_enter(pupil, course):
            seating.enter(pupil, course)
            return True
    return False
