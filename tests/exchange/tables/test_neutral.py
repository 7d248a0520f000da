"""Cells that would be run, made harmless and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.exchange.tables.neutral import guarded, plain

RISKY = st.text(st.sampled_from("'=+-@\t\r\n1., aё＝"), max_size=8)


@pytest.mark.parametrize("text", ["=1+1", "+7 (912) 345-67-89", "-", "@SUM(A1)", "\t=1", "\r=1", "-2+3", "+x", "＝1"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5", "-5,25", "+79123456789", "5а", "", "'цитата'", "'-5", " =1", "a=b"])
def test_numbers_and_other_texts_stay(text: str):
    assert guarded(text) == text
    assert plain(text) == text


@pytest.mark.parametrize(("text", "there"), [("'=1", "''=1"), ("''@x", "'''@x")])
def test_a_text_that_already_begins_with_the_guard_gets_another(text: str, there: str):
    assert guarded(text) == there


@given(st.one_of(RISKY, st.text()))
def test_what_was_guarded_comes_back(text: str):
    assert plain(guarded(text)) == text


@given(RISKY)
def test_nothing_guarded_would_be_run(text: str):
    there = guarded(text)
    assert there[:1] not in set("=+-@\t\r\n＝") or there.lstrip("+-").replace(",", "").replace(".", "").isdigit()
