from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from iom.check.fresh import fresh
from iom.model.school import School

Make = Callable[[Mapping[str, str]], School]
TODAY = date(2026, 10, 1)
GROUP = 'title = "Г"\ntutor = "nobody"\n'
MEMBER = '[[members]]\nid = "{id}"\nstudent = "{id}"\nsince = 2026-09-01\n'


def codes(before: School, after: School) -> list[tuple[str, str]]:
    return [(problem.document, problem.fault.code) for problem in fresh(before, after, TODAY)]


def test_what_was_wrong_before_is_not_fresh(school: Make):
    before = school({"groups/g1.toml": GROUP})
    assert codes(before, school({"groups/g1.toml": GROUP.replace("Г", "Группа")})) == []


def test_a_problem_that_moved_is_not_fresh(school: Make):
    known = "students/p1.toml"
    before = school({"groups/g1.toml": GROUP + MEMBER.format(id="p9"), known: 'name = "Один"'})
    moved = GROUP + MEMBER.format(id="p1") + MEMBER.format(id="p9")
    assert codes(before, school({"groups/g1.toml": moved, known: 'name = "Один"'})) == []


def test_what_a_change_brings_elsewhere_is_fresh(school: Make):
    group = {"groups/g1.toml": GROUP + MEMBER.format(id="p1")}
    before = school({**group, "students/p1.toml": 'name = "Один"'})
    assert ("groups/g1.toml", "E0312") in codes(before, school(group))
