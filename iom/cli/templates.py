"""The command answers: a template of an answers file for the pupils of a stage."""

from __future__ import annotations

from typing import Annotated

import typer

from iom.ask.template import template
from iom.cli.context import current
from iom.cli.finding import class_of, group_id, offer_id, person_id, require_readable, run_of, stage_id, student_id
from iom.cli.options import ClassForm, Offer, Round, TutorGroup
from iom.cli.output import note, write, write_json
from iom.errors import Exit, IomError
from iom.language import N_, _, say
from iom.model.school import Run
from iom.views.wording import stage_title
from iom.walk.part import Part
from iom.walk.queue import Selection, in_stage, keeper, selected, whereabouts
from iom.walk.sitting import Sitting
from iom.walk.stages import expert_parts, offer_parts, stage_forms, stage_parts

STAGES = {"choose": "choice", "implement": "implementation", "evaluate": "evaluation", "reflect": "reflection"}

StageName = Annotated[
    str,
    typer.Argument(metavar=N_("STAGE"), help=N_("choice, implementation, evaluation or reflection; or its command")),
]
Pupils = Annotated[list[str] | None, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name"))]


Expert = Annotated[
    str | None,
    typer.Option("--expert", metavar=N_("PERSON"), help=N_("an expert's marks for the products that are shown")),
]


class UnknownStageError(IomError):
    """No stage is called so."""

    text = N_("There is no stage “{stage}”.")
    hint = N_("Stages: {known}.")
    exit_code = Exit.USAGE


def answers(
    stage: StageName,
    students: Pupils = None,
    round_: Round = None,
    form: ClassForm = None,
    group: TutorGroup = None,
    offer: Offer = None,
    expert: Expert = None,
) -> None:
    """Print an answers file to fill in: what the gates of these pupils still lack."""
    stage = stage_id(STAGES.values(), STAGES.get(stage, stage))
    if stage not in STAGES.values():
        raise UnknownStageError(stage=stage, known=list(STAGES.values()))
    run = run_of(current().load().school, round_)
    head = _("# Take the # away before an answer that you give; what stays commented out is not answered.")
    if stage == "evaluation" and expert:
        judge = person_id(run.school, expert)
        sitting = Sitting(run.school, run.id, judge, current().today, judge)
        sections = [_section(sitting, expert_parts(sitting, _narrowed(run, students or [], form, group, offer)))]
    elif stage == "implementation" and offer and not students:
        subject = offer_id(run, offer)
        sections = [_section(Sitting(run.school, run.id, subject, current().today, subject), offer_parts())]
    else:
        pupils = _pupils(run, stage, students or [], form, group, offer)
        sections = [_of_pupil(run, stage, pupil) for pupil in pupils]
        _tell_who_is_elsewhere(run, stage, [student_id(run.school, wanted) for wanted in students or []], pupils)
    text = "\n\n".join(section.rstrip("\n") for section in (head, *sections))
    if current().json:
        write_json({"stage": stage, "template": text + "\n"})
    else:
        write(text)


def _tell_who_is_elsewhere(run: Run, stage: str, named: list[str], pupils: tuple[str, ...]) -> None:
    """Say why somebody named, or everybody, has no questions: an empty template alone would not tell it."""
    for subject in dict.fromkeys(named):
        if subject not in pupils:
            present = stage_title(whereabouts(run, subject))
            facts = {"name": run.school.name(subject), "stage": stage_title(stage), "present": present}
            note(say(N_("{name}: no questions of “{stage}” now; state of the route: {present}."), facts))
    if not named and not pupils:
        note(say(N_("No questions: nobody of those asked for is in “{stage}” now."), {"stage": stage_title(stage)}))


def _of_pupil(run: Run, stage: str, subject: str) -> str:
    sitting = Sitting(run.school, run.id, subject, current().today, keeper(run, subject, current().today))
    return _section(sitting, stage_parts(stage, sitting))


def _pupils(
    run: Run, stage: str, students: list[str], form: str | None, group: str | None, offer: str | None
) -> tuple[str, ...]:
    selection = _selection(run, students, form, group, offer)
    for subject in selection.subjects:
        require_readable(run, subject)
    return in_stage(run, selected(run, selection, current().today), stage)


def _narrowed(
    run: Run, students: list[str], form: str | None, group: str | None, offer: str | None
) -> frozenset[str] | None:
    """Whose products an expert is asked about; None for all that are shown."""
    selection = _selection(run, students, form, group, offer)
    return frozenset(selected(run, selection, current().today)) if selection else None


def _selection(run: Run, students: list[str], form: str | None, group: str | None, offer: str | None) -> Selection:
    school = run.school
    return Selection(
        subjects=tuple(student_id(school, wanted) for wanted in students),
        form=class_of(school, form, current().today) if form else None,
        group=group_id(school, group) if group else None,
        offer=offer_id(run, offer) if offer else None,
    )


def _section(sitting: Sitting, parts: tuple[Part, ...]) -> str:
    due = [part for part in parts if part.lacking(sitting)]
    questions = [question for part in due for question in part.questions(sitting, {})]
    forms = dict.fromkeys(form for part in due for form in part.forms)
    known = set(stage_forms("implementation")) | set(forms)
    return template(sitting.subject, questions, [form for form in forms if form in known])
