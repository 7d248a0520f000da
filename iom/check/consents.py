"""Consents on paper: who may give them, and whether one is in force today (152-ФЗ)."""

from __future__ import annotations

from collections.abc import Iterator

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.people import Consent, HasConsents, Student

BY_STRANGER = Fault(
    "E0405",
    N_("“{id}” is no guardian of this pupil and cannot sign for the pupil"),
    N_("correct “given_by”, or add the guardian to the pupil's “guardians”"),
)
BY_NOT_LEGAL = Fault(
    "E0406",
    N_("“{id}” is no legal representative and signs no consent"),
    N_("ask a legal representative, or set legal = true if this one is"),
)
BY_PUPIL_ALONE = Fault(
    "W0407",
    N_("the pupil alone has signed"),
    N_("until 18 a legal representative signs; the pupil's own signature is “cosigned_by”"),
    severity="warning",
)
BY_ANOTHER = Fault("E0408", N_("“{id}” has signed for another adult"), N_("an adult signs alone: correct “given_by”"))
NO_CONSENT = Fault(
    "W0409",
    N_("there is no consent to the processing of personal data"),
    N_('when the paper is signed, add a [[consents]] entry with kind = "processing"'),
    severity="warning",
)
EXPIRED = Fault(
    "W0410",
    N_("the consent to processing ended on {end}"),
    N_("ask for a new paper and add it as a new entry"),
    severity="warning",
)
WITHDRAWN = Fault(
    "W0411",
    N_("the consent to processing was withdrawn on {end}"),
    N_("stop the processing that needs it, or ask for a new paper"),
    severity="warning",
)
ONE_PAPER = Fault(
    "W0412",
    N_("one paper stands for processing and for dissemination"),
    N_("the law asks for two separate papers: write down which is which"),
    severity="warning",
)
GIVEN_BY = "given_by"


@rule(kinds.STUDENT)
def guardians_sign_for_pupils(page: Page[Student]) -> Iterator[Problem]:
    """A pupil's consent is given by a legal representative of this pupil (152-ФЗ; design §2)."""
    now, own = page.facts.now, page.facts.family(page.subject)
    if own is None:
        return
    for position, consent in enumerate(page.document.consents):
        giver = now(consent.given_by)
        legal = {now(link.id): link.legal for link in page.document.guardians}.get(giver)
        if giver == page.subject:
            yield page.problem(BY_PUPIL_ALONE, "consents", position, GIVEN_BY)
        elif legal is None and giver in page.facts.people.ids:
            yield page.problem(BY_STRANGER, "consents", position, GIVEN_BY, id=giver)
        elif legal is False:
            yield page.problem(BY_NOT_LEGAL, "consents", position, GIVEN_BY, id=giver)


@rule(kinds.GUARDIAN, kinds.STAFF, kinds.PARTNER)
def adults_sign_for_themselves(page: Page[HasConsents]) -> Iterator[Problem]:
    """An adult's consent is the adult's own (152-ФЗ)."""
    for position, consent in enumerate(page.document.consents):
        giver = page.facts.now(consent.given_by)
        if giver != page.subject and giver in page.facts.people.ids:
            yield page.problem(BY_ANOTHER, "consents", position, GIVEN_BY, id=giver)


@rule(kinds.STUDENT, kinds.PARTNER, kinds.MENTOR)
def processing_is_consented_to(page: Page[HasConsents]) -> Iterator[Problem]:
    """Who is registered has consented to the processing, and the consent is in force today (S4 R4-1; design §3).

    It is no gate of schooling: its absence is a warning. Dissemination is another paper and does not count.
    """
    if page.student and not page.student.here_on(page.today):
        return
    if page.kind is kinds.MENTOR and any(consent.holds_on(page.today) for consent in _elsewhere(page)):
        return
    processing = [(at, one) for at, one in enumerate(page.document.consents) if one.kind == "processing"]
    if any(one.valid_until and one.valid_until < one.given_on for _, one in processing):
        return
    given = [(at, one) for at, one in processing if one.given_on <= page.today]
    if any(consent.holds_on(page.today) for _, consent in given):
        return
    if not given:
        yield page.problem(NO_CONSENT)
        return
    position, consent = max(given, key=lambda pair: pair[1].given_on)
    if consent.withdrawn_on and consent.withdrawn_on <= page.today:
        yield page.problem(WITHDRAWN, "consents", position, "withdrawn_on", end=consent.withdrawn_on)
    else:
        yield page.problem(EXPIRED, "consents", position, "valid_until", end=consent.valid_until)


def _elsewhere(page: Page[HasConsents]) -> tuple[Consent, ...]:
    """Consents to processing in the person's own profile."""
    consents: tuple[Consent, ...] = getattr(page.school.person(page.subject), "consents", ())
    return tuple(consent for consent in consents if consent.kind == "processing")


@rule(kinds.STUDENT, kinds.GUARDIAN, kinds.STAFF, kinds.PARTNER, kinds.MENTOR)
def two_kinds_are_two_papers(page: Page[HasConsents]) -> Iterator[Problem]:
    """Consents to processing and to dissemination are two papers (156-ФЗ)."""
    if len(page.document.consents) < 2:
        return
    papers = {one.paper for one in page.document.consents if one.paper and one.kind == "processing"}
    for position, consent in enumerate(page.document.consents):
        if consent.kind == "dissemination" and consent.paper in papers:
            yield page.problem(ONE_PAPER, "consents", position, "paper")
