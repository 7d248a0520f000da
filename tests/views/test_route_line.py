"""The line of a route and its lessons, as pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iom.model.school import Run
from iom.store.load import load
from iom.views.journey import Sign, Station, journey
from iom.views.next_steps import OneNext
from iom.views.one_pupil import OnePupil
from iom.views.route_line import legend_of, line_of

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def run() -> Run:
    return load(Path(__file__).parents[2] / "examples" / "zarechnaya").school.runs["2026-autumn"]


def one_pupil(run: Run, subject: str) -> OnePupil:
    found = journey(run, subject, DAY)
    return OnePupil(found, OneNext(found.row))


def stations(*signs: Sign) -> tuple[Station, ...]:
    names = ("choice", "implementation", "evaluation", "implementation", "evaluation", "reflection")
    return tuple(
        Station(name, sign, None, None if sign in {"now", "ahead"} else date(2026, 11, 10 + at))
        for at, (name, sign) in enumerate(zip(names, signs, strict=False))
    )


def test_the_line_shows_what_is_passed_on_its_day_where_the_route_is_and_what_is_ahead():
    assert line_of(stations("pass", "now", "ahead")) == ("✓ choice 11-10 ── ● implementation ── ○ evaluation",)


def test_a_long_line_breaks_between_stages():
    assert line_of(stations("pass", "pass", "return", "now", "ahead", "ahead")) == (
        "✓ choice 11-10 ── ✓ implementation 11-11 ── ↩ evaluation 11-12",
        "── ● implementation ── ○ evaluation ── ○ reflection",
    )


def test_the_legend_names_the_signs_that_stand_there_and_no_others():
    assert legend_of(stations("stop")) == "■ stopped here"
    assert legend_of(stations("pass", "now")) == "✓ passed · ● now"


def test_lessons_are_drawn_by_course(run: Run):
    table = one_pupil(run, "lopatkin-nikolay").sheet().blocks[1]
    assert [row[1] for row in table.rows] == ["█▒███▒██", "████▁███", "███████"]


def test_programs_get_the_journey_with_the_gate(run: Run):
    data = one_pupil(run, "lopatkin-nikolay").data()
    assert [stay["sign"] for stay in data["line"]] == ["pass", "pass", "now", "ahead"]
    assert data["courses"][0]["marks"] == "+e+++e++"
    assert data["requirements"]


def test_a_pupil_without_lessons_has_no_table_of_lessons(run: Run):
    pupil = one_pupil(run, "averina-polina")
    assert pupil.lessons == ()
    assert len(pupil.sheet().blocks) == 1 + len(pupil.coming.sheet().blocks)
