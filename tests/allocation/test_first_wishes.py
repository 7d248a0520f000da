"""What it would take to meet every first wish."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from small_rounds import rounds

from iom.allocation.engine import allocate
from iom.allocation.first_wishes import Change, change_for_first_wishes
from iom.allocation.problem import Problem, from_data
from iom.allocation.verify import Opinion


def change(**data: Any) -> Change:
    return change_for_first_wishes(from_data(data), allocate)


def course(at: int, least: int = 0, most: int = 1, slot: int | None = None) -> dict[str, Any]:
    return {"id": f"c{at}", "min": least, "max": most, "slots": [at if slot is None else slot]}


def pupils(*lists: list[int], **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"s{at}", "k": 1, "prefs": prefs, **more} for at, prefs in enumerate(lists)]


def test_a_round_that_meets_every_first_wish_needs_nothing():
    found = change(students=pupils([0], [1]), courses=[course(0), course(1)])
    assert (dict(found.added), found.opened, found.unmet, found.fewest) == ({}, (), (), True)


def test_seats_are_added_where_more_put_a_course_first_than_it_has():
    found = change(students=pupils([0, 1], [0, 1], [0, 1]), courses=[course(0), course(1, most=9)])
    assert dict(found.added) == {"c0": 2}
    assert found.fewest
    assert all("c0" in held for held in found.outcome.seats.values())


def test_who_is_placed_by_hand_takes_a_seat_as_well():
    students = [{"id": "first", "k": 1, "prefs": [0]}, {"id": "pinned", "k": 1, "prefs": [1], "pins": [0]}]
    found = change(students=students, courses=[course(0), course(1)])
    assert dict(found.added) == {"c0": 1}
    assert [(one.pupil, one.why) for one in found.impossible] == [("pinned", "pinned")]


def test_a_course_too_small_to_run_is_opened_below_its_minimum():
    students = pupils([0, 1], [1, 0], [1, 0])
    found = change(students=students, courses=[course(0, least=3, most=5), course(1, most=5)])
    assert (found.opened, found.unmet, found.fewest) == (("c0",), (), False)
    assert found.outcome.seats["s0"] == ("c0",)


def test_two_kept_apart_cannot_both_have_the_same_first_wish():
    found = change(students=pupils([0, 1], [0, 1]), courses=[course(0, most=2), course(1)], apart=[["s0", "s1"]])
    assert [one.why for one in found.impossible] == ["apart"]
    assert (dict(found.added), found.unmet) == ({}, ())


def test_full_sets_stand_above_first_wishes_and_may_need_more_seats():
    # b can go nowhere but to c0, and a full set for b counts more than a's first wish.
    found = change(students=pupils([0, 1], [0]), courses=[course(0), course(1)])
    assert (dict(found.added), found.unmet) == ({"c0": 1}, ())
    # c lists c0 only as a second course and has no other: the bound of one seat more is not enough.
    more = [*pupils([0, 1], [0, 1]), {"id": "c", "k": 2, "prefs": [2, 0]}]
    found = change(students=more, courses=[course(0), course(1, most=9), course(2)])
    assert found.unmet == ()
    assert found.added["c0"] >= 1


@given(rounds(pupils=6, courses=5, minimums=True))
@settings(max_examples=80)
def test_the_change_is_shown_by_a_placement_that_holds(data: dict[str, Any]):
    problem = from_data(data)
    found = change_for_first_wishes(problem, allocate)
    lost = {one.pupil for one in found.impossible} | set(found.unmet)
    for pupil in problem.pupils:
        if pupil.wishes and pupil.id not in lost:
            assert pupil.wishes[0] in found.outcome.seats[pupil.id]
    rules = {"seats", "clash", "minimum", "open", "picks", "pin"}
    broken = Opinion(found.outcome.problem, found.outcome.seats).breaches()
    assert [breach for breach in broken if breach.property in rules] == []


@given(rounds(pupils=6, courses=5))
@settings(max_examples=80)
def test_with_one_seat_less_a_change_called_the_fewest_does_not_do(data: dict[str, Any]):
    problem = from_data(data)
    found = change_for_first_wishes(problem, allocate)
    if not found.fewest:
        return
    for course in found.added:
        outcome = allocate(with_seats(problem, {**found.added, course: found.added[course] - 1}))
        assert any(one.wishes and one.wishes[0] not in outcome.seats[one.id] for one in problem.pupils)


def with_seats(problem: Problem, added: dict[str, int]) -> Problem:
    courses = tuple(replace(one, most=one.most + added.get(one.id, 0)) for one in problem.courses)
    return replace(problem, courses=courses, first_wishes=True)
