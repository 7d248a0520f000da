"""Journals of offers: lessons, absences, products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.base import WEEKDAYS
from iom.model.evidence import LessonJournal
from iom.model.rounds import Offer

OUTSIDE_OFFER = Fault(
    "E0470", N_("{day} is outside the days of the offer: {start} to {end}"), N_("correct the day, or the offer's days")
)
NO_SLOT_DAY = Fault(
    "W0471",
    N_("{day} is “{weekday}”, and the offer has no slot on that day of the week"),
    N_("correct the day; if the lesson was moved, nothing is to be done"),
    severity="warning",
)
IN_HOLIDAYS = Fault(
    "W0472", N_("{day} lies in the holidays: {holidays}"), N_("correct the day, or calendar.toml"), severity="warning"
)
LESSON_TWICE = Fault("E0473", N_("{day} has more lessons here than slots"), N_("take the repeated lesson away"))
NOT_ON_ROSTER = Fault(
    "E0474", N_("“{student}” is not on the roster of {day}"), N_("correct the id; who is on it: iom offer show {offer}")
)
ABSENT_AND_EXCUSED = Fault(
    "E0475",
    N_("“{student}” is absent without an excuse and with one"),
    N_("leave the pupil in one of the two lists"),
)
NEVER_ON_ROSTER = Fault(
    "E0476", N_("“{student}” was never in this offer"), N_("correct the id; who is in it: iom offer show {offer}")
)
NO_SHOWCASE = Fault(
    "E0477",
    N_("“{event}” is no mini-conference"),
    N_("name the event of the kind “showcase” at which the product was shown"),
)
DAY = timedelta(days=1)


def _offer(page: Page[LessonJournal]) -> Offer | None:
    """The journal's offer, if its days make sense."""
    offer = page.season.run.offers.get(page.ids[1])
    return offer if offer and offer.starts <= offer.ends else None


@rule(kinds.JOURNAL)
def lessons_within_the_offer(page: Page[LessonJournal]) -> Iterator[Problem]:
    """Lessons are held between the first and the last day of the offer, and before it is cancelled (issue)."""
    if (offer := _offer(page)) is None:
        return
    end = offer.last_day
    for position, lesson in enumerate(page.document.lessons):
        if not offer.starts <= lesson.date <= end:
            facts = {"day": lesson.date, "start": offer.starts, "end": end}
            yield page.problem(OUTSIDE_OFFER, "lessons", position, "date", **facts)


@rule(kinds.JOURNAL)
def lessons_on_days_of_slots(page: Page[LessonJournal]) -> Iterator[Problem]:
    """A lesson is held on a weekday of the offer's slots (design §2: a pupil attends all slots)."""
    offer = _offer(page)
    days = Counter(slot.day for slot in offer.slots) if offer else Counter()
    held: Counter[date] = Counter()
    for position, lesson in enumerate(page.document.lessons):
        weekday = WEEKDAYS[lesson.date.weekday()]
        held[lesson.date] += 1
        if days and not days[weekday]:
            facts = {"day": lesson.date, "weekday": weekday}
            yield page.problem(NO_SLOT_DAY, "lessons", position, "date", **facts)
        if held[lesson.date] > max(days[weekday], 1):
            yield page.problem(LESSON_TWICE, "lessons", position, "date", day=lesson.date)


@rule(kinds.JOURNAL)
def lessons_out_of_holidays(page: Page[LessonJournal]) -> Iterator[Problem]:
    """No lessons in the holidays (issue)."""
    calendar = page.school.calendar
    if calendar is None or not calendar.holidays:
        return
    for position, lesson in enumerate(page.document.lessons):
        if span := calendar.holiday_on(lesson.date):
            facts = {"day": lesson.date, "holidays": span.title or span.id}
            yield page.problem(IN_HOLIDAYS, "lessons", position, "date", **facts)


@rule(kinds.JOURNAL)
def absent_are_on_the_roster(page: Page[LessonJournal]) -> Iterator[Problem]:
    """Only who is on the roster of the day can be absent (issue); names that lead nowhere are told elsewhere."""
    if (offer := _offer(page)) is None:
        return
    end, now, people = offer.last_day, page.facts.now, page.facts.people.ids
    for position, lesson in enumerate(page.document.lessons):
        for key in ("absent", "excused") if offer.starts <= lesson.date <= end else ():
            for index, student in enumerate(getattr(lesson, key)):
                if not page.season.was_in_on(now(student), page.ids[1], lesson.date) and student in people:
                    facts = {"student": student, "day": lesson.date, "offer": page.ids[1]}
                    yield page.problem(NOT_ON_ROSTER, "lessons", position, key, index, **facts)


@rule(kinds.JOURNAL)
def excused_are_not_absent_as_well(page: Page[LessonJournal]) -> Iterator[Problem]:
    """An absence has an excuse or none (design §2)."""
    for position, lesson in enumerate(page.document.lessons):
        for index, student in enumerate(lesson.excused):
            if student in lesson.absent:
                yield page.problem(ABSENT_AND_EXCUSED, "lessons", position, "excused", index, student=student)


@rule(kinds.JOURNAL)
def products_are_members(page: Page[LessonJournal]) -> Iterator[Problem]:
    """A product is made by a pupil of the offer (S0:45)."""
    for position, product in enumerate(page.document.products):
        student = product.student
        if not page.season.was_in(page.facts.now(student), page.ids[1]) and student in page.facts.people.ids:
            facts = {"student": student, "offer": page.ids[1]}
            yield page.problem(NEVER_ON_ROSTER, "products", position, "student", **facts)


@rule(kinds.JOURNAL)
def products_are_shown_at_a_showcase(page: Page[LessonJournal]) -> Iterator[Problem]:
    """Products are presented at a mini-conference (S0:45)."""
    for position, product in enumerate(page.document.products):
        event = page.season.run.events.get(product.shown or "")
        if event and event.kind != "showcase":
            yield page.problem(NO_SHOWCASE, "products", position, "shown", event=product.shown)
