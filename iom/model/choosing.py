"""What a pupil may choose from."""

from __future__ import annotations

from datetime import date

from iom.model.people import Student
from iom.model.rounds import Offer
from iom.model.school import Run
from iom.model.tutoring import grade_in


def open_offers(run: Run, student: Student | None, day: date) -> dict[str, Offer]:
    """The round's offers that are not cancelled by ``day`` and are for the pupil's grade.

    A pupil whose grade nobody knows may choose any; a course without grades is for all.
    """
    grade = grade_in(run, student, day) if student else None
    return {
        identifier: offer
        for identifier, offer in run.offers.items()
        if (offer.cancelled_on is None or offer.cancelled_on > day) and _suits(run, offer, grade)
    }


def _suits(run: Run, offer: Offer, grade: int | None) -> bool:
    course = run.school.courses.get(offer.course)
    grades = course.grades if course else ()
    return not grades or grade is None or grade in grades
