from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from iom.model.choosing import open_offers
from iom.model.people import Student
from iom.model.school import School

Build = Callable[[Mapping[str, str]], School]
OFFER = (
    'course = "{0}"\nteachers = ["tt"]\nstarts = 2026-09-14\nends = 2026-11-13\nseats = {{ min = 1, max = 9 }}\n{1}\n'
)


def test_a_pupil_may_choose_what_runs_and_is_for_the_grade(school: Build) -> None:
    run = school(
        {
            "rounds/autumn/round.toml": 'title = "О"\nschool_year = "2026-2027"\nstarts = 2026-09-14',
            "courses/for-fifth.toml": 'title = "5"\ngrades = [5, 6]',
            "courses/for-eighth.toml": 'title = "8"\ngrades = [8]',
            "courses/for-all.toml": 'title = "все"',
            "rounds/autumn/offers/fifth.toml": OFFER.format("for-fifth", ""),
            "rounds/autumn/offers/eighth.toml": OFFER.format("for-eighth", ""),
            "rounds/autumn/offers/anybody.toml": OFFER.format("for-all", ""),
            "rounds/autumn/offers/lost-course.toml": OFFER.format("nowhere", ""),
            "rounds/autumn/offers/cancelled.toml": OFFER.format("for-all", "cancelled_on = 2026-06-10"),
        }
    ).runs["autumn"]
    forms = [
        {"id": "f1", "since": date(2025, 9, 1), "form": "4а"},
        {"id": "f2", "since": date(2026, 9, 1), "form": "5а"},
    ]
    rising = Student.new(name="Аверина Полина", forms=forms)
    assert list(open_offers(run, rising, date(2026, 6, 9))) == ["fifth", "anybody", "lost-course", "cancelled"]
    assert list(open_offers(run, rising, date(2026, 6, 10))) == ["fifth", "anybody", "lost-course"]
    formless = Student.new(name="Без класса")
    for anybody in (formless, None):
        assert len(open_offers(run, anybody, date(2026, 6, 10))) == 4
