"""Agreement of those who judge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iom.report.figures.agreement import among, between
from iom.report.figures.ratings import Rating, Side
from iom.report.small import FEWEST


def rated(levels: list[tuple[int, int]], first: Side = "pupil", second: Side = "parent") -> list[Rating]:
    """One product a pair of levels, judged by one person of each side by one criterion."""
    return [
        Rating((f"pupil-{at}", "kites"), "idea", f"{side}-{at}", side, level)
        for at, pair in enumerate(levels)
        for side, level in zip((first, second), pair, strict=True)
    ]


def test_who_always_gives_the_same_agrees_fully():
    found = between(rated([(0, 0), (1, 1), (2, 2), (3, 3), (2, 2)]), "pupil", "parent")
    assert (found.products, found.marks) == (5, 10)
    assert found.alpha == pytest.approx(1)
    assert found.low == found.high == pytest.approx(1)


def test_who_always_gives_the_opposite_agrees_less_than_by_chance():
    found = between(rated([(0, 3), (3, 0), (0, 3), (3, 0), (0, 3)]), "pupil", "parent")
    assert found.alpha is not None
    assert found.alpha < 0


def test_alpha_is_that_of_krippendorffs_own_example():
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): four observers, twelve units, ordinal 0.815.
    observers = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    ratings = [
        Rating((f"unit-{at}", "kites"), "idea", f"observer-{number}", "teacher", int(value))
        for number, row in enumerate(observers)
        for at, value in enumerate(row)
        if value != "."
    ]
    assert among(ratings).alpha == pytest.approx(0.815, abs=0.0005)


def test_fewer_than_five_products_give_no_figure():
    found = between(rated([(0, 0), (1, 1), (2, 2), (3, 3)]), "pupil", "parent")
    assert found.products == FEWEST - 1
    assert not found.enough
    assert found.alpha is None


def test_the_same_mark_throughout_says_nothing_about_agreement():
    found = between(rated([(2, 2)] * 6), "pupil", "parent")
    assert found.enough
    assert found.alpha is None


def test_several_of_one_side_count_as_their_middle_mark():
    ratings = rated([(0, 0), (1, 1), (2, 2), (3, 3), (2, 2)])
    others = [Rating(("pupil-0", "kites"), "idea", f"late-{at}", "parent", level) for at, level in enumerate((0, 3))]
    assert between([*ratings, *others], "pupil", "parent").alpha == pytest.approx(1)


def test_own_marks_of_pupils_are_not_those_of_experts():
    assert among(rated([(0, 3), (3, 0), (0, 3), (3, 0), (0, 3)])).products == 0


def test_the_same_marks_give_the_same_interval():
    ratings = rated([(0, 1), (1, 1), (2, 3), (3, 3), (2, 0), (1, 2)])
    assert between(ratings, "pupil", "parent") == between(list(reversed(ratings)), "pupil", "parent")


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=12))
def test_alpha_lies_in_its_bounds_and_the_interval_is_in_order(levels: list[tuple[int, int]]):
    found = between(rated(levels), "pupil", "parent")
    if found.alpha is not None and found.low is not None and found.high is not None:
        assert -1.001 <= found.alpha <= 1.001
        assert found.low <= found.high
