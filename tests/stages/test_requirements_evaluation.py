from __future__ import annotations

from collections.abc import Callable

import pytest

from iom.stages.machine import Check

ROUND = "rounds/autumn/"
SELF = ROUND + "assessments/averina-polina.toml"
PARENT = ROUND + "assessments/babushkin-do.toml"
PARTNER = ROUND + "assessments/ermolin-sa.toml"
MOTHER = ROUND + "assessments/averina-oi.toml"
SEMINAR = ROUND + "events/seminar.toml"
SHOWCASE = ROUND + "events/showcase.toml"
JOURNALS = [ROUND + f"journals/{offer}.toml" for offer in ("chemistry", "games", "retell")]
SHOWN = 'shown = "showcase"'
MARKS = """
[[assessments]]
id = "marks-1"
student = "averina-polina"
offer = "chemistry"
role = "expert"
on = 2026-11-16
marks = { idea = 2, defence = 1 }
"""

Ask = Callable[..., Check]


def test_the_complete_school_lacks_nothing(check: Ask) -> None:
    assert check("self-assessment", {}).state == "met"
    assert check("experts", {}).state == "met"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (None, "“Курс chemistry”: Аверина Полина has not marked the own product yet."),
        (("idea = 2, ", ""), "“Курс chemistry”: Аверина Полина has left out criteria: P1."),
        (("idea = 2, defence = 1", ""), "“Курс chemistry”: Аверина Полина has not marked the own product yet."),
        (("defence = 1", ""), "“Курс chemistry”: Аверина Полина has left out criteria: defence."),
        (('role = "self"', 'role = "peer"'), "“Курс chemistry”: Аверина Полина has not marked the own product yet."),
    ],
)
def test_every_product_needs_a_whole_self_assessment(check: Ask, change: tuple[str, str] | None, said: str) -> None:
    first = check("self-assessment", {SELF: change}).missing[0]
    assert (first.said(), first.waits_for, first.command) == (said, "student", "iom evaluate averina-polina")


def test_marks_by_the_label_of_a_criterion_count(check: Ask) -> None:
    assert check("self-assessment", {SELF: ("idea = 2", "P1 = 2")}).state == "met"


def test_a_product_of_an_offer_left_need_not_be_marked(check: Ask) -> None:
    cancelled = ("starts =", "cancelled_on = 2026-10-01\nstarts =")
    no_marks = ('offer = "chemistry"', 'offer = "eco"')
    assert check("self-assessment", {SELF: no_marks, ROUND + "offers/chemistry.toml": cancelled}).state == "met"


def test_the_latest_self_assessment_counts(check: Ask) -> None:
    later = MARKS.replace("expert", "self").replace("marks-1", "marks-9").replace(", defence = 1", "")
    again = {SELF: ("[[assessments]]", later.replace("2026-11-16", "2026-11-17") + "\n[[assessments]]")}
    assert check("self-assessment", again).state == "missing"
    earlier = {SELF: ("[[assessments]]", later.replace("2026-11-16", "2026-11-15") + "\n[[assessments]]")}
    assert check("self-assessment", earlier).state == "met"


NOT_SHOWN = "No product of Аверина Полина has been shown at a mini-conference yet."
ONE_OF_TWO = "“Курс chemistry”: 1 of 2 experts have judged it."
NONE_OF_TWO = "“Курс chemistry”: 0 of 2 experts have judged it."
NO_PARENT = "“Курс chemistry”: parents needed among the experts, trained at the seminar before judging: 1."
OWN = "“Курс chemistry”: marks by the own family do not count: Аверина Ольга Игоревна."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (dict.fromkeys(JOURNALS, (", " + SHOWN, "")), [NOT_SHOWN]),
        ({SHOWCASE: ('"showcase"', '"conference"')}, [NOT_SHOWN]),
        ({SHOWCASE: ("2026-11-16", "2026-12-16")}, [NOT_SHOWN]),
        ({SHOWCASE: None}, [NOT_SHOWN]),
        ({PARTNER: None}, [ONE_OF_TWO]),
        ({PARENT: None}, [ONE_OF_TWO, NO_PARENT]),
        ({PARENT: None, PARTNER: None}, [NONE_OF_TWO, NO_PARENT]),
        ({PARTNER: ('role = "expert"', 'role = "teacher"')}, [ONE_OF_TWO]),
        ({PARTNER: ("idea = 2, defence = 1", "")}, [ONE_OF_TWO]),
        ({PARTNER: ("on = 2026-11-16", 'event = "seminar"\non = 2026-11-16')}, [ONE_OF_TWO]),
        ({PARTNER: ("2026-11-16", "2026-11-26")}, [ONE_OF_TWO]),
        ({SEMINAR: ("2026-11-10", "2026-11-17")}, [NO_PARENT]),
        ({SEMINAR: ('"evaluation-seminar"', '"teacher-seminar"')}, [NO_PARENT]),
        ({SEMINAR: ('"babushkin-do"', '"ermolin-sa"')}, [NO_PARENT]),
        ({"students/babushkin-lev.toml": None}, [NO_PARENT]),
        ({PARENT: None, MOTHER: MARKS}, [ONE_OF_TWO, NO_PARENT, OWN]),
        ({PARENT: None, MOTHER: MARKS, SEMINAR: ('"babushkin-do"', '"averina-oi"')}, [ONE_OF_TWO, NO_PARENT, OWN]),
    ],
)
def test_what_the_judging_lacks_is_said(check: Ask, changes: dict[str, str], said: list[str]) -> None:
    assert [one.said() for one in check("experts", changes).missing] == said


def test_marks_of_the_own_family_harm_nothing_where_others_suffice(check: Ask) -> None:
    assert check("experts", {MOTHER: MARKS}).state == "met"


def test_the_pupils_own_sheet_is_no_experts(check: Ask) -> None:
    own = {PARTNER: None, SELF: ("[[assessments]]", MARKS.replace("marks-1", "marks-9") + "\n[[assessments]]")}
    assert check("experts", own).state == "missing"


def test_a_seminar_on_the_day_of_judging_is_in_time(check: Ask) -> None:
    assert check("experts", {SEMINAR: ("2026-11-10", "2026-11-16")}).state == "met"


def test_one_product_well_judged_is_enough(check: Ask) -> None:
    """Of three shown products only that of the first course is judged at all."""
    assert check("experts", {JOURNALS[0]: (", " + SHOWN, "")}).state == "missing"
    assert check("experts", {JOURNALS[1]: (", " + SHOWN, ""), JOURNALS[2]: (", " + SHOWN, "")}).state == "met"


def test_a_teacher_who_is_a_parent_counts_as_a_parent(check: Ask) -> None:
    both = {
        "guardians/babushkin-do.toml": None,
        "staff/babushkin-do.toml": 'name = "Бабушкин Денис Олегович"',
    }
    assert check("experts", both).state == "met"
