"""What many rules need to know about a school, gathered once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import cached_property
from typing import Any

from iom.check.nearest import Known
from iom.check.seasons import Season
from iom.model import kinds
from iom.model.base import WEEKDAYS
from iom.model.kinds import PERSON_KINDS, Kind
from iom.model.people import Student
from iom.model.school import School
from iom.model.timetable import grade_of
from iom.stages.template import shipped_ids


class Facts:
    """A school on one day, with the indexes that keep every rule to one look at each document."""

    def __init__(self, school: School, today: date) -> None:
        self.school = school
        self.today = today
        #: What the rule of references keeps, by kind and round.
        self.plans: dict[tuple[str, str], Any] = {}
        self._with_lessons: dict[date, bool] = {}
        self._families: dict[str, frozenset[str] | None] = {}
        self._grades: dict[tuple[str, date], range] = {}

    def now(self, person: str) -> str:
        """The person's id of today: earlier ids resolve (design §2)."""
        return self.school.renamed.get(person, person)

    @cached_property
    def broken(self) -> dict[str, set[tuple[str, ...]]]:
        """By kind, the ids of documents that stand in the tree but could not be read."""
        broken: dict[str, set[tuple[str, ...]]] = {kind.name: set() for kind in kinds.KINDS}
        for kind, ids in filter(None, map(kinds.recognise, self.school.broken)):
            broken[kind.name].add(ids)
        return broken

    def _of(self, *of: Kind, where: str = "") -> Known:
        ids = {ids[0] for kind in of for ids in (*self.school.of_kind(kind), *self.broken[kind.name])}
        ids |= {old for old, new in self.school.renamed.items() if new in ids}
        return Known(frozenset(ids), where or of[0].path("{id}"))

    @cached_property
    def students(self) -> Known:
        """Pupils."""
        return self._of(kinds.STUDENT)

    @cached_property
    def guardians(self) -> Known:
        """Guardians."""
        return self._of(kinds.GUARDIAN)

    @cached_property
    def staff(self) -> Known:
        """Members of staff."""
        return self._of(kinds.STAFF)

    @cached_property
    def people(self) -> Known:
        """Everybody, whichever the folder."""
        folders = "|".join(kind.template.split("/")[0] for kind in PERSON_KINDS)
        return self._of(*PERSON_KINDS, where=f"{folders}/{{id}}.toml")

    @cached_property
    def courses(self) -> Known:
        """Courses of the catalogue."""
        return self._of(kinds.COURSE)

    @cached_property
    def rubrics(self) -> Known:
        """Rubrics."""
        return self._of(kinds.RUBRIC)

    @cached_property
    def rounds(self) -> Known:
        """Rounds."""
        return self._of(kinds.ROUND)

    @cached_property
    def deficits(self) -> Known | None:
        """Entries of the catalogue of deficits; None where it cannot be read."""
        return self._entries(kinds.DEFICITS, self.school.deficits)

    @cached_property
    def metaskills(self) -> Known | None:
        """Entries of the catalogue of metaskills; None where it cannot be read."""
        return self._entries(kinds.METASKILLS, self.school.metaskills)

    def _entries(self, catalogue: Kind, ids: Iterable[str]) -> Known | None:
        if catalogue.template in self.school.broken:
            return None
        return Known(frozenset(ids), f"{catalogue.template}: {{id}}")

    @cached_property
    def seasons(self) -> dict[str, Season]:
        """Rounds with their indexes, by every id that a path below ``rounds/`` carries."""
        in_rounds = [kind for kind in kinds.KINDS if kind.template.startswith("rounds/")]
        ids = {ids[0] for kind in in_rounds for ids in (*self.school.of_kind(kind), *self.broken[kind.name])}
        return {identifier: Season(self.school, identifier) for identifier in sorted(ids)}

    @cached_property
    def lessons_end(self) -> dict[int, time]:
        """The end of lessons by grade; empty without a calendar."""
        calendar = self.school.calendar
        return {end.grade: end.at for end in calendar.lessons_end} if calendar else {}

    def family(self, identifier: str) -> frozenset[str] | None:
        """The pupil and the pupil's guardians, by their ids of today.

        None where the profile cannot be read or a link in it leads nowhere: then nobody is a stranger.
        """
        if identifier not in self._families:
            self._families[identifier] = self._family(identifier)
        return self._families[identifier]

    def _family(self, identifier: str) -> frozenset[str] | None:
        student = self.school.students.get(identifier)
        guardians = student.guardian_ids() if student else ()
        if student is None or not self.guardians.ids.issuperset(guardians):
            return None
        return frozenset((identifier, *map(self.now, guardians)))

    def grades_about(self, identifier: str, day: date) -> range:
        """The year groups that the pupil may be in on ``day``, kept for the next question."""
        if (identifier, day) not in self._grades:
            student = self.school.students.get(identifier)
            self._grades[identifier, day] = grades_about(student, day) if student else range(0)
        return self._grades[identifier, day]

    @cached_property
    def processes(self) -> frozenset[str]:
        """The processes that a round may run."""
        return frozenset(shipped_ids())

    def has_lessons(self, day: date) -> bool:
        """Whether lessons are held on ``day``: Monday to Friday of a school year, no holidays."""
        if day not in self._with_lessons:
            self._with_lessons[day] = self._is_school_day(day)
        return self._with_lessons[day]

    def _is_school_day(self, day: date) -> bool:
        calendar = self.school.calendar
        if calendar is None or day.weekday() >= WEEKDAYS.index("sat") or calendar.holiday_on(day):
            return False
        return not calendar.years or any(year.covers(day) for year in calendar.years)


def grades_about(student: Student, day: date) -> range:
    """The year groups that the pupil may be in on ``day``; empty where no form tells.

    A choice in June comes before the form of September is written down (S0 R0-5), so each 1 September since the
    last entry may have moved the pupil one year up.
    """
    past = [entry for entry in student.forms if entry.since <= day]
    entry = max(past, key=lambda entry: entry.since, default=None)
    grade = grade_of(entry.form) if entry else None
    if entry is None or grade is None:
        return range(0)
    return range(grade, grade + _school_year(day) - _school_year(entry.since) + 1)


def _school_year(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1
