"""The command demo: one pupil of the example school walked from choice to a closed route."""

from __future__ import annotations

import shlex
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from iom.ask.scripted import ScriptedAsker
from iom.cli import output
from iom.cli.acts import Act, acts
from iom.cli.check import found
from iom.cli.context import current, enter
from iom.cli.example import copy_example
from iom.cli.finding import run_of
from iom.cli.shell import reaching_program, speaking
from iom.cli.speech import choose
from iom.errors import Exit, IomError
from iom.git.run import git, is_installed
from iom.language import N_, _, say
from iom.views.board import Board, board
from iom.views.sheet import Lines, Sheet

if TYPE_CHECKING:
    from iom.ask.question import Asker
    from iom.terminal.printer import Printer

DEFAULT: Final = "iom-demo"
RULE: Final = 72
STEP: Final = 39
NEXT: Final = (
    ("iom --today {day} status", N_("the board of the round")),
    ("iom --today {day} next", N_("whose turn, with the command")),
    ("iom --today {day} choose --form 5а", N_("pupils of 5а, still choosing")),
    ("git diff", N_("what changed, line by line")),
    ("iom undo", N_("take the last change back")),
)

Folder = Annotated[
    str | None, typer.Argument(metavar=N_("FOLDER"), help=N_("where to copy the school; without it, iom-demo"))
]


class FolderTakenError(IomError):
    """The place of the demonstration is not empty."""

    text = N_("{folder} is not empty. Nothing was changed.")
    hint = N_("Name another folder: iom demo FOLDER")
    exit_code = Exit.CONFLICT


def demo(folder: Folder = None) -> None:
    """Copy the example school and walk one pupil from choice to a closed route."""
    root = _free(folder)
    copy_example(root)
    versioned = _first_commit(root)
    scenes = acts()
    with _at(root, scenes[-1]):
        before = _board()
        if not current().json:
            _open(root, before)
    for act in scenes:
        with _at(root, act):
            _play(act)
    with _at(root, scenes[-1]):
        _close(root, before, _board(), versioned=versioned)


def _free(folder: str | None) -> Path:
    """An empty place: the one named, or the first free ``iom-demo``.

    Raises:
        FolderTakenError: the place named is not empty.
    """
    if folder is None:
        names = (DEFAULT, *(f"{DEFAULT}-{number}" for number in range(2, 1000)))
        return next(path for name in names if _is_empty(path := current().directory / name))
    path = current().directory / folder
    if not _is_empty(path):
        raise FolderTakenError(folder=str(path))
    return path


def _is_empty(path: Path) -> bool:
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def _first_commit(root: Path) -> bool:
    """Put the copy under git, where there is one, so that the walk can be seen as a diff."""
    if not is_installed():
        return False
    git(root, "init", "--quiet")
    git(root, "add", ".")
    name = ("-c", "user.name=iom demo", "-c", "user.email=demo@example.org", "-c", "commit.gpgsign=false")
    git(root, *name, "commit", "--quiet", "--no-verify", "--message", "zarechnaya")
    return True


@contextmanager
def _at(root: Path, act: Act) -> Iterator[None]:
    """The program as it is used in the copy on the day of the act."""
    outside = current()
    enter(replace(outside, directory=root, today=act.today, stand_in=None, interactive=False))
    try:
        yield
    finally:
        enter(outside)


def _board() -> Board:
    return board(run_of(current().load().school, None), current().today)


def _open(root: Path, before: Board) -> None:
    title = _("The example school is copied. What follows is one pupil's way through a round.")
    _draw(Sheet(title, (Lines((str(root),), bullet=" "),)), before.sheet())


def _play(act: Act) -> None:
    from iom.cli.commands import call

    if not current().json:
        output.write(_announced(act))
    silent = act.quiet or current().json
    if act.replies:
        enter(replace(current(), stand_in=ScriptedAsker(act.replies) if silent else _echo(act)))
    # On stderr a walk tells the command that would repeat it: good to have, but no part of the story.
    with redirect_stdout(StringIO()) if silent else nullcontext(), redirect_stderr(StringIO()):
        call(list(act.command))


def _announced(act: Act) -> str:
    title = f"\n{'═' * RULE}\n{textwrap.fill(act.title, RULE)}\n\n" if act.title else "" if act.quiet else "\n"
    return f"{title}$ iom {shlex.join(act.command)}"


def _echo(act: Act) -> Asker:
    from iom.terminal.echo import EchoAsker

    return EchoAsker(_printer(), ScriptedAsker(act.replies))


def _printer() -> Printer:
    from iom.terminal.printer import Printer

    return Printer(sys.stdout, color=current().color)


def _draw(*sheets: Sheet) -> None:
    for sheet in sheets:
        output.write("")
        _printer().show(sheet)


def _close(root: Path, before: Board, after: Board, *, versioned: bool) -> None:
    problems = found(current().load(), current().today).problems
    errors = sum(problem.severity == "error" for problem in problems)
    if current().json:
        counts = {"before": before.counts(), "after": after.counts()}
        output.write_json({"root": str(root), **counts, "errors": errors, "warnings": len(problems) - errors})
        return
    if versioned:
        git(root, "add", "--intent-to-add", ".")
    changed = git(root, "diff", "--stat=79").rstrip().splitlines() if versioned else [_("no git here")]
    facts = {"errors": errors, "warnings": len(problems) - errors, "day": current().today}
    output.write("\n" + "═" * RULE)
    _draw(
        after.sheet(),
        Sheet(_("git diff --stat: what the walk changed"), (Lines(tuple(changed)),)),
        Sheet(say(N_("iom check on {day}: {errors} errors, {warnings} warnings"), facts)),
        Sheet(_("Now you")),
    )
    # Not wrapped as a sheet would be: these lines are there to be copied.
    output.write("\n" + "\n".join(f"  {line}" for line in (*_first_lines(root), *_steps())))


def _first_lines(root: Path) -> Iterator[str]:
    """What the shell is told once, so that the steps go as they stand and speak as the demonstration did."""
    yield from reaching_program()
    yield f"cd {shlex.quote(str(root))}"
    if choose(None, root, environ) != current().language:
        yield speaking(current().language)


def _steps() -> Iterator[str]:
    for command, text in NEXT:
        yield f"{command.replace('{day}', current().today.isoformat()):<{STEP}} # {_(text)}"
