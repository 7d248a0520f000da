"""Experts beside one another."""

from __future__ import annotations

from fractions import Fraction

from iom.report.figures.experts import leanings, spreads
from iom.report.figures.ratings import Rating


def judged(*levels: dict[str, int]) -> list[Rating]:
    """One product a dictionary: level by expert; ``own`` is the pupil's."""
    return [
        Rating((f"pupil-{at}", "kites"), "idea", name, "pupil" if name == "own" else "parent", level)
        for at, marks in enumerate(levels)
        for name, level in marks.items()
    ]


def test_the_spread_is_the_highest_mark_less_the_lowest_on_average():
    (found,) = spreads(judged({"a": 1, "b": 3}, {"a": 2, "b": 2}, *[{"a": 0, "b": 1}] * 3), ["idea"])
    assert (found.products, found.wide) == (5, 1)
    assert found.mean == Fraction(5, 5)


def test_own_marks_are_compared_with_the_mean_of_the_experts():
    (found,) = spreads(judged({"own": 3, "a": 1, "b": 2}), ["idea"])
    assert found.own_difference == Fraction(3, 2)
    assert not found.enough


def test_one_expert_alone_has_no_spread():
    assert spreads(judged({"a": 1}, {"b": 2}), ["idea"]) == ()


def test_a_stricter_hand_is_found_beside_all_others():
    found = leanings(judged(*[{"strict": 0, "a": 2, "b": 2}] * 5))
    assert [(one.person, one.difference) for one in found if one.apart] == [("strict", -2)]


def test_a_mark_between_the_others_is_no_difference():
    found = leanings(judged(*[{"low": 0, "middle": 2, "high": 3}] * 5))
    assert {one.person: one.difference for one in found} == {"low": -2, "middle": 0, "high": 1}


def test_few_products_are_no_ground_for_calling_somebody_strict():
    found = leanings(judged(*[{"strict": 0, "a": 3}] * 4))
    assert not any(one.apart for one in found)


def test_who_judges_alone_is_not_compared():
    assert leanings(judged({"a": 3}, {"b": 0})) == ()
