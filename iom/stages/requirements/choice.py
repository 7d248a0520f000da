"""What the choice asks for: request, goal, wishes, master classes, the family's agreement (S0, design §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from iom.language import N_
from iom.model.choosing import open_offers
from iom.model.rounds import Offer
from iom.model.routes import Agreement
from iom.model.timetable import distinct_slots
from iom.stages.requirement import Case, Missing, requirement
from iom.stages.settings import picks

OFFER_ADD = "iom offer add"


@requirement("request", title=N_("the pupil's request"))
def request(case: Case) -> list[Missing]:
    """A request in the pupil's own words (S1 R1-5)."""
    if case.route.request:
        return []
    text = N_("{name} has not said yet: what do I want, and what for?")
    return [Missing(text, "student", f'iom choose {case.subject} --request "…"', {"name": case.name})]


@requirement("goal", title=N_("a goal"))
def goal(case: Case) -> list[Missing]:
    """At least ``goals`` goals."""
    lacking = case.number("goals") - len(case.route.goals)
    if lacking <= 0:
        return []
    text = N_("Goals still to be set: {lacking}.")
    return [Missing(text, "tutor", f'iom choose {case.subject} --goal "…"', {"lacking": lacking})]


@requirement("pupil-wishes", title=N_("the pupil's wishes"))
def pupil_wishes(case: Case) -> list[Missing]:
    """A ranked list of the pupil's own, which nobody else's replaces (S0 R0-3)."""
    if _ranked(case, case.subject):
        return []
    text = N_("{name} has not said which courses to take.")
    return [_once_offered(case, Missing(text, "student", f"iom choose {case.subject} --wishes …", {"name": case.name}))]


def _once_offered(case: Case, missing: Missing) -> Missing:
    """What the family chooses; before there is anything to choose from, it waits for offers."""
    if open_offers(case.run, case.student, case.today):
        return missing
    return replace(missing, waits_for="coordinator", command=OFFER_ADD)


@requirement("guardian-wishes", title=N_("a guardian's wishes"))
def guardian_wishes(case: Case) -> list[Missing]:
    """A list of a guardian of this child, own or endorsing, of any phase."""
    guardians = case.guardians()
    if not guardians:
        return [no_guardian(case, "guardian-wishes")]
    if any(_ranked(case, guardian) for guardian in guardians):
        return []
    text = N_("No wishes of a guardian yet: {guardians}.")
    facts = {"guardians": [case.school.name(guardian) for guardian in guardians]}
    command = f"iom choose {case.subject} --guardian {guardians[0]} --guardian-wishes …"
    return [_once_offered(case, Missing(text, "guardian", command, facts))]


def no_guardian(case: Case, waived: str) -> Missing:
    """The way through for a child without a guardian: the legal trustee, or a waiver."""
    text = N_("No guardian is on record for {name}: enter the legal trustee, or waive “{requirement}”.")
    facts = {"name": case.name, "requirement": waived}
    return Missing(text, "coordinator", f'iom waive {case.subject} {waived} --reason "…"', facts)


def _ranked(case: Case, person: str) -> tuple[str, ...]:
    wish = case.sheet.last_wish(person)
    return case.sheet.ranking(wish) if wish else ()


@requirement("breadth", title=N_("enough offers from enough different hours"))
def breadth(case: Case) -> list[Missing]:
    """``offers`` offers from ``slots`` slots in the pupil's latest list; no more than there are."""
    there = open_offers(case.run, case.student, case.today)
    if not there:
        text = N_("The round has no offers for {name} to choose from yet.")
        return [Missing(text, "coordinator", OFFER_ADD, {"name": case.name})]
    wished = [offer for offer in dict.fromkeys(_ranked(case, case.subject)) if offer in there]
    taken = {offer: there[offer] for offer in wished}
    facts: dict[str, object] = {
        "wished": len(taken),
        "offers": min(case.number("offers"), len(there)),
        "hours": distinct_slots(taken.values()),
        "slots": min(case.number("slots"), distinct_slots(there.values())),
    }
    too_few = len(taken) < min(case.number("offers"), len(there))
    too_close = distinct_slots(taken.values()) < min(case.number("slots"), distinct_slots(there.values()))
    if not too_few and not too_close:
        return []
    facts["others"] = [_with_title(case, offer) for offer in widening(taken, there) or list(there)]
    text = N_(
        "The list names {wished} of {offers} offers, at {hours} of {slots} different hours."
        " It could go on with: {others}."
    )
    # Whoever reads this may be a guardian who has not wished yet, and must not be shown the pupil's list.
    guardians = case.guardians()
    told = wished if not guardians or any(_ranked(case, guardian) for guardian in guardians) else []
    command = f"iom choose {case.subject} --wishes {','.join([*told, '…'])}"
    return [Missing(text, "student", command, facts)]


def _with_title(case: Case, offer: str) -> str:
    return f"{case.run.offer_title(offer)} ({offer})"


def widening(taken: Mapping[str, Offer], there: Mapping[str, Offer]) -> list[str]:
    """Up to six offers not taken yet, one after another; those that bring another hour come first."""
    listed, found = dict(taken), list[str]()
    while len(found) < 6 and len(listed) < len(there):
        hours = distinct_slots(listed.values())
        left = [offer for offer in there if offer not in listed]
        fresh = (offer for offer in left if distinct_slots([*listed.values(), there[offer]]) > hours)
        offer = next(fresh, left[0])
        listed[offer] = there[offer]
        found.append(offer)
    return found


@requirement("taster", title=N_("a master class visited"))
def taster(case: Case) -> list[Missing]:
    """At least ``events`` master classes of this round attended."""
    events = {name: event for name, event in case.run.events.items() if event.kind == "taster"}
    visited = [name for name, event in events.items() if case.subject in event.attended and event.on <= case.today]
    if len(visited) >= case.number("events"):
        return []
    if not events:
        text = N_("The round has no master class yet.")
        return [Missing(text, "coordinator", "iom event add --kind taster")]
    best = _first_wished(case, events)
    facts = {"name": case.name, "lacking": case.number("events") - len(visited), "title": events[best].title}
    text = N_("Master classes that {name} still has to visit: {lacking}, for example “{title}”.")
    return [Missing(text, "student", f"iom choose {case.subject} --tasters {best}", facts)]


def _first_wished(case: Case, events: Iterable[str]) -> str:
    wished = _ranked(case, case.subject)
    ranks = {offer: rank for rank, offer in enumerate(wished)}
    fresh = [name for name in events if case.subject not in case.run.events[name].attended] or list(events)
    return min(fresh, key=lambda name: ranks.get(case.run.events[name].offer or "", len(ranks)))


@requirement("agreement", title=N_("the family's agreement"))
def agreement(case: Case) -> list[Missing]:
    """The latest agreement: exactly ``picks`` offers (S0 R0-1), no repeats, signed by pupil and legal guardian."""
    latest = case.sheet.agreement()
    wanted = picks(case.school, case.run)
    if latest is None:
        text = N_("Pupil and guardian have not agreed on {picks} courses yet.")
        return [_once_offered(case, Missing(text, "guardian", _agree(case), {"picks": wanted}))]
    return [*_miscounted(case, latest, wanted), *_unsigned(case, latest)]


def _agree(case: Case) -> str:
    signers = ",".join((case.subject, *case.guardians(legal_only=True)[:1]))
    return f"iom choose {case.subject} --agreed … --signed {signers}"


def _miscounted(case: Case, latest: Agreement, wanted: int) -> list[Missing]:
    repeated = sorted({offer for offer in latest.offers if latest.offers.count(offer) > 1})
    if repeated:
        text = N_("The agreement names an offer twice: {repeated}.")
        return [Missing(text, "guardian", _agree(case), {"repeated": repeated})]
    if len(latest.offers) != wanted:
        text = N_("The agreement names {agreed} offers; {picks} are due, no more and no fewer.")
        return [Missing(text, "guardian", _agree(case), {"agreed": len(latest.offers), "picks": wanted})]
    return []


def _unsigned(case: Case, latest: Agreement) -> list[Missing]:
    found = []
    if case.subject not in latest.signed_by:
        found.append(Missing(N_("{name} has not signed the agreement."), "student", _agree(case), {"name": case.name}))
    legal = case.guardians(legal_only=True)
    if not legal:
        found.append(no_guardian(case, "agreement"))
    elif not set(legal) & set(latest.signed_by):
        text = N_("No legal guardian has signed the agreement: {guardians}.")
        facts = {"guardians": [case.school.name(guardian) for guardian in legal]}
        found.append(Missing(text, "guardian", _agree(case), facts))
    return found
