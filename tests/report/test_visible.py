"""What a browser would obey in silence is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.report.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Аверина Полина", "Аверина Полина"),
        ("<b>&", "<b>&"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("two\r\nlines\there", "two lines here"),
        ("\ud800", "<U+D800>"),
        ("e\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301"),
    ],
)
def test_text_is_shown_as_it_is_and_controls_by_their_number(text: str, shown: str):
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_invisible_is_left_and_it_can_be_encoded(text: str):
    shown = visible(text)
    shown.encode()
    assert not [
        letter for letter in shown if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    ]


@given(st.text())
def test_shown_text_stays_as_it_is(text: str):
    assert visible(visible(text)) == visible(text)
