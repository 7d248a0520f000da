"""The commands of a round: open, status, place, move, close."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Annotated

import typer

from iom.ask.kinds import Date, Number
from iom.cli.context import current
from iom.cli.finding import offer_id, person_id, run_of, student_id
from iom.cli.options import By, DryRun, Reason, Round
from iom.cli.output import emit
from iom.cli.record_add import show_preview
from iom.cli.session import Session
from iom.errors import Exit, IomError
from iom.language import N_, _
from iom.model.identifiers import is_id
from iom.model.rounds import Lottery
from iom.model.rounds import Round as RoundDocument
from iom.model.school import Run, School
from iom.views.board import board, row_of
from iom.views.next_steps import OneNext
from iom.views.round_status import round_status
from iom.walk import rounds

Identifier = Annotated[str, typer.Argument(metavar=N_("ROUND"), help=N_("id of the round, for example 2027-spring"))]
Maybe = Annotated[str | None, typer.Argument(metavar=N_("ROUND"), help=N_("the round; without it, the present one"))]
Pupil = Annotated[str, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name"))]
Where = Annotated[str, typer.Argument(metavar=N_("OFFER"), help=N_("the course of the round"))]
Title = Annotated[str | None, typer.Option("--title", metavar=N_("TEXT"), help=N_("name of the round"))]
Year = Annotated[str | None, typer.Option("--year", metavar=N_("YEAR"), help=N_("school year, for example 2026-2027"))]
Grades = Annotated[
    list[str] | None,
    typer.Option("--grade", metavar=N_("NUMBER"), help=N_("year group that takes part; may be repeated")),
]
Template = Annotated[
    str | None, typer.Option("--template", metavar=N_("PROCESS"), help=N_("process; route if left out"))
]
Picks = Annotated[
    str | None, typer.Option("--picks", metavar=N_("NUMBER"), help=N_("courses for each pupil; 3 if left out"))
]
Previous = Annotated[
    str | None, typer.Option("--previous", metavar=N_("ROUND"), help=N_("the round that this one carries on"))
]
Until = Annotated[str | None, typer.Option("--choice-until", metavar=N_("DATE"), help=N_("last day of the choice"))]
Starts = Annotated[str | None, typer.Option("--starts", metavar=N_("DATE"), help=N_("first day of the courses"))]
Ends = Annotated[str | None, typer.Option("--ends", metavar=N_("DATE"), help=N_("last day of the courses"))]
Coordinator = Annotated[str | None, typer.Option("--coordinator", metavar=N_("PERSON"), help=N_("who runs the round"))]
Draw = Annotated[
    str | None,
    typer.Option(
        "--lottery", metavar=N_("TEXT"), help=N_("public event that gives the lottery's value; dice if left out")
    ),
]
From = Annotated[str | None, typer.Option("--from", metavar=N_("OFFER"), help=N_("the course left"))]
To = Annotated[str | None, typer.Option("--to", metavar=N_("OFFER"), help=N_("the course entered"))]


class MissingOptionsError(IomError):
    """Options that the command needs are missing."""

    text = N_("Missing: {missing}.")
    hint = N_("Give them in one command: {command}")
    exit_code = Exit.USAGE


class NotAnIdError(IomError):
    """An id that no file can have."""

    text = N_("“{given}” is no id.")
    hint = N_("An id has 2 to 64 lower-case Latin letters, digits and hyphens, for example 2027-spring.")
    exit_code = Exit.USAGE


def open_(
    identifier: Identifier,
    title: Title = None,
    year: Year = None,
    grade: Grades = None,
    template: Template = None,
    picks: Picks = None,
    previous: Previous = None,
    choice_until: Until = None,
    starts: Starts = None,
    ends: Ends = None,
    coordinator: Coordinator = None,
    lottery: Draw = None,
    dry_run: DryRun = False,
) -> None:
    """Open a round: its document, codes, and routes that carry on what the last one left."""
    _require(f"iom round open {identifier}", {"--title": title})
    if not is_id(identifier):
        raise NotAnIdError(given=identifier)
    session = Session(current(), f"round open {identifier}", hold=dry_run)
    school, today = session.school, current().today
    before = run_of(school, previous) if previous else None
    document = RoundDocument.new(
        title=title,
        template=template or (before.round.template if before else "route"),
        subject=before.round.subject if before else None,
        school_year=year or _school_year(school),
        grades=tuple(Number(1, 11).parse(number) for number in grade or ()) or (before.round.grades if before else ()),
        coordinator=person_id(school, coordinator) if coordinator else (before.round.coordinator if before else None),
        picks=Number(1, 10).parse(picks) if picks else (before.round.picks if before else None),
        previous=before.id if before else None,
        opened_on=today,
        lottery=Lottery.new(source=lottery or _("dice thrown at the parents' evening")),
        **{
            name: Date(today).parse(day)
            for name, day in (("choice_until", choice_until), ("starts", starts), ("ends", ends))
            if day
        },
    )
    session.save(rounds.opened(school, identifier, document, fresh_codes(), today))
    _told(session, dry_run, identifier)


def status(identifier: Maybe = None) -> None:
    """Show demand against seats, and who has not chosen."""
    emit(round_status(run_of(current().load().school, identifier), current().today))


def place(
    student: Pupil, offer: Where, reason: Reason = None, by: By = None, round_: Round = None, dry_run: DryRun = False
) -> None:
    """Place a pupil by hand, with reason and author."""
    _require(f"iom round place {student} {offer}", {"--reason": reason, "--by": by})
    session = Session(current(), f"round place {student} {offer}", hold=dry_run)
    run, subject, judge = _people(session, round_, student, by)
    target = offer_id(run, offer)
    session.save(rounds.placed(run, subject, target, judge, reason or "", current().today, fresh_codes()))
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
    _require(f"iom round move {student}", {"--reason": reason, "--by": by, "--to": source or target})
    session = Session(current(), f"round move {student}", hold=dry_run)
    run, subject, judge = _people(session, round_, student, by)
    leaves, enters = (offer_id(run, offer) if offer else None for offer in (source, target))
    session.save(rounds.moved(run, subject, leaves, enters, judge, reason or "", current().today))
    _told_of(session, dry_run, run, subject)


def close(identifier: Maybe = None, dry_run: DryRun = False) -> None:
    """Close a round whose routes are all closed or stopped."""
    session = Session(current(), f"round close {identifier or ''}".strip(), hold=dry_run)
    run = run_of(session.school, identifier)
    session.save(rounds.closed(run, current().today))
    _told(session, dry_run, run.id)


def _people(session: Session, round_: str | None, student: str, by: str | None) -> tuple[Run, str, str]:
    run = run_of(session.school, round_)
    return run, student_id(session.school, student), person_id(session.school, by or "")


def _require(command: str, options: dict[str, str | None]) -> None:
    missing = [name for name, value in options.items() if not value]
    if missing:
        raise MissingOptionsError(missing=missing, command=" ".join([command, *(f"{name} …" for name in missing)]))


def _told(session: Session, dry_run: bool, round_id: str) -> None:
    if dry_run:
        show_preview(session.preview())
    else:
        emit(board(session.school.runs[round_id], current().today))


def _told_of(session: Session, dry_run: bool, run: Run, subject: str) -> None:
    if dry_run:
        show_preview(session.preview())
    else:
        emit(OneNext(row_of(session.school.runs[run.id], subject, current().today)))


def _school_year(school: School) -> str:
    """The year of the calendar that holds today, or else the one that today falls into."""
    today = current().today
    for span in school.calendar.years if school.calendar else ():
        if span.covers(today):
            return span.id
    first = today.year if today.month >= 7 else today.year - 1
    return f"{first}-{first + 1}"


def fresh_codes() -> Iterator[str]:
    """Random codes, one after another."""
    while True:
        yield rounds.code_of(secrets.randbits(64))
