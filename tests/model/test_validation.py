"""Misfits of a document: each named in our words, at its key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iom.language import say
from iom.model import kinds, validation
from iom.model.validation import EXPECTED, FAULTS, validated

STUDENT = "students/averina-polina.toml"


@pytest.mark.parametrize(
    ("data", "code", "keys", "text"),
    [
        ({"name": "А"}, "E0201", ("schema",), "the key “schema” is missing"),
        ({"schema": 1}, "E0201", ("name",), "the key “name” is missing"),
        ({"schema": 1, "name": 5}, "E0202", ("name",), "“name” must be a text in quotes, and here stands 5"),
        ({"schema": 1, "name": ""}, "E0205", ("name",), "“name” is empty"),
        (
            {"schema": 1, "name": "А", "left_on": "2026-01-01"},
            "E0202",
            ("left_on",),
            "“left_on” must be a date, and here stands «2026-01-01»",
        ),
        (
            {"schema": 1, "name": "А", "interests": "театр"},
            "E0202",
            ("interests",),
            "“interests” must be a list, and here stands «театр»",
        ),
        (
            {"schema": 1, "name": "А", "busy": [{"id": "aa", "day": "среда", "from": 1, "to": 2}]},
            "E0203",
            ("busy", 0, "day"),
            "“day” cannot be «среда»",
        ),
        ({"schema": 1, "name": "А", "formerly": ["Аверина"]}, "E0204", ("formerly", 0), "«Аверина» is no id"),
        ({"schema": 2, "name": "А"}, "E0208", ("schema",), "the file has layout 2; this program knows 1"),
        ({"schema": 0, "name": "А"}, "E0206", ("schema",), "“schema” is 0, less than 1"),
    ],
)
def test_a_misfit_is_named_at_its_key(data: dict[str, Any], code: str, keys: tuple[Any, ...], text: str) -> None:
    document, problems = validated(kinds.STUDENT, data, STUDENT)
    assert document is None
    found = {problem.keys: problem for problem in problems}[keys]
    assert found.fault.code == code
    assert say(found.fault.text, found.facts) == text
    assert say(found.fault.hint, found.facts)


def test_all_misfits_of_a_document_are_found_at_once() -> None:
    _document, problems = validated(kinds.STUDENT, {"name": 1, "interests": [2], "forms": [{"since": "x"}]}, STUDENT)
    assert {problem.keys for problem in problems} == {
        ("schema",),
        ("name",),
        ("interests", 0),
        ("forms", 0, "id"),
        ("forms", 0, "since"),
        ("forms", 0, "form"),
    }


def test_a_setting_of_the_wrong_kind_is_one_problem() -> None:
    data = {"schema": 1, "name": "Ш", "policies": {"route": {"attendance": {"share": 6.5}}}}
    _document, problems = validated(kinds.WORKSPACE, data, "iom.toml")
    assert [problem.keys for problem in problems] == [("policies", "route", "attendance", "share")]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=3), st.dates(), st.times(),
    st.datetimes(), st.just([1]), st.just(["x"]), st.just([{"id": "aa"}]), st.just({"a": 1}), st.just({}), st.just([]),
)  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(kinds.KINDS), st.data())
def test_every_misfit_has_words_of_ours(kind: kinds.Kind, data: st.DataObject) -> None:
    keys = [field.alias or name for name, field in kind.model.model_fields.items()]
    chosen = data.draw(st.dictionaries(st.sampled_from(keys), VALUES))
    document, problems = validated(kind, {"schema": 1, **chosen}, "x.toml")
    assert (document is None) == bool(problems)
    for problem in problems:
        assert problem.fault is not validation.UNFIT, problem
        assert say(problem.fault.text, problem.facts)
        assert say(problem.fault.hint, problem.facts)


def test_the_tables_do_not_overlap() -> None:
    assert not EXPECTED.keys() & FAULTS.keys()


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("2027-01-15", "2027-01-15"),
        ("15.01.2027", "2027-01-15"),
        ("5/1/2027", "2027-01-05"),
        ("31.02.2027", "2026-06-12"),
        ("soon", "2026-06-12"),
    ],
)
def test_a_date_in_quotes_is_shown_in_the_right_form(written: str, better: str) -> None:
    data = {"schema": 1, "name": "Аверина", "left_on": written}
    (problem,) = validated(kinds.STUDENT, data, "students/averina-polina.toml")[1]
    assert problem.facts["example"] == better
