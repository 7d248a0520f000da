"""The wall: codes of those with a consent, numbers of everybody, and no name."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from iom.model.consenting import may_be_published
from iom.model.people import Consent
from iom.model.school import Run
from iom.report.board.page import wall_page
from iom.report.board.wall import wall
from iom.report.small import FEWEST

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def consenting(run: Run) -> Run:
    """The example where every family has consented."""
    changed = {}
    for subject, student in run.school.students.items():
        for guardian in student.guardian_ids(legal_only=True)[:1]:
            paper = Consent.new(id="c1", kind="dissemination", given_by=guardian, given_on=date(2026, 9, 1))
            changed[f"students/{subject}.toml"] = student.replaced(consents=(*student.consents, paper))
    return run.school.with_documents(changed).runs[run.id]


def codes_in(page: str, run: Run) -> set[str]:
    return {code for code in run.codes.values() if re.search(rf"\b{re.escape(code)}\b", page)}


def test_codes_are_shown_of_those_alone_who_consented(run: Run):
    found = wall(run, DAY)
    consented = {code for person, code in run.codes.items() if may_be_published(run.school, person, DAY)}
    assert found.shown == len(consented) > 0
    assert codes_in(wall_page(found), run) == consented


def test_it_is_said_how_many_are_left_out(run: Run):
    found = wall(run, DAY)
    assert found.left_out + found.shown == 66
    assert f"{found.left_out} pupils are counted but not shown" in wall_page(found)


@pytest.mark.parametrize("everybody", [False, True])
def test_no_name_and_no_id_is_on_the_wall(run: Run, consenting: Run, everybody: bool):
    chosen = consenting if everybody else run
    page = unescape(wall_page(wall(chosen, DAY)))
    surnames = {person.name.split()[0] for person in chosen.school.people().values()}
    words = set(re.findall(r"[\w-]+", page))
    assert not surnames & words
    assert not set(chosen.school.people()) & words


def test_with_every_consent_all_codes_stand_in_their_stage(consenting: Run):
    found = wall(consenting, DAY)
    assert found.left_out <= 2  # who left the school is on no wall
    assert all(len(one.codes) <= (one.count or len(one.codes)) for one in found.stages)
    assert len({code for one in found.stages for code in one.codes}) == found.shown


def test_who_left_the_school_is_on_no_wall(consenting: Run):
    gone = {code for person, code in consenting.codes.items() if not consenting.school.students[person].here_on(DAY)}
    assert gone
    assert not gone & codes_in(wall_page(wall(consenting, DAY)), consenting)


def test_a_pupil_without_a_code_only_counts(consenting: Run):
    path = f"rounds/{consenting.id}/codes.toml"
    codes = consenting.school.documents[path]
    fewer = dict(list(consenting.codes.items())[10:])
    changed = consenting.school.with_documents({path: codes.replaced(codes=fewer)}).runs[consenting.id]
    assert wall(changed, DAY).left_out > wall(consenting, DAY).left_out


def test_small_numbers_are_hidden(run: Run):
    found = wall(run, DAY)
    numbers = [one.count for one in found.stages]
    numbers += [number for one in found.offers for number in (one.wanted, one.placed)]
    assert None in numbers
    assert all(number is None or number == 0 or number >= FEWEST for number in numbers)
    assert found.hides
    assert "few: numbers below 5" in wall_page(found)


def test_a_round_of_few_has_no_total(school):
    pupils = {
        f"students/p{number}.toml": f'name = "Имя {number}"\n[[forms]]\nid = "f1"\nsince = 2026-09-01\nform = "5а"\n'
        for number in range(3)
    }
    run = school({**pupils, "rounds/autumn/round.toml": 'title = "Осень"\nschool_year = "2026-2027"'}).runs["autumn"]
    found = wall(run, DAY)
    assert found.total is None
    assert "3 pupils<" not in wall_page(found)


def test_a_cancelled_course_is_not_on_the_wall(run: Run):
    path = f"rounds/{run.id}/offers/flexagons.toml"
    cancelled = run.offers["flexagons"].replaced(cancelled_on=date(2026, 10, 1), reason="мало желающих")
    changed = run.school.with_documents({path: cancelled}).runs[run.id]
    assert len(wall(changed, DAY).offers) == len(wall(run, DAY).offers) - 1
