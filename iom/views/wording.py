"""Words and numbers for days, hours, offers and levels, in the chosen language."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction

from iom.language import N_, _, current, ngettext, pgettext, say
from iom.model.base import Weekday
from iom.model.rounds import Offer, Slot
from iom.model.school import Run

WEEKDAY: dict[Weekday, str] = {
    "mon": N_("Mon"),
    "tue": N_("Tue"),
    "wed": N_("Wed"),
    "thu": N_("Thu"),
    "fri": N_("Fri"),
    "sat": N_("Sat"),
    "sun": N_("Sun"),
}


def weekday(day: Weekday) -> str:
    """The short name of a day of the week."""
    return _(WEEKDAY[day])


def hours(start: time, end: time) -> str:
    """``14:00–15:00``."""
    return f"{start:%H:%M}–{end:%H:%M}"


def slot_text(slot: Slot) -> str:
    """Day and beginning of a slot: ``Tue 14:00``."""
    return f"{weekday(slot.day)} {slot.start:%H:%M}"


def slots_text(offer: Offer) -> str:
    """All slots of an offer."""
    return ", ".join(slot_text(slot) for slot in offer.slots)


def seats_text(number: int) -> str:
    """A number of seats in words."""
    return say(ngettext("{number} seat", "{number} seats", number), {"number": number})


def metaskills_text(run: Run, offer: Offer) -> str:
    """Labels of the metaskills that the offer's course trains."""
    course = run.school.courses.get(offer.course)
    known = run.school.metaskills
    ids = course.metaskills if course else ()
    return ", ".join(
        (known[identifier].code or identifier) if identifier in known else identifier for identifier in ids
    )


def stage_title(stage: str) -> str:
    """The name of a stage as people say it; the school's own stages keep their ids."""
    return pgettext("stage", stage)


ROLE = {
    "student": N_("pupil"),
    "guardian": N_("guardian"),
    "tutor": N_("tutor"),
    "teacher": N_("teacher"),
    "expert": N_("expert"),
    "coordinator": N_("coordinator"),
}


PART = {
    "request": N_("request"),
    "wishes": N_("wishes"),
    "guardian-wishes": N_("guardian's wishes"),
    "impressions": N_("impressions"),
    "talk": N_("agreement"),
    "plan": N_("plan"),
    "steps": N_("steps"),
    "consultation": N_("consultation"),
    "lesson": N_("lesson"),
    "products": N_("products"),
    "self-assessment": N_("self-assessment"),
    "expert": N_("expert's marks"),
    "reflection": N_("pupil's reflection"),
    "guardian-reflection": N_("guardian's reflection"),
    "levels": N_("levels"),
    "outcomes": N_("outcomes"),
    "decision": N_("decision"),
}


def part_title(part: str) -> str:
    """What a part of a walk is called where it is told that it is done."""
    return _(PART.get(part, part))


def day_and_month(day: date) -> str:
    """A day of this school year without its year."""
    return say("{day}", {"day": day}).replace(f"{day:%Y}", "").strip(".-")


def role_title(role: str) -> str:
    """Whom something waits for."""
    return _(ROLE.get(role, role))


def decimal(number: Fraction | float | None, *, signed: bool = False, places: int = 1) -> str:
    """A number with the decimal sign of the language; a dash for none."""
    if number is None:
        return "—"
    shown = round(float(number), places) + 0.0  # −0.04 is no difference, and 0.0 has no sign
    text = f"{shown:+.{places}f}" if signed and shown else f"{shown:.{places}f}"
    return text.replace("-", "−").replace(".", "," if current() == "ru" else ".")
