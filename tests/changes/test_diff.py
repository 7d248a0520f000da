"""Differences: the smallest operations, and the law that applying them gives the other side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.changes.diff import Create, Delete, Edit, Rename, diff, difference
from iom.model.edits import Add, Drop, Set, Unset, applied
from iom.model.school import School
from iom.toml.sameness import same

SchoolOf = Callable[[Mapping[str, str]], School]

ENTRIES = {"wishes": [{"id": "a1", "by": "x"}, {"id": "b2", "by": "y", "reasons": {"chess": "fun"}}]}


@pytest.mark.parametrize(
    ("before", "after", "operations"),
    [
        ({"a": 1}, {"a": 1}, ()),
        ({"a": 1}, {"a": True}, (Set(("a",), True),)),
        ({"a": 1}, {}, (Unset(("a",)),)),
        ({}, {"a": ["x"]}, (Set(("a",), ["x"]),)),
        ({"t": {"x": 1, "y": 2}}, {"t": {"x": 1, "y": 3}}, (Set(("t", "y"), 3),)),
        ({}, ENTRIES, tuple(Add(("wishes",), entry) for entry in ENTRIES["wishes"])),
        (ENTRIES, {}, (Drop(("wishes", "a1")), Drop(("wishes", "b2")))),
        (ENTRIES, {"wishes": ENTRIES["wishes"][:1]}, (Drop(("wishes", "b2")),)),
        (
            ENTRIES,
            {"wishes": [ENTRIES["wishes"][0], {"id": "b2", "by": "y", "reasons": {"chess": "much fun"}}]},
            (Set(("wishes", "b2", "reasons", "chess"), "much fun"),),
        ),
        (
            {"guardians": [{"id": "old-id", "legal": True}]},
            {"guardians": [{"id": "new-id", "legal": True}]},
            (Set(("guardians", "old-id", "id"), "new-id"),),
        ),
    ],
)
def test_the_difference_names_what_changed_and_no_more(
    before: dict[str, Any], after: dict[str, Any], operations: tuple[Any, ...]
) -> None:
    assert difference(before, after) == operations


SCALARS = st.one_of(st.booleans(), st.integers(-9, 9), st.text("абvг", max_size=3), st.dates())
TABLES = st.dictionaries(st.sampled_from("pqr"), SCALARS, max_size=3)
ENTRY_LISTS = st.lists(
    st.builds(lambda key, table: {"id": key, **table}, st.sampled_from(["a1", "b2", "c3", "d4"]), TABLES),
    unique_by=lambda entry: entry["id"],
    min_size=1,
    max_size=4,
)
DATA = st.fixed_dictionaries(
    {}, optional={"a": SCALARS, "b": st.lists(st.text("xy", max_size=2)), "t": TABLES, "entries": ENTRY_LISTS}
)


@given(DATA, DATA)
def test_applying_the_difference_gives_the_other_side(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert same(_by_id(applied(before, difference(before, after))), _by_id(after))


def _by_id(data: dict[str, Any]) -> dict[str, Any]:
    # Growing lists keep their order, an entry that comes back stands at the end; an empty list is no list.
    entries = sorted(data.get("entries", []), key=lambda entry: str(entry["id"]))
    return {key: value for key, value in {**data, "entries": entries}.items() if value != []}


def test_documents_that_come_go_change_and_move(school: SchoolOf) -> None:
    before = school(
        {
            "courses/chess.toml": 'title = "Chess"',
            "courses/go-game.toml": 'title = "Go"',
            "courses/draughts.toml": 'title = "Draughts"\nhours = 6',
        }
    )
    chess, draughts = before.courses["chess"], before.courses["draughts"]
    after = before.with_documents(
        {
            "courses/chess.toml": chess.replaced(hours=8),
            "courses/go-game.toml": None,
            "courses/draughts.toml": None,
            "courses/checkers.toml": draughts.replaced(title="Checkers"),
            "courses/bridge.toml": chess,
        }
    )
    changes = diff(before, after, renames={"courses/draughts.toml": "courses/checkers.toml"}, depends=["iom.toml"])
    assert changes.items == (
        Rename("courses/draughts.toml", "courses/checkers.toml", (Set(("title",), "Checkers"),)),
        Edit("courses/chess.toml", (Set(("hours",), 8),)),
        Create("courses/bridge.toml", {"schema": 1, "title": "Chess"}),
        Delete("courses/go-game.toml"),
    )
    assert changes.depends == {"iom.toml"}


def test_a_school_with_itself_has_no_difference(school: SchoolOf) -> None:
    one = school({"courses/chess.toml": 'title = "Chess"'})
    assert not diff(one, one)


def test_a_day_is_not_the_same_as_a_text() -> None:
    assert not same(date(2026, 6, 1), "2026-06-01")
