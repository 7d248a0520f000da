"""A part of a whole with its denominator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom import language
from iom.report.figures.share import Share


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (28, 66, "28 of 66 (42.4 %)"),
        (65, 66, "65 of 66 (98.4 %)"),  # 98.48…: cut off, not rounded up
        (1999, 2000, "1999 of 2000 (99.9 %)"),  # 99.95
        (5, 5, "5 of 5 (100.0 %)"),
        (0, 5, "0 of 5 (0.0 %)"),
        (3, 4, "fewer than 5: not shown"),
        (0, 0, "—"),
    ],
)
def test_a_share_is_said_with_its_denominator_and_never_rounded_up(part: int, whole: int, text: str):
    assert Share(part, whole).text() == text


def test_russian_has_a_comma():
    language.use("ru")
    assert Share(1, 8).text() == "1 из 8 (12,5 %)"


def test_few_courses_are_no_small_group_of_people():
    assert Share(3, 4, of_people=False).text() == "3 of 4 (75.0 %)"
    assert Share(3, 4, of_people=False).data() == {"part": 3, "whole": 4, "percent": 75.0}


def test_a_hidden_share_tells_programs_nothing_either():
    assert Share(3, 4).data() == {"hidden": True}


@given(st.integers(0, 10_000), st.integers(5, 10_000))
def test_the_percentage_never_exceeds_the_share(part: int, whole: int):
    tenths = Share(part, whole).tenths
    assert tenths is not None
    assert tenths * whole <= 1000 * part < (tenths + 1) * whole
