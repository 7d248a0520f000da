"""Late changes: a seat for who lacks one, with as few others moved as any way does."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from small_rounds import possible_sets, rounds

from iom.allocation.engine import allocate
from iom.allocation.problem import from_data
from iom.allocation.repair import repair
from iom.allocation.table import Table


def test_the_free_seat_is_taken_before_anybody_is_moved():
    data = {
        "students": [{"id": "new", "k": 1, "prefs": [0, 1]}, {"id": "old", "k": 1, "prefs": [0, 1]}],
        "courses": [{"id": f"c{at}", "min": 0, "max": 1, "slots": [at]} for at in range(2)],
    }
    found = repair(from_data(data), {"old": ("c0",)})
    assert (found.chains, found.short) == (((("new", "", "c1"),),), ())


def test_who_can_sit_nowhere_is_named():
    data = {
        "students": [{"id": "new", "k": 1, "prefs": [0]}, {"id": "old", "k": 1, "prefs": [0]}],
        "courses": [{"id": "c0", "min": 0, "max": 1, "slots": [0]}],
    }
    found = repair(from_data(data), {"old": ("c0",)})
    assert (found.chains, found.short) == ((), ("new",))


@given(rounds(pupils=5, courses=4))
@settings(max_examples=60, deadline=None)
def test_no_way_to_seat_one_newcomer_moves_fewer(data: dict[str, Any]):
    for student in data["students"]:
        student["k"] = 1
    newcomer = data["students"][-1]["id"]
    full = from_data(data)
    before = allocate(from_data({**data, "students": data["students"][:-1]})).seats
    found = repair(full, before)
    table = Table(full)
    at = table.pupil_at[newcomer]
    others = [pupil for pupil in range(len(table.pupils)) if pupil != at]
    held = {pupil: tuple(table.course_at[one] for one in before.get(table.pupils[pupil].id, ())) for pupil in others}
    fewest = None
    for sets in product(*(possible_sets(table, pupil) for pupil in range(len(table.pupils)))):
        count = [sum(course in chosen for chosen in sets) for course in range(len(table.courses))]
        kept = all(len(sets[pupil]) >= len(held[pupil]) for pupil in others)
        if sets[at] and kept and all(number <= most for number, most in zip(count, table.most, strict=True)):
            moved = sum(sets[pupil] != held[pupil] for pupil in others)
            fewest = moved if fewest is None else min(fewest, moved)
    own = next((chain for chain in found.chains if chain[0][0] == newcomer), None)
    if fewest is None:
        assert own is None
    elif all(before.values()):
        assert own is not None
        assert len(own) - 1 == fewest
