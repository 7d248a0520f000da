from __future__ import annotations

from typing import Any

import pytest

from iom.errors import Exit
from iom.language import use
from iom.stages import machine
from iom.stages.requirement import REQUIREMENTS, requirement
from iom.stages.template import UnknownTemplateError, parse_template, shipped, shipped_ids

SMALL: dict[str, Any] = {"id": "small", "subject": "teacher", "stages": [{"id": "analysis"}, {"id": "design"}]}


def test_every_shipped_template_parses_and_asks_only_for_known_requirements() -> None:
    assert "route" in shipped_ids()
    for identifier in shipped_ids():
        template = shipped(identifier)
        assert template.id == identifier
        assert template.demands().keys() <= REQUIREMENTS.keys(), machine


def test_the_route_has_its_four_stages_in_their_order() -> None:
    assert shipped("route").stage_ids == ("choice", "implementation", "evaluation", "reflection")


def test_a_template_says_what_it_leaves_out() -> None:
    template = parse_template(SMALL)
    assert (template.return_to, template.judges) == ("any", "any")
    assert template.stage("design") is not None
    assert template.stage("choice") is None


def test_required_components_come_in_the_order_of_the_stages() -> None:
    stages = [
        {
            "id": "one",
            "components": [{"id": "talk", "kind": "meeting"}, {"id": "swot", "kind": "task", "required": True}],
        },
        {"id": "two", "components": [{"id": "map", "kind": "task", "required": True}]},
    ]
    template = parse_template({**SMALL, "stages": stages})
    assert [component.id for component in template.required_components()] == ["swot", "map"]


@pytest.mark.parametrize(
    "bad",
    [
        {"subject": "parrot"},
        {"return_to": "anywhere"},
        {"judges": "nobody"},
        {"stages": []},
        {"stages": [{"id": "one"}, {"id": "one"}]},
        {"stages": [{"id": "one", "gate": [{"requirement": "goal"}, {"requirement": "goal"}]}]},
    ],
)
def test_what_is_no_template_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_template({**SMALL, **bad})


@pytest.mark.parametrize("wanted", ["nothing", "../route", ""])
def test_an_unknown_template_is_named_with_those_there_are(wanted: str) -> None:
    with pytest.raises(UnknownTemplateError) as raised:
        shipped(wanted)
    assert "route" in str(raised.value.facts["known"])
    assert raised.value.exit_code is Exit.NOT_FOUND


def test_two_requirements_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="attendance"):
        requirement("attendance", title="again")(lambda _case: [])


def test_every_requirement_has_a_title_in_russian() -> None:
    from iom.language import _

    use("ru")
    for one in REQUIREMENTS.values():
        if one.check.__module__.startswith("iom."):
            assert _(one.title) != one.title, one.name
