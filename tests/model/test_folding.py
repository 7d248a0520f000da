from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.model.folding import find_folded, folded, has_twins, untwinned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("С1", "C1"),
        ("Р1", "p1"),
        ("ТК-3", "tk-3"),
        ("Гилёв", "гилев"),
        ("ГИЛЁВ", "Гилёв"),
        ("Гиле\u0308в", "Гилёв"),
        ("Аверина  Полина ", "аверина полина"),
        ("\u00a0лев", "лев"),
        ("５а", "5а"),
    ],
)
def test_what_reads_alike_folds_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Лев", "Леа"), ("C1", "C2"), ("й", "и")])
def test_what_reads_differently_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("С1", True), ("Р1", True), ("C1", False), ("Цель", False), ("", False), ("D06", False), ("Cор", True)],
)
def test_a_label_of_twins_alone_is_noticed(text: str, *, expected: bool) -> None:
    assert has_twins(text) is expected
    assert not has_twins(untwinned(text)) or not expected


def test_untwinned_writes_the_latin_letters() -> None:
    assert untwinned("С1") == "C1"
    assert untwinned("сор").isascii()


def test_find_folded_wants_exactly_one() -> None:
    assert find_folded("с1", ["C1", "C2"]) == "C1"
    assert find_folded("с1", ["C1", "С1"]) is None
    assert find_folded("k1", ["C1"]) is None
