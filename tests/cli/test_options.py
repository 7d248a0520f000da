from __future__ import annotations

from datetime import date

import pytest

from iom.ask.kinds import Date, Text
from iom.ask.question import Form
from iom.cli.options import Given, Yes, command_from_forms
from iom.cli.plain import take_plainly

NOTE = Form("note", Text, "what to note")
LAST_DAY = Form("last-day", Date, "until when")
REASONS = Form("reasons", Text, "why this one", scoped=True)


@pytest.fixture
def given(registered):
    seen: list[tuple[bool, Given]] = []

    def function(yes: Yes = False, *, given: Given) -> None:
        seen.append((yes, given))

    registered(command_from_forms(function, (NOTE, LAST_DAY, REASONS)))
    return seen


def test_every_form_is_an_option_and_absent_ones_are_left_out(iom, given):
    assert iom("try", "--last-day", "2026-11-16", "--yes").code == 0
    assert given == [(True, {"last-day": ["2026-11-16"]})]


def test_an_option_may_be_given_several_times(iom, given):
    assert iom("try", "--reasons", "chess:fun", "--reasons", "go:calm", "--note", "a").code == 0
    assert given == [(False, {"reasons": ["chess:fun", "go:calm"], "note": ["a"]})]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("--note TEXT", "--last-day DATE", "--reasons ID:TEXT …")),
        ("ru", ("--note ТЕКСТ", "--last-day ДАТА", ":ТЕКСТ …")),
    ],
)
def test_the_word_for_a_value_is_in_the_language(iom, given, language, words):
    page = iom("--lang", language, "try", "--help").out
    assert [word for word in words if word not in page] == []


def test_an_option_of_another_type_is_refused_when_it_is_built(iom, registered):
    def function(day: date | None = None) -> None:
        raise AssertionError(day)

    registered(function)
    found = iom("try", "--debug")
    assert found.code == 70
    assert "TypeError" in found.err


def test_typer_still_keeps_the_adapter_where_we_put_our_own():
    from typer._coercion import bool_flag_type_descriptor
    from typer.core import TyperOption

    option = TyperOption(param_decls=["x", "--x"], type_descriptor=bool_flag_type_descriptor(), is_flag=True)
    assert option._runtime_param is None
    take_plainly([option])
    assert option.get_runtime_param() is option._runtime_param
    assert type(option.get_runtime_param()).__name__ == "PlainParam"
