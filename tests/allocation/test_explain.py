"""Reasons: one for every wish above the last one met, each true, none about nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_rounds import rounds

from iom.allocation.engine import allocate
from iom.allocation.explain import Explainer
from iom.allocation.problem import from_data
from iom.allocation.verify import Opinion
from iom.allocation.wording import reason_text


@given(rounds(pupils=12, minimums=True), st.data())
@settings(max_examples=80)
def test_every_wish_not_met_has_one_true_reason(data: dict[str, Any], draw: st.DataObject):
    if len(data["students"]) > 3:
        data["students"][0]["late"] = draw.draw(st.booleans())
        data["apart"] = [["s1", "s2"]] if draw.draw(st.booleans()) else []
    problem = from_data(data)
    seats = allocate(problem).seats
    explainer, opinion = Explainer(problem, seats), Opinion(problem, seats)
    for pupil in problem.pupils:
        held = seats[pupil.id]
        last = max((pupil.wishes.index(course) for course in held), default=-1)
        end = len(pupil.wishes) if len(held) < pupil.picks else last
        expected = [] if pupil.late else [wish for wish in pupil.wishes[: max(0, end)] if wish not in held]
        reasons = explainer.reasons(pupil.id)
        assert [reason.wish for reason in reasons] == expected
        assert [reason for reason in reasons if not opinion.holds(reason)] == []


def placed(**data: Any) -> tuple[Explainer, Opinion]:
    problem = from_data({"seed": "dice", **data})
    seats = allocate(problem).seats
    return Explainer(problem, seats), Opinion(problem, seats)


def course(at: int, most: int = 1, least: int = 0, slot: int | None = None) -> dict[str, Any]:
    return {"id": f"c{at}", "min": least, "max": most, "slots": [at if slot is None else slot]}


def test_a_clash_names_the_course_that_was_given():
    explainer, _opinion = placed(
        students=[{"id": "s", "k": 2, "prefs": [0, 1, 2]}], courses=[course(0), course(1, slot=0), course(2)]
    )
    (reason,) = explainer.reasons("s")
    assert (reason.wish, reason.kind, reason.other) == ("c1", "clash", "c0")


def test_a_course_that_does_not_run_says_how_many_wanted_it():
    explainer, _opinion = placed(
        students=[{"id": f"s{at}", "k": 1, "prefs": [0, 1]} for at in range(2)],
        courses=[course(0, 9, 5), course(1, 9, 1)],
    )
    (reason,) = explainer.reasons("s0")
    assert (reason.kind, reason.wanted, reason.needed) == ("closed", 2, 5)
    assert reason_text(reason, str) == "it does not run: 2 pupils listed it, it needs 5"


def test_equals_are_told_apart_by_the_lottery():
    explainer, opinion = placed(
        students=[{"id": f"s{at}", "k": 1, "prefs": [0, 1]} for at in range(2)], courses=[course(0), course(1)]
    )
    (reason,) = explainer.everybody()
    assert (reason.kind, reason.moved, reason.lost, reason.gained) == ("tie", 1, 1, 1)
    assert opinion.turn[reason.exchanges[1][0]] > opinion.turn[reason.pupil]


def test_no_text_names_another_child():
    students = [{"id": f"child-{at}", "k": 2, "prefs": [at % 3, (at + 1) % 3, 3, 4]} for at in range(9)]
    explainer, _opinion = placed(students=students, courses=[course(at, 4) for at in range(5)])
    texts = [reason_text(reason, str) for reason in explainer.everybody()]
    assert texts
    assert not [text for text in texts if "child-" in text]


@pytest.mark.parametrize(
    "change",
    [{"lost": 99}, {"gained": 99}, {"moved": 7}, {"kind": "chain"}, {"kind": "total"}, {"kind": "fixed"}, {"rank": 2}],
)
def test_a_reason_with_a_wrong_number_does_not_hold(change: dict[str, Any]):
    explainer, opinion = placed(
        students=[{"id": f"s{at}", "k": 1, "prefs": [0, 1]} for at in range(2)], courses=[course(0), course(1)]
    )
    (reason,) = explainer.everybody()
    assert opinion.holds(reason)
    assert not opinion.holds(replace(reason, **change))
