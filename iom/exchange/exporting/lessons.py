"""The lessons of an offer on the days of a calendar: weekly, without holidays, the moved ones where they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from iom.model.rounds import Slot
from iom.model.school import Run
from iom.model.timetable import slot_days

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons of one weekly slot. ``days`` are those of the timetable, ``moved`` leads from one to where it went.

    ``extra`` are lessons that were held beside the timetable.
    """

    slot: Slot
    days: tuple[date, ...]
    moved: tuple[tuple[date, date], ...] = ()
    extra: tuple[date, ...] = ()

    @property
    def held(self) -> tuple[date, ...]:
        """The days on which the lessons really are."""
        gone = dict(self.moved)
        return tuple(sorted({*(gone.get(day, day) for day in self.days), *self.extra}))

    def within(self, since: date, until: date) -> Lessons:
        """Those lessons whose real day lies within; both days belong to it."""
        gone = dict(self.moved)
        days = tuple(day for day in self.days if since <= gone.get(day, day) <= until)
        return replace(
            self,
            days=days,
            moved=tuple((day, to) for day, to in self.moved if day in days),
            extra=tuple(day for day in self.extra if since <= day <= until),
        )


def lessons_of(run: Run, identifier: str, *, until: date | None = None) -> tuple[Lessons, ...]:
    """All lessons of an offer, slot by slot, up to ``until``; without it, up to its last day.

    A day of the journal that is no day of the timetable is a lesson moved from the nearest day of the timetable
    (at most a week away) on which the journal has none, or else one beside the timetable.
    """
    offer = run.offers[identifier]
    last = until or offer.last_day
    planned = [Lessons(slot, tuple(slot_days(offer, slot, run.school.calendar, last))) for slot in offer.slots]
    journal = run.journals.get(identifier)
    taught = sorted({lesson.date for lesson in journal.lessons if lesson.date <= last}) if journal else []
    return tuple(_with_moved(planned, taught))


def _with_moved(planned: list[Lessons], taught: list[date]) -> Iterable[Lessons]:
    if not planned or not taught:
        return planned
    on_plan = {day for lessons in planned for day in lessons.days}
    left_out = [day for day in sorted(on_plan) if day < taught[-1] and day not in taught]
    for day in (day for day in taught if day not in on_plan):
        near = [one for one in left_out if abs(one - day) <= WEEK]
        source = min(near, key=lambda one: (abs(one - day), one), default=None)
        if source:
            left_out.remove(source)
        planned = _placed(planned, source, day)
    return planned


def _placed(planned: list[Lessons], source: date | None, day: date) -> list[Lessons]:
    at = next((number for number, lessons in enumerate(planned) if source in lessons.days), 0)
    lessons = planned[at]
    moved = (
        replace(lessons, moved=(*lessons.moved, (source, day)))
        if source
        else replace(lessons, extra=(*lessons.extra, day))
    )
    return [*planned[:at], moved, *planned[at + 1 :]]
