"""The commands of a round: status, place, move; what its other commands share."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Annotated

import typer

from iom.cli.context import current
from iom.cli.finding import offer_id, person_id, require_readable, run_of, student_id
from iom.cli.keeping_apart import kept_apart
from iom.cli.options import By, DryRun, Reason, Round
from iom.cli.output import emit
from iom.cli.record_add import show_preview
from iom.cli.session import Session
from iom.cli.unread import warn_of_unread
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.school import Run
from iom.views.board import row_of
from iom.views.next_steps import OneNext
from iom.views.round_status import round_status
from iom.walk import rounds
from iom.walk.queue import Selection, left_out

Maybe = Annotated[str | None, typer.Argument(metavar=N_("ROUND"), help=N_("the round; without it, the present one"))]
Pupil = Annotated[str, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name"))]
Where = Annotated[str, typer.Argument(metavar=N_("OFFER"), help=N_("the course of the round"))]
From = Annotated[str | None, typer.Option("--from", metavar=N_("OFFER"), help=N_("the course left"))]
To = Annotated[str | None, typer.Option("--to", metavar=N_("OFFER"), help=N_("the course entered"))]


class MissingOptionsError(IomError):
    """Options that the command needs are missing."""

    text = N_("Missing: {missing}.")
    hint = N_("Give them in one command: {command}")
    exit_code = Exit.USAGE


def status(identifier: Maybe = None) -> None:
    """Show demand against seats, and who has not chosen."""
    school, today = current().load().school, current().today
    run = run_of(school, identifier)
    warn_of_unread(school, left_out(run, Selection(), today))
    emit(round_status(run, today))


def place(
    student: Pupil, offer: Where, reason: Reason = None, by: By = None, round_: Round = None, dry_run: DryRun = False
) -> None:
    """Place a pupil by hand, with reason and author."""
    require_options(f"iom round place {student} {offer}", {"--reason": reason, "--by": by})
    session = Session(current(), f"round place {student} {offer}", hold=dry_run)
    run, subject, judge = _people(session, round_, student, by)
    target, pairs = offer_id(run, offer), kept_apart(session.loaded, run)
    session.save(rounds.placed(run, subject, target, judge, reason or "", current().today, fresh_codes()))
    pairs.warn_of(run, subject, target, current().today)
    _told_of(session, dry_run, run, subject)


def move(
    student: Pupil,
    source: From = None,
    target: To = None,
    reason: Reason = None,
    by: By = None,
    round_: Round = None,
    dry_run: DryRun = False,
) -> None:
    """Move a pupil from one course to another, within an agreement of the family."""
    require_options(f"iom round move {student}", {"--reason": reason, "--by": by, "--to": source or target})
    session = Session(current(), f"round move {student}", hold=dry_run)
    run, subject, judge = _people(session, round_, student, by)
    leaves, enters = (offer_id(run, offer) if offer else None for offer in (source, target))
    pairs = kept_apart(session.loaded, run)
    session.save(rounds.moved(run, subject, leaves, enters, judge, reason or "", current().today))
    if enters:
        pairs.warn_of(run, subject, enters, current().today)
    _told_of(session, dry_run, run, subject)


def _people(session: Session, round_: str | None, student: str, by: str | None) -> tuple[Run, str, str]:
    run, subject = run_of(session.school, round_), student_id(session.school, student)
    require_readable(run, subject)
    return run, subject, person_id(session.school, by or "")


def require_options(command: str, options: dict[str, str | None]) -> None:
    """Make sure that each of the options has a value.

    Raises:
        MissingOptionsError: names those without, in a command to copy.
    """
    missing = [name for name, value in options.items() if not value]
    if missing:
        raise MissingOptionsError(missing=missing, command=" ".join([command, *(f"{name} …" for name in missing)]))


def _told_of(session: Session, dry_run: bool, run: Run, subject: str) -> None:
    if dry_run:
        show_preview(session.preview())
    else:
        emit(OneNext(row_of(session.school.runs[run.id], subject, current().today)))


def fresh_codes() -> Iterator[str]:
    """Random codes, one after another."""
    while True:
        yield rounds.code_of(secrets.randbits(64))
