"""Policies, processes and histories of decisions, as the stage machine sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from iom.check.facts import Facts
from iom.check.page import Page
from iom.check.rules import rule, school_rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.rounds import Round
from iom.model.routes import Route
from iom.stages.rules import decision_problems
from iom.stages.settings import policy_problems
from iom.stages.template import Template, shipped, shipped_ids

UNKNOWN_PROCESS = Fault("E0468", N_("there is no process called “{template}”"), N_("there are: {known}"))


@school_rule
def policies_are_known(facts: Facts) -> Iterable[Problem]:
    """A school may switch requirements off or change their numbers, those that exist (design §3)."""
    return policy_problems(facts.school)


@rule(kinds.ROUND)
def rounds_run_a_process(page: Page[Round]) -> Iterator[Problem]:
    """A round is one run of a process that the program has (design §2)."""
    if page.document.template not in page.facts.processes:
        yield page.problem(UNKNOWN_PROCESS, "template", template=page.document.template, known=shipped_ids())


@rule(kinds.ROUTE)
def decisions_follow_the_stages(page: Page[Route]) -> Iterable[Problem]:
    """Stages follow one another, returns lead back, waivers lift what a gate asks for (S0 R0-2; design §3)."""
    season = page.season
    if season.round is None or season.round.template not in page.facts.processes:
        return ()
    template = shipped(season.round.template)
    if template.judges == "any" and not page.document.waivers and _just_passes(page.document, template):
        return ()
    return decision_problems(template, page.path, page.document, season.run)


def _just_passes(route: Route, template: Template) -> bool:
    """Whether the history is the plainest one, stage after stage passed: nothing in it can contradict."""
    decisions = route.decisions
    if any(decision.decision != "pass" for decision in decisions):
        return False
    in_order = all(before.on <= after.on for before, after in pairwise(decisions))
    return in_order and tuple(decision.stage for decision in decisions) == template.stage_ids[: len(decisions)]
