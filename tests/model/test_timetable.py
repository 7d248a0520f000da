from __future__ import annotations

from datetime import date, time

import pytest

from iom.model.people import Busy, Student
from iom.model.rounds import Offer, Slot
from iom.model.timetable import busy_clash, clashes, distinct_slots, form_order, grade_of, overlap


def hour(day: str, start: str, end: str) -> dict[str, object]:
    return {"id": f"{day}-x", "day": day, "from": time.fromisoformat(start), "to": time.fromisoformat(end)}


def offer(*slots: dict[str, object], starts: date = date(2026, 9, 14), ends: date = date(2026, 11, 13)) -> Offer:
    seats = {"min": 1, "max": 9}
    return Offer.new(course="xx", teachers=["tt"], starts=starts, ends=ends, seats=seats, slots=list(slots))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("tue", "14:00", "15:00"), ("tue", "14:30", "15:30"), True),
        (("tue", "14:00", "15:00"), ("tue", "14:00", "15:00"), True),
        (("tue", "14:00", "16:00"), ("tue", "14:30", "15:00"), True),
        (("tue", "14:00", "15:00"), ("tue", "15:00", "16:00"), False),
        (("tue", "14:00", "15:00"), ("wed", "14:00", "15:00"), False),
    ],
)
def test_hours_overlap_when_they_share_a_minute(
    first: tuple[str, str, str], second: tuple[str, str, str], expected: bool
) -> None:
    one, other = Slot.model_validate(hour(*first)), Busy.model_validate(hour(*second))
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


def test_offers_clash_only_when_their_dates_meet_as_well() -> None:
    autumn = offer(hour("tue", "14:00", "15:00"), hour("thu", "14:00", "15:00"))
    meets = offer(hour("thu", "14:30", "15:30"), starts=date(2026, 11, 13), ends=date(2026, 12, 20))
    later = offer(hour("thu", "14:30", "15:30"), starts=date(2026, 11, 14), ends=date(2026, 12, 20))
    assert clashes(autumn, meets)
    assert not clashes(autumn, later)


def test_a_busy_hour_that_ends_before_the_offer_does_not_count() -> None:
    music = hour("tue", "14:30", "15:30")
    lessons = offer(hour("tue", "14:00", "15:00"))
    found = busy_clash(lessons, Student.new(name="А", busy=[music]))
    assert found is not None
    assert found.id == "tue-x"
    over = Student.new(name="А", busy=[{**music, "until": date(2026, 9, 13)}])
    assert busy_clash(lessons, over) is None


def test_equal_hours_are_one_slot_whatever_their_ids() -> None:
    same = {**hour("tue", "14:00", "15:00"), "id": "other", "room": "5"}
    offers = [offer(hour("tue", "14:00", "15:00")), offer(same), offer(hour("wed", "14:00", "15:00")), offer()]
    assert distinct_slots(offers) == 2


@pytest.mark.parametrize(
    ("form", "grade"),
    [("5а", 5), ("11Б", 11), (" 10 «А»", 10), ("5", 5), ("12а", None), ("0б", None), ("а5", None), ("105", None)],
)
def test_the_grade_is_the_number_that_a_form_begins_with(form: str, grade: int | None) -> None:
    assert grade_of(form) == grade


def test_classes_stand_by_year_then_letter():
    assert sorted(["10а", "", "5б", "9в", "5а", "лицей"], key=form_order) == ["5а", "5б", "9в", "10а", "лицей", ""]
