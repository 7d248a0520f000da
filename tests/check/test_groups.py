"""A tutor group has 1 to 30 members on every day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from iom.check.facts import Facts
from iom.check.groups import groups_have_1_to_30_members
from iom.check.page import Page
from iom.model import kinds
from iom.model.school import School

GROUP = 'title = "5а"\ntutor = "fedoseeva-im"\n'
MEMBER = '[[members]]\nid = "pupil-{0}"\nstudent = "pupil-{0}"\nsince = 2026-09-{1:02}\n'


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ([], [("E0488",)]),
        ([1], []),
        ([1] * 30, []),
        ([1] * 30 + [4], [("E0489", "members", 30, "since")]),
        ([4] + [1] * 30, [("E0489", "members", 0, "since")]),
    ],
)
def test_a_group_has_1_to_30_members(
    school: Callable[[Mapping[str, str]], School], members: list[int], found: list[tuple[str | int, ...]]
) -> None:
    text = GROUP + "".join(MEMBER.format(number, day) for number, day in enumerate(members))
    small = school({"groups/five-a.toml": text})
    facts = Facts(small, date(2026, 11, 18))
    page = Page(facts, kinds.GROUP, ("five-a",), small.groups["five-a"])
    assert [(problem.fault.code, *problem.keys) for problem in groups_have_1_to_30_members(page)] == found


def test_a_member_who_leaves_makes_room(school: Callable[[Mapping[str, str]], School]) -> None:
    text = GROUP + "".join(MEMBER.format(number, 1) for number in range(29))
    text += MEMBER.format("leaves", 1) + "until = 2026-09-05\n" + MEMBER.format("comes", 6)
    small = school({"groups/five-a.toml": text})
    page = Page(Facts(small, date(2026, 11, 18)), kinds.GROUP, ("five-a",), small.groups["five-a"])
    assert list(groups_have_1_to_30_members(page)) == []
