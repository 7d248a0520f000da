"""One sitting: the school, the subject, the day, and who keeps the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from iom.model import kinds
from iom.model.base import Document
from iom.model.people import Student
from iom.model.routes import ChoiceSheet, Route
from iom.model.school import Run, School


@dataclass(frozen=True)
class Sitting:
    """What a part of a walk works with. ``by`` is the id of who decides and records, mostly the tutor."""

    school: School
    run_id: str
    subject: str
    today: date
    by: str

    @property
    def run(self) -> Run:
        """The round."""
        return self.school.runs[self.run_id]

    @property
    def student(self) -> Student:
        """The pupil."""
        return self.school.students[self.subject]

    @property
    def route(self) -> Route:
        """The pupil's route; an empty one where the file is still missing."""
        return self.run.routes.get(self.subject) or Route.new(opened_on=self.today)

    @property
    def sheet(self) -> ChoiceSheet:
        """The family's choice sheet; an empty one where the file is still missing."""
        return self.run.choices.get(self.subject) or ChoiceSheet.new()

    def with_school(self, school: School) -> Sitting:
        """The same sitting over the next school."""
        return replace(self, school=school)

    def with_route(self, **fields: Any) -> School:
        """The next school, with these fields in the route."""
        return self.put(self.run.path(kinds.ROUTE, self.subject), self.route.replaced(**fields))

    def with_sheet(self, **fields: Any) -> School:
        """The next school, with these fields in the choice sheet."""
        return self.put(self.run.path(kinds.CHOICE, self.subject), self.sheet.replaced(**fields))

    def put(self, path: str, document: Document) -> School:
        """The next school, with this document at ``path``."""
        return self.school.with_documents({path: document})
