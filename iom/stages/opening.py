"""Opening the next round: routes that carry on what the last one left (S0:47, design §3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from iom.language import pgettext
from iom.model import kinds
from iom.model.base import Document
from iom.model.identifiers import entry_id
from iom.model.rounds import Round
from iom.model.routes import Goal, Route, RouteDeficit, Step, latest
from iom.model.school import Run, School
from iom.model.tutoring import participants
from iom.stages.template import Template, template_of

CARRIED_ON = ("template", "subject", "grades", "coordinator", "picks", "rules")


def carried_round(old: Round) -> dict[str, Any]:
    """What the next round has in common with this one: process, year groups, coordinator, rules."""
    return {name: getattr(old, name) for name in CARRIED_ON if name in old.model_fields_set}


def carried_route(school: School, old_run: Run, subject: str, today: date) -> Route:
    """A new route with what the subject's last one left: the next request, open deficits, unmet goals.

    A deficit is carried on unless it was closed, so that a route cut short loses none; who noticed it and when
    stay. A goal is unmet below its aim, or without a level reached; it starts from the level reached.
    """
    old = old_run.routes.get(subject)
    if old is None:
        return Route.new(opened_on=today)
    carried = {entry.id: _carried(entry, subject, today) for entry in old.deficits if entry.outcome != "closed"}
    new_ids = {old_id: deficit.id for old_id, deficit in carried.items()}
    goals = {goal.id: goal for goal in (_again(goal, new_ids, subject, today) for goal in old.goals if _is_unmet(goal))}
    return Route.new(
        request=_next_request(old, subject),
        opened_on=today,
        deficits=tuple({deficit.id: deficit for deficit in carried.values()}.values()),
        goals=tuple(goals.values()),
    )


def _next_request(old: Route, subject: str) -> str | None:
    asked = tuple(entry for entry in old.reflections if entry.by == subject and entry.next_request)
    last = latest(asked)
    return last.next_request if last else None


def _carried(entry: RouteDeficit, subject: str, today: date) -> RouteDeficit:
    data = entry.data()
    given = {name: data[name] for name in ("deficit", "noticed_by", "noticed_on") if name in data}
    return RouteDeficit.model_validate({"id": entry_id(today, "deficits", subject, entry.deficit), **given})


def _is_unmet(goal: Goal) -> bool:
    return goal.level_reached is None or (goal.level_aim is not None and goal.level_reached < goal.level_aim)


def _again(goal: Goal, deficits: dict[str, str], subject: str, today: date) -> Goal:
    start = goal.level_start if goal.level_reached is None else goal.level_reached
    given = {
        "deficit": deficits.get(goal.deficit or ""),
        "level_start": start,
        "level_aim": goal.level_aim,
    }
    known = {name: value for name, value in given.items() if value is not None}
    return Goal.model_validate({"id": entry_id(today, "goals", subject, goal.goal), "goal": goal.goal, **known})


def open_routes(school: School, run_id: str, today: date, subjects: Iterable[str] | None = None) -> dict[str, Document]:
    """New routes, by path, for everybody in the round who has none yet.

    ``subjects`` names who takes part; by default the pupils of the round's grades, or in a teachers' round those
    of the previous one who still work here. Nobody's present route is touched.

    Raises:
        UnknownTemplateError: the round runs a process that is unknown.
    """
    run = school.runs[run_id]
    previous = school.runs.get(run.round.previous or "")
    template = template_of(run)
    wanted = _everybody(run, previous, today) if subjects is None else tuple(subjects)
    return {
        run.path(kinds.ROUTE, subject): _opened(school, template, previous, subject, today)
        for subject in wanted
        if subject not in run.routes and not school.exists(kinds.ROUTE, run_id, subject)
    }


def _everybody(run: Run, previous: Run | None, today: date) -> tuple[str, ...]:
    if run.round.subject == "student":
        return participants(run, today)
    staff = run.school.staff
    return tuple(
        subject
        for subject in (previous.routes if previous else ())
        if subject in staff and _works_on(staff[subject].left_on, today)
    )


def _works_on(left_on: date | None, day: date) -> bool:
    return left_on is None or day < left_on


def _opened(school: School, template: Template, previous: Run | None, subject: str, today: date) -> Route:
    route = carried_route(school, previous, subject, today) if previous else Route.new(opened_on=today)
    steps = tuple(
        Step(
            id=entry_id(today, "steps", subject, component.id),
            kind=component.kind,
            title=pgettext("component", component.id),
            required=True,
        )
        for component in template.required_components()
    )
    return route.replaced(steps=steps) if steps else route
