"""A teachers' programme of three stages runs on the route's machine, with nothing new but its requirements.

The school's own gate speaks of everybody: a stage opens for one when all participants have done with the one
before, strictly all of them (S3 R3-1). Returns lead one stage back (R3-2); who leads does not judge (R3-5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from iom.model.routes import Route
from iom.model.school import Run, School
from iom.stages.decisions import GateClosedError, JudgeError, ReturnTargetError, passed, returned, stopped, waived
from iom.stages.machine import gate, standing
from iom.stages.opening import open_routes
from iom.stages.requirement import REQUIREMENTS, Case, Missing, requirement
from iom.stages.rules import decision_problems
from iom.stages.settings import policy_problems
from iom.stages.template import TEMPLATES, parse_template, template_of

TODAY = date(2026, 10, 1)
TEACHERS = ("parshina-nv", "samoylov-kd", "ushakov-ap")
METHODIST = "tretyakova-el"
PROGRAMME = {
    "id": "programme",
    "subject": "teacher",
    "return_to": "previous",
    "judges": "not-the-lead",
    "stages": [
        {
            "id": "analysis",
            "gate": [{"requirement": "diagnosed", "deficits": 1}],
            "components": [{"id": "self-analysis", "kind": "task", "required": True}],
        },
        {"id": "design", "gate": [{"requirement": "all-passed", "stage": "analysis"}, {"requirement": "planned"}]},
        {"id": "implementation", "gate": [{"requirement": "steps-done"}]},
    ],
}

Build = Callable[[Mapping[str, str]], School]


def diagnosed(case: Case) -> list[Missing]:
    lacking = case.number("deficits") - len(case.route.deficits)
    return [Missing("{name} lacks a diagnosis.", "tutor", "…", {"name": case.name})] if lacking > 0 else []


def planned(case: Case) -> list[Missing]:
    return [] if case.route.goals else [Missing("{name} has no goal.", "tutor", "…", {"name": case.name})]


def all_passed(case: Case) -> list[Missing]:
    """Strictly all: whoever is still in the stage, or was returned to it, holds up everybody."""
    template = template_of(case.run)
    stage = str(case.settings["stage"])
    behind = [
        subject
        for subject, route in case.run.routes.items()
        if (here := standing(template, route)).state == "open"
        and template.stage_ids.index(here.stage or "") <= template.stage_ids.index(stage)
    ]
    facts = {"behind": [case.school.name(subject) for subject in sorted(behind)]}
    return [Missing("Not through yet: {behind}.", "coordinator", "…", facts)] if behind else []


@pytest.fixture(autouse=True)
def _programme(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(TEMPLATES, "programme", parse_template(PROGRAMME))
    own = {"diagnosed": diagnosed, "planned": planned, "all-passed": all_passed}
    for name, check in own.items():
        requirement(name, title=name)(check)
    # The route's own requirement serves the programme under another name.
    requirement("steps-done", title="steps")(REQUIREMENTS["required-steps"].check)
    yield
    for name in (*own, "steps-done"):
        del REQUIREMENTS[name]


class Staffroom:
    """The teachers' round, decision after decision."""

    def __init__(self, school: School) -> None:
        self.school = school.with_documents(dict(open_routes(school, "internship", TODAY, subjects=TEACHERS)))

    @property
    def run(self) -> Run:
        return self.school.runs["internship"]

    def put(self, teacher: str, route: Route) -> None:
        self.school = self.school.with_documents({f"rounds/internship/routes/{teacher}.toml": route})

    def prepare(self, teacher: str) -> None:
        """A diagnosis, a goal, and the required step done."""
        route = self.run.routes[teacher]
        ready = {
            **route.data(),
            "deficits": [{"id": "d1", "deficit": "feedback"}],
            "goals": [{"id": "g1", "goal": "Давать обратную связь"}],
            "steps": [{**step, "done_on": TODAY} for step in route.data()["steps"]],
        }
        self.put(teacher, Route.model_validate(ready))

    def decide(self, decision: Callable[..., Route], teacher: str, *facts: str, by: str = METHODIST) -> None:
        self.put(teacher, decision(self.school, self.run, teacher, by, TODAY, *facts))

    def stage(self, teacher: str) -> str | None:
        return standing(template_of(self.run), self.run.routes[teacher]).stage

    def lacks(self, teacher: str) -> list[str]:
        return [one.said() for check in gate(self.school, self.run, teacher, TODAY) for one in check.missing]


@pytest.fixture
def room(school: Build) -> Staffroom:
    about = 'title = "Интернатура"\nschool_year = "2026-2027"\ntemplate = "programme"\nsubject = "teacher"\n'
    people = {f"staff/{teacher}.toml": f'name = "{teacher}"' for teacher in (*TEACHERS, METHODIST, "fedoseeva-im")}
    built = {
        "rounds/internship/round.toml": about + 'coordinator = "fedoseeva-im"\n',
        **people,
        "iom.toml": 'name = "Ш"',
    }
    opened = Staffroom(school(built))
    for teacher in TEACHERS:
        opened.prepare(teacher)
    return opened


def test_a_gate_over_all_participants_waits_for_the_last(room: Staffroom) -> None:
    for teacher in TEACHERS[:2]:
        room.decide(passed, teacher)
    assert room.lacks("parshina-nv") == ["Not through yet: ushakov-ap."]
    with pytest.raises(GateClosedError):
        room.decide(passed, "parshina-nv")
    room.decide(passed, "ushakov-ap")
    room.decide(passed, "parshina-nv")
    assert room.stage("parshina-nv") == "implementation"


def test_one_who_stopped_holds_up_nobody(room: Staffroom) -> None:
    for teacher in TEACHERS[:2]:
        room.decide(passed, teacher)
    room.decide(stopped, "ushakov-ap", "left")
    assert room.lacks("parshina-nv") == []


def test_one_returned_closes_the_gate_again(room: Staffroom) -> None:
    for teacher in TEACHERS:
        room.decide(passed, teacher)
    assert room.lacks("parshina-nv") == []
    room.decide(returned, "samoylov-kd", "analysis", "диагностика неполная")
    assert room.lacks("parshina-nv") == ["Not through yet: samoylov-kd."]


def test_all_walk_to_the_end(room: Staffroom) -> None:
    for _stage in range(3):
        for teacher in TEACHERS:
            room.decide(passed, teacher)
    assert {standing(template_of(room.run), route).state for route in room.run.routes.values()} == {"closed"}


def test_a_required_component_is_a_required_step_of_every_route(room: Staffroom, school: Build) -> None:
    room.put("ushakov-ap", Route.new(steps=[{"id": "s1", "kind": "task", "title": "self-analysis", "required": True}]))
    found = gate(room.school, room.run, "ushakov-ap", TODAY, stage="implementation")
    assert [one.said() for check in found for one in check.missing] == [
        "A required step is not done yet: self-analysis."
    ]


def test_a_return_leads_to_the_previous_stage_only(room: Staffroom) -> None:
    for _stage in range(2):
        for teacher in TEACHERS:
            room.decide(passed, teacher)
    with pytest.raises(ReturnTargetError) as raised:
        room.decide(returned, "parshina-nv", "analysis", "сначала")
    assert raised.value.facts["targets"] == ["design"]
    room.decide(returned, "parshina-nv", "design", "доработать")
    assert room.stage("parshina-nv") == "design"


@pytest.mark.parametrize("by", ["fedoseeva-im", "parshina-nv", "samoylov-kd"])
def test_who_leads_does_not_judge(room: Staffroom, by: str) -> None:
    """The coordinator, the teacher, and the colleague who answers for a step of the plan."""
    route = room.run.routes["parshina-nv"]
    steps = tuple(step.replaced(responsible="samoylov-kd") for step in route.steps)
    room.put("parshina-nv", route.replaced(steps=steps))
    with pytest.raises(JudgeError):
        room.decide(passed, "parshina-nv", by=by)
    with pytest.raises(JudgeError):
        room.decide(waived, "parshina-nv", "diagnosed", "и так видно", by=by)
    room.decide(stopped, "parshina-nv", "left", by=by)


def test_the_tutor_of_the_group_leads_too(room: Staffroom, school: Build) -> None:
    group = school(
        {
            "groups/teachers.toml": (
                f'title = "Интерны"\ntutor = "{METHODIST}"\n'
                'members = [{ id = "m1", student = "parshina-nv", since = 2026-09-01 }]'
            )
        }
    )
    room.school = room.school.with_documents(dict(group.documents))
    with pytest.raises(JudgeError):
        room.decide(passed, "parshina-nv")


def test_policies_and_history_of_the_programme_are_checked_alike(room: Staffroom, school: Build) -> None:
    policies = 'name = "Ш"\n[policies.programme]\ndiagnosed = { deficits = 2 }\n'
    room.school = room.school.with_documents(dict(school({"iom.toml": policies}).documents))
    assert policy_problems(room.school) == []
    assert room.lacks("parshina-nv") == ["parshina-nv lacks a diagnosis."]
    wrong = 'name = "Ш"\n[policies.programme]\nattendance = { share = 2 }\n'
    assert [one.fault.code for one in policy_problems(school({"iom.toml": wrong}))] == ["E0451"]
    route = room.run.routes["parshina-nv"]
    assert decision_problems(template_of(room.run), "rounds/internship/routes/parshina-nv.toml", route, room.run) == []
