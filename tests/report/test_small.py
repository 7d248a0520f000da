"""Small groups cannot be read off the numbers, nor worked out from the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.report.small import FEWEST, disclosed, masked


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((14, 28, 12), (14, 28, 12)),
        ((4, 14, 28, 2), (None, 14, 28, None)),
        ((3, 14, 28), (None, None, 28)),
        ((1, 1, 14, 28), (None, None, None, 28)),
        ((0, 14, 0), (0, 14, 0)),
        ((3,), (None,)),
        ((0, 2, 0), (0, None, 0)),
        ((), ()),
    ],
)
def test_a_small_group_is_hidden_with_whatever_would_give_it_away(
    counts: tuple[int, ...], shown: tuple[int | None, ...]
):
    assert disclosed(counts) == shown


counted = st.lists(st.integers(0, 40), max_size=8)


@given(counted)
def test_no_count_below_five_is_shown_but_nought(counts: list[int]):
    assert all(count is None or count == 0 or count >= FEWEST for count in disclosed(counts))


@given(counted)
def test_what_is_hidden_cannot_be_worked_out_from_the_total(counts: list[int]):
    hidden = [count for count, shown in zip(counts, disclosed(counts), strict=True) if shown is None]
    everything = len(hidden) == sum(count > 0 for count in counts)
    assert not hidden or everything or (len(hidden) > 1 and sum(hidden) >= FEWEST)


@given(counted)
def test_what_is_shown_is_true(counts: list[int]):
    assert all(shown in {None, count} for count, shown in zip(counts, disclosed(counts), strict=True))


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_a_count_on_its_own(count: int, shown: int | None):
    assert masked(count) == shown
