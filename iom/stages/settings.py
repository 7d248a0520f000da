"""Settings in force: the template's numbers, and what a school says instead in ``iom.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.folding import find_folded
from iom.model.school import Run, School
from iom.stages.template import (
    Demand,
    Setting,
    Settings,
    Template,
    UnknownTemplateError,
    shipped,
    shipped_ids,
    template_of,
)

OFF = "off"

UNKNOWN_TEMPLATE = Fault(
    "E0450", N_("There is no process called “{name}”."), N_("Processes that policies may speak of: {known}.")
)
UNKNOWN_REQUIREMENT = Fault(
    "E0451", N_("The process “{template}” asks for nothing called “{name}”."), N_("Its requirements: {known}.")
)
UNKNOWN_SETTING = Fault(
    "E0452", N_("The requirement “{requirement}” has no setting “{name}”."), N_("Its settings: {known}.")
)
WRONG_SETTING = Fault(
    "E0453",
    N_("“{name}” of the requirement “{requirement}” cannot be {value}."),
    N_("off is true or false; a share is 0 to 100; any other number is 0 or more."),
)

Policy = Mapping[str, Setting]


def policy(school: School, template_id: str, requirement: str) -> Policy:
    """What the school says about one requirement."""
    workspace = school.workspace
    return workspace.policies.get(template_id, {}).get(requirement, {}) if workspace else {}


def is_off(school: School, template_id: str, requirement: str) -> bool:
    """Whether the school has switched the requirement off."""
    return policy(school, template_id, requirement).get(OFF) is True


def settings_in_force(school: School, template_id: str, demand: Demand) -> Settings:
    """The demand's settings, with the school's own numbers in place; a setting that cannot be is passed over."""
    own = policy(school, template_id, demand.requirement)
    return {
        name: own[name] if _fits(name, own.get(name), default) else default for name, default in demand.settings.items()
    }


def number(school: School, run: Run, requirement: str, name: str, *, default: int = 0) -> int:
    """A number that the round's gates ask for; ``default`` where its template does not speak of it."""
    template = template_of(run)
    demand = template.demands().get(requirement)
    value = settings_in_force(school, template.id, demand).get(name, default) if demand else default
    return int(value)


def picks(school: School, run: Run) -> int:
    """How many offers a pupil ends up in: as the round says, else the school, else the template."""
    if "picks" in run.round.model_fields_set:
        return run.round.picks
    return number(school, run, "agreement", "picks", default=run.round.picks)


def _fits(name: str, value: Any, default: Setting) -> bool:
    if isinstance(default, bool) or not isinstance(default, int):
        return type(value) is type(default)
    return type(value) is int and 0 <= value <= (100 if name == "share" else 10_000)


def policy_problems(school: School) -> list[Problem]:
    """What is wrong with ``[policies]`` in ``iom.toml``: unknown names, values that cannot be."""
    workspace = school.workspace
    if workspace is None:
        return []
    found: list[Problem] = []
    for name, policies in workspace.policies.items():
        try:
            found += _template_problems(shipped(name), policies)
        except UnknownTemplateError:
            found.append(_problem(UNKNOWN_TEMPLATE, name, known=shipped_ids()))
    return found


def _template_problems(template: Template, policies: Mapping[str, Policy]) -> list[Problem]:
    demands = template.demands()
    found: list[Problem] = []
    for name, own in policies.items():
        demand = demands.get(name)
        if demand is None:
            known = _nearest_first(name, demands)
            found.append(_problem(UNKNOWN_REQUIREMENT, template.id, name, template=template.id, known=known))
        else:
            found += _setting_problems(template.id, demand, own)
    return found


def _setting_problems(template_id: str, demand: Demand, own: Policy) -> list[Problem]:
    found = []
    for name, value in own.items():
        facts = {"requirement": demand.requirement}
        keys = (template_id, demand.requirement, name)
        if name != OFF and name not in demand.settings:
            found.append(_problem(UNKNOWN_SETTING, *keys, **facts, known=(OFF, *demand.settings)))
        elif not _fits(name, value, demand.settings.get(name, False)):
            found.append(_problem(WRONG_SETTING, *keys, **facts, value=value))
    return found


def _problem(fault: Fault, *keys: str, **facts: object) -> Problem:
    return Problem(fault, kinds.WORKSPACE.template, ("policies", *keys), {"name": keys[-1], **facts})


def _nearest_first(wanted: str, known: Mapping[str, object]) -> tuple[str, ...]:
    from difflib import get_close_matches

    twin = find_folded(wanted, known)
    near = [twin] if twin else get_close_matches(wanted, list(known), n=1)
    return (*near, *(name for name in known if name not in near))
