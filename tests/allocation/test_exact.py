"""HiGHS as referee: what the engine finds by itself is measured against what is proven."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_rounds import best_score, broken_rules, crowded, rounds

from iom.allocation.engine import allocate
from iom.allocation.exact import allocate_exactly
from iom.allocation.problem import from_data


@given(rounds(pupils=4, courses=4, minimums=True))
@settings(max_examples=30)
def test_what_is_proven_is_what_trying_everything_finds(data: dict[str, Any]):
    found = from_data(data)
    exact = allocate_exactly(found)
    assert exact.status == "optimal"
    assert exact.score[1:4] == best_score(found)[:3]
    assert exact.bound == exact.score[3]


@given(rounds(pupils=8, minimums=True), st.data())
@settings(max_examples=30)
def test_late_pupils_pairs_kept_apart_and_pins_are_part_of_the_program(data: dict[str, Any], draw: st.DataObject):
    ids = [student["id"] for student in data["students"]]
    data["apart"] = [draw.draw(st.permutations(ids))[:2]] if len(ids) > 1 else []
    data["students"][0]["late"] = draw.draw(st.booleans())
    student = data["students"][-1]
    pin = draw.draw(st.integers(0, len(data["courses"]) - 1))
    if data["courses"][pin]["min"] == 1 and not any(student["id"] in pair for pair in data["apart"]):
        student["pins"] = [pin]
    problem = from_data(data)
    exact = allocate_exactly(problem)
    assert broken_rules(data, exact.seats) == []
    assert exact.status == "optimal"
    assert exact.score <= allocate(problem).score


@pytest.mark.parametrize("long", [False, True])
def test_the_engine_comes_within_one_percent_of_what_is_proven(long: bool):
    own = [allocate(from_data(crowded(seed, long=long))) for seed in range(6)]
    exact = [allocate_exactly(one.problem) for one in own]
    assert {one.status for one in exact} == {"optimal"}
    assert [one.score[1:3] for one in own] == [one.score[1:3] for one in exact]
    assert sum(one.score[3] for one in own) <= 1.01 * sum(one.score[3] for one in exact)


@given(rounds(pupils=8, courses=5))
@settings(max_examples=40)
def test_no_bound_is_above_what_is_proven(data: dict[str, Any]):
    own = allocate(from_data(data))
    exact = allocate_exactly(own.problem)
    assert own.score[:3] >= exact.score[:3]
    if own.bound is not None and own.score[:3] == exact.score[:3]:
        assert own.bound <= exact.score[3] <= own.score[3]


@given(rounds(pupils=8, courses=5), st.integers(0, 2))
@settings(max_examples=60)
def test_what_the_engine_calls_proven_cannot_be_better(data: dict[str, Any], late: int):
    for student in data["students"][:late]:
        student["late"] = True
    own = allocate(from_data(data))
    exact = allocate_exactly(own.problem)
    if own.status == "optimal":
        assert (own.score[:4], own.score[5:], own.bound) == (exact.score[:4], exact.score[5:], own.score[3])


def test_what_is_proven_needs_no_time_of_highs():
    own = allocate(from_data(crowded(1, pupils=90, long=True)))
    assert own.status == "optimal"
    assert allocate_exactly(own.problem, seconds=0.0) == own


def test_the_lottery_stands_above_who_has_not_chosen():
    data = {
        "students": [
            {"id": f"s{at}", "k": 1, "prefs": wishes}
            for at, wishes in enumerate([[0, 1], [0], [1, 0], [0], [0], [0, 1], [0]])
        ],
        "courses": [
            {"id": f"c{at}", "min": least, "max": most, "slots": [0]}
            for at, (least, most) in enumerate([(3, 6), (3, 4), (1, 2)])
        ],
        "apart": [["s3", "s1"]],
        "first_wishes": False,
    }
    data["students"][0]["late"] = True
    exact = allocate_exactly(from_data(data))
    assert (exact.status, exact.score) == ("optimal", allocate(exact.problem).score)


def test_a_time_limit_is_told_and_the_answer_is_no_worse_than_without_highs():
    data = crowded(3, pupils=90, long=True)
    own = allocate(from_data(data))
    exact = allocate_exactly(own.problem, seconds=0.0)
    assert (own.status, exact.status) == ("heuristic", "limit")
    assert exact.score <= own.score
