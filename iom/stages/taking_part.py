"""Who still takes part in a round: not who has left the school, nor whose route was stopped."""

from __future__ import annotations

from datetime import date

from iom.model.school import Run
from iom.model.tutoring import participants
from iom.stages.machine import standing
from iom.stages.template import Template, template_of


def taking_part(run: Run, today: date) -> tuple[str, ...]:
    """The round's participants by name, without those who are gone by ``today``."""
    template = template_of(run)
    return tuple(person for person in participants(run, today) if not _is_gone(run, template, person, today))


def _is_gone(run: Run, template: Template, person: str, today: date) -> bool:
    student, route = run.school.students.get(person), run.routes.get(person)
    if student and not student.here_on(today):
        return True
    if route is None or not route.decisions:
        return False
    here = standing(template, route)
    return here.state == "stopped" and (here.since is None or here.since <= today)
