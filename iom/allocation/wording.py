"""Reasons and shortages in plain words: places and numbers of children, no squares, nobody else's name."""

from __future__ import annotations

from collections.abc import Callable

from iom.allocation.placed import ForFamily
from iom.allocation.reasons import Reason
from iom.allocation.shortage import Shortage
from iom.allocation.verify import Breach
from iom.language import N_, _, ngettext, say
from iom.model.choosing import WHY_BARRED
from iom.model.naming import first_few

Title = Callable[[str], str]
NAMED = 6  # children in one fact

BREACHES = {
    "picks": N_("more courses than the round gives: {about}"),
    "clash": N_("two courses at one hour: {about}"),
    "open": N_("a course that is not on the list or not open: {about}"),
    "pin": N_("a placement by hand was not kept: {about}"),
    "seats": N_("more pupils than seats: {about}"),
    "minimum": N_("fewer pupils than the minimum: {about}"),
    "apart": N_("a pair kept apart shares a course: {about}"),
    "waste": N_("a free seat was not given to who lacks one: {about}"),
    "chain": N_("an exchange would serve the aims better: {about}"),
    "number": N_("a lottery number is not the one that the seed gives: {about}"),
    "inputs": N_("lists, seats or hours are not those that the paper was made from"),
    "wish": N_("the number of a wish is wrong: {about}"),
    "figure": N_("a figure of the paper is not what its lists and places give: {about}"),
    "reason": N_("a reason does not hold: {about}"),
}


def reason_text(reason: Reason, title: Title) -> str:
    """Why the wish was not met, in one or two sentences for the family."""
    facts = {"other": title(reason.other) if reason.kind == "clash" else "", "needed": reason.needed}
    if reason.kind == "barred":
        return _(WHY_BARRED[reason.other])
    if reason.kind == "clash":
        return say(N_("it is at the same hour as “{other}”, which stands higher and was given"), facts)
    if reason.kind == "closed":
        wanted = ngettext(
            "it does not run: {number} pupil listed it, it needs {needed}",
            "it does not run: {number} pupils listed it, it needs {needed}",
            reason.wanted,
        )
        return wanted.format(number=reason.wanted, needed=reason.needed)
    if reason.kind in {"chain", "tie"}:
        return _chain_text(reason)
    return {
        "total": _("it would cost courses that together stand higher"),
        "fixed": _("no exchange of places can free a seat there"),
        "apart": _("no exchange that the rules of the round allow would be better for everybody taken together"),
    }[reason.kind]


def _chain_text(reason: Reason) -> str:
    moved = ngettext(
        "the least harmful way to give this seat moves {number} other child",
        "the least harmful way to give this seat moves {number} other children",
        reason.moved,
    ).format(number=reason.moved)
    lost = ngettext("{number} place", "{number} places", abs(reason.lost)).format(number=abs(reason.lost))
    gained = ngettext("{number} place", "{number} places", reason.gained).format(number=reason.gained)
    if reason.kind == "tie":
        return say(
            N_("{moved}; nobody would be better or worse off as a whole, so the lottery decided"), {"moved": moved}
        )
    facts = {"moved": moved, "lost": lost, "gained": gained, "firsts": reason.firsts}
    if reason.firsts > 0:
        return say(N_("{moved}; first wishes lost by it: {firsts}; this pupil would gain {gained}"), facts)
    if reason.lost <= 0:
        return say(N_("{moved}, and it would take a seat from a child who has fewer courses or gave way before"), facts)
    if reason.lost <= reason.gained:
        return say(
            N_(
                "{moved}, who would lose {lost} together; this pupil would gain {gained}; but weighed with what each of"
                " them has given way already, in this round and before, it is not better"
            ),
            facts,
        )
    return say(N_("{moved}, who would lose {lost} together; this pupil would gain {gained}"), facts)


def rank_text(rank: int) -> str:
    """Which wish a seat meets."""
    return say(N_("wish {rank}"), {"rank": rank}) if rank else _("by hand or not chosen")


def compared_text(found: ForFamily) -> str:
    """How the round went for all, so that a family can weigh its own part."""
    facts = {"firsts": found.firsts, "everybody": found.everybody}
    return say(N_("{firsts} of {everybody} children who have chosen got their first wish in this round."), facts)


def standing_text(found: ForFamily) -> str:
    """What a placement without wishes or without the family's agreement is; empty where there is both."""
    if found.late:
        text = _(
            "There were no wishes. The pupil was placed after all who have chosen, first of all where a course helps"
            " with a deficit that the pupil has."
        )
        return " ".join((text, _("The family has to agree to these courses.")) if found.provisional else (text,))
    return _("The placement is provisional: the family has not agreed to it yet.") if found.provisional else ""


def carried_text(found: ForFamily) -> str:
    """What the next round makes good; empty for who has not chosen and has nothing from earlier rounds."""
    if found.late and not found.carried:
        return ""
    return ngettext(
        "Carried into the next round: {number} place of disappointment.",
        "Carried into the next round: {number} places of disappointment.",
        found.carried,
    ).format(number=found.carried)


def shortage_text(shortage: Shortage, title: Title, name: Title) -> str:
    """Facts that cannot hold together."""
    people = [name(code) for code in shortage.pupils]
    facts = {
        "count": len(people),
        "names": first_few(people, NAMED),
        "courses": [title(course) for course in shortage.courses],
        "needed": shortage.needed,
        "seats": shortage.seats,
    }
    texts = {
        "too many pins": N_("{names}: placed by hand in {needed} courses, the round gives {seats}"),
        "pins clash": N_("{names}: placed by hand at one hour in {courses}"),
        "pins over seats": N_("{courses}: {needed} pupils placed by hand, seats: {seats}"),
        "list too short": N_("{names}: the list allows no more than {seats} courses at once of {needed}: {courses}"),
        "too few seats": N_("these pupils ({count}: {names}) list only {courses}: seats {seats}, needed {needed}"),
    }
    return say(texts[shortage.kind], facts)


def breach_text(breach: Breach) -> str:
    """A property that does not hold."""
    return say(BREACHES[breach.property], {"about": breach.about})
