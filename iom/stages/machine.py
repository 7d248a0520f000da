"""The machine: where a route stands, and what its gate still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import iom.stages.requirements  # noqa: F401 - importing it registers the requirements of the route
from iom.model.routes import Route
from iom.model.school import Run, School
from iom.stages.history import history
from iom.stages.requirement import REQUIREMENTS, Case, Missing, naming
from iom.stages.settings import is_off, settings_in_force
from iom.stages.template import Demand, Template, template_of

State = Literal["met", "missing", "waived", "off"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a route stands: its stage (None once closed), since when, and why it was stopped.

    A stopped route keeps the stage in which it was stopped. ``since`` is the day on which the state began.
    """

    stage: str | None
    state: Literal["open", "closed", "stopped"]
    since: date | None = None
    reason: str | None = None


def standing(template: Template, route: Route) -> Standing:
    """Where the route stands after all its decisions."""
    walked = history(template, route)
    present, last = walked.present, walked.last
    if present.how == "stop":
        return Standing(present.stage, "stopped", present.left, last.reason if last else None)
    if present.how:
        return Standing(None, "closed", present.left)
    return Standing(present.stage, "open", present.entered)


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement of a gate and its state; ``title`` is a message id. Waived is never shown as met."""

    requirement: str
    title: str
    state: State
    missing: tuple[Missing, ...] = ()


def gate(
    school: School,
    run: Run,
    subject: str,
    today: date,
    *,
    template: Template | None = None,
    stage: str | None = None,
) -> tuple[Check, ...]:
    """Every requirement of a stage's gate: of ``stage``, or else of the one that the route is in.

    A route that is over has no gate. A waiver holds for the whole route, also after a return: its reason (an
    illness, say) does not go away by walking a stage again.
    """
    template = template or template_of(run)
    route = run.routes.get(subject) or Route.new()
    here = standing(template, route)
    wanted = template.stage(stage or (here.stage if here.state == "open" else None) or "")
    waived = {waiver.requirement for waiver in route.waivers}
    demands = wanted.gate if wanted else ()
    return tuple(
        _checked(Case(school, run, subject, today, settings_in_force(school, template.id, demand)), demand, off, waived)
        for demand in demands
        for off in (is_off(school, template.id, demand.requirement),)
    )


def _checked(case: Case, demand: Demand, off: bool, waived: Iterable[str]) -> Check:
    requirement = REQUIREMENTS[demand.requirement]
    if off or demand.requirement in waived:
        return Check(requirement.name, requirement.title, "off" if off else "waived")
    missing = tuple(replace(one, command=naming(one.command, case.run)) for one in requirement.check(case))
    return Check(requirement.name, requirement.title, "missing" if missing else "met", missing)


def is_open(checks: Iterable[Check]) -> bool:
    """Whether nothing is missing at the gate."""
    return all(check.state != "missing" for check in checks)


def lacking(checks: Iterable[Check]) -> tuple[Missing, ...]:
    """Everything that the gate still lacks."""
    return tuple(missing for check in checks for missing in check.missing)
