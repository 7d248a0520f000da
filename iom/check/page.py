"""One document under examination, with what is known around it."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from iom.check.facts import Facts
from iom.check.seasons import Season
from iom.check.structure import Survey
from iom.errors import Fault, Problem
from iom.model.base import Document
from iom.model.kinds import Kind
from iom.model.people import Student
from iom.model.school import School

Examined_co = TypeVar("Examined_co", bound=Document, covariant=True)


class Page(Generic[Examined_co]):
    """A document, the ids in its path, and the school around it.

    ``subject`` is the last id of the path, as of today where its person was renamed.
    """

    # Ten thousand of these are made for one check: nothing in them costs before it is asked for.
    __slots__ = ("_survey", "document", "facts", "ids", "kind", "subject")

    def __init__(self, facts: Facts, kind: Kind, ids: tuple[str, ...], document: Examined_co) -> None:
        self.facts = facts
        self.kind = kind
        self.ids = ids
        self.document = document
        self.subject = facts.now(ids[-1]) if ids else ""
        self._survey: Survey | None = None

    @property
    def school(self) -> School:
        """The school that the document belongs to."""
        return self.facts.school

    @property
    def today(self) -> date:
        """The day on which the school is examined."""
        return self.facts.today

    @property
    def season(self) -> Season:
        """The round that the document belongs to; only for documents below ``rounds/``."""
        return self.facts.seasons[self.ids[0]]

    @property
    def student(self) -> Student | None:
        """The pupil whom the path names, if the profile can be read."""
        return self.facts.school.students.get(self.subject)

    @property
    def survey(self) -> Survey:
        """The document's lists and its strange tables, found in one walk."""
        if self._survey is None:
            self._survey = Survey(self.document)
        return self._survey

    @property
    def path(self) -> str:
        """Where the document stands."""
        return self.kind.path(*self.ids)

    def problem(self, fault: Fault, *keys: str | int, **facts: object) -> Problem:
        """A problem of this document at the value that ``keys`` lead to."""
        return Problem(fault, self.path, keys, facts)
