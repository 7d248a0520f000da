"""Tutors' journals of consultations: months and hours."""

from __future__ import annotations

from collections.abc import Iterator

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.teaching import Consultation, ConsultationJournal
from iom.model.timetable import grade_of

INSIDE_LESSONS = Fault(
    "E0492",
    N_("lessons of grade {grade} end at {end} that day, and the consultation of “{student}” begins at {start}"),
    N_("correct the time: consultations are held after lessons"),
)
OTHER_MONTH = Fault(
    "E0493", N_("{day} is not in the month of this file, {month}"), N_("correct the day, or move the entry")
)


@rule(kinds.CONSULTATIONS)
def consultations_in_their_month(page: Page[ConsultationJournal]) -> Iterator[Problem]:
    """A file holds one tutor's consultations of one month (design §2)."""
    month = page.ids[1]
    for position, entry in enumerate(page.document.consultations):
        if f"{entry.date.year}-{entry.date.month:02}" != month:
            yield page.problem(OTHER_MONTH, "consultations", position, "date", day=entry.date, month=month)


@rule(kinds.CONSULTATIONS)
def consultations_after_lessons(page: Page[ConsultationJournal]) -> Iterator[Problem]:
    """Consultations are held outside lessons: not before lessons end, on a day that has lessons (S1 R1-2)."""
    if not page.facts.lessons_end:
        return
    for position, entry in enumerate(page.document.consultations):
        if entry.start and page.facts.has_lessons(entry.date) and (late := _missing_lessons(page, entry)):
            grade, student = late
            facts = {"grade": grade, "end": page.facts.lessons_end[grade], "student": student, "start": entry.start}
            yield page.problem(INSIDE_LESSONS, "consultations", position, "from", **facts)


def _missing_lessons(page: Page[ConsultationJournal], entry: Consultation) -> tuple[int, str] | None:
    """The grade and the pupil whose lessons the consultation takes; of several, the first."""
    ends = page.facts.lessons_end
    for identifier in entry.students:
        student = page.school.students.get(page.facts.now(identifier))
        form = student.form_on(entry.date) if student else None
        grade = grade_of(form) if form else None
        if grade in ends and entry.start and entry.start < ends[grade]:
            return grade, identifier
    return None
