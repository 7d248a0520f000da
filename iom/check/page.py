"""One document under examination, with what is known around it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from iom.check.facts import Facts
from iom.check.seasons import Season
from iom.check.structure import EntryList, lists
from iom.errors import Fault, Problem
from iom.model.base import Document
from iom.model.kinds import Kind
from iom.model.people import Student
from iom.model.school import School

Examined_co = TypeVar("Examined_co", bound=Document, covariant=True)


class Page(Generic[Examined_co]):
    """A document, the ids in its path, and the school around it."""

    def __init__(self, facts: Facts, kind: Kind, ids: tuple[str, ...], document: Examined_co) -> None:
        self.facts = facts
        self.kind = kind
        self.ids = ids
        self.document = document

    @property
    def school(self) -> School:
        """The school that the document belongs to."""
        return self.facts.school

    @property
    def today(self) -> date:
        """The day on which the school is examined."""
        return self.facts.today

    @cached_property
    def season(self) -> Season:
        """The round that the document belongs to; only for documents below ``rounds/``."""
        return self.facts.seasons[self.ids[0]]

    @cached_property
    def subject(self) -> str:
        """The last id of the path, as of today where its person was renamed."""
        return self.facts.now(self.ids[-1])

    @cached_property
    def student(self) -> Student | None:
        """The pupil whom the path names, if the profile can be read."""
        return self.facts.school.students.get(self.subject)

    @cached_property
    def lists(self) -> tuple[EntryList, ...]:
        """The document's lists of two or more entries."""
        return tuple(lists(self.document))

    @property
    def path(self) -> str:
        """Where the document stands."""
        return self.kind.path(*self.ids)

    def problem(self, fault: Fault, *keys: str | int, **facts: object) -> Problem:
        """A problem of this document at the value that ``keys`` lead to."""
        return Problem(fault, self.path, keys, facts)
