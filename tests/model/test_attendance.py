from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from iom.model.attendance import Attendance, active_offers, attendance
from iom.model.school import Run, School

Build = Callable[[Mapping[str, str]], School]

OFFER = """course = "chemistry"
teachers = ["parshina-nv"]
starts = 2026-09-14
ends = 2026-11-13
seats = { min = 1, max = 12 }
"""
JOURNAL = """
lessons = [
  { id = "lesson-1", date = 2026-09-14 },
  { id = "lesson-2", date = 2026-09-21, absent = ["averina"] },
  { id = "lesson-3", date = 2026-09-28, excused = ["averina"] },
  { id = "lesson-4", date = 2026-10-05, absent = ["averina"], excused = ["averina"] },
  { id = "lesson-5", date = 2026-10-12, absent = ["babushkin"] },
]
"""
MOVE = '[[moves]]\nid = "m{0}"\non = {1}\nstudent = "averina"\n{2} = "chemistry"\nreason = "так"\nby = "xx"\n'


@pytest.fixture
def run_with(school: Build) -> Callable[[str], Run]:
    def built(moves: str) -> Run:
        texts = {
            "rounds/autumn/round.toml": 'title = "О"\nschool_year = "2026-2027"\nopened_on = 2026-05-20',
            "rounds/autumn/offers/chemistry.toml": OFFER,
            "rounds/autumn/codes.toml": 'codes = { averina = "K1" }',
            "rounds/autumn/allocation.toml": 'placements = [{ id = "p1", code = "K1", offer = "chemistry" }]',
            "rounds/autumn/journals/chemistry.toml": JOURNAL,
            "rounds/autumn/moves.toml": moves,
        }
        return school(texts).runs["autumn"]

    return built


@pytest.mark.parametrize(
    ("moves", "day", "expected"),
    [
        ("", date(2026, 9, 13), Attendance(0, 0, 0)),
        ("", date(2026, 9, 21), Attendance(1, 1, 0)),
        ("", date(2026, 11, 1), Attendance(attended=2, absent=1, excused=2)),
        (MOVE.format(1, "2026-09-21", "from"), date(2026, 11, 1), Attendance(1, 0, 0)),
        (
            MOVE.format(1, "2026-09-15", "from") + MOVE.format(2, "2026-10-12", "to"),
            date(2026, 11, 1),
            Attendance(2, 0, 0),
        ),
    ],
)
def test_lessons_on_the_roster_up_to_the_day_are_counted(
    run_with: Callable[[str], Run], moves: str, day: date, expected: Attendance
) -> None:
    assert attendance(run_with(moves), "averina", "chemistry", day) == expected


def test_an_offer_without_a_journal_has_no_lessons(run_with: Callable[[str], Run]) -> None:
    assert attendance(run_with(""), "averina", "games", date(2026, 11, 1)) == Attendance(0, 0, 0)
    assert attendance(run_with(""), "babushkin", "chemistry", date(2026, 11, 1)) == Attendance(0, 0, 0)


@pytest.mark.parametrize(
    ("attended", "absent", "share", "reached"),
    [(3, 2, 60, True), (5999, 4001, 60, False), (0, 0, 0, False), (0, 3, 0, True), (2, 1, 67, False), (2, 1, 66, True)],
)
def test_a_share_is_reached_exactly_or_not(attended: int, absent: int, share: int, *, reached: bool) -> None:
    assert Attendance(attended, absent, 7).reaches(share) is reached


@pytest.mark.parametrize(
    ("moves", "day", "expected"),
    [
        ("", date(2026, 5, 19), ()),
        ("", date(2026, 10, 1), ("chemistry",)),
        ("", date(2027, 2, 1), ("chemistry",)),
        (MOVE.format(1, "2026-10-01", "from"), date(2026, 9, 30), ("chemistry",)),
        (MOVE.format(1, "2026-10-01", "from"), date(2026, 10, 1), ()),
        (MOVE.format(1, "2026-12-01", "from"), date(2027, 2, 1), ("chemistry",)),
    ],
)
def test_who_was_there_at_the_end_stays_active(
    run_with: Callable[[str], Run], moves: str, day: date, expected: tuple[str, ...]
) -> None:
    assert active_offers(run_with(moves), "averina", day) == expected
