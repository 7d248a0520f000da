"""The stage commands: choose, implement, evaluate, reflect; of one pupil, an offer, an expert, or a queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from iom.cli.options import (
    AnswersFile,
    By,
    ClassForm,
    DryRun,
    Given,
    Offer,
    Round,
    TutorGroup,
    command_from_forms,
)
from iom.cli.walking import Asked, walk_all
from iom.language import N_
from iom.walk.stages import stage_forms

Students = Annotated[
    list[str] | None, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name; several are a queue"))
]
PartNames = Annotated[
    list[str] | None,
    typer.Option("--part", metavar=N_("PART"), help=N_("walk this part, though the gate may not lack it")),
]
Expert = Annotated[
    str | None,
    typer.Option("--expert", metavar=N_("PERSON"), help=N_("walk an expert through the products that are shown")),
]
FromSheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar=N_("CODE"), help=N_("what stands on a paper sheet: the code under its QR code")),
]
LessonOf = Annotated[
    str | None, typer.Option("--offer", metavar=N_("OFFER"), help=N_("record a lesson and products of this course"))
]


def _of_stage(stage: str, verb: str, *without: str, offer: object = Offer) -> Callable[..., Any]:
    def walks(
        students: Students = None,
        round_: Round = None,
        form: ClassForm = None,
        group: TutorGroup = None,
        offer: Offer = None,
        by: By = None,
        expert: Expert = None,
        answers: AnswersFile = None,
        part: PartNames = None,
        sheet: FromSheet = None,
        dry_run: DryRun = False,
        *,
        given: Given,
    ) -> int:
        named, parts = students or [], part or []
        return walk_all(
            Asked(stage, verb, named, given, round_, form, group, offer, by, expert, answers, parts, dry_run, sheet)
        )

    walks.__annotations__["offer"] = offer
    return command_from_forms(walks, stage_forms(stage), without)


choose = _of_stage("choice", "choose", "expert")
implement = _of_stage("implementation", "implement", "expert", "sheet", offer=LessonOf)
evaluate = _of_stage("evaluation", "evaluate")
reflect = _of_stage("reflection", "reflect", "expert")
