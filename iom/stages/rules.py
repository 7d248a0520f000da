"""Rules about a route's history, for ``iom check``: decisions that contradict each other, idle waivers."""

from __future__ import annotations

from iom.errors import Fault, Problem
from iom.language import N_
from iom.model.routes import Decision, Route
from iom.model.school import Run
from iom.stages.decisions import STOP_REASONS
from iom.stages.history import Contradiction, history
from iom.stages.lead import leads, leads_by_itself
from iom.stages.template import Template

UNKNOWN_STAGE = Fault("E0460", N_("The process “{template}” has no stage “{stage}”."), N_("Its stages: {known}."))
OUT_OF_ORDER = Fault(
    "E0461",
    N_("This decision is about the stage “{stage}”, but the route is in “{present}” then."),
    N_("Two branches may have decided apart: take away the decision that does not hold. No stage can be skipped."),
)
AFTER_END = Fault(
    "E0462",
    N_("This decision comes after the route was over."),
    N_("Take it away, or take the route up again by a return before it."),
)
WRONG_RETURN = Fault(
    "E0463",
    N_("No return leads from “{stage}” to “{to}”."),
    N_("A return leads to an earlier stage; in a strict process, to the one just before."),
)
NO_REASON = Fault("E0464", N_("A return needs a reason."), N_('Say why: reason = "…".'))
WRONG_STOP = Fault("E0465", N_("A route does not stop for the reason “{reason}”."), N_("Reasons: {known}."))
IDLE_WAIVER = Fault("E0466", N_("No gate asks for “{requirement}”."), N_("Requirements that can be waived: {known}."))
LEAD_JUDGES = Fault(
    "E0467",
    N_("{judge} leads this route and may not judge it."),
    N_("Somebody else decides at the gates of “{template}”."),
)


def decision_problems(template: Template, path: str, route: Route, run: Run | None = None) -> list[Problem]:
    """What is wrong with the decisions and waivers of the route at ``path``.

    With ``run``, the coordinator and the tutor are known as well, where the process forbids the lead to judge.
    """
    walked = history(template, route)
    found = [_contradiction(template, path, one) for one in walked.contradictions]
    for position, decision in enumerate(route.decisions):
        found += _reason_problems(path, position, decision)
        if template.judges == "not-the-lead" and _is_lead(path, route, run, decision):
            facts = {"judge": decision.by, "template": template.id}
            found.append(Problem(LEAD_JUDGES, path, ("decisions", position, "by"), facts))
    return sorted([*found, *_waiver_problems(template, path, route)], key=lambda problem: str(problem.keys))


def _contradiction(template: Template, path: str, one: Contradiction) -> Problem:
    decision = one.decision
    facts: dict[str, object] = {"stage": decision.stage, "present": one.present, "to": decision.to or "—"}
    facts |= {"template": template.id, "known": template.stage_ids}
    keys = ("decisions", one.position, "to" if one.cause == "target" else "stage")
    if template.stage(decision.stage) is None:
        return Problem(UNKNOWN_STAGE, path, keys, facts)
    fault = {"stage": OUT_OF_ORDER, "ended": AFTER_END, "target": WRONG_RETURN}[one.cause]
    return Problem(fault, path, keys, facts)


def _reason_problems(path: str, position: int, decision: Decision) -> list[Problem]:
    if decision.decision == "return" and not (decision.reason or decision.note):
        return [Problem(NO_REASON, path, ("decisions", position))]
    if decision.decision == "stop" and decision.reason not in STOP_REASONS:
        facts = {"reason": decision.reason or "—", "known": STOP_REASONS}
        return [Problem(WRONG_STOP, path, ("decisions", position, "reason"), facts)]
    return []


def _is_lead(path: str, route: Route, run: Run | None, decision: Decision) -> bool:
    if decision.decision == "stop":
        return False
    subject = path.rsplit("/", 1)[-1].removesuffix(".toml")
    known = leads(run, subject, decision.by, decision.on) if run else False
    return known or leads_by_itself(route, subject, decision.by)


def _waiver_problems(template: Template, path: str, route: Route) -> list[Problem]:
    known = template.demands()
    return [
        Problem(
            IDLE_WAIVER,
            path,
            ("waivers", position, "requirement"),
            {"requirement": waiver.requirement, "known": tuple(known)},
        )
        for position, waiver in enumerate(route.waivers)
        if waiver.requirement not in known
    ]
