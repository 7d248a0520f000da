"""The second opinion: agrees with every placement of the engine, and sees what is wrong with others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from small_rounds import rounds

from iom.allocation.engine import allocate
from iom.allocation.problem import from_data
from iom.allocation.table import Table
from iom.allocation.verify import Opinion

ROUND = {
    "students": [
        {"id": "s0", "k": 1, "prefs": [0, 1]},
        {"id": "s1", "k": 1, "prefs": [1, 0, 2]},
        {"id": "s2", "k": 2, "prefs": [2, 3, 0]},
    ],
    "courses": [
        {"id": "c0", "min": 0, "max": 1, "slots": [0]},
        {"id": "c1", "min": 0, "max": 1, "slots": [1]},
        {"id": "c2", "min": 1, "max": 2, "slots": [2]},
        {"id": "c3", "min": 2, "max": 2, "slots": [2]},
    ],
}
GOOD = {"s0": ("c0",), "s1": ("c1",), "s2": ("c2",)}


def crowd(*students: tuple[int, list[int], int], seats: list[tuple[int, int, int]]) -> dict[str, Any]:
    people = [{"id": f"s{at}", "k": k, "prefs": prefs, "account": lost} for at, (k, prefs, lost) in enumerate(students)]
    courses = [
        {"id": f"c{at}", "min": least, "max": most, "slots": [slot]} for at, (least, most, slot) in enumerate(seats)
    ]
    return {"students": people, "courses": courses, "seed": "", "first_wishes": False}


# Once, a chain was missed because the potentials had been mended along an edge that waited to be taken up.
WAITING = crowd(
    *[(1, [3], 0), (1, [3, 0], 0), (1, [3, 4], 0), (1, [1], 0), (1, [2], 0), (1, [4], 0), (2, [1, 2, 3], 0)],
    *[(1, [3], 0), (1, [1], 0), (2, [0, 1], 0), (1, [1, 3], 1)],
    seats=[(2, 3, 1), (1, 4, 0), (1, 2, 0), (1, 4, 2), (2, 3, 0)],
)


@given(rounds(pupils=10, minimums=True))
@example(WAITING)
@settings(max_examples=80)
def test_every_placement_of_the_engine_is_confirmed(data: dict[str, Any]):
    problem = from_data(data)
    assert Opinion(problem, allocate(problem).seats).breaches() == []


@given(rounds(pupils=10))
@settings(max_examples=80)
def test_the_best_set_without_limits_of_seats_is_worth_the_same_to_both(data: dict[str, Any]):
    problem = from_data(data)
    table = Table(problem)
    assert Opinion(problem, {}).best == {pupil.id: table.best[at] for at, pupil in enumerate(table.pupils)}


@pytest.mark.parametrize(
    ("seats", "property_"),
    [
        ({**GOOD, "s0": ("c0", "c1")}, "picks"),
        ({**GOOD, "s0": ("c3",)}, "open"),
        ({**GOOD, "s2": ("c2", "c3")}, "clash"),
        ({**GOOD, "s2": ("c3",)}, "minimum"),
        ({**GOOD, "s1": ("c0",)}, "seats"),
        ({**GOOD, "s0": ("c1",), "s1": ("c0",)}, "chain"),
        ({**GOOD, "s1": ("c2",), "s2": ("c2", "c0"), "s0": ()}, "waste"),
    ],
)
def test_what_is_wrong_is_seen(seats: dict[str, tuple[str, ...]], property_: str):
    found = Opinion(from_data(ROUND), seats).breaches()
    assert property_ in {breach.property for breach in found} or (property_ == "waste" and found)
