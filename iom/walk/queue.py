"""Queues: who of a form, a group or an offer is in a stage, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iom.model.folding import folded
from iom.model.naming import by_name
from iom.model.roster import roster
from iom.model.routes import Route
from iom.model.school import Run
from iom.model.tutoring import participants, tutor_of
from iom.stages.machine import standing
from iom.stages.template import template_of
from iom.walk.part import Part, checks
from iom.walk.sitting import Sitting
from iom.walk.stages import stage_parts


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom a command means: pupils by id, or everybody of a form, a group, an offer."""

    subjects: tuple[str, ...] = ()
    form: str | None = None
    group: str | None = None
    offer: str | None = None

    def __bool__(self) -> bool:
        return bool(self.subjects or self.form or self.group or self.offer)


@dataclass(frozen=True, slots=True)
class Turn:
    """One place in a queue. ``due`` are the parts to be walked now; ``waits_for`` whom the rest waits for."""

    sitting: Sitting
    due: tuple[Part, ...]
    waits_for: tuple[str, ...]


def selected(run: Run, selection: Selection, today: date) -> tuple[str, ...]:
    """The pupils meant, by name; leavers and pupils outside the round drop out."""
    school = run.school
    chosen = set(participants(run, today))
    if selection.subjects:
        return tuple(subject for subject in selection.subjects if subject in chosen)
    if selection.form:
        wanted = folded(selection.form)
        chosen &= {name for name, pupil in school.students.items() if folded(pupil.form_on(today) or "") == wanted}
    if selection.group:
        chosen &= set(school.groups[selection.group].students_on(today))
    if selection.offer:
        chosen &= set(roster(run, selection.offer, today))
    here = (subject for subject in chosen if subject in school.students and school.students[subject].here_on(today))
    return by_name(school, here)


def in_stage(run: Run, subjects: tuple[str, ...], stage: str) -> tuple[str, ...]:
    """Those of ``subjects`` whose route is open in ``stage``."""
    return tuple(subject for subject in subjects if whereabouts(run, subject) == stage)


def whereabouts(run: Run, subject: str) -> str:
    """The stage that the subject's route is in, or ``closed`` or ``stopped``."""
    here = standing(template_of(run), run.routes.get(subject) or Route.new())
    return here.stage if here.state == "open" and here.stage else here.state


def turn(run: Run, subject: str, stage: str, today: date, by: str | None) -> Turn:
    """What can be walked now with one pupil, and whom the rest waits for."""
    keeper = by or tutor_of(run.school, subject, today) or run.round.coordinator or subject
    sitting = Sitting(run.school, run.id, subject, today, keeper)
    due = tuple(part for part in stage_parts(stage, sitting) if part.lacking(sitting))
    lacks = (missing.waits_for for check in checks(sitting) for missing in check.missing)
    return Turn(sitting, due, tuple(dict.fromkeys(lacks)))
