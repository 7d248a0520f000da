"""A pupil as papers name one: class, tutor, family, code; or nobody yet, on a paper to be copied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from iom.language import pgettext
from iom.model.people import Student
from iom.model.rounds import Offer
from iom.model.routes import ChoiceSheet, Route
from iom.model.tutoring import day_in, tutor_of
from iom.report.papers.codes import SheetCode, SheetKind
from iom.report.papers.kinds import Case
from iom.report.papers.paper import Signature
from iom.views.terms import term


@dataclass(frozen=True)
class Pupil:
    """The pupil with this id in the round of the case; the id "" is a pupil whom a pen will name.

    ``unwritten``: nothing of the route is told, as on a sheet that a pen will fill in.
    """

    case: Case
    id: str
    unwritten: bool = False

    @cached_property
    def profile(self) -> Student | None:
        """The pupil's document."""
        return self.case.school.students.get(self.id)

    @property
    def name(self) -> str:
        """Surname, first name, patronymic."""
        return self.case.school.name(self.id) if self.id else ""

    @cached_property
    def form(self) -> str:
        """The class as the round counts it, "" where nobody knows."""
        day = day_in(self.case.run, self.case.today)
        return (self.profile.form_on(day) or "") if self.profile else ""

    @property
    def line(self) -> str:
        """Name and class."""
        return ", ".join(filter(None, (self.name, self.form)))

    @cached_property
    def tutor(self) -> str:
        """The tutor's name, "" where there is none."""
        found = tutor_of(self.case.school, self.id, self.case.today)
        return self.case.school.name(found) if found else ""

    @property
    def legal_guardians(self) -> tuple[str, ...]:
        """Ids of those who may sign."""
        return self.profile.guardian_ids(legal_only=True) if self.profile else ()

    @property
    def family(self) -> str:
        """The guardians with what they are to the pupil."""
        links = self.profile.guardians if self.profile else ()
        return ", ".join(f"{self.case.school.name(link.id)} ({term(link.relation)})" for link in links)

    def called(self, person: str) -> str:
        """The pupil or one of the family by what they are in it, anybody else by name."""
        links = self.profile.guardians if self.profile else ()
        relations = {link.id: link.relation for link in links}
        if person == self.id:
            return pgettext("paper", "the pupil")
        if person in relations and relations[person] != "other":
            return term(relations[person])
        return self.case.school.name(person)

    @property
    def sheet(self) -> ChoiceSheet:
        """The family's choice sheet, an empty one where there is none."""
        return self.case.run.choices.get(self.id) or ChoiceSheet.new()

    @property
    def route(self) -> Route:
        """The route, an empty one where there is none."""
        found = None if self.unwritten else self.case.run.routes.get(self.id)
        return found or Route.new()

    def code(self, kind: SheetKind, offer: str = "") -> str:
        """What stands in the QR code of a sheet about the pupil; "" as long as the round has no code for the pupil."""
        code = self.case.run.codes.get(self.id, "")
        return str(SheetCode(kind, self.case.run.id, code, offer)) if code else ""

    def signature(self, day: str = "") -> Signature:
        """The pupil's line to sign on."""
        return Signature(pgettext("paper", "Pupil"), self.name, day)

    def guardian_signature(self, day: str = "", signed_by: tuple[str, ...] = ()) -> Signature:
        """The line of the guardian who signed; without one, of the only one who may."""
        legal = self.legal_guardians
        signers = [person for person in legal if person in signed_by] or (legal if len(legal) == 1 else ())
        name = self.case.school.name(signers[0]) if signers else ""
        return Signature(pgettext("paper", "Parent (legal representative)"), name, day)

    def tutor_signature(self, day: str = "") -> Signature:
        """The tutor's line to sign on."""
        return Signature(pgettext("paper", "Tutor"), self.tutor, day)


def teachers(case: Case, offer: Offer) -> str:
    """The names of an offer's teachers."""
    return ", ".join(map(case.school.name, offer.teachers))
