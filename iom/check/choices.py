"""Choice sheets: whose wishes, and what an agreement must have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.routes import Agreement, ChoiceSheet, Route
from iom.model.timetable import busy_clash

STRANGER = Fault(
    "E0424",
    N_("“{id}” is neither the pupil nor a guardian of the pupil"),
    N_("correct “by”, or add the guardian to the pupil's profile"),
)
ENDORSES_OWN = Fault(
    "E0425", N_("a person cannot endorse an own wish"), N_("name the other side's wish, or list offers")
)
WISHES_NOTHING = Fault(
    "W0426",
    N_("this wish names no offers and endorses none"),
    N_("list the offers, or take the entry away"),
    severity="warning",
)
NOT_THE_NUMBER = Fault(
    "E0427",
    N_("offers agreed on: {found} instead of {picks}"),
    N_("agree on exactly {picks}; the others may stand in “reserve”"),
)
OTHER_GRADE = Fault(
    "E0428",
    N_("“{id}” is for other year groups: {grades}"),
    N_("choose another offer, or correct the grades of the course"),
)
NO_PUPIL = Fault("E0429", N_("the pupil has not signed"), N_("ask the pupil, and add “{id}” to “signed_by”"))
NO_GUARDIAN = Fault(
    "E0430",
    N_("no legal representative has signed"),
    N_("ask a legal representative and add the signature, or: iom waive {id} agreement --reason …"),
)
OTHER_FAMILY = Fault("E0431", N_("“{id}” is no guardian of this pupil"), N_("correct “signed_by”"))
CLASH = Fault(
    "E0432", N_("“{first}” and “{second}” take the same time"), N_("choose another offer in place of one of them")
)
BUSY = Fault(
    "E0433",
    N_("“{id}” takes an hour at which the pupil is busy: {busy}"),
    N_("choose another offer, or correct “busy” in the pupil's profile"),
)
AND_RESERVE = Fault("E0434", N_("“{id}” is agreed on and in reserve at once"), N_("take it out of “reserve”"))


def _family(page: Page[ChoiceSheet] | Page[Route]) -> frozenset[str] | None:
    """Who may speak in the document; None where that cannot be told, or nothing can be mended any more."""
    return page.facts.family(page.subject) if page.season.is_open else None


@rule(kinds.CHOICE)
def wishes_are_the_familys(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """The pupil and the guardians wish; nobody wishes in their place (S0 R0-3)."""
    if (own := _family(page)) is None:
        return
    for position, wish in enumerate(page.document.wishes):
        if page.facts.now(wish.by) not in own and wish.by in page.facts.people.ids:
            yield page.problem(STRANGER, "wishes", position, "by", id=wish.by)


@rule(kinds.ROUTE)
def reflections_are_the_familys(page: Page[Route]) -> Iterator[Problem]:
    """The pupil and the guardians look back (design §3: reflection)."""
    if (own := _family(page)) is None:
        return
    for position, reflection in enumerate(page.document.reflections):
        if page.facts.now(reflection.by) not in own and reflection.by in page.facts.people.ids:
            yield page.problem(STRANGER, "reflections", position, "by", id=reflection.by)


@rule(kinds.CHOICE)
def endorsements_are_of_the_other_side(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """An endorsement is of another person's wish (design §2)."""
    for position, wish in enumerate(page.document.wishes):
        if not wish.endorses:
            continue
        authors = {other.by for other in page.document.wishes if other.id == wish.endorses}
        if authors == {wish.by}:
            yield page.problem(ENDORSES_OWN, "wishes", position, "endorses")


@rule(kinds.CHOICE)
def wishes_say_something(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """A wish is a ranking or an endorsement (design §2)."""
    for position, wish in enumerate(page.document.wishes):
        if not wish.offers and not wish.endorses:
            yield page.problem(WISHES_NOTHING, "wishes", position)


@rule(kinds.CHOICE)
def agreements_are_on_the_picks(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """Each pupil ends in exactly as many offers as the round picks, three by default (S0 R0-1)."""
    if page.season.round is None:
        return
    picks = page.season.round.picks
    for position, agreement in enumerate(page.document.agreements):
        if len(agreement.offers) != picks:
            facts = {"found": len(agreement.offers), "picks": picks}
            yield page.problem(NOT_THE_NUMBER, "agreements", position, "offers", **facts)


@rule(kinds.CHOICE)
def reserve_is_apart(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """The reserve holds offers that are not agreed on already (design §2)."""
    for position, agreement in enumerate(page.document.agreements):
        for index, offer in enumerate(agreement.reserve):
            if offer in agreement.offers:
                yield page.problem(AND_RESERVE, "agreements", position, "reserve", index, id=offer)


@rule(kinds.CHOICE)
def agreed_offers_are_for_the_grade(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """An offer is open to the year groups of its course (S0:39)."""
    if not page.student or not page.season.is_open:
        return
    for position, agreement in enumerate(page.document.agreements):
        for index, identifier in enumerate(agreement.offers):
            offer = page.season.run.offers.get(identifier)
            course = page.school.courses.get(offer.course) if offer else None
            if offer and course and course.grades:
                grades = page.facts.grades_about(page.subject, offer.starts)
                if grades and not any(grade in grades for grade in course.grades):
                    keys = ("agreements", position, "offers", index)
                    yield page.problem(OTHER_GRADE, *keys, id=identifier, grades=course.grades)


@rule(kinds.CHOICE)
def agreements_are_signed(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """An agreement is signed by the pupil and by a legal representative (S0:40,42; design §3).

    Nobody is ever stuck: a route that waives the agreement needs no signatures.
    """
    student = page.student
    if not student or not _family(page) or page.season.waived(page.subject, "agreement"):
        return
    legal = set(map(page.facts.now, student.guardian_ids(legal_only=True)))
    for position, agreement in enumerate(page.document.agreements):
        signed = set(map(page.facts.now, agreement.signed_by))
        if page.subject not in signed:
            yield page.problem(NO_PUPIL, "agreements", position, "signed_by", id=page.subject)
        if not signed & legal:
            yield page.problem(NO_GUARDIAN, "agreements", position, "signed_by", id=page.subject)


@rule(kinds.CHOICE)
def signatures_are_the_familys(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """A guardian signs for an own child only (S0:40); the school signs through its staff."""
    if (own := _family(page)) is None:
        return
    for position, agreement in enumerate(page.document.agreements):
        for index, signer in enumerate(map(page.facts.now, agreement.signed_by)):
            if signer not in own and signer not in page.school.staff and signer in page.facts.people.ids:
                keys = ("agreements", position, "signed_by", index)
                yield page.problem(OTHER_FAMILY, *keys, id=agreement.signed_by[index])


@rule(kinds.CHOICE)
def agreed_offers_do_not_clash(page: Page[ChoiceSheet]) -> Iterator[Problem]:
    """Nobody can attend two offers at the same hour, nor one in a busy hour (design §3)."""
    if not page.season.is_open:
        return
    for position, agreement in enumerate(page.document.agreements):
        yield from _clashes(page, position, agreement)


def _clashes(page: Page[ChoiceSheet], position: int, agreement: Agreement) -> Iterator[Problem]:
    offers = page.season.run.offers
    found = [(index, one, offers[one]) for index, one in enumerate(agreement.offers) if one in offers]
    for (_, first, _), (index, second, _) in combinations(found, 2):
        if first != second and page.season.clash(first, second):
            yield page.problem(CLASH, "agreements", position, "offers", index, first=first, second=second)
    for index, identifier, offer in found:
        if page.student and (busy := busy_clash(offer, page.student)):
            keys = ("agreements", position, "offers", index)
            yield page.problem(BUSY, *keys, id=identifier, busy=busy.id)
