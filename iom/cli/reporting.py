"""The commands report board (in the terminal, as a page for a browser, for the wall) and report route."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from iom.cli.context import current
from iom.cli.finding import class_of, group_id, require_class, run_of, run_under_way, student_id
from iom.cli.options import ClassForm, Round, TutorGroup
from iom.cli.output import emit, messages, write, write_json
from iom.cli.past import At, day_at, loaded_at
from iom.cli.printed_files import STDOUT, CannotWriteError, FileThereError, write_files
from iom.cli.unread import warn_of_unread
from iom.errors import Exit, IomError
from iom.language import N_, _, ngettext, say
from iom.model.school import Run, School
from iom.views.board import Board, board
from iom.views.journey import journey
from iom.views.journey_sheet import JourneyView
from iom.views.round_status import RoundStatus, round_status
from iom.views.sheet import Bars, Sheet
from iom.walk.queue import Selection, left_out, selected

#: What every page of ours says of itself near its beginning, whatever the version.
MARK: Final = b'<meta name=generator content="iom '
_BEGINNING: Final = 4096

File = Annotated[
    str | None,
    typer.Argument(metavar=N_("FILE"), help=N_("where the page goes; - is stdout; without it, a name of ours")),
]
Student = Annotated[str, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name"))]
Html = Annotated[bool, typer.Option("--html", help=N_("one file for a browser, with every pupil's page"))]
OnWall = Annotated[bool, typer.Option("--wall", help=N_("the page for a screen in the hall: codes, no names"))]
Force = Annotated[bool, typer.Option("--force", help=N_("replace a file that is there already"))]


class NotABoardError(FileThereError):
    """A file (``path``) that is no board stands where the page would go."""

    text = N_("{path} is there already and is no board of ours. Nothing was written.")
    hint = N_("Add --force to replace it, or name another file.")


class CannotWritePageError(CannotWriteError):
    """The system does not let us write the page to ``path``."""

    hint = N_("Name another file.")


class NotAPageError(IomError):
    """A page is to be called something (``given``) that no browser opens; perhaps a pupil was meant."""

    text = N_("“{given}” is no name of a page: it should end in .html.")
    hint = N_("The route of one pupil: iom report route PUPIL")
    exit_code = Exit.USAGE


class WholeRoundError(IomError):
    """A wall of less than the whole round would tell who is in it."""

    text = N_("The wall shows the whole round.")
    hint = N_("Leave out --form and --group.")
    exit_code = Exit.USAGE


@dataclass(frozen=True, slots=True)
class BoardInTerminal:
    """The board, and under it the demand for the courses against their seats."""

    board: Board
    status: RoundStatus

    def sheet(self) -> Sheet:
        """See `iom.cli.output.View`."""
        drawn = self.board.sheet()
        rows = tuple((row.title, row.wanted, row.seats) for row in self.status.offers if not row.cancelled)
        return Sheet(drawn.title, (*drawn.blocks, *((Bars(rows, _("Demand against seats")),) if rows else ())))

    def data(self) -> dict[str, Any]:
        """See `iom.cli.output.View`."""
        return {**self.board.data(), "offers": self.status.data()["offers"]}


def board_(
    file: File = None,
    html: Html = False,
    wall: OnWall = False,
    round_: Round = None,
    form: ClassForm = None,
    group: TutorGroup = None,
    at: At = None,
    force: Force = False,
) -> None:
    """Show the board of a round, or write it as a page."""
    school, today = loaded_at(at).school, day_at(at)
    run = run_of(school, round_)
    if wall and (form or group):
        raise WholeRoundError
    if file and file != STDOUT and not file.lower().endswith((".html", ".htm")):
        raise NotAPageError(given=file)
    warn_of_unread(school, left_out(run, _selection(school, form, group, today), today))
    if wall:
        _write_wall(run, file, today, force=force)
        return
    subjects = _subjects(run, school, form, group, today)
    if html or file:
        _write_board(run, file, today, subjects, force=force)
    else:
        emit(BoardInTerminal(board(run, today, subjects, detailed=bool(form or group)), round_status(run, today)))


def route(student: Student, round_: Round = None, at: At = None) -> None:
    """Show the route of one pupil as a picture."""
    school, today = loaded_at(at).school, day_at(at)
    subject = student_id(school, student)
    run = run_under_way(school, round_, subject)
    require_class(run, subject, today)
    emit(JourneyView(journey(run, subject, today)))


def _subjects(run: Run, school: School, form: str | None, group: str | None, today: date) -> Iterable[str] | None:
    if not form and not group:
        return None
    return selected(run, _selection(school, form, group, today), today)


def _selection(school: School, form: str | None, group: str | None, today: date) -> Selection:
    return Selection(
        form=class_of(school, form, today) if form else None, group=group_id(school, group) if group else None
    )


def _write_board(run: Run, file: str | None, today: date, subjects: Iterable[str] | None, *, force: bool) -> None:
    from iom.report.board.facts import facts
    from iom.report.board.page import board_page

    found = facts(run, today, subjects)
    count = len(found.pupils)
    name = file or f"board-{run.id}.html"
    if _given_out(board_page(found), name, {"round": run.id, "subjects": count}, force=force):
        text = ngettext("Written: {path}, {count} pupil.", "Written: {path}, {count} pupils.", count)
        messages().done(say(text, {"path": name, "count": count}))
        messages().note(_("It holds names and marks of children: for staff only."))


def _write_wall(run: Run, file: str | None, today: date, *, force: bool) -> None:
    from iom.report.board.page import wall_page
    from iom.report.board.wall import wall
    from iom.report.board.words import left_out as told_of_left_out

    found = wall(run, today)
    name = file or f"wall-{run.id}.html"
    facts = {"round": run.id, "codes": found.shown, "left_out": found.left_out}
    if _given_out(wall_page(found), name, facts, force=force):
        messages().done(say(N_("Written: {path}"), {"path": name}))
        messages().note(say(N_("Codes shown: {count}"), {"count": found.shown}))
        if found.left_out:
            messages().note(told_of_left_out(found.left_out))


def _given_out(page: str, name: str, facts: dict[str, Any], *, force: bool) -> bool:
    """Whether a page was written to a file and a person is to be told; ``facts`` are for a program.

    Raises:
        NotABoardError: another file stands there, and ``force`` is not given.
        CannotWritePageError: the system refuses.
    """
    if name != STDOUT:
        _write_file(page, Path(name), force=force)
    if current().json:
        write_json({**({"page": page} if name == STDOUT else {"file": name}), **facts})
    elif name == STDOUT:
        write(page)
    return not current().json and name != STDOUT


def _write_file(page: str, path: Path, *, force: bool) -> None:
    if not force and path.exists() and not _is_ours(path):
        raise NotABoardError(path=path)
    try:
        write_files({path: page.encode()}, force=True)
    except CannotWriteError as error:
        raise CannotWritePageError(path=path, reason=error.facts["reason"]) from None


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            return MARK in opened.read(_BEGINNING)
    except OSError:
        return False
