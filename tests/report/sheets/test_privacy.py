"""Who sees what: the two lists, the marks, another child, and names that may not be published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from paper_text import told  # beside this file

from iom.allocation.engine import allocate
from iom.allocation.from_round import round_problem
from iom.allocation.paper import paper
from iom.language import speaking
from iom.model import kinds
from iom.model.assessing import expert_marks, self_marks
from iom.model.consenting import may_be_published
from iom.model.rounds import Allocation
from iom.model.school import Run
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Grid, Scale

Build = Callable[[str, Case, str], Built]
JUNE = date(2026, 6, 22)


@pytest.fixture(scope="module")
def placed(run: Run) -> Run:
    """The round, placed anew by the program."""
    stated = round_problem(run, JUNE)
    document = paper(allocate(stated.problem), stated.provisional, Allocation.new())
    changed = {run.path(kinds.ALLOCATION): document.replaced(published_on=JUNE), run.path(kinds.MOVES): None}
    return run.school.with_documents(changed).runs[run.id]


def names(run: Run) -> dict[str, str]:
    return {identifier: person.name for identifier, person in run.school.people().items()}


@pytest.mark.parametrize("silent", ["guardians", "pupil"])
def test_lists_of_the_family_stay_hidden_until_both_sides_have_wished(silent: str, case, run: Run, build: Build):
    pupil = "rogozhnikov-nazar"
    sheet = run.choices[pupil]
    kept = tuple(wish for wish in sheet.wishes if (wish.by == pupil) == (silent == "guardians"))
    own = tuple(
        wish.replaced(endorses=None, offers=sheet.ranking(wish), reasons={"board-game": "секрет"}) for wish in kept
    )
    changed = {run.path(kinds.CHOICE, pupil): sheet.replaced(wishes=own, agreements=())}
    [paper_] = build("choice", case(run=run.school.with_documents(changed).runs[run.id]), pupil).papers
    text = told(paper_)
    assert "when both the child and an adult have said" in text
    assert "секрет" not in text
    assert not [title for title in map(run.offer_title, run.offers) if title in text]


def test_lists_are_shown_once_both_have_wished(case, build: Build):
    [sheet] = build("choice", case(), "rogozhnikov-nazar").papers
    assert "when both the child" not in told(sheet)
    assert "the pupil, first | mother, first | the pupil, final | mother, final" in told(sheet)


def test_marks_of_one_side_alone_are_on_no_paper(case, run: Run, build: Build):
    hidden = 0
    for student in run.assessed:
        for offer in run.offers:
            own, experts = self_marks(run, student, offer), expert_marks(run, student, offer)
            if (own is None) == (not experts):
                continue
            hidden += 1
            circumstances = case(offers=(offer,))
            sheets = [sheet for name in ("self", "expert") for sheet in build(name, circumstances, student).papers]
            scales = [block for sheet in sheets for block in sheet.blocks if isinstance(block, Scale)]
            assert not [one for scale in scales for one in scale.criteria if one.chosen], (student, offer)
            table = build("expert-table", case(expert=next(iter(experts), None)), offer).papers
            grid = next(block for block in table[0].blocks if isinstance(block, Grid))
            row = next(row for row in grid.rows if row[1] == run.codes[student])
            assert not any(row[3:-1]), (student, offer)
    assert hidden


def test_the_page_of_a_family_names_no_other_child(case, placed: Run, build: Build):
    everybody = {one: name for one, name in names(placed).items() if one in placed.school.students}
    for language in ("ru", "en"):
        with speaking(language):
            for pupil in sorted(placed.placed_students):
                text = told(*build("explanation", case(run=placed, today=JUNE), pupil).papers)
                assert everybody[pupil] in text
                others = [name for one, name in everybody.items() if one != pupil and name in text]
                assert not others, pupil
                assert not [code for one, code in placed.codes.items() if code in text]


def test_the_page_of_a_family_gives_a_reason_for_each_wish_not_met(case, placed: Run, build: Build):
    worst = max(placed.allocation.placements, key=lambda one: one.wish or 0)
    text = told(*build("explanation", case(run=placed, today=JUNE), placed.participants[worst.code]).papers)
    met = {one.wish for one in placed.allocation.placements if one.code == worst.code}
    assert [f"Wish {rank}, " in text for rank in range(1, worst.wish)] == [
        rank not in met for rank in range(1, worst.wish)
    ]
    assert "children who have chosen got their first wish" in text


def test_the_minutes_name_only_who_may_be_published(case, run: Run, build: Build):
    built = build("minutes", case(), "mini-conference")
    text = told(*built.papers)
    silent = {
        one for one in names(run) if one not in run.school.staff and not may_be_published(run.school, one, case().today)
    }
    assert not [one for one in silent if names(run)[one] in text]
    shown = [one for journal in run.journals.values() for one in journal.products if one.shown == "mini-conference"]
    left_out = [product for product in shown if product.student in silent]
    assert f"the author's name: {len(left_out)}." in text
    assert set(built.left_out) >= {product.student for product in left_out}
    named = {product.title for product in shown if product.student not in silent}
    assert not [product.title for product in left_out if product.title not in named and product.title in text]


def test_a_withdrawn_or_ended_consent_counts_as_none(case, build: Build):
    assert build("certificate", case(), "bolotov-egor") == Built(left_out=("bolotov-egor",))
    assert build("certificate", case(), "vyatkina-miroslava").papers
    later = date(2027, 9, 1)  # the consent ended with August
    assert build("certificate", case(today=later), "vyatkina-miroslava").left_out == ("vyatkina-miroslava",)


def test_the_family_is_asked_for_no_consent_on_a_choice_sheet(case, build: Build):
    for language, word in (("ru", "персональн"), ("en", "consent")):
        with speaking(language):
            for name in ("choice", "agreement"):
                assert word not in told(*build(name, case(blank=True), "vyatkina-miroslava").papers).lower()


def test_an_experts_sheet_carries_a_code_and_no_name(case, run: Run, build: Build):
    text = told(*build("expert", case(blank=True), "vyatkina-miroslava").papers)
    assert run.codes["vyatkina-miroslava"] in text
    assert "Вяткина" not in text.replace("##### expert vyatkina-miroslava", "")


def test_codes_of_sheets_hold_no_names(case, run: Run, build: Build):
    kinds_ = ("choice", "agreement", "self", "expert", "reflection", "guardian-reflection")
    for name in kinds_:
        for sheet in build(name, case(blank=True), "vyatkina-miroslava").papers:
            assert sheet.code.startswith("iom:")
            assert "vyatkina" not in sheet.code


def test_an_own_child_is_ticked_and_left_out_of_the_summary(case, run: Run, build: Build):
    pupil = "dyagilev-stepan"  # the mother judged; nobody else counts
    own = next(iter(run.school.students[pupil].guardian_ids()))
    text = told(*build("expert", case(blank=True, expert=own), pupil).papers)
    assert "[x] own child" in text
    assert "Summary" not in told(*build("expert", case(), pupil).papers)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_of_a_family_says(
    language: str, case, placed: Run, build: Build, snapshot: Callable[[str, str], None]
):
    worst = max(placed.allocation.placements, key=lambda one: (one.wish or 0, one.code))
    with speaking(language):
        papers = build("explanation", case(run=placed, today=JUNE), placed.participants[worst.code]).papers
        snapshot(f"explanation.{language}", told(*papers))
