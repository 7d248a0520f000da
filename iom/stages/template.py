"""Templates: a process as data, its stages, their gates and components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.routes import StepKind
from iom.model.school import Run

FOLDER = Path(__file__).parent / "templates"

Setting = int | bool | str
Settings = Mapping[str, Setting]


class UnknownTemplateError(IomError):
    """A round names a process that the program does not have."""

    text = N_("There is no process called “{template}”.")
    hint = N_('round.toml names the process: template = "route". There are: {known}.')
    exit_code = Exit.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Demand:
    """A named requirement of a gate, with its default numbers."""

    requirement: str
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a stage; a required one becomes a required step of every new route."""

    id: str
    kind: StepKind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: the demands of its gate, in the order in which people see them, and its components."""

    id: str
    gate: tuple[Demand, ...] = ()
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A process. ``return_to`` says where a return may lead, ``judges`` who may decide at a gate (design §3)."""

    id: str
    subject: Literal["student", "teacher"]
    stages: tuple[Stage, ...]
    return_to: Literal["any", "previous"] = "any"
    judges: Literal["any", "not-the-lead"] = "any"

    @property
    def stage_ids(self) -> tuple[str, ...]:
        """The stages in their order."""
        return tuple(stage.id for stage in self.stages)

    def stage(self, wanted: str) -> Stage | None:
        """The stage with this id."""
        return next((stage for stage in self.stages if stage.id == wanted), None)

    def demands(self) -> dict[str, Demand]:
        """Every requirement of every gate, by name."""
        return {demand.requirement: demand for stage in self.stages for demand in stage.gate}

    def required_components(self) -> tuple[Component, ...]:
        """The components that every route must contain, in the order of the stages."""
        return tuple(component for stage in self.stages for component in stage.components if component.required)


def parse_template(data: Mapping[str, Any]) -> Template:
    """A template from the data of its file.

    Raises:
        KeyError, ValueError: the file is not a template; templates are the program's own, so this is a bug.
    """
    template = Template(
        id=data["id"],
        subject=_one_of(data["subject"], "student", "teacher"),
        stages=tuple(map(_stage, data["stages"])),
        return_to=_one_of(data.get("return_to", "any"), "any", "previous"),
        judges=_one_of(data.get("judges", "any"), "any", "not-the-lead"),
    )
    names = [demand.requirement for stage in template.stages for demand in stage.gate]
    if len(set(names)) < len(names) or len(set(template.stage_ids)) < len(template.stages) or not template.stages:
        raise ValueError(f"{template.id}: no stages, or a stage or a requirement twice")
    return template


def _stage(data: Mapping[str, Any]) -> Stage:
    gate = tuple(
        Demand(row["requirement"], {name: value for name, value in row.items() if name != "requirement"})
        for row in data.get("gate", ())
    )
    return Stage(data["id"], gate, tuple(Component(**row) for row in data.get("components", ())))


def _one_of(value: str, *allowed: str) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {allowed}")
    return value


#: Templates by id, filled as they are asked for.
TEMPLATES: dict[str, Template] = {}


def shipped_ids() -> tuple[str, ...]:
    """The ids of all templates there are."""
    return tuple(sorted({*TEMPLATES, *(path.stem for path in FOLDER.glob("*.toml"))}))


def shipped(template_id: str) -> Template:
    """The template with this id.

    Raises:
        UnknownTemplateError: there is none.
    """
    if template_id not in TEMPLATES:
        TEMPLATES[template_id] = parse_template(_read(template_id))
    return TEMPLATES[template_id]


def template_of(run: Run) -> Template:
    """The template that the round runs.

    Raises:
        UnknownTemplateError: there is none.
    """
    return shipped(run.round.template)


def _read(template_id: str) -> Mapping[str, Any]:
    from iom.toml.fast import parsed

    if template_id not in shipped_ids():
        raise UnknownTemplateError(template=template_id, known=list(shipped_ids()))
    return cast("Mapping[str, Any]", parsed((FOLDER / f"{template_id}.toml").read_text("utf-8")))
