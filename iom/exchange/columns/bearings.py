"""Where a table is read or written: the school, the round, the day, and who and what can be named there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from iom.exchange.columns.titles import Titles
from iom.exchange.people.register import Register
from iom.model import kinds
from iom.model.folding import folded
from iom.model.kinds import Kind
from iom.model.school import Run, School
from iom.model.teaching import Course

Made = TypeVar("Made")


class Bearings:
    """The school as it was read; ``run`` is the round of kinds that live in one."""

    def __init__(self, school: School, run: Run | None, today: date) -> None:
        self.school = school
        self.run = run
        self.today = today
        self._titles: dict[str, Titles] = {}
        self._kept: dict[str, Any] = {}

    def kept(self, what: str, make: Callable[[Bearings], Made]) -> Made:
        """What ``make`` makes of these bearings, made once."""
        if what not in self._kept:
            self._kept[what] = make(self)
        found: Made = self._kept[what]
        return found

    @cached_property
    def people(self) -> Register:
        """Everybody who is there, to be found by id or name."""
        return Register.of(self.school, self.today)

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """The classes of the school as its documents spell them, by their folded names."""
        found: dict[str, str] = {}
        for student in self.school.students.values():
            for entry in student.forms:
                found.setdefault(folded(entry.form), entry.form)
        return found

    def titles(self, kind: Kind) -> Titles:
        """The courses, offers, events … of a kind, to be found by id, title or code."""
        if kind.name not in self._titles:
            self._titles[kind.name] = Titles(dict(self._named(kind)))
        return self._titles[kind.name]

    def _named(self, kind: Kind) -> Iterable[tuple[str, tuple[str, ...]]]:
        school, run = self.school, self.run
        match kind:
            case kinds.METASKILLS:
                yield from ((one, _names(entry.title, entry.code)) for one, entry in school.metaskills.items())
            case kinds.DEFICITS:
                yield from ((one, _names(entry.text, entry.code)) for one, entry in school.deficits.items())
            case kinds.OFFER if run:
                courses = school.courses
                for one, offer in run.offers.items():
                    course = courses.get(offer.course)
                    yield one, _names(run.offer_title(one), *_course_names(course))
            case kinds.EVENT if run:
                yield from ((one, (event.title,)) for one, event in run.events.items())
            case kinds.ROUND:
                yield from ((one, (each.round.title,)) for one, each in school.runs.items())
            case _:
                yield from _documents(school.of_kind(kind))


def _course_names(course: Course | None) -> tuple[str | None, ...]:
    return (course.code, course.title) if course else ()


def _names(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name)


def _documents(documents: Mapping[tuple[str, ...], object]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for ids, document in documents.items():
        yield ids[-1], _names(getattr(document, "title", None), getattr(document, "code", None))
