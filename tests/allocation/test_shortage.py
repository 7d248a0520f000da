"""Rounds that cannot be: the smallest set of facts that contradict each other."""

from __future__ import annotations

from typing import Any

from iom.allocation.problem import from_data
from iom.allocation.shortage import contradictions, shortages


def school(*students: dict[str, Any], seats: tuple[int, ...] = (1, 1, 9), slots: tuple[int, ...] = (0, 1, 2)) -> Any:
    courses = [
        {"id": f"c{at}", "min": 0, "max": most, "slots": [slot]}
        for at, (most, slot) in enumerate(zip(seats, slots, strict=True))
    ]
    return from_data({"students": list(students), "courses": courses})


def test_a_round_that_can_be_has_no_shortage():
    assert shortages(school({"id": "a", "k": 1, "prefs": [0, 1]}, {"id": "b", "k": 1, "prefs": [0, 1]})) == []


def test_three_pupils_who_list_only_two_seats_are_named_and_nobody_else():
    three = [{"id": f"tight{at}", "k": 1, "prefs": [0, 1]} for at in range(3)]
    easy = [{"id": f"easy{at}", "k": 1, "prefs": [2, 0]} for at in range(5)]
    (found,) = shortages(school(*easy, *three))
    assert (found.kind, set(found.pupils), found.courses) == (
        "too few seats",
        {"tight0", "tight1", "tight2"},
        ("c0", "c1"),
    )
    assert (found.needed, found.seats) == (3, 2)


def test_a_list_all_at_one_hour_is_told_by_itself():
    (found,) = shortages(school({"id": "a", "k": 2, "prefs": [0, 1, 2]}, slots=(5, 5, 5)))
    assert (found.kind, found.pupils, found.needed, found.seats) == ("list too short", ("a",), 2, 1)


def test_placements_by_hand_that_contradict_each_other_are_told():
    pinned = [
        {"id": "many", "k": 1, "prefs": [], "pins": [0, 2]},
        {"id": "clash", "k": 2, "prefs": [], "pins": [0, 1]},
    ]
    found = contradictions(school(*pinned, slots=(5, 5, 2)))
    assert {one.kind for one in found} == {"too many pins", "pins clash", "pins over seats"}
