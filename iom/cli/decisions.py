"""The decisions about one route: return, waive, stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from iom.cli.context import current
from iom.cli.finding import person_id, requirement_id, run_under_way, stage_id, student_id
from iom.cli.options import By, DryRun, Reason, Round
from iom.cli.output import emit, messages
from iom.cli.record_add import show_preview
from iom.cli.session import Session
from iom.errors import Exit, IomError
from iom.language import N_, say
from iom.model.roster import placements
from iom.model.routes import Route
from iom.model.school import Run
from iom.stages import decisions
from iom.stages.template import template_of
from iom.views.board import row_of
from iom.views.next_steps import OneNext
from iom.walk.queue import keeper
from iom.walk.sitting import Sitting

Pupil = Annotated[str, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name"))]
Requirement = Annotated[
    str,
    typer.Argument(metavar=N_("REQUIREMENT"), help=N_("which condition is lifted: its name in “iom next”, or its id")),
]
To = Annotated[str | None, typer.Option("--to", metavar=N_("STAGE"), help=N_("choice, implementation or evaluation"))]
Note = Annotated[str | None, typer.Option("--note", metavar=N_("TEXT"), help=N_("more about it, in your own words"))]
StopReason = Annotated[
    str | None, typer.Option("--reason", metavar=N_("REASON"), help=N_("left, refused, moved or other"))
]

Decide = Callable[[Run, str, str], Route]


class NoTargetError(IomError):
    """A return without a stage to return to."""

    text = N_("Where to? The stage to return to is missing.")
    hint = N_('iom return {student} --to STAGE --reason "…"')
    exit_code = Exit.USAGE


def return_(
    student: Pupil, to: To = None, reason: Reason = None, round_: Round = None, by: By = None, dry_run: DryRun = False
) -> None:
    """Take a route back to an earlier stage; its history stays."""
    if to is None:
        raise NoTargetError(student=student)
    today = current().today
    _decide(
        student,
        round_,
        by,
        dry_run,
        lambda run, who, judge: decisions.returned(
            run.school, run, who, judge, today, stage_id(template_of(run).stage_ids, to), reason or ""
        ),
    )


def waive(
    student: Pupil,
    requirement: Requirement,
    reason: Reason = None,
    round_: Round = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Lift one condition for one route; it is shown as waived, never as met."""
    today = current().today
    _decide(
        student, round_, by, dry_run,
        lambda run, who, judge: decisions.waived(
            run.school, run, who, judge, today, requirement_id(requirement), reason or ""
        ),
    )  # fmt: skip


def stop(
    student: Pupil,
    reason: StopReason = None,
    note: Note = None,
    round_: Round = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """End a route before its end: left, refused, moved or other."""
    today = current().today
    _decide(
        student, round_, by, dry_run,
        lambda run, who, judge: decisions.stopped(run.school, run, who, judge, today, reason or "", note),
        then=_tell_of_seats,
    )  # fmt: skip


def _tell_of_seats(run: Run, subject: str) -> None:
    """Say which seats the stop has freed, as long as the courses can still be entered."""
    today = current().today
    day = max(today, run.round.starts or today)
    held = [run.offer_title(offer) for offer in placements(run, subject, day) if offer in run.offers]
    if held and not current().json:
        text = say(N_("Seats that are free now: {titles}. Who can have them:"), {"titles": held})
        messages().todo(text, "iom round repair")


def _decide(
    student: str,
    round_: str | None,
    by: str | None,
    dry_run: bool,
    decide: Decide,
    then: Callable[[Run, str], None] | None = None,
) -> None:
    session = Session(current(), f"decision {student}", hold=dry_run)
    subject = student_id(session.school, student)
    run = run_under_way(session.school, round_, subject)
    today = current().today
    judge = person_id(session.school, by) if by else keeper(run, subject, today)
    route = decide(run, subject, judge)
    fields: dict[str, Any] = {"decisions": route.decisions, "waivers": route.waivers}
    session.save(Sitting(session.school, run.id, subject, today, judge).with_route(**fields))
    if dry_run:
        show_preview(session.preview())
        return
    emit(OneNext(row_of(session.school.runs[run.id], subject, today)))
    if then:
        then(session.school.runs[run.id], subject)
