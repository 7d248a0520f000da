from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from iom.errors import Exit
from iom.model.identifiers import entry_id
from iom.model.routes import Route
from iom.model.school import Run, School
from iom.stages.decisions import (
    BackdatedError,
    GateClosedError,
    NowhereToReturnError,
    ReasonError,
    ReturnTargetError,
    RouteEndedError,
    StageOrderError,
    StopReasonError,
    UnknownRequirementError,
    passed,
    require_stage,
    returned,
    stopped,
    waived,
)
from iom.stages.machine import standing
from iom.stages.template import shipped

PATH = "rounds/autumn/routes/averina-polina.toml"
POLINA, TUTOR = "averina-polina", "fedoseeva-im"
TODAY = date(2026, 11, 25)
TEMPLATE = shipped("route")

Complete = Callable[[Mapping[str, Any]], School]


class Desk:
    """A school, decision after decision."""

    def __init__(self, school: School, today: date = TODAY) -> None:
        self.school = school
        self.today = today

    @property
    def run(self) -> Run:
        return self.school.runs["autumn"]

    @property
    def route(self) -> Route:
        return self.run.routes[POLINA]

    @property
    def stage(self) -> str | None:
        return standing(TEMPLATE, self.route).stage

    def decide(self, decision: Callable[..., Route], *facts: str, **named: str) -> None:
        route = decision(self.school, self.run, POLINA, TUTOR, self.today, *facts, **named)
        self.school = self.school.with_documents({PATH: route})


@pytest.fixture
def desk(complete: Complete) -> Desk:
    return Desk(complete({}))


def test_passing_every_stage_closes_the_route(desk: Desk) -> None:
    walked = []
    while desk.stage:
        walked.append(desk.stage)
        desk.decide(passed)
    assert tuple(walked) == TEMPLATE.stage_ids
    assert standing(TEMPLATE, desk.route).state == "closed"
    assert [decision.stage for decision in desk.route.decisions] == walked


def test_a_decision_says_who_when_and_what(desk: Desk) -> None:
    desk.decide(passed, note="все согласны")
    assert desk.route.decisions[0].data() == {
        "id": entry_id(TODAY, "decisions", POLINA, "choice", "pass"),
        "on": TODAY,
        "stage": "choice",
        "decision": "pass",
        "by": TUTOR,
        "note": "все согласны",
    }


def test_two_branches_that_pass_one_stage_write_one_entry(complete: Complete) -> None:
    here, there = Desk(complete({})), Desk(complete({}))
    here.decide(passed)
    there.decide(passed)
    assert here.route.decisions == there.route.decisions


def test_a_closed_gate_says_everything_that_is_missing(complete: Complete) -> None:
    desk = Desk(complete({PATH: 'opened_on = 2026-05-20\ngoals = [{ id = "goal-1", goal = "Цель" }]'}))
    with pytest.raises(GateClosedError) as raised:
        desk.decide(passed)
    assert str(raised.value).startswith("Аверина Полина cannot pass “choice” yet. Аверина Полина has not said yet")
    assert raised.value.facts["commands"] == 'iom choose averina-polina --request "…"'
    assert raised.value.exit_code is Exit.PROBLEMS
    assert [check.requirement for check in raised.value.checks if check.state == "missing"] == ["request"]


def test_a_waiver_opens_the_gate(complete: Complete) -> None:
    desk = Desk(complete({PATH: ('request = "Хочу ставить опыты"', "")}))
    desk.decide(waived, requirement="request", reason="не говорит: болезнь")
    desk.decide(passed)
    assert desk.stage == "implementation"
    assert [(waiver.requirement, waiver.by) for waiver in desk.route.waivers] == [("request", TUTOR)]


def test_a_second_waiver_of_a_requirement_changes_nothing(desk: Desk) -> None:
    desk.decide(waived, requirement="attendance", reason="болезнь")
    before = desk.route
    desk.decide(waived, requirement="attendance", reason="ещё раз")
    assert desk.route == before


def test_a_waiver_begins_a_route_where_none_is(complete: Complete) -> None:
    desk = Desk(complete({PATH: None}))
    desk.decide(waived, requirement="taster", reason="болезнь")
    assert desk.route.opened_on == TODAY


def test_a_return_keeps_the_history_and_the_gate_is_looked_at_again(desk: Desk) -> None:
    desk.decide(passed)
    desk.decide(passed)
    desk.decide(returned, to="choice", reason="курс отменён")
    assert desk.stage == "choice"
    assert [decision.decision for decision in desk.route.decisions] == ["pass", "pass", "return"]
    last = desk.route.decisions[-1]
    assert (last.stage, last.to, last.reason) == ("evaluation", "choice", "курс отменён")
    desk.decide(passed)
    assert desk.stage == "implementation"


def test_passing_a_stage_twice_on_one_day_gives_two_entries(desk: Desk) -> None:
    for _attempt in range(3):
        desk.decide(passed)
        desk.decide(returned, to="choice", reason="ещё раз")
    ids = [decision.id for decision in desk.route.decisions]
    assert len(set(ids)) == 6


def test_a_waiver_outlives_a_return(complete: Complete) -> None:
    desk = Desk(complete({PATH: ('request = "Хочу ставить опыты"', "")}))
    desk.decide(waived, requirement="request", reason="болезнь")
    desk.decide(passed)
    desk.decide(returned, to="choice", reason="перевыбор")
    desk.decide(passed)
    assert desk.stage == "implementation"


def test_evidence_gone_after_a_return_closes_the_gate(desk: Desk) -> None:
    desk.decide(passed)
    desk.decide(returned, to="choice", reason="перевыбор")
    desk.school = desk.school.with_documents({"rounds/autumn/choices/averina-polina.toml": None})
    with pytest.raises(GateClosedError):
        desk.decide(passed)


@pytest.mark.parametrize("to", ["evaluation", "reflection", "implementation", "sailing"])
def test_a_return_leads_to_an_earlier_stage_only(desk: Desk, to: str) -> None:
    desk.decide(passed)
    with pytest.raises(ReturnTargetError) as raised:
        desk.decide(returned, to=to, reason="надо")
    assert raised.value.facts["targets"] == ["choice"]


def test_the_first_stage_has_nowhere_to_return_to(desk: Desk) -> None:
    with pytest.raises(NowhereToReturnError):
        desk.decide(returned, to="choice", reason="надо")


@pytest.mark.parametrize("reason", ["", "   "])
def test_returns_and_waivers_need_a_reason(desk: Desk, reason: str) -> None:
    desk.decide(passed)
    with pytest.raises(ReasonError):
        desk.decide(returned, to="choice", reason=reason)
    with pytest.raises(ReasonError):
        desk.decide(waived, requirement="goal", reason=reason)


def test_a_waiver_must_name_a_requirement_of_the_process(desk: Desk) -> None:
    with pytest.raises(UnknownRequirementError) as raised:
        desk.decide(waived, requirement="attendence", reason="болезнь")
    assert "attendance" in str(raised.value.facts["known"])


def test_a_stop_ends_the_route_wherever_it_is(desk: Desk) -> None:
    desk.decide(stopped, reason="moved", note="переезд")
    assert standing(TEMPLATE, desk.route).state == "stopped"
    with pytest.raises(RouteEndedError):
        desk.decide(passed)
    with pytest.raises(RouteEndedError):
        desk.decide(stopped, reason="left")


def test_a_stop_by_mistake_can_be_taken_up_again(desk: Desk) -> None:
    desk.decide(passed)
    desk.decide(stopped, reason="left")
    desk.decide(returned, to="implementation", reason="не тот ученик")
    assert standing(TEMPLATE, desk.route).state == "open"
    assert desk.stage == "implementation"


def test_a_stop_has_one_of_four_reasons(desk: Desk) -> None:
    with pytest.raises(StopReasonError) as raised:
        desk.decide(stopped, reason="bored")
    assert raised.value.facts["known"] == ["left", "refused", "moved", "other"]


def test_no_decision_comes_before_one_already_taken(desk: Desk) -> None:
    desk.decide(passed)
    desk.today = date(2026, 11, 24)
    for decision in (lambda: desk.decide(passed), lambda: desk.decide(stopped, reason="left")):
        with pytest.raises(BackdatedError):
            decision()


def test_a_stage_that_the_route_is_not_in_is_refused(desk: Desk) -> None:
    require_stage(desk.run, POLINA, "choice")
    with pytest.raises(StageOrderError) as raised:
        require_stage(desk.run, POLINA, "evaluation")
    assert str(raised.value) == "Аверина Полина is in the stage “choice”, not in “evaluation”."
    desk.decide(stopped, reason="left")
    with pytest.raises(RouteEndedError):
        require_stage(desk.run, POLINA, "choice")
