from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from iom.stages.machine import Check

ROUND = "rounds/autumn/"
ROUTE = ROUND + "routes/averina-polina.toml"
JOURNAL = ROUND + "journals/chemistry.toml"
TALKS = "consultations/fedoseeva-im/2026-10.toml"
NO_SEAT = {ROUND + "allocation.toml": None}
IMPLEMENT = "iom implement --offer chemistry"
WAIVE = 'iom waive averina-polina attendance --reason "…"'

Ask = Callable[..., Check]


def lessons(attended: int, absent: int, excused: int = 0) -> str:
    """A journal of September days with these numbers of lessons, one a day."""
    marks = [""] * attended + [', absent = ["averina-polina"]'] * absent + [', excused = ["averina-polina"]'] * excused
    days = [
        f'  {{ id = "lesson-{n}", date = {date(2026, 9, 14).replace(day=14 + n % 16)}{m} }},'
        for n, m in enumerate(marks)
    ]
    return "lessons = [\n" + "\n".join(days) + "\n]\n"


def test_the_complete_school_lacks_nothing(check: Ask) -> None:
    for name in ["attendance", "products", "consultation", "required-steps"]:
        assert check(name, {}).state == "met", name


@pytest.mark.parametrize(
    ("attended", "absent", "excused", "state"),
    [
        (3, 2, 0, "met"),
        (6, 4, 0, "met"),
        (59, 41, 0, "missing"),
        (60, 40, 0, "met"),
        (5999, 4001, 0, "missing"),
        (6, 4, 7, "met"),
        (3, 2, 9, "met"),
        (2, 2, 9, "missing"),
        (1, 0, 9, "met"),
        (0, 1, 0, "missing"),
    ],
)
def test_attendance_is_counted_exactly_and_without_excused_lessons(
    check: Ask, attended: int, absent: int, excused: int, state: str
) -> None:
    assert check("attendance", {JOURNAL: lessons(attended, absent, excused)}).state == state


@pytest.mark.parametrize(
    ("changes", "today", "waits", "said", "command"),
    [
        (
            {JOURNAL: None},
            date(2026, 11, 1),
            "teacher",
            "“Курс chemistry”: the journal has no lesson yet.",
            IMPLEMENT,
        ),
        (
            {JOURNAL: lessons(0, 0)},
            date(2026, 11, 1),
            "teacher",
            "“Курс chemistry”: the journal has no lesson yet.",
            IMPLEMENT,
        ),
        (
            {},
            date(2026, 9, 13),
            "teacher",
            "“Курс chemistry”: the journal has no lesson yet.",
            IMPLEMENT,
        ),
        (
            {JOURNAL: lessons(1, 2)},
            date(2026, 11, 1),
            "student",
            "“Курс chemistry”: was at 1 of 3 lessons; at least 60 per cent are due.",
            IMPLEMENT,
        ),
        (
            {JOURNAL: lessons(1, 2)},
            date(2026, 11, 13),
            "tutor",
            "“Курс chemistry”: was at 1 of 3 lessons; at least 60 per cent are due.",
            WAIVE,
        ),
        (
            {JOURNAL: lessons(0, 0, 3)},
            date(2026, 11, 1),
            "tutor",
            "“Курс chemistry”: every lesson is excused, so nothing shows attendance.",
            WAIVE,
        ),
        (
            NO_SEAT,
            date(2026, 11, 1),
            "coordinator",
            "Аверина Полина has no place in any course.",
            'iom round place averina-polina … --reason "…" --by shirinkina-gr',
        ),
    ],
)
def test_attendance_says_who_is_to_do_what(
    check: Ask, changes: dict[str, str], today: date, waits: str, said: str, command: str
) -> None:
    first = check("attendance", changes, today).missing[0]
    assert (first.waits_for, first.said(), first.command) == (waits, said, command)


MOVED = {
    ROUND + "moves.toml": """
[[moves]]
id = "move-1"
on = 2026-09-18
student = "averina-polina"
from = "chemistry"
to = "flexagons"
reason = "по просьбе семьи"
by = "shirinkina-gr"
""",
    ROUND + "journals/flexagons.toml": """
lessons = [
  { id = "lesson-1", date = 2026-09-15, absent = ["averina-polina"] },
  { id = "lesson-2", date = 2026-09-22 },
]
""",
}


def test_only_lessons_while_on_the_roster_count(check: Ask) -> None:
    assert check("attendance", {**MOVED, JOURNAL: lessons(0, 5)}).state == "met"


def test_an_offer_left_or_cancelled_is_not_asked_about(check: Ask) -> None:
    cancelled = ("starts =", "cancelled_on = 2026-10-01\nstarts =")
    assert check("attendance", {ROUND + "offers/chemistry.toml": cancelled, JOURNAL: None}).state == "met"
    assert check("products", {ROUND + "offers/chemistry.toml": cancelled, JOURNAL: None}).state == "met"


def test_a_pupil_both_absent_and_excused_is_excused(check: Ask) -> None:
    both = lessons(1, 1).replace("absent = ", 'excused = ["averina-polina"], absent = ')
    assert check("attendance", {JOURNAL: both}).state == "met"


def test_every_active_placement_needs_a_product(check: Ask) -> None:
    found = check("products", {JOURNAL: ('student = "averina-polina"', 'student = "babushkin-lev"'), **MOVED})
    assert [one.said() for one in found.missing] == ["“Курс flexagons”: no product of Аверина Полина yet."]
    assert [(one.waits_for, one.command) for one in found.missing] == [
        ("teacher", "iom implement --offer flexagons --products averina-polina:…")
    ]


@pytest.mark.parametrize(
    ("talk", "state"),
    [
        (("2026-10-05", "2026-05-19"), "missing"),
        (("2026-10-05", "2026-05-20"), "met"),
        (("2026-10-05", "2026-11-25"), "met"),
        (("2026-10-05", "2026-11-26"), "missing"),
        (('"averina-polina"', '"babushkin-lev"'), "missing"),
        (('"averina-polina"', '"babushkin-lev", "averina-polina"'), "met"),
    ],
)
def test_a_consultation_counts_between_the_opening_and_today(check: Ask, talk: tuple[str, str], state: str) -> None:
    assert check("consultation", {TALKS: talk}).state == state


def test_without_a_route_file_consultations_count_from_the_rounds_opening(check: Ask) -> None:
    assert check("consultation", {ROUTE: None, TALKS: ("2026-10-05", "2026-05-19")}).state == "missing"
    assert check("consultation", {ROUTE: None, TALKS: ("2026-10-05", "2026-05-20")}).state == "met"


def test_a_missing_consultation_waits_for_the_tutor(check: Ask) -> None:
    (one,) = check("consultation", {TALKS: None}).missing
    assert one.said() == "Consultations of Аверина Полина with the tutor still to be held: 1."
    assert (one.waits_for, one.command) == ("tutor", "iom implement averina-polina")


def test_a_required_step_not_done_is_named(check: Ask) -> None:
    (one,) = check("required-steps", {ROUTE: ("done_on = 2026-11-16", "")}).missing
    assert one.said() == "A required step is not done yet: Выступить на мини-конференции."
    assert one.command == "iom implement averina-polina --done step-1"
    optional = ("required = true\ndone_on = 2026-11-16", "")
    assert check("required-steps", {ROUTE: optional}).state == "met"
