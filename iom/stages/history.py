"""The history of a route: its passages through the stages, and decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from iom.model.routes import Decision, Route
from iom.stages.template import Template

How = Literal["pass", "return", "stop"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One stay in a stage. ``attempt`` counts the stays in this stage from 1; ``how`` is None while it lasts."""

    stage: str
    attempt: int
    entered: date | None
    left: date | None = None
    how: How | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision that cannot follow the ones before it; it changes nothing.

    ``cause``: ``stage`` (the route is not in that stage), ``ended`` (the route was over), ``target`` (a return
    that may not lead there).
    """

    position: int
    decision: Decision
    cause: Literal["stage", "ended", "target"]
    present: str


@dataclass(frozen=True, slots=True)
class History:
    """All passages of a route, the last one open unless the route is over, and the contradictions."""

    passages: tuple[Passage, ...]
    contradictions: tuple[Contradiction, ...]
    last: Decision | None = None

    @property
    def present(self) -> Passage:
        """The last passage."""
        return self.passages[-1]


def return_targets(template: Template, present: Passage) -> tuple[str, ...]:
    """Where a return may lead from here.

    A route that is over (stopped by mistake, or closed too early) may be taken up again in the stage it ended in.
    """
    stages = template.stage_ids
    here = stages.index(present.stage)
    earlier = stages[max(here - 1, 0) : here] if template.return_to == "previous" else stages[:here]
    return (*earlier, present.stage) if present.how else earlier


def history(template: Template, route: Route) -> History:
    """Walk the route's decisions, by day and then in the order of the file.

    Two branches may have merged: a decision that repeats another counts for nothing, one that cannot follow is left
    out and reported.
    """
    passages = [Passage(template.stages[0].id, 1, route.opened_on)]
    contradictions: list[Contradiction] = []
    last: Decision | None = None
    known = {decision.id for decision in route.decisions}
    for position, decision in sorted(enumerate(route.decisions), key=lambda row: row[1].on):
        if decision.repeats in known:
            continue
        cause = _cause(template, passages[-1], decision)
        if cause:
            contradictions.append(Contradiction(position, decision, cause, passages[-1].stage))
            continue
        last = decision
        _follow(template, passages, decision)
    return History(tuple(passages), tuple(contradictions), last)


def _cause(template: Template, present: Passage, decision: Decision) -> Literal["stage", "ended", "target"] | None:
    if present.how and decision.decision != "return":
        return "ended"
    if decision.stage != present.stage:
        return "stage"
    if decision.decision == "return" and decision.to not in return_targets(template, present):
        return "target"
    return None


def _follow(template: Template, passages: list[Passage], decision: Decision) -> None:
    present = passages[-1]
    if not present.how:
        passages[-1] = replace(present, left=decision.on, how=decision.decision)
    following = decision.to if decision.decision == "return" else _after(template, decision)
    if following:
        attempt = 1 + sum(passage.stage == following for passage in passages)
        passages.append(Passage(following, attempt, decision.on))


def _after(template: Template, decision: Decision) -> str | None:
    if decision.decision == "stop":
        return None
    stages = template.stage_ids
    place = stages.index(decision.stage) + 1
    return stages[place] if place < len(stages) else None


def progress(template: Template, route: Route) -> tuple[Passage, ...]:
    """The route's passages through the stages, the oldest first; returns make a stage appear again."""
    return history(template, route).passages


def stages_ahead(template: Template, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The stages that the route has not come to; none of a route that was stopped."""
    last = passages[-1]
    return () if last.how == "stop" else template.stage_ids[template.stage_ids.index(last.stage) + 1 :]
