"""What the evaluation asks for: the pupil's own marks, and trained experts' marks (S0 R0-4, R0-7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iom.language import N_
from iom.model.attendance import active_offers
from iom.model.evidence import Assessment, Product
from iom.stages.requirement import Case, Missing, requirement


@requirement("self-assessment", title=N_("a self-assessment of every product"))
def self_assessment(case: Case) -> list[Missing]:
    """The pupil's latest marks for each product cover all criteria of the offer's rubric."""
    found = []
    for offer in dict.fromkeys(offer for offer, _product in products_of(case)):
        unmarked = unmarked_criteria(case, offer)
        if unmarked is None or unmarked:
            text = (
                N_("“{title}”: {name} has not marked the own product yet.")
                if unmarked is None
                else N_("“{title}”: {name} has left out criteria: {criteria}.")
            )
            facts = {"title": case.run.offer_title(offer), "name": case.name, "criteria": unmarked or ()}
            found.append(Missing(text, "student", f"iom evaluate {case.subject}", facts))
    return found


def products_of(case: Case) -> list[tuple[str, Product]]:
    """The pupil's products, with their offers, in the placements still active."""
    journals = case.run.journals
    return [
        (offer, product)
        for offer in active_offers(case.run, case.subject, case.today)
        if offer in journals
        for product in journals[offer].products
        if product.student == case.subject
    ]


def unmarked_criteria(case: Case, offer: str) -> tuple[str, ...] | None:
    """Labels of the criteria without a mark of the pupil's own; None where there are no marks at all."""
    sheet = case.run.assessments.get(case.subject)
    own = [entry for entry in (sheet.assessments if sheet else ()) if _about(entry, case.subject, offer, "self")]
    if not own:
        return None
    marks = max(reversed(own), key=lambda entry: entry.on).marks
    rubric = case.run.offers[offer].rubric if offer in case.run.offers else None
    criteria = rubric.criteria if rubric else ()
    return tuple(one.label for one in criteria if one.id not in marks and (one.code or "") not in marks)


def _about(entry: Assessment, student: str, offer: str, role: str) -> bool:
    return entry.student == student and entry.offer == offer and entry.role == role and bool(entry.marks)


@dataclass(frozen=True, slots=True)
class Judging:
    """Who judged one shown product: everybody who counts, trained guardians among them, and those who do not."""

    offer: str
    judges: frozenset[str]
    trained: frozenset[str]
    own_family: frozenset[str]


@requirement("experts", title=N_("a product judged by experts"))
def experts(case: Case) -> list[Missing]:
    """One product shown at a mini-conference and judged by ``experts`` experts, ``parents`` of them trained guardians.

    Trained is who attended an evaluation seminar of the round on or before the day of judging. Sheets about an
    own child do not count (S0 R0-7).
    """
    products = products_of(case)
    judgings = [judging(case, offer, product) for offer, product in products if _shown(case, product)]
    if not judgings:
        text = N_("No product of {name} has been shown at a mini-conference yet.")
        command = f"iom implement --offer {products[0][0] if products else '…'} --shown …"
        return [Missing(text, "teacher", command, {"name": case.name})]
    return _unjudged(case, min(judgings, key=lambda found: _distance(case, found)))


def _shown(case: Case, product: Product) -> bool:
    event = case.run.events.get(product.shown or "")
    return event is not None and event.kind == "showcase" and event.on <= case.today


def judging(case: Case, offer: str, product: Product) -> Judging:
    """Who judged the product as an expert."""
    sheets = [(person, entry) for person, entry in _expert_sheets(case, offer) if entry.event in {None, product.shown}]
    family = {person for person, _entry in sheets if person == case.subject or person in case.guardians()}
    counted = [(person, entry) for person, entry in sheets if person not in family]
    return Judging(
        offer,
        judges=frozenset(person for person, _entry in counted),
        trained=frozenset(person for person, entry in counted if _is_trained_guardian(case, person, entry)),
        own_family=frozenset(family),
    )


def _expert_sheets(case: Case, offer: str) -> Iterator[tuple[str, Assessment]]:
    for person, entry in case.run.assessed.get(case.subject, ()):
        if _about(entry, case.subject, offer, "expert") and entry.on <= case.today:
            yield person, entry


def _is_trained_guardian(case: Case, person: str, entry: Assessment) -> bool:
    seminars = (event for event in case.run.events.values() if event.kind == "evaluation-seminar")
    trained = any(person in event.attended and event.on <= entry.on for event in seminars)
    return trained and bool(case.school.children_of(person))


def _distance(case: Case, found: Judging) -> int:
    """How many judges the product still lacks, of either kind."""
    experts_lacking = max(case.number("experts") - len(found.judges), 0)
    return experts_lacking + max(case.number("parents") - len(found.trained), 0)


def _unjudged(case: Case, found: Judging) -> list[Missing]:
    facts: dict[str, object] = {
        "title": case.run.offer_title(found.offer),
        "judged": len(found.judges),
        "experts": case.number("experts"),
        "parents": case.number("parents"),
        "own": [case.school.name(person) for person in sorted(found.own_family)],
    }
    lacks = []
    if len(found.judges) < case.number("experts"):
        text = N_("“{title}”: {judged} of {experts} experts have judged it.")
        lacks.append(Missing(text, "expert", "iom evaluate --expert …", facts))
    if len(found.trained) < case.number("parents"):
        text = N_("“{title}”: parents needed among the experts, trained at the seminar before judging: {parents}.")
        lacks.append(Missing(text, "expert", "iom evaluate --expert …", facts))
    if lacks and found.own_family:
        text = N_("“{title}”: marks by the own family do not count: {own}.")
        lacks.append(Missing(text, "expert", "iom evaluate --expert …", facts))
    return lacks
