"""Consent to dissemination: whose name may be published (152-ФЗ, art. 10.1)."""

from __future__ import annotations

from datetime import date

from iom.model.people import Consent
from iom.model.school import School


def may_be_published(school: School, person: str, day: date) -> bool:
    """Whether a consent to dissemination by the right person is in force on ``day``.

    For a pupil a legal representative gives it, an adult gives it alone; consent to processing is another paper.
    """
    human = school.person(person)
    consents: tuple[Consent, ...] = getattr(human, "consents", ())
    present = school.renamed.get(person, person)
    pupil = school.students.get(present)
    givers = set(pupil.guardian_ids(legal_only=True)) if pupil else {person, present}
    return any(
        one.kind == "dissemination" and school.renamed.get(one.given_by, one.given_by) in givers and one.holds_on(day)
        for one in consents
    )
