"""The placement: nothing broken, nobody improvable, the same whatever the order of the file."""

from __future__ import annotations

import json
import random
from hashlib import sha256
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_rounds import best_score, broken_rules, crowded, possible_sets, rounds, seating_of

from iom.allocation.engine import allocate
from iom.allocation.problem import InstanceError, from_data
from iom.allocation.table import Table

CHEMISTRY, CLAY, READING = 0, 1, 2


def school(
    *wishes: list[int], seats: int = 1, least: int = 0, slots: tuple[int, ...] = (1, 2, 3), picks: int = 1
) -> dict[str, Any]:
    return {
        "students": [{"id": f"s{at}", "k": picks, "prefs": ranked} for at, ranked in enumerate(wishes)],
        "courses": [{"id": f"c{at}", "min": least, "max": seats, "slots": [slot]} for at, slot in enumerate(slots)],
        "seed": "dice 4 2 6",
    }


@given(rounds(pupils=12, minimums=True))
@settings(max_examples=50)
def test_no_rule_is_broken(data: dict[str, Any]):
    assert broken_rules(data, allocate(from_data(data)).seats) == []


@given(rounds(pupils=10), st.data())
@settings(max_examples=40)
def test_pairs_kept_apart_never_share_a_course(data: dict[str, Any], draw: st.DataObject):
    ids = [student["id"] for student in data["students"]]
    data["apart"] = [draw.draw(st.permutations(ids))[:2] for _pair in range(3)] if len(ids) > 1 else []
    assert broken_rules(data, allocate(from_data(data)).seats) == []


@given(rounds(pupils=10), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_the_file_does_not_matter(data: dict[str, Any], chance: random.Random):
    before = allocate(from_data(data)).seats
    order = list(range(len(data["courses"])))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    shuffled = {
        **data,
        "courses": [data["courses"][old] for old in order],
        "students": [{**one, "prefs": [place[at] for at in one["prefs"]]} for one in data["students"]],
    }
    chance.shuffle(shuffled["students"])
    assert allocate(from_data(shuffled)).seats == before


@given(rounds(pupils=8))
@settings(max_examples=40)
def test_names_do_not_matter_where_the_lottery_is_carried_along(data: dict[str, Any]):
    before = allocate(from_data(data))
    order = [pupil.id for pupil in Table(before.problem).pupils]
    renamed = {**data, "students": [{**one, "id": f"x-{one['id'][::-1]}"} for one in data["students"]]}
    carried = [f"x-{code[::-1]}" for code in order]
    with patch("iom.allocation.table.in_order", lambda _seed, _codes: carried):
        after = allocate(from_data(renamed)).seats
    assert {f"x-{code[::-1]}": held for code, held in before.seats.items()} == dict(after)


@given(rounds(pupils=4, courses=4, hours=1))
@settings(max_examples=50)
def test_nobody_can_be_improved_for_nothing(data: dict[str, Any]):
    """Brute force: no other placement is better for one pupil and worse for nobody."""
    found = from_data(data)
    seating = seating_of(found, allocate(found).seats)
    table = seating.table
    costs = [seating.cost_of(pupil, held) for pupil, held in enumerate(seating.held)]
    better = [
        [held for held in possible_sets(table, pupil) if seating.cost_of(pupil, held) <= costs[pupil]]
        for pupil in range(len(table.pupils))
    ]
    for sets in product(*better):
        count = [sum(course in held for held in sets) for course in range(len(table.courses))]
        if all(number <= most for number, most in zip(count, table.most, strict=True)):
            assert sum(seating.cost_of(pupil, held) for pupil, held in enumerate(sets)) >= sum(costs)


@given(rounds(pupils=4, courses=4, minimums=True))
@settings(max_examples=40)
def test_no_fewer_full_sets_than_any_placement_that_keeps_the_minimums(data: dict[str, Any]):
    for student in data["students"]:
        student["k"] = 1
    found = from_data(data)
    assert allocate(found).score[1] == best_score(found)[0]


@given(rounds(pupils=8), st.data())
@settings(max_examples=40)
def test_pins_are_kept(data: dict[str, Any], draw: st.DataObject):
    student = draw.draw(st.sampled_from(data["students"]))
    student["pins"] = [draw.draw(st.integers(0, len(data["courses"]) - 1))]
    answer = allocate(from_data(data)).seats
    assert data["courses"][student["pins"][0]]["id"] in answer[student["id"]]
    assert set(broken_rules(data, answer)) == set()


def test_a_course_below_its_minimum_does_not_run():
    data = school([CHEMISTRY, CLAY], [CHEMISTRY, CLAY], [CLAY, CHEMISTRY], seats=3, least=2)
    outcome = allocate(from_data(data))
    assert outcome.seats == {"s0": ("c0",), "s1": ("c0",), "s2": ("c0",)}
    assert outcome.closed == ("c1", "c2")


def test_first_wishes_come_before_the_least_disappointment_unless_the_round_says_otherwise():
    wishes = [[0, 1, 2, 3], [0, 1, 3, 2], [1, 0, 2, 3], [0, 2, 1, 3]]
    scores = {}
    for level in (True, False):
        data = school(*wishes, seats=2, slots=(1, 2, 1, 4), picks=2)
        scores[level] = allocate(from_data({**data, "first_wishes": level})).seats
        first = sum(f"c{ranked[0]}" in scores[level][f"s{at}"] for at, ranked in enumerate(wishes))
        assert first == 3 if level else first <= 3


def test_who_was_unlucky_before_comes_first():
    wishes = [{"id": f"s{at}", "k": 1, "prefs": [CHEMISTRY, CLAY]} for at in range(6)]
    wishes[3]["account"] = 4
    data = {**school(seats=3), "students": wishes}
    data["courses"][CHEMISTRY]["max"] = 1
    data["courses"][CLAY]["max"] = 9
    assert allocate(from_data(data)).seats["s3"] == ("c0",)


def test_who_has_not_chosen_takes_no_seat_from_who_has():
    data = school([CHEMISTRY], [CHEMISTRY, CLAY], seats=1)
    for late in data["students"][:1]:
        late["late"] = True
    assert allocate(from_data(data)).seats == {"s0": (), "s1": ("c0",)}


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"students": [], "courses": [{"id": "a"}]},
        {"students": [{"id": "s", "k": 1, "prefs": [5]}], "courses": []},
        {"students": [{"id": "s", "k": 1, "prefs": [-1]}], "courses": [{"id": "c", "min": 0, "max": 1, "slots": []}]},
        {"students": [{"id": "s", "k": -1, "prefs": []}], "courses": []},
        {"students": [{"id": "s", "k": 1, "prefs": []}] * 2, "courses": []},
        {"students": [], "courses": [], "apart": [["a", "b"]]},
    ],
)
def test_what_is_no_instance_is_refused(data: Any):
    with pytest.raises(InstanceError):
        from_data(data)


def test_an_empty_round_has_an_empty_placement():
    assert allocate(from_data({"students": [], "courses": []})).seats == {}


def test_a_first_wish_of_who_had_more_luck_than_the_average_stands_behind_the_account():
    taken, wanted, left = 0, 1, 2
    data = {
        "students": [
            {"id": "lucky", "k": 1, "prefs": [wanted, left], "account": 0},
            {"id": "unlucky", "k": 1, "prefs": [taken, wanted, left], "account": 4},
            {"id": "unluckiest", "k": 1, "prefs": [taken, wanted, left], "account": 9},
        ],
        "courses": [{"id": f"c{at}", "min": 0, "max": most, "slots": [at]} for at, most in enumerate((1, 1, 9))],
    }
    assert allocate(from_data(data)).seats == {"lucky": ("c2",), "unlucky": ("c1",), "unluckiest": ("c0",)}
    for student in data["students"]:
        student["account"] = 3
    assert allocate(from_data(data)).seats["lucky"] == ("c1",)


def test_the_same_bytes_come_out_of_every_version_of_python():
    answer = json.dumps(dict(allocate(from_data(crowded(1))).seats), sort_keys=True)
    assert sha256(answer.encode()).hexdigest()[:16] == "f6e2ad7c37dff7fe"
