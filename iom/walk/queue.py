"""Queues: who of a form, a group or an offer is in a stage."""

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


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom a command means: pupils by id, or everybody of a form, a group, an offer."""

    subjects: tuple[str, ...] = ()
    form: str | None = None
    group: str | None = None
    offer: str | None = None

    def __bool__(self) -> bool:
        return bool(self.subjects or self.form or self.group or self.offer)


def selected(run: Run, selection: Selection, today: date) -> tuple[str, ...]:
    """The pupils meant, by name; leavers and pupils outside the round drop out.

    So do those with a document that cannot be read (see `left_out`), unless they are named.
    """
    school = run.school
    chosen = _meant(run, selection, today)
    if selection.subjects:
        return tuple(subject for subject in selection.subjects if subject in chosen)
    chosen -= run.unread.keys()
    here = (subject for subject in chosen if subject in school.students and school.students[subject].here_on(today))
    return by_name(school, here)


def left_out(run: Run, selection: Selection, today: date) -> tuple[str, ...]:
    """Those of the pupils meant who have a document in the round that cannot be read, by name."""
    return by_name(run.school, _meant(run, selection, today) & run.unread.keys())


def _meant(run: Run, selection: Selection, today: date) -> set[str]:
    school = run.school
    chosen = set(participants(run, today))
    if selection.subjects:
        chosen &= set(selection.subjects)
    if selection.form:
        wanted = folded(selection.form)
        chosen &= {name for name, pupil in school.students.items() if folded(pupil.form_on(today) or "") == wanted}
    if selection.group:
        chosen &= set(school.groups[selection.group].students_on(today))
    if selection.offer:
        chosen &= set(roster(run, selection.offer, today))
    return chosen


def in_stage(run: Run, subjects: tuple[str, ...], stage: str) -> tuple[str, ...]:
    """Those of ``subjects`` whose route is open in ``stage``."""
    return tuple(subject for subject in subjects if whereabouts(run, subject) == stage)


def whereabouts(run: Run, subject: str) -> str:
    """The stage that the subject's route is in, or ``closed`` or ``stopped``."""
    here = standing(template_of(run), run.routes.get(subject) or Route.new())
    return here.stage if here.state == "open" and here.stage else here.state


def is_past(run: Run, subject: str, stage: str) -> bool:
    """Whether the subject's route has passed ``stage``; one that was stopped has not."""
    stages = (*template_of(run).stage_ids, "closed")
    here = whereabouts(run, subject)
    return here in stages and stages.index(here) > stages.index(stage)


def keeper(run: Run, subject: str, today: date) -> str:
    """Who keeps a pupil's route: the tutor, or else the round's coordinator."""
    return tutor_of(run.school, subject, today) or run.round.coordinator or subject
