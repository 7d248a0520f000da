from __future__ import annotations

from typing import get_args

import pytest

from iom import language
from iom.model.base import WEEKDAYS
from iom.model.people import Relation, Role
from iom.model.rounds import EventKind
from iom.views.terms import TERMS, code_of, term


@pytest.mark.parametrize("code", TERMS)
def test_every_code_has_a_russian_word(code: str):
    language.use("ru")
    assert any("а" <= letter <= "я" for letter in term(code))


@pytest.mark.parametrize("code", [*get_args(Role), *get_args(Relation), *get_args(EventKind), *WEEKDAYS])
def test_every_code_of_the_models_has_a_word(code: str):
    assert code in TERMS


@pytest.mark.parametrize(("typed", "code"), [("СР.", "wed"), ("Wednesday", "wed"), ("wed", "wed"), ("среда", "wed")])
def test_days_are_understood_as_people_type_them(typed: str, code: str):
    assert code_of(typed, WEEKDAYS) == code


def test_no_code_is_guessed():
    assert code_of("w", WEEKDAYS) is None
    assert term("quantum") == "quantum"
