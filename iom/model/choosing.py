"""What a pupil may choose from, and the list that a placement goes by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from iom.language import N_
from iom.model.people import Student
from iom.model.rounds import Bar, Offer
from iom.model.school import Run
from iom.model.timetable import busy_clash
from iom.model.tutoring import grade_in

#: Why an offer is not open to somebody, in words.
WHY_BARRED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "grade": N_("it is not for this form"),
        "prerequisite": N_("a course that must come before is missing"),
        "hour": N_("at this hour the pupil is busy"),
        "cancelled": N_("it was cancelled"),
    }
)


def open_offers(run: Run, student: Student | None, day: date) -> dict[str, Offer]:
    """The round's offers that are not cancelled by ``day`` and are for the pupil's grade.

    A pupil whose grade nobody knows may choose any; a course without grades is for all.
    """
    grade = grade_in(run, student, day) if student else None
    return {
        identifier: offer
        for identifier, offer in run.offers.items()
        if not offer.is_cancelled(day) and _suits(run, offer, grade)
    }


def _suits(run: Run, offer: Offer, grade: int | None) -> bool:
    course = run.school.courses.get(offer.course)
    grades = course.grades if course else ()
    return not grades or grade is None or grade in grades


def listed(run: Run, person: str) -> tuple[str, ...]:
    """The agreement with its reserve, else the pupil's own last list; offers of the round, each once."""
    sheet = run.choices.get(person)
    if sheet is None:
        return ()
    agreement, wish = sheet.agreement(), sheet.last_wish(person)
    wishes = sheet.ranking(wish) if wish else ()
    if agreement:
        wishes = (*agreement.offers, *agreement.reserve)
    return tuple(dict.fromkeys(offer for offer in wishes if offer in run.offers))


def bars(run: Run, person: str, today: date) -> dict[str, Bar]:
    """The offers that are not open to the pupil, and why: cancelled, not for the form, too early, a busy hour."""
    student = run.school.students.get(person)
    open_ = open_offers(run, student, today)
    taken = _taken(run, person)
    found: dict[str, Bar] = {}
    for identifier, offer in run.offers.items():
        course = run.school.courses.get(offer.course)
        if offer.is_cancelled(today):
            found[identifier] = "cancelled"
        elif identifier not in open_:
            found[identifier] = "grade"
        elif course and not set(course.prerequisites) <= taken:
            found[identifier] = "prerequisite"
        elif student and busy_clash(offer, student):
            found[identifier] = "hour"
    return found


def _taken(run: Run, person: str) -> set[str]:
    """Courses of earlier rounds in which the pupil was placed."""
    return {
        earlier.offers[placement.offer].course
        for earlier in run.school.runs.values()
        if earlier.id != run.id
        for placement in earlier.placements_of(person)
        if placement.offer in earlier.offers
    }
