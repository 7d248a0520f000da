"""The route of one pupil in the terminal."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from iom.model.routes import Goal
from iom.model.school import Run
from iom.store.load import load
from iom.terminal.printer import Printer
from iom.views.journey import CourseLine, journey
from iom.views.journey_sheet import JourneyView, goal_line, in_lists, lesson_signs
from iom.views.sheet import Sheet

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def run() -> Run:
    return load(Path(__file__).parents[2] / "examples" / "zarechnaya").school.runs["2026-autumn"]


def drawn(sheet: Sheet) -> str:
    out = io.StringIO()
    Printer(out, 80, "never").show(sheet)
    return out.getvalue()


@pytest.mark.parametrize("subject", ["vyatkina-miroslava", "babushkin-lev", "averina-polina"])
def test_the_picture_fits_80_columns(run: Run, subject: str):
    lines = drawn(JourneyView(journey(run, subject, DAY)).sheet()).splitlines()
    assert max(map(len, lines)) <= 80


def test_the_line_shows_a_return_and_what_is_ahead(run: Run):
    text = drawn(JourneyView(journey(run, "babushkin-lev", DAY)).sheet())
    assert "↩ evaluation 11-18\n── ● implementation ── ○ evaluation ── ○ reflection" in text
    assert "own marks are given, the experts' are awaited" in " ".join(text.split())


def test_lists_of_one_side_are_announced_and_not_shown(run: Run):
    text = drawn(JourneyView(journey(run, "averina-polina", DAY)).sheet())
    assert "once both are in" in text


@pytest.mark.parametrize(
    ("levels", "line"),
    [((1, 2, None), "──○─◇──"), ((1, 3, 3), "──○───■"), ((0, 2, 1), "○─■─◇──"), ((None, None, None), "───────")],
)
def test_a_goal_stands_on_its_scale(levels: tuple[int | None, ...], line: str):
    start, aim, reached = levels
    goal = Goal.new(id="20260525-0c1w", goal="Отличать").replaced(
        level_start=start, level_aim=aim, level_reached=reached
    )
    assert goal_line(goal, 3) == line


@pytest.mark.parametrize(
    ("course", "text"),
    [
        (CourseLine("a", "A", True, 1, 2, True), "1 / 2 ✓"),
        (CourseLine("a", "A", True, None, 2), "— / 2"),
        (CourseLine("a", "A", True, agreed=True), "✓"),
        (CourseLine("a", "A", True), "—"),
    ],
)
def test_places_in_the_lists_stand_side_by_side(course: CourseLine, text: str):
    assert in_lists(course) == text


def test_lessons_are_a_strip_of_signs():
    assert lesson_signs("+-e.") == "█▁▒·"
