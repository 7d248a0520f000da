from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from iom.model.school import School
from iom.stages.machine import gate, is_open, lacking

TODAY = date(2026, 11, 25)
ROUTE = "rounds/autumn/routes/averina-polina.toml"
POLICIES = 'name = "Школа"\n[policies.route]\n'
WAIVER = """
[[waivers]]
id = "waiver-1"
requirement = "{0}"
reason = "болезнь"
by = "fedoseeva-im"
on = 2026-11-16
"""
Complete = Callable[[Mapping[str, object]], School]


def states(school: School, subject: str = "averina-polina", stage: str | None = None) -> dict[str, str]:
    return {
        check.requirement: check.state for check in gate(school, school.runs["autumn"], subject, TODAY, stage=stage)
    }


def test_the_gate_is_that_of_the_stage_the_route_is_in(complete: Complete) -> None:
    assert list(states(complete({})))[:2] == ["request", "goal"]
    school = complete({})
    passed = school.documents[ROUTE].replaced(decisions=tuple(_decisions(("choice", "pass"))))
    school = school.with_documents({ROUTE: passed})
    assert list(states(school)) == ["attendance", "products", "consultation", "required-steps"]
    assert list(states(school, stage="evaluation")) == ["self-assessment", "experts"]


def _decisions(*rows: tuple[str, str]) -> list[object]:
    from iom.model.routes import Decision

    return [
        Decision.model_validate(
            {
                "id": f"d{number}",
                "on": date(2026, 6, 12),
                "stage": stage,
                "decision": what,
                "by": "xx",
                "reason": "left",
            }
        )
        for number, (stage, what) in enumerate(rows)
    ]


def test_a_route_that_is_over_has_no_gate(complete: Complete) -> None:
    school = complete({})
    stopped = school.documents[ROUTE].replaced(decisions=tuple(_decisions(("choice", "stop"))))
    assert states(school.with_documents({ROUTE: stopped})) == {}


def test_a_subject_without_any_document_lacks_everything_politely(complete: Complete) -> None:
    school = complete({})
    for stage in ("choice", "implementation", "evaluation", "reflection"):
        found = gate(school, school.runs["autumn"], "nobody-known", TODAY, stage=stage)
        assert not is_open(found)
        assert all(one.said() for one in lacking(found))


def test_a_waived_requirement_is_shown_as_waived_never_as_met(complete: Complete) -> None:
    met = states(complete({ROUTE: ("[[goals]]", WAIVER.format("goal") + "\n[[goals]]")}))
    assert met["goal"] == "waived"
    missing = complete({ROUTE: WAIVER.format("goal")})
    assert states(missing)["goal"] == "waived"
    assert states(missing)["request"] == "missing"


def test_a_requirement_switched_off_asks_for_nothing(complete: Complete) -> None:
    school = complete({ROUTE: None, "iom.toml": POLICIES + "goal = { off = true }\nrequest = { off = false }\n"})
    assert states(school)["goal"] == "off"
    assert states(school)["request"] == "missing"


@pytest.mark.parametrize(
    ("policy", "stage", "requirement", "state"),
    [
        ("attendance = { share = 100 }", "implementation", "attendance", "met"),
        ("attendance = { share = 101 }", "implementation", "attendance", "met"),
        ("consultation = { count = 2 }", "implementation", "consultation", "missing"),
        ("consultation = { count = 0 }", "implementation", "consultation", "met"),
        ("agreement = { picks = 2 }", "choice", "agreement", "missing"),
        ("agreement = { picks = 2 }", "choice", "placed", "missing"),
        ("experts = { experts = 3 }", "evaluation", "experts", "missing"),
        ("experts = { experts = 1, parents = 0 }", "evaluation", "experts", "met"),
        ("breadth = { offers = 7 }", "choice", "breadth", "missing"),
        ("breadth = { slots = 6 }", "choice", "breadth", "met"),
        ("taster = { events = 2 }", "choice", "taster", "missing"),
        ("goal = { goals = 2 }", "choice", "goal", "missing"),
        ('goal = { goals = "two" }', "choice", "goal", "met"),
        ("goal = { goals = -1 }", "choice", "goal", "met"),
    ],
)
def test_a_school_may_change_the_numbers(
    complete: Complete, policy: str, stage: str, requirement: str, state: str
) -> None:
    assert states(complete({"iom.toml": POLICIES + policy}), stage=stage)[requirement] == state


def test_the_rounds_own_picks_count_before_the_schools(complete: Complete) -> None:
    three = complete(
        {
            "rounds/autumn/round.toml": ('title = "Осень"', 'title = "Осень"\npicks = 3'),
            "iom.toml": POLICIES + "agreement = { picks = 2 }",
        }
    )
    assert states(three)["agreement"] == "met"
