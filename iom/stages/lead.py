"""Who leads a route, and so may not judge it where the process forbids that (S3 R3-5)."""

from __future__ import annotations

from datetime import date

from iom.model.routes import Route
from iom.model.school import Run
from iom.model.tutoring import tutor_of


def leads_by_itself(route: Route, subject: str, person: str) -> bool:
    """Whether the route alone shows that the person has a part in it: the subject, or responsible for a step."""
    return person == subject or any(step.responsible == person for step in route.steps)


def leads(run: Run, subject: str, person: str, day: date) -> bool:
    """Whether the person leads the route on ``day``: coordinator, tutor, subject, or responsible for a step."""
    route = run.routes.get(subject) or Route.new()
    around = {run.round.coordinator, tutor_of(run.school, subject, day)}
    return person in around or leads_by_itself(route, subject, person)
