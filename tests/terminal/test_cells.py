from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from iom.terminal.cells import clipped, restored, standing, width
from iom.terminal.gate import shown
from iom.terminal.printer import NARROWEST, Printer

texts = st.text(st.characters(codec="utf-8"), max_size=60).map(shown)


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of ``text`` in a column of ``cells`` at the right of a narrow sheet."""
    paper = io.StringIO()
    indent = NARROWEST - cells
    Printer(paper, NARROWEST, "never").text(text, first=" " * indent)
    return [line[indent:] for line in paper.getvalue().split("\n")[:-1]]


@pytest.mark.parametrize(
    ("text", "cells"), [("Аверина", 7), ("漢字", 4), ("и\u0306", 1), ("", 0), ("✓ да", 4), ("👩", 2), ("हिन्दी", 5)]
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@given(texts)
def test_no_text_is_wider_on_a_terminal_than_it_is_counted(text: str) -> None:
    for line in text.split("\n"):
        assert wcswidth(line) <= width(line)


@given(texts)
def test_what_stands_in_for_a_mark_is_turned_back(text: str) -> None:
    assert restored(standing(text)) == text


@given(texts, st.integers(2, 30))
def test_wrapping_keeps_every_letter_and_the_width(text: str, cells: int) -> None:
    lines = wrapped(text, cells)
    assert all(wcswidth(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("раз два три\nчетыре", 7) == ["раз два", "три", "четыре"]
    assert wrapped("достопримечательность", 8) == ["достопри", "мечатель", "ность"]


@given(texts.map(lambda text: text.replace("\n", "")), st.integers(3, 30))
def test_clipping_keeps_the_width_and_says_that_something_is_left_out(text: str, cells: int) -> None:
    short = clipped(text, cells)
    assert wcswidth(short) <= cells
    assert short == text if width(text) <= cells else short.endswith("…")
