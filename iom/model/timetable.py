"""Hours of the week: what overlaps, what clashes, how many slots there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from iom.model.base import WEEKDAYS
from iom.model.people import Busy, Student
from iom.model.rounds import Offer, Slot
from iom.model.workspace import Calendar

_GRADE = re.compile(r"\s*(\d{1,2})(?!\d)")


def overlap(first: Slot | Busy, second: Slot | Busy) -> bool:
    """Whether two hours of the week share a minute; one may begin when the other ends."""
    return first.day == second.day and first.start < second.end and second.start < first.end


def clashes(first: Offer, second: Offer) -> bool:
    """Whether nobody can attend both offers: they run at the same time of the year and of the week."""
    together = first.starts <= second.ends and second.starts <= first.ends
    return together and any(overlap(one, other) for one in first.slots for other in second.slots)


def busy_clash(offer: Offer, student: Student) -> Busy | None:
    """The pupil's busy hour that the offer would take."""
    for busy in student.busy:
        lasts = busy.until is None or busy.until >= offer.starts
        if lasts and any(overlap(slot, busy) for slot in offer.slots):
            return busy
    return None


def distinct_slots(offers: Iterable[Offer]) -> int:
    """How many different hours of the week the offers take together."""
    return len({(slot.day, slot.start, slot.end) for offer in offers for slot in offer.slots})


def grade_of(form: str) -> int | None:
    """The year group of a class, 1–11: ``5а`` is 5, ``11Б`` is 11; None where the form names none."""
    found = _GRADE.match(form)
    grade = int(found[1]) if found else 0
    return grade if 1 <= grade <= 11 else None


def form_order(form: str) -> tuple[int, str]:
    """What classes are sorted by: the year, then the letter; one without a year comes later, a missing one last."""
    return (grade_of(form) or (98 if form else 99), form)


def slot_days(offer: Offer, slot: Slot, calendar: Calendar | None, last: date) -> Iterator[date]:
    """The days of the weekly slot from the offer's first day to ``last``, school days alone."""
    day = offer.starts + timedelta((WEEKDAYS.index(slot.day) - offer.starts.weekday()) % 7)
    while day <= last:
        if calendar is None or calendar.is_school_day(day):
            yield day
        day += timedelta(weeks=1)
