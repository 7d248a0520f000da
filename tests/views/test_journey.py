"""The journey of a pupil: the line, the lists, the lessons, the marks, and what may not be shown yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iom.model import kinds
from iom.model.routes import Waiver
from iom.model.school import Run
from iom.store.load import load
from iom.views.journey import journey, lists_of

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def run() -> Run:
    return load(Path(__file__).parents[2] / "examples" / "zarechnaya").school.runs["2026-autumn"]


def signs(run: Run, subject: str) -> list[tuple[str, str]]:
    return [(one.stage, one.sign) for one in journey(run, subject, DAY).line]


def test_the_line_tells_what_was_passed_what_is_now_and_what_is_ahead(run: Run):
    assert signs(run, "gilev-timur") == [
        ("choice", "pass"),
        ("implementation", "now"),
        ("evaluation", "ahead"),
        ("reflection", "ahead"),
    ]
    assert [sign for _stage, sign in signs(run, "vyatkina-miroslava")] == ["pass"] * 4


def test_a_return_stays_on_the_line_and_a_stop_ends_it(run: Run):
    returned = signs(run, "babushkin-lev")
    assert ("evaluation", "return") in returned
    assert returned[returned.index(("evaluation", "return")) + 1] == ("implementation", "now")
    stopped = next(
        subject
        for subject, route in run.routes.items()
        if route.decisions[-1:] and route.decisions[-1].decision == "stop"
    )
    assert [sign for _stage, sign in signs(run, stopped)][-1] == "stop"


def test_who_has_no_route_yet_is_in_the_first_stage(run: Run):
    without = next(
        subject
        for subject in run.school.students
        if subject not in run.routes and run.school.students[subject].form_on(DAY)
    )
    assert signs(run, without)[0] == ("choice", "now")


def test_the_lists_are_shown_once_both_are_in(run: Run):
    subject = "gilev-timur"
    own, family = lists_of(run, subject)
    assert own
    assert family
    both = journey(run, subject, DAY)
    assert both.lists_shown
    assert [one.own for one in both.courses if one.offer == own[0]] == [1]
    sheet = run.choices[subject]
    alone = tuple(wish for wish in sheet.wishes if wish.by == subject)
    path = kinds.CHOICE.path(run.id, subject)
    one_sided = run.school.with_documents({path: sheet.replaced(wishes=alone)}).runs[run.id]
    hidden = journey(one_sided, subject, DAY)
    assert not hidden.lists_shown
    assert all(one.own is None and one.family is None for one in hidden.courses)


def test_the_lists_are_shown_where_the_other_side_need_not_wish(run: Run):
    subject = "gilev-timur"
    sheet, route = run.choices[subject], run.routes[subject]
    waiver = Waiver.new(id="w1", requirement="guardian-wishes", reason="Illness", by="fedoseeva-im", on=DAY)
    documents = {
        kinds.CHOICE.path(run.id, subject): sheet.replaced(
            wishes=tuple(wish for wish in sheet.wishes if wish.by == subject), agreements=()
        ),
        kinds.ROUTE.path(run.id, subject): route.replaced(waivers=(waiver,)),
    }
    waived = journey(run.school.with_documents(documents).runs[run.id], subject, DAY)
    assert waived.lists_shown
    assert [one.own for one in waived.courses if one.own]
    assert not [one.family for one in waived.courses if one.family]


def test_marks_are_shown_once_both_sides_gave_them(run: Run):
    found = journey(run, "vyatkina-miroslava", DAY)
    assert {one.offer for one in found.marks} == {"school-reporter", "eco-patrol"}
    assert [(one.title, one.given) for one in found.half_marked] == [("Читаю — понимаю — пересказываю", "own")]
    assert "read-and-retell" not in str(found.data()["products"])


def test_lessons_and_products_stand_with_their_course(run: Run):
    courses = {one.offer: one for one in journey(run, "vyatkina-miroslava", DAY).courses}
    there = courses["eco-patrol"]
    assert there.placed
    assert len(there.marks) == there.numbers.held == 8
    assert there.marks.count("e") == there.numbers.excused == 2
    assert there.products == ("Карта тополей вдоль забора",)
    assert not courses["my-district"].placed
    assert courses["my-district"].marks == ""


def test_the_scale_grows_with_the_levels(run: Run):
    assert journey(run, "vyatkina-miroslava", DAY).scale == 3
    route = run.routes["vyatkina-miroslava"]
    high = route.replaced(goals=(route.goals[0].replaced(level_aim=7),))
    path = kinds.ROUTE.path(run.id, "vyatkina-miroslava")
    grown = run.school.with_documents({path: high}).runs[run.id]
    assert journey(grown, "vyatkina-miroslava", DAY).scale == 7


def test_the_data_name_what_is_seen(run: Run):
    data = journey(run, "vyatkina-miroslava", DAY).data()
    assert data["goals"] == [
        {"goal": "Договариваться в группе о ролях до начала работы", "start": 1, "aim": 3, "reached": 3}
    ]
    assert [one["sign"] for one in data["line"]] == ["pass"] * 4
    assert {one["offer"] for one in data["courses"] if one["placed"]} == {
        "eco-patrol",
        "read-and-retell",
        "school-reporter",
    }
