"""Facts of a round that cannot hold together, as few as can be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from iom.allocation.chains import Chains
from iom.allocation.draft import draft
from iom.allocation.problem import Problem, Pupil
from iom.allocation.seating import Seating
from iom.allocation.table import Table

Kind = Literal["too many pins", "pins clash", "pins over seats", "list too short", "too few seats"]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Facts that contradict each other.

    ``pupils`` list only ``courses`` (or are pinned to them); they need ``needed`` seats where ``seats`` can be had at
    once.
    """

    kind: Kind
    pupils: tuple[str, ...]
    courses: tuple[str, ...]
    needed: int = 0
    seats: int = 0


def contradictions(problem: Problem) -> list[Shortage]:
    """Placements by hand that cannot all stand."""
    courses = {course.id: course for course in problem.courses}
    found: list[Shortage] = []
    inside: dict[str, list[str]] = {}
    for pupil in problem.pupils:
        if len(pupil.pins) > pupil.picks:
            found.append(Shortage("too many pins", (pupil.id,), pupil.pins, len(pupil.pins), pupil.picks))
        for one, other in combinations(pupil.pins, 2):
            if one == other or other in courses[one].clashes or one in courses[other].clashes:
                found.append(Shortage("pins clash", (pupil.id,), (one, other)))
        for pin in pupil.pins:
            inside.setdefault(pin, []).append(pupil.id)
    for course, pupils in sorted(inside.items()):
        seats = 0 if courses[course].closed else courses[course].most
        if len(pupils) > seats:
            found.append(Shortage("pins over seats", tuple(pupils), (course,), len(pupils), seats))
    return found


def shortages(problem: Problem, *, tries: int = 200) -> list[Shortage]:
    """Why not everybody can have all courses wanted: short lists one by one, then one set of pupils and courses.

    Minimums are not looked at. The set is the smallest in the sense that without any one of its pupils the others
    could all be placed; ``tries`` bounds how often that is tried for large sets.
    """
    lists = list(_short_lists(problem))
    alone = {shortage.pupils[0] for shortage in lists}
    rest = tuple(pupil for pupil in problem.pupils if pupil.id not in alone and not pupil.late)
    witness = _witness(problem, rest, tries) if _is_short(problem, rest) else None
    return [*lists, *([witness] if witness else ())]


def _short_lists(problem: Problem) -> Iterator[Shortage]:
    table = Table(problem)
    for at, pupil in enumerate(table.pupils):
        wishes = list(dict.fromkeys((*table.pins[at], *table.wishes[at])))
        most = next((size for size in range(pupil.picks, 0, -1) if _can_hold(table, wishes, size)), 0)
        if most < pupil.picks and not pupil.late:
            courses = tuple(table.courses[course].id for course in wishes)
            yield Shortage("list too short", (pupil.id,), courses, pupil.picks, most)


def _can_hold(table: Table, wishes: list[int], size: int) -> bool:
    if size > len(wishes):
        return False
    return any(
        all(not table.clash[one] >> other & 1 for one, other in combinations(held, 2))
        for held in combinations(wishes, size)
    )


def _is_short(problem: Problem, pupils: tuple[Pupil, ...]) -> bool:
    courses = tuple(replace(course, least=0) for course in problem.courses)
    seating = Seating(Table(replace(problem, pupils=pupils, courses=courses, apart=(), first_wishes=False)))
    order = range(len(pupils))
    draft(seating, order)
    if any(seating.is_short(pupil) for pupil in order):
        chains = Chains(seating, order)
        chains.hurry()
        chains.polish()
    return any(seating.is_short(pupil) for pupil in order)


def _witness(problem: Problem, pupils: tuple[Pupil, ...], tries: int) -> Shortage:
    """Leave pupils out, in halves and smaller parts, as long as the others are still too many."""
    kept, step = list(pupils), max(1, len(pupils) // 2)
    while True:
        at = 0
        while at < len(kept) and tries:
            without = tuple(kept[:at] + kept[at + step :])
            tries -= step <= 2
            if without and _is_short(problem, without):
                kept = list(without)
            else:
                at += step
        if step == 1 or not tries:
            break
        step = max(1, step // 2)
    seats = {course.id: 0 if course.closed else course.most for course in problem.courses}
    courses = sorted({wish for pupil in kept for wish in pupil.wishes if wish in seats and wish not in pupil.barred})
    needed = sum(pupil.picks for pupil in kept)
    people = tuple(pupil.id for pupil in kept)
    return Shortage("too few seats", people, tuple(courses), needed, sum(seats[course] for course in courses))
