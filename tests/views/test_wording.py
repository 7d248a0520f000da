"""Words for days, parts and signs, in both languages."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from iom import language
from iom.model.attendance import Attendance
from iom.views.attendance import Attended, OfferAttendance
from iom.views.sheet import Table
from iom.views.wording import PART, day_and_month, decimal, part_title
from iom.walk.decision import DecisionPart
from iom.walk.stages import CHOICE, IMPLEMENTATION, OFFER, REFLECTION


@pytest.mark.parametrize(("spoken", "shown"), [("ru", "07.09"), ("en", "09-07")])
def test_a_day_is_shown_without_its_year(spoken, shown):
    language.use(spoken)
    assert day_and_month(date(2026, 9, 7)) == shown


def test_every_part_of_a_stage_has_a_title():
    fixed = {part.name for part in (*CHOICE, *IMPLEMENTATION, *OFFER, *REFLECTION, DecisionPart)}
    assert set(PART) == fixed | {"self-assessment", "expert"}
    language.use("ru")
    assert part_title("guardian-wishes") == "желания представителя"
    assert part_title("a-part-of-a-school") == "a-part-of-a-school"


@pytest.mark.parametrize(("spoken", "marks"), [("ru", "+-у."), ("en", "+-e.")])
def test_an_excused_lesson_has_the_letter_of_the_language_and_one_code(spoken, marks):
    language.use(spoken)
    row = Attended("averina-polina", "Аверина Полина", "+-e.", Attendance(1, 1, 1))
    view = OfferAttendance("chemistry", "Химия", (date(2026, 9, 15),), (row,))
    table = view.sheet().blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0][2] == marks
    assert view.data()["students"][0]["marks"] == "+-e."


def test_a_journal_without_lessons_needs_no_legend():
    assert len(OfferAttendance("chemistry", "Химия", (), ()).sheet().blocks) == 1


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [
        (None, "—", "—"),
        (Fraction(4, 3), "+1,3", "+1.3"),
        (-0.5, "−0,5", "−0.5"),
        (-0.04, "0,0", "0.0"),
        (0, "0,0", "0.0"),
    ],
)
def test_a_difference_has_the_sign_that_can_be_seen_of_it(number, russian, english):
    for spoken, text in (("ru", russian), ("en", english)):
        language.use(spoken)
        assert decimal(number, signed=True) == text
