"""Attendance of an offer: who was on the roster, who was there, who was excused (R of the gate, design §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from iom.language import _, ngettext, pgettext, say
from iom.model.attendance import Attendance, attendance, lessons_on_roster
from iom.model.evidence import Lesson
from iom.model.roster import roster
from iom.model.school import Run
from iom.views.sheet import Cell, Column, Lines, Sheet, Table


@dataclass(frozen=True, slots=True)
class Attended:
    """One pupil's lessons in one offer: ``+`` there, ``-`` absent, ``e`` excused, ``.`` not on the roster."""

    student: str
    name: str
    marks: str
    numbers: Attendance


@dataclass(frozen=True, slots=True)
class OfferAttendance:
    """Attendance of one offer up to a day, a row a pupil on today's roster."""

    offer: str
    title: str
    lessons: tuple[date, ...]
    rows: tuple[Attended, ...]

    def sheet(self) -> Sheet:
        """A line of marks a pupil, with the count."""
        columns = (
            Column("№", "right"),
            Column(_("pupil"), flexible=True),
            Column(_("lessons")),
            Column(_("there"), "right"),
        )
        rows = tuple(
            (str(number), row.name, _drawn(row.marks) or "—", f"{row.numbers.attended}/{row.numbers.counted}")
            for number, row in enumerate(self.rows, 1)
        )
        count = len(self.lessons)
        text = ngettext("{title}: {count} lesson in the journal", "{title}: {count} lessons in the journal", count)
        legend = Lines((Cell(_("+ there · - absent · e excused · . not in the group that day"), "muted"),))
        title = say(text, {"title": self.title, "count": count})
        return Sheet(title, (Table(columns, rows), *((legend,) if count else ())))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "offer": self.offer,
            "lessons": [day.isoformat() for day in self.lessons],
            "students": [
                {
                    "student": row.student,
                    "marks": row.marks,
                    "attended": row.numbers.attended,
                    "counted": row.numbers.counted,
                }
                for row in self.rows
            ],
        }


def offer_attendance(run: Run, offer: str, today: date) -> OfferAttendance:
    """Attendance of ``offer`` up to ``today``, pupils of today's roster by name."""
    rows = tuple(attended(run, offer, student, today) for student in roster(run, offer, today))
    journal = run.journals.get(offer)
    days = tuple(sorted(lesson.date for lesson in journal.lessons if lesson.date <= today)) if journal else ()
    return OfferAttendance(offer, run.offer_title(offer), days, rows)


def attended(run: Run, offer: str, student: str, today: date) -> Attended:
    """One pupil's marks in one offer up to ``today``."""
    on_roster = {lesson.id for lesson in lessons_on_roster(run, student, offer, today)}
    journal = run.journals.get(offer)
    lessons = sorted(journal.lessons if journal else (), key=lambda lesson: lesson.date)
    marks = "".join(
        _mark(lesson, student) if lesson.id in on_roster else "." for lesson in lessons if lesson.date <= today
    )
    return Attended(student, run.school.name(student), marks, attendance(run, student, offer, today))


def _mark(lesson: Lesson, student: str) -> str:
    return "e" if student in lesson.excused else "-" if student in lesson.absent else "+"


def _drawn(marks: str) -> str:
    """The marks with the letter of the language for an excused lesson."""
    return marks.replace("e", pgettext("excused", "e"))
