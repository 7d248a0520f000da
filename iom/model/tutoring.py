"""Whose tutor, which group, and who takes part in a round."""

from __future__ import annotations

from datetime import date

from iom.model.kinds import ROUTE
from iom.model.naming import by_name
from iom.model.people import Student
from iom.model.school import Run, School
from iom.model.timetable import grade_of


def group_of(school: School, student: str, day: date) -> str | None:
    """The pupil's tutor group on ``day``; of several, the one without a track, then the one joined last.

    A pupil may be in several groups, one a track (S1 R1-6); the group without a track leads the route.
    """
    found = [
        (group.track is None, member.since, identifier)
        for identifier, group in sorted(school.groups.items(), reverse=True)
        for member in group.members
        if member.student == student and member.holds_on(day)
    ]
    return max(found, key=lambda row: row[:2])[2] if found else None


def tutor_of(school: School, student: str, day: date) -> str | None:
    """The tutor of the pupil's group on ``day``."""
    group = group_of(school, student, day)
    return school.groups[group].tutor if group else None


def grade_in(run: Run, student: Student, day: date) -> int | None:
    """The pupil's year group as the round counts it."""
    form = student.form_on(day_in(run, day))
    return grade_of(form) if form else None


def day_in(run: Run, day: date) -> date:
    """The day whose classes the round counts.

    The choice happens in June before the school year (S0 R0-5), so a day before the courses counts as their
    first day, and a day after them as their last.
    """
    first, last = run.round.starts, run.round.ends
    day = max(day, first) if first else day
    return min(day, last) if last else day


def participants(run: Run, day: date) -> tuple[str, ...]:
    """The round's subjects by name: who has a route, readable or not, and pupils of its grades who are here."""
    found = set(run.routes) | {subject for subject in run.unread if run.school.exists(ROUTE, run.id, subject)}
    if run.round.subject == "student":
        found.update(
            identifier
            for identifier, student in run.school.students.items()
            if student.here_on(day) and _called(run, student, day)
        )
    return by_name(run.school, found)


def _called(run: Run, student: Student, day: date) -> bool:
    grade = grade_in(run, student, day)
    return grade is not None and (not run.round.grades or grade in run.round.grades)
