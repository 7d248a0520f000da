"""The commands that open and close a round; closing one may open the next in the same step."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from iom.ask.answers import AnswersAsker, command
from iom.ask.given import from_flags
from iom.ask.kinds import AnswerError, Date, Number, Text
from iom.ask.question import Form, Question, Reply
from iom.cli.context import current
from iom.cli.finding import person_id, run_of
from iom.cli.mistakes import CancelledError
from iom.cli.options import DryRun, Given, command_from_forms
from iom.cli.output import emit, messages, note, person
from iom.cli.record_add import show_preview
from iom.cli.rounds import Maybe, fresh_codes, require_options
from iom.cli.session import Session
from iom.errors import Exit
from iom.language import N_, _
from iom.model.identifiers import is_id
from iom.model.rounds import Lottery
from iom.model.rounds import Round as RoundDocument
from iom.model.school import Run, School
from iom.stages.opening import carried_round
from iom.views.board import board
from iom.walk import rounds

Identifier = Annotated[str, typer.Argument(metavar=N_("ROUND"), help=N_("id of the round, for example 2027-spring"))]
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


class NotAnIdError(AnswerError):
    """An id that no file can have."""

    text = N_("“{given}” is no id.")
    hint = N_("An id has 2 to 64 lower-case Latin letters, digits and hyphens, for example 2027-spring.")
    exit_code = Exit.USAGE


class RoundId(Text):
    """The id of a new round."""

    def parse(self, raw: object) -> str:
        """The id.

        Raises:
            NotAnIdError: no file can have it.
        """
        identifier = super().parse(raw)
        if not is_id(identifier):
            raise NotAnIdError(given=identifier)
        return identifier


NEXT: Final = Form("next", RoundId, N_("id of the round that opens in the same step, for example 2027-spring"))
TITLE: Final = Form("title", Text, N_("name of the next round"))
DAYS: Final = (
    Form("choice-until", Date, N_("last day of its choice")),
    Form("starts", Date, N_("first day of its courses")),
    Form("ends", Date, N_("last day of its courses")),
)
FORMS: Final = (NEXT, TITLE, *DAYS)


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
    require_options(f"iom round open {identifier}", {"--title": title})
    identifier = RoundId().parse(identifier)
    session = Session(current(), f"round open {identifier}", hold=dry_run)
    school, today = session.school, current().today
    before = run_of(school, previous) if previous else None
    given: dict[str, Any] = {
        "title": title,
        "template": template,
        "school_year": year,
        "grades": tuple(Number(1, 11).parse(number) for number in grade or ()),
        "coordinator": person_id(school, coordinator) if coordinator else None,
        "picks": Number(1, 10).parse(picks) if picks else None,
        "lottery": Lottery.new(source=lottery) if lottery else None,
    }
    days = {"choice_until": choice_until, "starts": starts, "ends": ends}
    given |= {name: Date(today).parse(day) for name, day in days.items() if day}
    session.save(_opened(school, identifier, before, given))
    _told(session, dry_run, identifier)


def _close(identifier: Maybe = None, dry_run: DryRun = False, *, given: Given) -> None:
    """Close a round whose routes are all closed or stopped, and open the next one."""
    session = Session(current(), f"round close {identifier or ''}".strip(), hold=True)
    run = run_of(session.school, identifier)
    after = rounds.closed(run, current().today)
    followed = any(other.round.previous == run.id for other in session.school.runs.values())
    words, somebody = ("iom", "round", "close", run.id), person()
    asker = AnswersAsker(from_flags(FORMS, given), words=words, fallback=somebody)
    answers = {} if followed and not given else _asked(asker)
    following = answers.pop(NEXT.name, None)
    if following:
        carried = {name.replace("-", "_"): answer for name, answer in answers.items()}
        after = _opened(after, following, after.runs[run.id], carried)
    session.save(after)
    if not dry_run:
        session.flush()
    _told(session, dry_run, following or run.id)
    if following and somebody:
        note(_("The same without questions:"))
        told = {(name, ""): answer for name, answer in {NEXT.name: following, **answers}.items()}
        note("  " + command(words, told, FORMS))
    elif not following and not followed and not current().json:
        messages().todo(_("The next round is opened by:"), f"iom round open ID --title … --previous {run.id}")


close = command_from_forms(_close, FORMS)


def _asked(asker: AnswersAsker) -> dict[str, Any]:
    """The answers by form name; without an id of the next round nothing else is asked."""
    asked = _("Id of the round that follows; leave it out to open none now")
    days = (_("The last day of its choice?"), _("The first day of its courses?"), _("The last day of its courses?"))
    questions = (
        Question(NEXT, RoundId(), asked, required=asker.has(FORMS)),
        Question(TITLE, Text(), _("What is it called?")),
        *(Question(form, Date(current().today), text, required=False) for form, text in zip(DAYS, days, strict=True)),
    )
    answers: dict[str, Any] = {}
    position = 0
    while position < len(questions):
        reply = asker.ask(questions[position])
        if reply is Reply.NEXT:
            raise CancelledError
        if reply is Reply.BACK:
            position = max(0, position - 1)
            continue
        if position == 0 and reply is Reply.SKIP:
            return {}
        answers[questions[position].form.name] = None if reply is Reply.SKIP else reply
        position += 1
    return answers


def _opened(school: School, identifier: str, before: Run | None, given: dict[str, Any]) -> School:
    """The school with the new round; what is not ``given`` is as in the round ``before``.

    Raises:
        RoundExistsError: the id is taken.
    """
    today = current().today
    fields: dict[str, Any] = {
        "school_year": _school_year(school),
        "lottery": Lottery.new(source=_("dice thrown at the parents' evening")),
        **(carried_round(before.round) if before else {}),
        **{name: value for name, value in given.items() if value not in (None, ())},
    }
    document = RoundDocument.new(previous=before.id if before else None, opened_on=today, **fields)
    return rounds.opened(school, identifier, document, fresh_codes(), today)


def _told(session: Session, dry_run: bool, round_id: str) -> None:
    if dry_run:
        show_preview(session.preview())
    else:
        emit(board(session.school.runs[round_id], current().today))


def _school_year(school: School) -> str:
    """The year of the calendar that holds today, or else the one that today falls into."""
    today = current().today
    for span in school.calendar.years if school.calendar else ():
        if span.covers(today):
            return span.id
    first = today.year if today.month >= 7 else today.year - 1
    return f"{first}-{first + 1}"
