"""What the implementation asks for: attendance, products, consultations, required steps (design §3)."""

from __future__ import annotations

from datetime import date

from iom.language import N_
from iom.model.attendance import active_offers, attendance
from iom.stages.requirement import Case, Missing, requirement
from iom.stages.requirements.placement import placing


@requirement("attendance", title=N_("attendance"))
def attendance_share(case: Case) -> list[Missing]:
    """``share`` per cent of the lessons held while the pupil was on the roster, in each placement still active.

    Excused lessons are apart; where all are excused nothing shows attendance, and a waiver is the way through.
    """
    active = active_offers(case.run, case.subject, case.today)
    if not active:
        text = N_("{name} has no place in any course.")
        return [Missing(text, "coordinator", placing(case, "…"), {"name": case.name})]
    return [missing for offer in active if (missing := _too_seldom(case, offer))]


def _too_seldom(case: Case, offer: str) -> Missing | None:
    share = case.number("share")
    came = attendance(case.run, case.subject, offer, case.today)
    if came.reaches(share):
        return None
    facts: dict[str, object] = {"title": case.run.offer_title(offer)}
    if not came.held:
        text = N_("“{title}”: the journal has no lesson yet.")
        return Missing(text, "teacher", f"iom implement --offer {offer}", facts)
    waive = f'iom waive {case.subject} attendance --reason "…"'
    if not came.counted:
        return Missing(N_("“{title}”: every lesson is excused, so nothing shows attendance."), "tutor", waive, facts)
    facts |= {"attended": came.attended, "counted": came.counted, "share": share}
    text = N_("“{title}”: was at {attended} of {counted} lessons; at least {share} per cent are due.")
    if _goes_on(case, offer):
        return Missing(text, "student", f"iom implement --offer {offer}", facts)
    return Missing(text, "tutor", waive, facts)


def _goes_on(case: Case, offer: str) -> bool:
    found = case.run.offers.get(offer)
    return found is not None and case.today < found.ends


@requirement("products", title=N_("a product in every course"))
def products(case: Case) -> list[Missing]:
    """A product of the pupil in each placement still active."""
    found = []
    for offer in active_offers(case.run, case.subject, case.today):
        journal = case.run.journals.get(offer)
        if journal is None or all(product.student != case.subject for product in journal.products):
            text = N_("“{title}”: no product of {name} yet.")
            facts = {"title": case.run.offer_title(offer), "name": case.name}
            command = f"iom implement --offer {offer} --products {case.subject}:…"
            found.append(Missing(text, "teacher", command, facts))
    return found


@requirement("consultation", title=N_("a consultation with the tutor"))
def consultation(case: Case) -> list[Missing]:
    """At least ``count`` consultations of a tutor that name the pupil since the route opened; a talk counts."""
    since = case.route.opened_on or case.run.round.opened_on or date.min
    held = sum(since <= entry.date <= case.today for entry in case.school.consulted.get(case.subject, ()))
    lacking = case.number("count") - held
    if lacking <= 0:
        return []
    text = N_("Consultations of {name} with the tutor still to be held: {lacking}.")
    return [Missing(text, "tutor", f"iom implement {case.subject}", {"name": case.name, "lacking": lacking})]


@requirement("required-steps", title=N_("the required steps of the plan"))
def required_steps(case: Case) -> list[Missing]:
    """Every step that the process demands is done."""
    found = []
    for step in case.route.steps:
        if step.required and step.done_on is None:
            text = N_("A required step is not done yet: {step}.")
            facts = {"step": step.title or step.ref or step.id}
            found.append(Missing(text, "tutor", f"iom implement {case.subject} --done {step.id}", facts))
    return found
