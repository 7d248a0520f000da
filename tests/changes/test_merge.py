"""Three states of data become one; each case of the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.changes.merge import NOTHING, merge
from iom.model.merging import Merging
from iom.toml.sameness import same

RULES = {
    ("offers",): Merging.WHOLE,
    ("done_on",): Merging.EARLIEST,
    ("steps", "done_on"): Merging.EARLIEST,
    ("decisions",): Merging.DECISIONS,
    ("agreements",): Merging.AGREEMENTS,
    ("agreements", "offers"): Merging.WHOLE,
}
NO: dict[str, Any] = {}


def entry(identifier: str, **fields: Any) -> dict[str, Any]:
    return {"id": identifier, **fields}


def passed(identifier: str, day: int, stage: str = "choice", decision: str = "pass", **fields: Any) -> dict[str, Any]:
    return entry(identifier, on=date(2026, 6, day), stage=stage, decision=decision, **fields)


def agreed(identifier: str, day: int, *offers: str, **fields: Any) -> dict[str, Any]:
    return entry(identifier, on=date(2026, 6, day), how="together", offers=list(offers), **fields)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param({"a": 1}, {"a": 1}, {"a": 1}, {"a": 1}, id="1: untouched"),
        pytest.param({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, id="2: ours alone"),
        pytest.param({"a": 1}, NO, {"a": 1}, NO, id="2: ours took it away"),
        pytest.param({"a": 1}, {"a": 1}, {"a": 3}, {"a": 3}, id="3: theirs alone"),
        pytest.param({"a": 1}, {"a": 1}, NO, NO, id="3: theirs took it away"),
        pytest.param({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, id="4: the same twice"),
        pytest.param(NO, {"a": 2}, {"a": 2}, {"a": 2}, id="4: the same added twice"),
        pytest.param(NO, {"t": {"a": 1}}, {"t": {"b": 2}}, {"t": {"a": 1, "b": 2}}, id="5: tables by key"),
        pytest.param(
            {"steps": [entry("a", x=1, y=1)]},
            {"steps": [entry("a", x=2, y=1), entry("c")]},
            {"steps": [entry("a", x=1, y=2), entry("b")]},
            {"steps": [entry("a", x=2, y=2), entry("b"), entry("c")]},
            id="6: entries by id",
        ),
        pytest.param(
            {"steps": [entry("a"), entry("b")]},
            {"steps": [entry("b")]},
            {"steps": [entry("a"), entry("b"), entry("c")]},
            {"steps": [entry("b"), entry("c")]},
            id="6: an entry taken away on one side goes",
        ),
        pytest.param({"steps": [entry("a")]}, NO, {"steps": []}, NO, id="6: the last entry taken away twice"),
        pytest.param({"s": ["a", "b"]}, {"s": ["b", "z"]}, {"s": ["a", "b", "y"]}, {"s": ["b", "y", "z"]}, id="7: set"),
        pytest.param({"s": ["a"]}, NO, {"s": ["a", "b"]}, {"s": ["b"]}, id="7: a set taken away whole"),
        pytest.param(
            {"t": "one\ntwo\nthree\n"},
            {"t": "ONE\ntwo\nthree\n"},
            {"t": "one\ntwo\nthree\nfour\n"},
            {"t": "ONE\ntwo\nthree\nfour\n"},
            id="9: text by lines",
        ),
        pytest.param(
            NO, {"done_on": date(2026, 6, 3)}, {"done_on": date(2026, 6, 2)}, {"done_on": date(2026, 6, 2)},
            id="10: the earlier day",
        ),
        pytest.param(
            NO,
            {"decisions": [passed("late", 13, by="x")]},
            {"decisions": [passed("early", 12, by="y")]},
            {"decisions": [passed("early", 12, by="y"), passed("late", 13, by="x", repeats="early")]},
            id="12: two tutors passed one gate",
        ),
        pytest.param(
            NO,
            {"decisions": [passed("a", 12), passed("c", 14, stage="implementation")]},
            {"decisions": [passed("b", 13)]},
            {"decisions": [passed("a", 12), passed("b", 13, repeats="a"), passed("c", 14, stage="implementation")]},
            id="12: one went further",
        ),
        pytest.param(
            {"agreements": [agreed("a", 1, "K01")]},
            {"agreements": [agreed("a", 1, "K01"), agreed("b", 3, "K05")]},
            {"agreements": [agreed("a", 1, "K01", signed_by=["mother"])]},
            {"agreements": [agreed("a", 1, "K01", signed_by=["mother"]), agreed("b", 3, "K05")]},
            id="12a: an agreement that one side alone made",
        ),
        pytest.param(
            NO,
            {"agreements": [agreed("b", 3, "K05", signed_by=["mother"])]},
            {"agreements": [agreed("a", 2, "K09"), agreed("c", 4, "K05", reserve=[])]},
            {"agreements": [agreed("a", 2, "K09"), agreed("b", 3, "K05", signed_by=["mother"]),
                            agreed("c", 4, "K05", reserve=[])]},
            id="12a: the agreements that count say the same",
        ),
        pytest.param(
            NO,
            {"agreements": [agreed("a", 2, "K05")]},
            {"agreements": [agreed("a", 2, "K05"), agreed("b", 3, "K09")]},
            {"agreements": [agreed("a", 2, "K05"), agreed("b", 3, "K09")]},
            id="12a: the other changed their mind about the one both have",
        ),
    ],
)  # fmt: skip
def test_what_both_did_is_in_the_result(base: Any, ours: Any, theirs: Any, merged: Any):
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merge(base, one, other, RULES)
        assert not result.conflicts
        assert same(result.data, merged)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "keys", "cause"),
    [
        pytest.param({"offers": ["a"]}, {"offers": ["b"]}, {"offers": ["c"]}, ("offers",), "both", id="8: a ranking"),
        pytest.param({"t": "a"}, {"t": "b"}, {"t": "c"}, ("t",), "both", id="9: one line"),
        pytest.param({"a": 1}, NO, {"a": 2}, ("a",), "deleted", id="11: deleted against edited"),
        pytest.param(
            {"steps": [entry("a", x=1)]}, {"steps": [entry("a", x=2)]}, NO, ("steps", "a"), "deleted",
            id="11: an entry deleted against edited",
        ),
        pytest.param({"t": {"a": 1}}, NO, {"t": {"a": 2}}, ("t",), "deleted", id="11: a table deleted against edited"),
        pytest.param({"a": 1}, {"a": 2}, {"a": 3}, ("a",), "both", id="13: a number"),
        pytest.param(NO, {"a": 1}, {"a": True}, ("a",), "both", id="13: true is not 1"),
        pytest.param({"a": 1}, {"a": [1]}, {"a": {"b": 1}}, ("a",), "both", id="13: two kinds of value"),
        pytest.param(NO, {"a": [1, 1]}, {"a": [1, 2]}, ("a",), "both", id="13: a list that is no set"),
        pytest.param(
            NO, {"a": [entry("x", y=1), entry("x", y=2)]}, {"a": [entry("x", y=3)]}, ("a",), "both",
            id="13: an id twice",
        ),
    ],
)  # fmt: skip
def test_what_no_rule_settles_is_left_open_at_its_key(base: Any, ours: Any, theirs: Any, keys: Any, cause: str):
    for one, other in ((ours, theirs), (theirs, ours)):
        (conflict,) = merge(base, one, other, RULES).conflicts
        assert (conflict.keys, conflict.cause) == (keys, cause)


def test_passed_against_returned_is_for_people():
    base = {"decisions": [passed("a", 1)]}
    ours = {"decisions": [passed("a", 1), passed("b", 2, stage="implementation")]}
    theirs = {"decisions": [passed("a", 1), passed("c", 3, stage="implementation", decision="return", to="choice")]}
    result = merge(base, ours, theirs, RULES)
    assert [(conflict.keys[-1], conflict.cause) for conflict in result.conflicts] == [
        ("b", "decisions"),
        ("c", "decisions"),
    ]
    assert same(result.data, ours)


@pytest.mark.parametrize(
    "theirs",
    [
        agreed("b", 2, "K09"),
        agreed("b", 9, "K09"),
        agreed("b", 2, "K05", reserve=["K01"]),
        agreed("b", 2, "K05", "K01"),
    ],
    ids=["the same day", "another day", "another reserve", "another order"],
)
def test_two_different_agreements_are_for_people(theirs: dict[str, Any]):
    old, mine = agreed("0", 1, "K07"), agreed("a", 2, "K01", "K05")
    for before in ([old], []):
        base, ours, other = ({"agreements": [*before, *new]} for new in ([], [mine], [theirs]))
        result = merge(base, ours, other, RULES)
        assert [(conflict.keys, conflict.cause) for conflict in result.conflicts] == [
            (("agreements", "a"), "agreements"),
            (("agreements", "b"), "agreements"),
        ]
        assert same(result.data, ours)


def test_a_side_without_the_key_says_so():
    (conflict,) = merge({"a": 1}, {}, {"a": 2}).conflicts
    assert (conflict.ours, conflict.theirs) == (NOTHING, 2)


NAMES = st.sampled_from(["a", "b", "c", "d"])
SCALARS = st.integers(0, 2) | st.booleans() | st.sampled_from(["x", "y\nz\n", "y\nz\nw\n"])
SETS = st.lists(st.sampled_from(["p", "q", "r", "s"]), unique=True)


def entries(fields: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.dictionaries(NAMES, fields).map(lambda found: [entry(key, **value) for key, value in found.items()])


FIELDS = st.fixed_dictionaries({}, optional={"x": SCALARS, "s": SETS, "t": st.dictionaries(NAMES, SCALARS)})
AGREED = st.fixed_dictionaries({"offers": SETS, "on": st.dates(date(2026, 6, 1), date(2026, 6, 3))})
DATA = st.fixed_dictionaries(
    {}, optional={"k": SCALARS, "s": SETS, "steps": entries(FIELDS), "offers": SETS, "agreements": entries(AGREED)}
)


@given(DATA, DATA)
def test_one_change_alone_is_the_result(base: Any, changed: Any):
    for result in (merge(base, changed, base, RULES), merge(base, base, changed, RULES)):
        assert same(result.data, changed)
        assert not result.conflicts


@given(DATA, DATA)
def test_the_same_change_twice_is_the_result(base: Any, changed: Any):
    assert same(merge(base, changed, changed, RULES).data, changed)


@given(DATA, DATA, DATA)
def test_the_result_does_not_depend_on_whose_side_is_which(base: Any, ours: Any, theirs: Any):
    one, other = merge(base, ours, theirs, RULES), merge(base, theirs, ours, RULES)
    assert {conflict.keys for conflict in one.conflicts} == {conflict.keys for conflict in other.conflicts}
    if not one.conflicts:
        assert same(one.data, other.data)


@given(DATA, DATA, DATA)
def test_every_entry_of_either_side_is_there_unless_its_going_was_agreed(base: Any, ours: Any, theirs: Any):
    result = merge(base, ours, theirs, RULES)
    old, one, other, found = (
        {each["id"] for each in data.get("steps", ())} for data in (base, ours, theirs, result.data)
    )
    open_ids = {conflict.keys[1] for conflict in result.conflicts if conflict.keys[0] == "steps"}
    assert found >= ((one | other) - old) - open_ids
    assert found | open_ids >= one & other
    assert not (found - open_ids) & (old - (one & other))
