from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.model.routes import Route
from iom.stages.history import Passage, history, progress, return_targets
from iom.stages.machine import Standing, standing
from iom.stages.template import Template, parse_template, shipped

ROUTE = shipped("route")
STRICT = parse_template(
    {
        "id": "strict",
        "subject": "teacher",
        "return_to": "previous",
        "stages": [{"id": "analysis"}, {"id": "design"}, {"id": "implementation"}],
    }
)
OPENED = date(2026, 5, 20)


def route(*decisions: str, opened: date = OPENED) -> Route:
    """A route from lines like ``06-12 pass choice`` and ``11-20 return evaluation choice``."""
    entries = []
    for number, line in enumerate(decisions):
        day, decision, stage, *rest = line.split()
        entry: dict[str, Any] = {"id": f"d{number}", "on": date.fromisoformat(f"2026-{day}"), "stage": stage}
        entry |= {"decision": decision, "by": "fedoseeva-im"}
        entry |= {"to": rest[0], "reason": "надо"} if decision == "return" else {}
        entry |= {"reason": rest[0]} if decision == "stop" else {}
        entries.append(entry)
    return Route.new(opened_on=opened, decisions=entries)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), Standing("choice", "open", OPENED)),
        (("06-12 pass choice",), Standing("implementation", "open", date(2026, 6, 12))),
        (
            ("06-12 pass choice", "09-20 return implementation choice"),
            Standing("choice", "open", date(2026, 9, 20)),
        ),
        (
            ("06-12 pass choice", "11-15 pass implementation", "11-20 return evaluation choice"),
            Standing("choice", "open", date(2026, 11, 20)),
        ),
        (
            ("06-12 pass choice", "10-01 stop implementation left"),
            Standing("implementation", "stopped", date(2026, 10, 1), "left"),
        ),
        (
            ("06-12 pass choice", "11-15 pass implementation", "11-17 pass evaluation", "11-25 pass reflection"),
            Standing(None, "closed", date(2026, 11, 25)),
        ),
        (
            ("10-01 stop choice refused", "10-02 return choice choice"),
            Standing("choice", "open", date(2026, 10, 2)),
        ),
    ],
)
def test_the_last_decision_says_where_a_route_stands(decisions: tuple[str, ...], expected: Standing) -> None:
    assert standing(ROUTE, route(*decisions)) == expected


def test_decisions_count_by_their_day_then_by_their_place_in_the_file() -> None:
    walked = route("09-20 return implementation choice", "06-12 pass choice", "09-20 pass choice")
    assert standing(ROUTE, walked) == Standing("implementation", "open", date(2026, 9, 20))


def test_progress_keeps_every_passage_and_counts_the_attempts() -> None:
    walked = route("06-12 pass choice", "09-20 return implementation choice", "09-22 pass choice")
    assert progress(ROUTE, walked) == (
        Passage("choice", 1, OPENED, date(2026, 6, 12), "pass"),
        Passage("implementation", 1, date(2026, 6, 12), date(2026, 9, 20), "return"),
        Passage("choice", 2, date(2026, 9, 20), date(2026, 9, 22), "pass"),
        Passage("implementation", 2, date(2026, 9, 22)),
    )


@pytest.mark.parametrize(
    ("template", "present", "expected"),
    [
        (ROUTE, Passage("choice", 1, OPENED), ()),
        (ROUTE, Passage("evaluation", 1, OPENED), ("choice", "implementation")),
        (STRICT, Passage("implementation", 1, OPENED), ("design",)),
        (STRICT, Passage("analysis", 1, OPENED), ()),
        (ROUTE, Passage("choice", 1, OPENED, OPENED, "stop"), ("choice",)),
        (STRICT, Passage("implementation", 1, OPENED, OPENED, "pass"), ("design", "implementation")),
    ],
)
def test_where_a_return_may_lead_is_the_templates_business(
    template: Template, present: Passage, expected: tuple[str, ...]
) -> None:
    assert return_targets(template, present) == expected


@pytest.mark.parametrize(
    ("template", "decisions", "causes"),
    [
        (ROUTE, ("06-12 pass implementation",), ["stage"]),
        (ROUTE, ("06-12 pass sailing",), ["stage"]),
        (ROUTE, ("06-12 pass choice", "06-13 pass choice"), ["stage"]),
        (ROUTE, ("06-12 stop choice left", "06-13 pass choice"), ["ended"]),
        (ROUTE, ("06-12 stop choice left", "06-13 stop choice left"), ["ended"]),
        (ROUTE, ("06-12 return choice evaluation",), ["target"]),
        (ROUTE, ("06-12 return choice choice",), ["target"]),
        (STRICT, ("06-12 pass analysis", "06-13 pass design", "06-14 return implementation analysis"), ["target"]),
        (ROUTE, ("06-12 pass choice", "06-13 return implementation choice"), []),
    ],
)
def test_a_decision_that_cannot_follow_is_found_and_changes_nothing(
    template: Template, decisions: tuple[str, ...], causes: list[str]
) -> None:
    walked = history(template, route(*decisions))
    assert [one.cause for one in walked.contradictions] == causes
    kept = [
        line for number, line in enumerate(decisions) if number not in {one.position for one in walked.contradictions}
    ]
    assert standing(template, route(*kept)) == standing(template, route(*decisions))


LINES = st.sampled_from(
    [
        *(f"06-{day} pass {stage}" for day in (10, 11, 12) for stage in ROUTE.stage_ids),
        *(f"06-{day} return {stage} choice" for day in (10, 12) for stage in ROUTE.stage_ids),
        *(f"06-12 stop {stage} left" for stage in ROUTE.stage_ids),
    ]
)


@given(st.lists(LINES, max_size=12))
def test_whatever_was_decided_the_passages_join_up(decisions: list[str]) -> None:
    walked = history(ROUTE, route(*decisions))
    passages = walked.passages
    for earlier, later in itertools.pairwise(passages):
        assert earlier.how
        assert earlier.left is not None
        assert later.entered is not None
        assert earlier.left <= later.entered
    for stage in ROUTE.stage_ids:
        attempts = [passage.attempt for passage in passages if passage.stage == stage]
        assert attempts == list(range(1, len(attempts) + 1))
    accepted = len(decisions) - len(walked.contradictions)
    assert len(passages) + sum(bool(passage.how) for passage in passages) >= accepted


def test_a_decision_that_repeats_another_counts_for_nothing() -> None:
    walked = route("06-12 pass choice", "06-13 pass choice")
    first, second = walked.decisions
    merged = walked.replaced(decisions=(first, second.replaced(repeats=first.id)))
    assert history(ROUTE, merged).contradictions == ()
    assert standing(ROUTE, merged) == Standing("implementation", "open", date(2026, 6, 12))
    assert history(ROUTE, walked).contradictions
