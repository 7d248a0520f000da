"""Papers of awkward schools: long names, full and empty groups, cancelled offers, stopped routes, hostile texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from paper_text import printed, told  # beside this file

from iom.language import speaking
from iom.model import kinds
from iom.model.rounds import Allocation, Codes, Placement
from iom.model.routes import Decision, Goal, Reflection, Step
from iom.model.school import Run, School
from iom.model.workspace import Span
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Grid
from iom.report.sheets.measure import pages
from iom.report.sheets.registry import PAPERS
from iom.report.sheets.room import ROOMS

Build = Callable[[str, Case, str], Built]
PUPIL = "vyatkina-miroslava"
HOSTILE = '#let x = <b>"*_[$\\]</b>\u202egnp.exe {{ 7*7 }} =СУММ(A1)'
CHESS = """course = "chess"
teachers = ["teacher-aa"]
starts = 2026-09-14
ends = 2026-11-13

[seats]
min = 1
max = 5
"""
LONG = "Гиппократова-Константинопольская Аполлинария-Виктория Пантелеймоновна-Всеволодовна"


def changed(run: Run, **documents: Any) -> Run:
    """The round with some documents of it replaced, by kind and id: ``offer__board_game``."""
    found = {}
    for key, document in documents.items():
        kind, _, identifier = key.partition("__")
        template = getattr(kinds, kind.upper())
        found[run.path(template, *filter(None, [identifier.replace("_", "-")]))] = document
    return run.school.with_documents(found).runs[run.id]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("blank", [False, True], ids=["filled", "blank"])
def test_every_paper_is_built_for_everybody(language: str, blank: bool, case, run: Run):
    subjects = {
        "pupil": ("", *run.routes),
        "offer": tuple(run.offers),
        "tutor": tuple({tutor for tutor, _month in run.school.consultations}),
        "event": tuple(run.events),
        "round": (run.id,),
    }
    with speaking(language):
        for kind in PAPERS:
            for subject in subjects[kind.about]:
                for sheet in kind.build(case(blank=blank, month="2026-10"), subject).papers:
                    assert sheet.subject == subject
                    assert sheet.title
                    assert all(
                        len(row) <= len(block.columns)
                        for block in sheet.blocks
                        if isinstance(block, Grid)
                        for row in block.rows
                    )


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_route_of_the_example_fits_on_two_pages(language: str, case, run: Run, build: Build):
    with speaking(language):
        sheets = [sheet for subject in run.routes for sheet in build("route", case(), subject).papers]
        assert {pages(sheet) for sheet in sheets} == {2}
        assert "shortened here" not in told(*sheets)
        fullest = sorted(sheets, key=lambda sheet: len(told(sheet)))[-5:]
        assert set(printed(*fullest)) == {2}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("words", [1, 6, 12, 25])
def test_a_long_route_is_shortened_to_two_pages_and_says_so(words: str, language: str, case, run: Run, build: Build):
    text = " ".join(["исследовательская", "и", "коммуникативная", "деятельность"] * words)[: words * 11].strip()
    route = run.routes[PUPIL]
    steps = tuple(
        Step.new(id=f"step-{at}", kind="task", title=text, expected=text, goal="goal-1", responsible="vyatkina-eb")
        for at in range(45)
    )
    long = route.replaced(
        request=text,
        goals=tuple(Goal.new(id=f"goal-{at}", goal=text, level_start=1) for at in range(4)),
        deficits=route.deficits * 4,
        steps=steps,
        reflections=tuple(
            Reflection.new(
                id=f"look-{by}",
                by=by,
                on=date(2026, 11, 18),
                achieved=text,
                difficult=text,
                helped=text,
                keep=text,
                change=text,
                next_request=text,
            )
            for by in (PUPIL, "vyatkina-eb")
        ),
        decisions=_back_and_forth(),
    )
    with speaking(language):
        papers = build("route", case(run=changed(run, route__vyatkina_miroslava=long)), PUPIL).papers
        assert printed(*papers) == [2]
        assert pages(papers[0]) == 2
        shown = told(*papers)
    assert ("shortened here" if language == "en" else "здесь сокращены") in shown
    assert ("more steps stand in" if language == "en" else "в документе маршрута.") in shown


def _back_and_forth() -> tuple[Decision, ...]:
    """Three passages through the first two stages."""
    plan = [("choice", "pass", None), ("implementation", "return", "choice")] * 3 + [("choice", "pass", None)]
    return tuple(
        Decision.new(
            id=f"decision-{at}", on=date(2026, 9, 1 + at), stage=stage, decision=what, to=to, by="fedoseeva-im"
        )
        for at, (stage, what, to) in enumerate(plan)
    )


def test_a_text_is_cut_at_a_word_with_an_ellipsis():
    room = ROOMS[-1]
    text = "Отличать предположение от факта и проверять его опытом"
    assert room.cut(text).endswith("…")
    assert len(room.cut(text)) <= room.letters + 1
    assert text.startswith(room.cut(text)[:-1])
    assert room.cut("коротко") == "коротко"


def full_group(run: Run, count: int) -> Run:
    """The round with so many pupils of long names in one offer."""
    pupil = run.school.students[PUPIL]
    ids = [f"dlinnaya-{at:02}" for at in range(count)]
    students = {kinds.STUDENT.path(one): pupil.replaced(name=f"{LONG} {at}") for at, one in enumerate(ids)}
    placements = tuple(
        Placement.new(id=f"c{at:04}-eco-patrol", code=f"c{at:04}", offer="eco-patrol", wish=1) for at in range(count)
    )
    codes = Codes.new(codes={one: f"c{at:04}" for at, one in enumerate(ids)})
    documents = {
        run.path(kinds.ALLOCATION): Allocation.new(placements=placements),
        run.path(kinds.CODES): codes,
        run.path(kinds.MOVES): None,
    }
    return run.school.with_documents({**students, **documents}).runs[run.id]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_forty_pupils_with_long_names_fit_their_lists(language: str, case, run: Run, build: Build):
    full = case(run=full_group(run, 40))
    with speaking(language):
        for name, most in (("groups", 3), ("attendance", 3), ("expert-table", 6)):
            papers = build(name, full, "eco-patrol").papers
            assert name == "expert-table" or told(*papers).count(LONG) == 40
            assert max(printed(*papers)) <= most


def test_an_empty_group_says_so_and_keeps_lines_for_a_pen(case, run: Run, build: Build):
    empty = changed(run, allocation=Allocation.new(), moves=None)
    assert "Nobody is placed in this course." in told(*build("groups", case(run=empty), "eco-patrol").papers)
    assert "(18 rows to fill in)" in told(*build("groups", case(run=empty, blank=True), "eco-patrol").papers)
    assert not build("expert-table", case(run=empty), "eco-patrol").papers
    assert "Nobody was moved." in told(*build("placement", case(run=empty), run.id).papers)


def test_a_cancelled_offer_says_when_and_why(case, run: Run, build: Build):
    offer = run.offers["eco-patrol"].replaced(cancelled_on=date(2026, 10, 1), reason="педагог в отпуске")
    gone = case(run=changed(run, offer__eco_patrol=offer))
    text = told(*build("groups", gone, "eco-patrol").papers)
    assert "cancelled on 2026-10-01: педагог в отпуске." in text
    assert "Вяткина Мирослава Романовна, 5а: until 2026-09-30" in text
    assert "cancelled on 2026-10-01" in told(*build("attendance", gone, "eco-patrol").papers)
    assert "cancelled on 2026-10-01" in told(*build("placement", gone, run.id).papers)
    assert "Экопатруль школьного двора (cancelled on 2026-10-01)" in told(*build("agreement", gone, PUPIL).papers)


def test_a_blank_journal_has_no_column_between_the_terms(case, run: Run, build: Build):
    calendar = run.school.calendar
    year = next(span for span in calendar.years if span.covers(run.offers["eco-patrol"].starts))
    term = Span.new(id="first", starts=year.starts, ends=date(2026, 9, 25))
    short = run.school.with_documents({"calendar.toml": calendar.replaced(terms=(term,))}).runs[run.id]
    blank = case(run=short, blank=True)
    days = [column.title for block in build("attendance", blank, "eco-patrol").papers[0].blocks[1:2]
            for column in block.columns if column.turned]  # fmt: skip
    assert days
    assert max(days) <= "09-25"


def test_a_moved_pupil_is_in_the_new_group_and_told_of_in_the_old(case, build: Build):
    new = told(*build("groups", case(), "my-district").papers)
    old = told(*build("groups", case(), "eco-patrol").papers)
    assert "Ермолина Ева Кирилловна | 5а | — | moved on 2026-09-21, from “Экопатруль школьного двора”" in new
    assert "- Ермолина Ева Кирилловна, 5а: until 2026-09-20, moved to “Карта моего района”" in old
    journal = told(*build("attendance", case(), "eco-patrol").papers)
    assert "Ермолина Ева Кирилловна, 5а | + |  |  |  |  |  |  |  | 1/1" in journal


def test_a_stopped_route_ends_where_it_stopped(case, build: Build):
    text = told(*build("route", case(), "pyankov-demid").papers)
    assert "choice | 2026-05-18 | 2026-06-18 | stopped" in text
    assert "implementation" not in text


def test_a_missing_mark_is_a_dash_in_the_summary(case, run: Run, build: Build):
    sheet = run.assessments[PUPIL]
    cut = tuple(
        entry.replaced(marks={key: mark for key, mark in entry.marks.items() if key != "idea"})
        for entry in sheet.assessments
    )
    lacking = case(run=changed(run, assessments__vyatkina_miroslava=sheet.replaced(assessments=cut)))
    assert "P1 Замысел: понятно, что и для кого | — | 2.0" in told(*build("expert", lacking, PUPIL).papers)
    assert "— · 2.0" in told(*build("route", lacking, PUPIL).papers)


def test_hostile_texts_stay_texts_and_print(case, run: Run, build: Build):
    pupil = run.school.students[PUPIL].replaced(name=HOSTILE)
    route = run.routes[PUPIL].replaced(request=HOSTILE)
    documents = {kinds.STUDENT.path(PUPIL): pupil, run.path(kinds.ROUTE, PUPIL): route}
    hostile = case(run=run.school.with_documents(documents).runs[run.id])
    papers = [
        sheet
        for name in ("route", "choice", "reflection", "agreement", "certificate")
        for sheet in build(name, hostile, PUPIL).papers
    ]
    assert told(*papers).count(HOSTILE) >= 5
    assert len(printed(*papers)) == len(papers)


def test_a_school_without_anything_still_has_its_papers(school: Callable[..., School]):
    made = school(
        {
            "rounds/autumn/round.toml": 'title = "Autumn"\nschool_year = "2026-2027"\n',
            "rounds/autumn/offers/chess.toml": CHESS,
            "rounds/autumn/events/show.toml": 'kind = "showcase"\ntitle = "Show"\non = 2026-11-17\n',
            "students/lone.toml": 'name = "Lone"\n',
        }
    )
    bare = Case(made.runs["autumn"], date(2026, 11, 18))
    subjects = {"pupil": "lone", "offer": "chess", "tutor": "tutor-aa", "event": "show", "round": "autumn"}
    papers = [sheet for kind in PAPERS for sheet in kind.build(bare, subjects[kind.about]).papers]
    assert {"choice", "agreement", "route", "groups", "attendance", "consultations", "minutes"} <= {
        one.kind for one in papers
    }
    assert len(printed(*papers)) == len(papers)
