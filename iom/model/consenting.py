"""Consents in force: whose name may be published, whose data may be kept in a registry (152-ФЗ, art. 9 and 10.1)."""

from __future__ import annotations

from datetime import date

from iom.model.people import Consent, ConsentKind
from iom.model.school import School


def may_be_published(school: School, person: str, day: date) -> bool:
    """Whether a consent to dissemination by the right person is in force on ``day``.

    For a pupil a legal representative gives it, an adult gives it alone; consent to processing is another paper.
    """
    return _holds(school, person, day, "dissemination", getattr(school.person(person), "consents", ()))


def may_be_registered(school: School, mentor: str, day: date) -> bool:
    """Whether a consent to processing is in force on ``day``: in the mentor's card, or in the person's own document."""
    card = school.mentors.get(mentor)
    consents = (*getattr(school.person(mentor), "consents", ()), *(card.consents if card else ()))
    return _holds(school, mentor, day, "processing", consents)


def _holds(school: School, person: str, day: date, kind: ConsentKind, consents: tuple[Consent, ...]) -> bool:
    present = school.renamed.get(person, person)
    pupil = school.students.get(present)
    givers = set(pupil.guardian_ids(legal_only=True)) if pupil else {person, present}
    return any(
        one.kind == kind and school.renamed.get(one.given_by, one.given_by) in givers and one.holds_on(day)
        for one in consents
    )
