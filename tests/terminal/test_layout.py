from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.terminal.gate import shown
from iom.terminal.layout import clipped, padded, width, wrapped

texts = st.text(st.characters(codec="utf-8"), max_size=60).map(shown)


@pytest.mark.parametrize(
    ("text", "cells"), [("Аверина", 7), ("漢字", 4), ("и\u0306", 1), ("", 0), ("✓ да", 4), ("👩", 2)]
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@given(texts, st.integers(2, 30))
def test_wrapping_keeps_every_letter_and_the_width(text: str, cells: int) -> None:
    lines = wrapped(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("раз два три\nчетыре", 7) == ["раз два", "три", "четыре"]
    assert wrapped("достопримечательность", 8) == ["достопри", "мечатель", "ность"]


@given(texts.map(lambda text: text.replace("\n", "")), st.integers(3, 30))
def test_clipping_keeps_the_width_and_says_that_something_is_left_out(text: str, cells: int) -> None:
    short = clipped(text, cells)
    assert width(short) <= cells
    assert short == text if width(text) <= cells else short.endswith("…")


def test_padding_goes_to_either_side() -> None:
    assert (padded("漢", 4), padded("да", 4, "right")) == ("漢  ", "  да")
