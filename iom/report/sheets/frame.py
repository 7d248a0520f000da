"""What all papers share: the school above the title, places and hours of courses, who signs for the school."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from iom.language import pgettext, shown
from iom.model.naming import by_name
from iom.model.people import Role
from iom.model.rounds import Offer
from iom.report.papers.kinds import Case
from iom.report.papers.paper import Block, Facts, Paper, Signature
from iom.report.sheets.pupil import Pupil
from iom.views.wording import hours, weekday

DASH = "—"


def framed(case: Case, kind: str, title: str, blocks: Iterable[Block], subject: str, **fields: Any) -> Paper:
    """A paper under the names of the school and the municipality; ``fields`` are further ones of `Paper`."""
    workspace = case.school.workspace
    above = tuple(filter(None, (workspace.name, workspace.municipality))) if workspace else ()
    return Paper(kind, title, tuple(blocks), subject, above, **fields)


def of_pupil(pupil: Pupil, kind: str, title: str, blocks: Iterable[Block], **fields: Any) -> Paper:
    """A paper about one pupil, with name and class under the title, or lines to write them on."""
    lines = Facts(((pgettext("paper", "Surname, first name"), ""), (pgettext("paper", "Class"), "")))
    head = () if pupil.id else (lines,)
    return framed(pupil.case, kind, title, (*head, *blocks), pupil.id, about=pupil.line, **fields)


def when(offer: Offer, *, rooms: bool = True) -> str:
    """All hours of an offer, with their rooms."""
    found = []
    for slot in offer.slots:
        text = f"{weekday(slot.day)} {hours(slot.start, slot.end)}"
        found.append(f"{text}, {slot.room}" if rooms and slot.room else text)
    return "; ".join(found)


def school_year(case: Case) -> str:
    """The round's school year as papers write it: ``2026/2027``."""
    return case.run.round.school_year.replace("-", "/")


def days(*given: object) -> str:
    """Days with a dash between them; those that are not known are left out."""
    return " – ".join(shown(day) for day in given if day)


def names(case: Case, people: Iterable[str]) -> str:
    """Names, sorted, with commas."""
    return ", ".join(case.school.name(person) for person in by_name(case.school, people))


def holder(case: Case, role: Role) -> str:
    """The name of the one member of staff with this role; "" where there is none or several."""
    found = [
        person.name
        for person in case.school.staff.values()
        if role in person.roles and (person.left_on is None or case.today < person.left_on)
    ]
    return found[0] if len(found) == 1 else ""


def coordinator_signature(case: Case) -> Signature:
    """The line of the round's coordinator."""
    who = case.run.round.coordinator
    return Signature(pgettext("paper", "Coordinator of the round"), case.school.name(who) if who else "")


def texts(rows: Sequence[tuple[str, str | None]]) -> Facts:
    """Names and values; those without a value are left out."""
    return Facts(tuple((name, value) for name, value in rows if value))
