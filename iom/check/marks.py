"""Marks: criteria, levels, and who may judge whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iom.check.nearest import Known
from iom.check.page import Page
from iom.check.references import lost
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.evidence import AssessmentSheet

OFF_THE_RUBRIC = Fault("E0480", N_("the criterion “{criterion}” has no level {level}"), N_("its levels are: {levels}"))
NOT_A_MEMBER = Fault("E0481", N_("“{student}” was never in “{offer}”"), N_("correct “student” or “offer”"))
OWN_CHILD = Fault(
    "W0482",
    N_("“{student}” is the expert's own child; these marks do not count"),
    N_("ask another expert as well"),
    severity="warning",
)
UNTRAINED = Fault(
    "W0483",
    N_("“{person}” has attended no evaluation seminar of the round by {day}; these marks do not count as a parent's"),
    N_("if the seminar was attended, add “{person}” to “attended” of its event"),
    severity="warning",
)
SELF_BY_ANOTHER = Fault(
    "E0484",
    N_("a self-assessment of “{student}” stands in the file of “{person}”"),
    N_("correct “role”, or write it into the pupil's own file"),
)
JUDGES_OWN = Fault("E0485", N_("“{student}” judges the own product as {role}"), N_('own marks have role = "self"'))
NO_PRODUCT = Fault(
    "W0486",
    N_("“{student}” has no product in “{offer}” yet"),
    N_("write the product into the journal: iom implement --offer {offer}"),
    severity="warning",
)

BEFORE_EVENT = Fault(
    "E0487",
    N_("these marks were given before the event “{event}”, at which the product was judged ({day})"),
    N_("correct “on”, or take “event” out"),
)


@rule(kinds.ASSESSMENTS)
def marks_are_within_the_rubric(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """Marks are levels of the criteria that the offer's rubric had when the round opened (design §2)."""
    scales = page.season.scales
    for position, entry in enumerate(page.document.assessments):
        scale = scales.get(entry.offer)
        if scale is None:
            continue
        for name, level in entry.marks.items():
            if level not in scale.get(name, ()):
                yield _misfit(page, position, name, scale)


def _misfit(page: Page[AssessmentSheet], position: int, name: str, scale: Mapping[str, tuple[int, ...]]) -> Problem:
    entry = page.document.assessments[position]
    keys = ("assessments", position, "marks", name)
    if name in scale:
        facts = {"criterion": name, "level": entry.marks[name], "levels": scale[name]}
        return page.problem(OFF_THE_RUBRIC, *keys, **facts)
    where = f"{kinds.OFFER.path(page.ids[0], entry.offer)}: {{id}}"
    return lost(page, Known(frozenset(scale), where), name, *keys)


@rule(kinds.ASSESSMENTS)
def marked_pupils_are_members(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """A product is judged in an offer that its maker was in (S0:45)."""
    offers, people = page.season.offers.ids, page.facts.people.ids
    for position, entry in enumerate(page.document.assessments):
        known = entry.student in people and entry.offer in offers
        if known and not page.season.was_in(page.facts.now(entry.student), entry.offer):
            facts = {"student": entry.student, "offer": entry.offer}
            yield page.problem(NOT_A_MEMBER, "assessments", position, "student", **facts)


@rule(kinds.ASSESSMENTS)
def marks_follow_a_product(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """What is judged is a product (S0:45)."""
    for position, entry in enumerate(page.document.assessments):
        student = page.facts.now(entry.student)
        if page.season.is_broken(kinds.JOURNAL, entry.offer) or entry.offer not in page.season.run.offers:
            continue
        if entry.offer in page.season.unclear_makers:
            continue
        makers = page.season.products.get(entry.offer, frozenset())
        if student not in makers and page.season.was_in(student, entry.offer):
            facts = {"student": entry.student, "offer": entry.offer}
            yield page.problem(NO_PRODUCT, "assessments", position, "offer", **facts)


@rule(kinds.ASSESSMENTS)
def experts_judge_other_children(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """Who judges an own child is in two minds: the sheet does not count (S0 R0-7)."""
    for position, entry in enumerate(page.document.assessments):
        pupil = page.school.students.get(page.facts.now(entry.student)) if entry.role == "expert" else None
        if pupil and page.subject in map(page.facts.now, pupil.guardian_ids()):
            yield page.problem(OWN_CHILD, "assessments", position, "student", student=entry.student)


@rule(kinds.ASSESSMENTS)
def parents_are_trained_before_they_judge(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """Parents are trained by a seminar before they judge (S0 R0-4)."""
    if page.subject not in page.school.guardians or not page.season.knows_all(kinds.EVENT):
        return
    trained = page.season.trained_since.get(page.subject)
    for position, entry in enumerate(page.document.assessments):
        if entry.role == "expert" and (trained is None or entry.on < trained):
            facts = {"person": page.subject, "day": entry.on}
            yield page.problem(UNTRAINED, "assessments", position, "role", **facts)


@rule(kinds.ASSESSMENTS)
def experts_judge_at_the_event(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """An expert judges what is shown: no marks come before the event that they were given at (S0:45)."""
    events = page.season.run.events
    for position, entry in enumerate(page.document.assessments):
        event = events.get(entry.event or "") if entry.role == "expert" else None
        if event and entry.on < event.on:
            facts = {"event": event.title, "day": event.on}
            yield page.problem(BEFORE_EVENT, "assessments", position, "on", **facts)


@rule(kinds.ASSESSMENTS)
def self_assessment_is_ones_own(page: Page[AssessmentSheet]) -> Iterator[Problem]:
    """One file holds the marks of one person (design §2): own marks are a self-assessment, others' are none."""
    for position, entry in enumerate(page.document.assessments):
        own = page.facts.now(entry.student) == page.subject
        facts = {"student": entry.student, "person": page.subject, "role": entry.role}
        if entry.role == "self" and not own:
            yield page.problem(SELF_BY_ANOTHER, "assessments", position, "role", **facts)
        elif own and entry.role != "self":
            yield page.problem(JUDGES_OWN, "assessments", position, "role", **facts)
