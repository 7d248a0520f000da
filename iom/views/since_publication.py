"""What has changed since a placement: courses cancelled, pupils moved, pupils who are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from iom.language import N_, say
from iom.model.naming import name_key
from iom.model.roster import gone_on
from iom.model.school import Run

Sort = Literal["cancelled", "moved", "left", "stopped"]
NOBODY = ""  # the pupil of a change that is about a course
NOWHERE = "—"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a placement: of a ``student``, or of the course ``source`` alone."""

    sort: Sort
    on: date
    student: str = NOBODY
    source: str | None = None
    target: str | None = None
    reason: str = ""

    def said(self, run: Run) -> str:
        """The change, without the pupil's name."""
        facts = {
            "on": self.on,
            "source": run.offer_title(self.source) if self.source else NOWHERE,
            "target": run.offer_title(self.target) if self.target else NOWHERE,
            "reason": self.reason,
        }
        texts = {
            "cancelled": N_("{on}: “{source}” was cancelled. {reason}"),
            "moved": N_("{on}: {source} → {target}. {reason}"),
            "left": N_("{on}: left the school"),
            "stopped": N_("{on}: the route was stopped; the seats are free"),
        }
        return say(texts[self.sort], facts).rstrip()

    def named(self, run: Run) -> str:
        """The change with whom it is about."""
        text = self.said(run)
        return f"{run.school.name(self.student)}: {text}" if self.student else text

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        about = {"pupil": self.student or None, "from": self.source, "to": self.target}
        return {"change": self.sort, "on": self.on, **about, "reason": self.reason or None}


def changes_since(run: Run, today: date) -> tuple[Change, ...]:
    """Every change of the round's placement up to ``today``, with the moves to come: courses first, then by pupil."""
    return (*_cancelled(run, today), *_moved(run), *_gone(run, today))


def changes_of_pupil(run: Run, student: str, today: date) -> tuple[Change, ...]:
    """The changes that concern one pupil: the pupil's own, and the courses that the pupil had been given."""
    given = {one.offer for one in run.placements_of(student)}
    found = (
        one
        for one in changes_since(run, today)
        if one.student in _ids(run, student) or (not one.student and one.source in given)
    )
    return tuple(sorted(found, key=lambda one: one.on))


def changes_of_offer(run: Run, offer: str, today: date) -> tuple[Change, ...]:
    """The changes of one course: its cancelling, who came and went, who of its pupils is gone."""
    return tuple(
        one
        for one in changes_since(run, today)
        if offer in {one.source, one.target}
        or (one.sort in {"left", "stopped"} and any(row.offer == offer for row in run.placements_of(one.student)))
    )


def _ids(run: Run, student: str) -> tuple[str, ...]:
    person = run.school.person(student)
    return (student, *person.formerly) if person else (student,)


def _cancelled(run: Run, today: date) -> list[Change]:
    given = {one.offer for one in (run.allocation.placements if run.allocation else ())}
    return [
        Change("cancelled", offer.cancelled_on, source=one, reason=offer.reason or "")
        for one, offer in sorted(run.offers.items(), key=lambda row: run.offer_title(row[0]))
        if one in given and offer.cancelled_on and offer.is_cancelled(today)
    ]


def _moved(run: Run) -> list[Change]:
    moves = run.moves.moves if run.moves else ()
    found = [Change("moved", one.on, one.student, one.source, one.target, one.reason) for one in moves]
    return sorted(found, key=lambda one: (name_key(run.school.name(one.student)), one.on))


def _gone(run: Run, today: date) -> list[Change]:
    found = []
    for student in sorted(run.placed_students, key=lambda one: name_key(run.school.name(one))):
        on = gone_on(run, student)
        if on and on <= today:
            person = run.school.students.get(student)
            found.append(Change("left" if person and person.left_on == on else "stopped", on, student))
    return found
