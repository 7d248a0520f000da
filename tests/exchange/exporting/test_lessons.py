from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from iom.exchange.exporting.lessons import lessons_of
from iom.model.school import Run, School

Build = Callable[[Mapping[str, str]], School]

ROUND = 'title = "Autumn"\nschool_year = "2026-2027"\nopened_on = 2026-05-18'
OFFER = """
course = "c1"
teachers = ["t1"]
starts = 2026-09-14
ends = 2026-10-09
seats = { min = 1, max = 9 }
[[slots]]
id = "tue-1400"
day = "tue"
from = 14:00:00
to = 15:00:00
"""


def run_of(school: Build, journal: tuple[str, ...] = (), offer: str = OFFER, calendar: str = "") -> Run:
    lessons = "".join(f'[[lessons]]\nid = "{day.replace("-", "")}-aaaaa"\ndate = {day}\n' for day in journal)
    texts = {"rounds/r1/round.toml": ROUND, "rounds/r1/offers/o1.toml": offer, "rounds/r1/journals/o1.toml": lessons}
    return school(texts | ({"calendar.toml": calendar} if calendar else {})).runs["r1"]


def days(*numbers: int) -> tuple[date, ...]:
    return tuple(date(2026, 9, number) if number >= 14 else date(2026, 10, number) for number in numbers)


def test_lessons_are_weekly_from_the_first_day_to_the_last(school: Build):
    (lessons,) = lessons_of(run_of(school), "o1")
    assert lessons.days == lessons.held == days(15, 22, 29, 6)


def test_holidays_and_days_between_terms_have_no_lessons(school: Build):
    calendar = """
years = [{ id = "2026", starts = 2026-09-01, ends = 2027-05-26 }]
terms = [{ id = "t1", starts = 2026-09-01, ends = 2026-10-04 }]
holidays = [{ id = "h1", starts = 2026-09-22, ends = 2026-09-22 }]
"""
    (lessons,) = lessons_of(run_of(school, calendar=calendar), "o1")
    assert lessons.days == days(15, 29)


def test_a_year_without_terms_is_all_of_lessons(school: Build):
    calendar = """
years = [
  { id = "2025", starts = 2025-09-01, ends = 2026-05-26 },
  { id = "2026", starts = 2026-09-01, ends = 2027-05-26 },
]
terms = [{ id = "t1", starts = 2025-09-01, ends = 2025-10-20 }]
"""
    known = run_of(school, calendar=calendar).school.calendar
    assert known.is_school_day(date(2026, 9, 15))
    assert not known.is_school_day(date(2025, 10, 28))


@pytest.mark.parametrize(
    ("journal", "moved", "extra"),
    [
        (("2026-09-15", "2026-09-24", "2026-09-29"), ((22, 24),), ()),  # from Tuesday to Thursday
        (("2026-09-15", "2026-09-18"), (), (18,)),  # nothing was left out: one more
        (("2026-09-15", "2026-09-22", "2026-10-08"), ((6, 8),), ()),  # the nearest day left out
        (("2026-09-22", "2026-09-29"), (), ()),  # the first day is not in the journal: nobody says that it moved
    ],
)
def test_a_lesson_of_another_day_was_moved_or_added(
    journal: tuple[str, ...], moved: tuple[tuple[int, int], ...], extra: tuple[int, ...], school: Build
):
    (lessons,) = lessons_of(run_of(school, journal), "o1")
    assert lessons.moved == tuple((days(a)[0], days(b)[0]) for a, b in moved)
    assert lessons.extra == days(*extra)


def test_a_lesson_of_two_slots_keeps_the_hour_that_it_left(school: Build):
    two = OFFER + '[[slots]]\nid = "fri-1500"\nday = "fri"\nfrom = 15:00:00\nto = 16:00:00\n'
    tuesday, friday = lessons_of(run_of(school, ("2026-09-15", "2026-09-19", "2026-09-22"), offer=two), "o1")
    assert not tuesday.moved
    assert friday.moved == ((date(2026, 9, 18), date(2026, 9, 19)),)


def test_a_cancelled_offer_has_lessons_up_to_the_day_before(school: Build):
    cancelled = OFFER.replace("seats", 'cancelled_on = 2026-09-29\nreason = "ill"\nseats')
    (lessons,) = lessons_of(run_of(school, offer=cancelled), "o1")
    assert lessons.days == days(15, 22)


def test_an_offer_without_hours_has_no_lessons(school: Build):
    assert lessons_of(run_of(school, ("2026-09-15",), offer=OFFER.partition("[[slots]]")[0]), "o1") == ()


def test_a_part_of_the_time_counts_moved_lessons_where_they_are(school: Build):
    (lessons,) = lessons_of(run_of(school, ("2026-09-15", "2026-09-24", "2026-09-29")), "o1")
    assert lessons.within(date(2026, 9, 24), date(2026, 9, 30)).held == days(24, 29)
    assert lessons.within(date(2026, 9, 14), date(2026, 9, 23)).held == days(15)
