from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from iom.model.school import School
from iom.stages.rules import decision_problems
from iom.stages.template import Template, parse_template, shipped

Build = Callable[[Mapping[str, str]], School]
PATH = "rounds/autumn/routes/averina-polina.toml"
STRICT = parse_template(
    {
        "id": "strict",
        "subject": "student",
        "return_to": "previous",
        "judges": "not-the-lead",
        "stages": [{"id": "choice"}, {"id": "design"}, {"id": "implementation"}],
    }
)


def rows(*decisions: str) -> str:
    lines = []
    for number, line in enumerate(decisions):
        day, what, stage, by, *rest = line.split()
        extra = f', to = "{rest[0]}"' if what == "return" else ""
        extra += f', reason = "{rest[-1]}"' if rest[what == "return" :] else ""
        lines.append(
            f'{{ id = "d{number}", on = 2026-06-{day}, decision = "{what}", stage = "{stage}", by = "{by}"{extra} }}'
        )
    return "decisions = [\n" + ",\n".join(lines) + "\n]\n" if lines else ""


def problems(
    build: Build, text: str, template: Template, *, with_run: bool = False
) -> list[tuple[str, tuple[object, ...]]]:
    built = build(
        {
            PATH: text,
            "rounds/autumn/round.toml": 'title = "О"\nschool_year = "2026-2027"\ncoordinator = "shirinkina-gr"',
        }
    )
    run = built.runs["autumn"]
    found = decision_problems(template, PATH, run.routes["averina-polina"], run if with_run else None)
    for problem in found:
        assert problem.document == PATH
        assert problem.fault.text.format_map(problem.facts)
        assert problem.fault.hint.format_map(problem.facts)
    return [(problem.fault.code, problem.keys) for problem in found]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), []),
        (("12 pass choice xx", "13 return implementation xx choice надо"), []),
        (("12 pass sailing xx",), [("E0460", ("decisions", 0, "stage"))]),
        (("12 pass choice xx", "13 pass choice xx"), [("E0461", ("decisions", 1, "stage"))]),
        (("12 pass evaluation xx",), [("E0461", ("decisions", 0, "stage"))]),
        (("12 stop choice xx left", "13 pass choice xx"), [("E0462", ("decisions", 1, "stage"))]),
        (("12 return choice xx evaluation надо",), [("E0463", ("decisions", 0, "to"))]),
        (("12 pass choice xx", "13 return implementation xx choice"), [("E0464", ("decisions", 1))]),
        (("12 stop choice xx bored",), [("E0465", ("decisions", 0, "reason"))]),
        (("12 stop choice xx",), [("E0465", ("decisions", 0, "reason"))]),
    ],
)
def test_decisions_that_contradict_the_history_are_problems(
    school: Build, decisions: tuple[str, ...], expected: list[tuple[str, tuple[object, ...]]]
) -> None:
    assert problems(school, rows(*decisions), shipped("route")) == expected


def test_a_strict_process_returns_one_stage_only(school: Build) -> None:
    text = rows("12 pass choice xx", "13 pass design xx", "14 return implementation xx choice надо")
    assert problems(school, text, STRICT) == [("E0463", ("decisions", 2, "to"))]


def test_a_waiver_of_what_no_gate_asks_for_is_a_problem(school: Build) -> None:
    text = 'waivers = [{ id = "w1", requirement = "attendence", reason = "болезнь", by = "xx", on = 2026-11-16 }]'
    assert problems(school, text, shipped("route")) == [("E0466", ("waivers", 0, "requirement"))]


@pytest.mark.parametrize(
    ("by", "with_run", "found"),
    [
        ("somebody", True, False),
        ("averina-polina", False, True),
        ("parshina-nv", False, True),
        ("shirinkina-gr", False, False),
        ("shirinkina-gr", True, True),
    ],
)
def test_the_lead_may_not_have_judged(school: Build, by: str, *, with_run: bool, found: bool) -> None:
    steps = 'steps = [{ id = "s1", kind = "task", responsible = "parshina-nv" }]\n'
    text = steps + rows(f"12 pass choice {by}", "13 stop design parshina-nv left")
    expected = [("E0467", ("decisions", 0, "by"))] if found else []
    assert problems(school, text, STRICT, with_run=with_run) == expected
