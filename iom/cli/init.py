"""The command ``init``: a workspace for a school."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from iom import language
from iom.ask.answers import AnswersAsker, command
from iom.ask.given import from_flags
from iom.ask.kinds import Text
from iom.ask.options import Option, Pick
from iom.ask.question import Asker, Form, Question, Reply
from iom.cli.context import Context, current, enter
from iom.cli.example import copy_example
from iom.cli.founding import Founder, founded, ignore_state
from iom.cli.mistakes import CancelledError
from iom.cli.options import Given, command_from_forms
from iom.cli.output import emit, note, person
from iom.cli.saving import note_written
from iom.errors import Exit, IomError
from iom.language import N_, _, say
from iom.store.commit import create
from iom.store.tree import MARK
from iom.views.sheet import Lines, Sheet

LANGUAGE: Final = Form("language", Pick, N_("language of the screens and papers: ru or en"))
NAME: Final = Form("name", Text, N_("name of the school"))
CODE: Final = Form("code", Text, N_("code of the school, where it has one"))
MUNICIPALITY: Final = Form("municipality", Text, N_("municipality of the school"))
STEPS: Final = ("iom check", "iom student add", "iom course add", "iom round open")
EXAMPLE_STEPS: Final = ("iom status", "iom next", "iom check")
FORMS: Final = (NAME, LANGUAGE, CODE, MUNICIPALITY)

Directory = Annotated[str | None, typer.Argument(metavar=N_("FOLDER"), help=N_("where to make it; without it, here"))]
Example = Annotated[bool, typer.Option("--example", help=N_("copy the example school"))]


class AlreadyThereError(IomError):
    """``folder`` holds a workspace already, or the file ``path`` of one."""

    text = N_("{path} is there already in {folder}. Nothing was changed.")
    hint = N_("Choose an empty folder: iom init FOLDER")
    exit_code = Exit.CONFLICT


class NotAFolderError(IomError):
    """``folder`` is a file."""

    text = N_("{folder} is a file, not a folder.")
    hint = N_("Choose an empty folder: iom init FOLDER")
    exit_code = Exit.CONFLICT


@dataclass(frozen=True)
class Founded:
    """What ``init`` made: the root as the person named it, and the documents written."""

    root: Path
    paths: tuple[str, ...]
    example: bool

    def sheet(self) -> Sheet:
        """What was made, and what to do next."""
        made = say(N_("The workspace is made in {folder}."), {"folder": str(self.root.absolute())})
        steps = EXAMPLE_STEPS if self.example else STEPS
        if self.root != Path():
            steps = (f"cd {shlex.quote(str(self.root))}", *steps)
        usual = _("Correct calendar.toml by the order of the school: its dates are the usual ones.")
        notes = () if self.example else (Lines((usual,)),)
        return Sheet(made, (*notes, Lines(steps, _("What to do next"), "  ")))

    def data(self) -> dict[str, Any]:
        """The folder and the paths in it."""
        return {"root": str(self.root.absolute()), "documents": list(self.paths), "example": self.example}


def _init(directory: Directory = None, example: Example = False, *, given: Given) -> None:
    """Make the workspace of a school, or copy the example school."""
    context = current()
    root = context.directory / (directory or "")
    _refuse_occupied(root)
    if example:
        _finish(root, copy_example(root), example=True)
        return
    words = ("iom", "init", *([directory] if directory else []))
    somebody = person()
    answers = _asked(AnswersAsker(from_flags(FORMS, given), words=words, fallback=somebody))
    _finish(root, _written(root, answers, context), example=False)
    if somebody:
        _tell_the_same(words, answers)


init = command_from_forms(_init, FORMS)


def _finish(root: Path, paths: tuple[str, ...], *, example: bool) -> None:
    ignore_state(root)
    if current().commit:
        note_written(current(), paths)
        enter(replace(current(), directory=root))
    emit(Founded(root, paths, example))


def _refuse_occupied(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise NotAFolderError(folder=str(root))
    for path in (MARK, "calendar.toml", "catalogs"):
        if (root / path).exists():
            raise AlreadyThereError(folder=str(root), path=path)


def _asked(asker: Asker) -> dict[str, str | None]:
    """The answers by form name; a person may go back to the question before."""
    answers: dict[str, str | None] = {}
    while question := next((each for each in _questions() if each.form.name not in answers), None):
        reply = asker.ask(question)
        if reply is Reply.NEXT:
            raise CancelledError
        if reply is Reply.BACK:
            answers.popitem() if answers else None
            continue
        answers[question.form.name] = question.default if reply is Reply.SKIP else str(reply)
        # What follows, and the comments in the new documents, are in the language of the school.
        language.use(answers[LANGUAGE.name] or language.current())
    return answers


def _questions() -> tuple[Question, ...]:
    speech = Pick((Option("ru", "русский"), Option("en", "English")))
    wanted = _("Which language shall the school's screens speak?")
    return (
        Question(LANGUAGE, speech, wanted, default=language.current(), required=False),
        Question(NAME, Text(), _("What is the school called?")),
        Question(CODE, Text(), _("Its code, if it has one?"), required=False),
        Question(MUNICIPALITY, Text(), _("Its municipality?"), required=False),
    )


def _tell_the_same(words: tuple[str, ...], answers: Mapping[str, str | None]) -> None:
    note(_("The same without questions:"))
    note("  " + command(words, {(name, ""): answer for name, answer in answers.items()}, FORMS))


def _written(root: Path, answers: Mapping[str, str | None], context: Context) -> tuple[str, ...]:
    founder = Founder(str(answers["name"]), language.current(), answers["code"], answers["municipality"])
    root.mkdir(parents=True, exist_ok=True)
    return create(root, founded(founder, context.today), label="init").paths
