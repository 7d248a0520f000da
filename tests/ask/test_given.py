from __future__ import annotations

import tomllib

import pytest

from iom.ask.given import Given, RepeatedFlagError, UnscopedFlagError, from_file, from_flags
from iom.ask.kinds import Confirm, Text
from iom.ask.question import Form
from iom.ask.ranking import Ranking

WISHES = Form("wishes", Ranking, "the wishes")
REASONS = Form("reasons", Text, "why", scoped=True)
TOGETHER = Form("together", Confirm, "signed together")
FORMS = (WISHES, REASONS, TOGETHER)
PUPILS = ("averina-polina", "zykov-savelij")


def read(text: str) -> tuple[Given, list[tuple[str, tuple[str | int, ...], object]]]:
    given, problems = from_file(tomllib.loads(text), FORMS, PUPILS, "answers.toml")
    return given, [(problem.fault.code, problem.keys, problem.facts.get("known")) for problem in problems]


def test_flags_answer_for_everybody_and_a_scoped_one_says_what_it_is_about() -> None:
    given = from_flags(FORMS, {"wishes": "1 2", "reasons": ["chess:люблю: очень", "choir: пою"], "together": None})
    assert given.of("averina-polina") == {
        ("wishes", ""): "1 2",
        ("reasons", "chess"): "люблю: очень",
        ("reasons", "choir"): " пою",
    }


@pytest.mark.parametrize("text", ["люблю", ":люблю", " :x"])
def test_a_scoped_flag_without_its_subject_is_refused(text: str) -> None:
    with pytest.raises(UnscopedFlagError):
        from_flags(FORMS, {"reasons": [text]})


def test_a_flag_given_twice_is_refused() -> None:
    with pytest.raises(RepeatedFlagError):
        from_flags(FORMS, {"wishes": ["1", "2"]})


def test_a_file_answers_by_pupil_and_its_plain_values_for_everybody() -> None:
    given, problems = read("""
        schema = 1
        together = true
        [averina-polina]
        wishes = ["chess", "choir"]
        [averina-polina.reasons]
        chess = "люблю"
        [zykov-savelij]
        together = false
    """)
    assert problems == []
    assert given.of("averina-polina") == {
        ("together", ""): True,
        ("wishes", ""): ["chess", "choir"],
        ("reasons", "chess"): "люблю",
    }
    assert given.of("zykov-savelij") == {("together", ""): False}
    assert given.of("nobody") == {("together", ""): True}


def test_everything_unknown_in_a_file_is_reported_at_once_with_the_nearest_name() -> None:
    given, problems = read("""
        wish = "1"
        [averina-polna]
        wishes = "1"
        [zykov-savelij]
        reason = "x"
        reasons = "x"
        wishes = "2"
    """)
    assert problems == [
        ("E0292", ("wish",), "wishes"),
        ("E0291", ("averina-polna",), "averina-polina"),
        ("E0292", ("zykov-savelij", "reason"), "reasons"),
        ("E0293", ("zykov-savelij", "reasons"), None),
    ]
    assert given.of("zykov-savelij") == {("wishes", ""): "2"}


def test_flags_win_over_the_file() -> None:
    file, _ = read('[averina-polina]\nwishes = "1"\ntogether = true')
    flags = from_flags(FORMS, {"wishes": "2"})
    assert flags.over(file).of("averina-polina") == {("wishes", ""): "2", ("together", ""): True}
