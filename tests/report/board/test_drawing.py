"""Pictures of levels: where the signs stand."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from iom.model.routes import Goal
from iom.report.board.drawing import EDGE, SPAN, Picture, goal_picture, mark_picture, share
from iom.views.marks import CriterionSummary


def test_signs_stand_at_their_levels():
    picture = Picture("g", 3, (0, 3, Fraction(3, 2)))
    assert [picture.at(level) for level in (0, 3, Fraction(3, 2))] == [str(EDGE), str(EDGE + SPAN), "48"]
    assert picture.track.count("v6") == 4
    assert picture.way(0, 3) == "M8 8H88"


def test_a_goal_and_a_mark_are_drawn_from_their_facts():
    goal = Goal.new(id="20260525-0c1w", goal="Отличать", level_start=1, level_aim=2)
    assert goal_picture(goal, 3) == Picture("g", 3, (1, 2, None))
    row = CriterionSummary("idea", "P1", "Замысел", 2, (1, 1, 2))
    assert mark_picture(row, 3) == Picture("m", 3, (2, Fraction(4, 3), None))


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_bar_is_as_long_as_its_share(count: int, of: int):
    assert abs(float(share(count, of)) - 100 * count / of) < 0.051


def test_of_nothing_there_is_no_bar():
    assert share(0, 0) == "0"
