"""The commands of git: install, uninstall, status, merge-driver, textconv."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from iom.ask.kinds import Confirm
from iom.ask.question import Form, Question
from iom.cli.context import current
from iom.cli.mistakes import CancelledError
from iom.cli.options import Yes
from iom.cli.output import emit, person
from iom.errors import Exit, IomError
from iom.git import installing
from iom.git.installing import Setting
from iom.language import N_, _
from iom.views.sheet import Cell, Lines, Sheet, Table
from iom.views.sheet import Column as Heading

NoHook = Annotated[bool, typer.Option("--no-hook", help=N_("leave the check before each commit out"))]
GO: Form = Form("yes", Confirm, N_("whether to go ahead"))
WORDS = {
    "attributes": N_("documents are merged and shown by iom"),
    "merge.iom.name": N_("name of the merge"),
    "merge.iom.driver": N_("merges entry by entry; without iom, git merges the lines"),
    "diff.iom.textconv": N_("changes name the entry that they are in"),
    "diff.iom.xfuncname": N_("headers of changes"),
    "hook": N_("documents are checked before each commit"),
}


class UnconfirmedInstallError(IomError):
    """Nobody is there to agree."""

    text = N_("Nothing was set: nobody is here to agree.")
    hint = N_("Agree beforehand: iom git install --yes")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class Settings:
    """What is set in this clone."""

    title: str
    settings: tuple[Setting, ...]

    def sheet(self) -> Sheet:
        """One row a setting."""
        rows = tuple(
            (Cell(_("yes"), "good") if each.present else Cell(_("no"), "warn"), _(WORDS[each.name]), each.where)
            for each in self.settings
        )
        columns = (Heading(_("set")), Heading(_("what it does"), flexible=True), Heading(_("where"), flexible=True))
        return Sheet(self.title, (Table(columns, rows),))

    def data(self) -> dict[str, Any]:
        """The same as data."""
        return {"settings": {each.name: {"where": each.where, "set": each.present} for each in self.settings}}


def install(yes: Yes = False, no_hook: NoHook = False) -> None:
    """Set this clone up: merges by entries, readable changes, a check before each commit."""
    clone = installing.clone_of(current().root)
    lacking = [
        each for each in installing.settings(clone) if not each.present and not (no_hook and each.name == "hook")
    ]
    if lacking and not yes:
        somebody = person()
        if somebody is None:
            raise UnconfirmedInstallError
        lines = tuple(f"{each.where}: {_(WORDS[each.name])}" for each in lacking)
        somebody.show(Sheet(_("This would be set in this clone alone:"), (Lines(lines, bullet="  "),)))
        if somebody.ask(Question(GO, Confirm(), _("Go ahead?"), default=True)) is not True:
            raise CancelledError
    installing.install(clone, hook=not no_hook)
    emit(Settings(_("Set. Taken back by: iom git uninstall"), installing.settings(clone)))


def uninstall() -> None:
    """Take everything back that `iom git install` set."""
    clone = installing.clone_of(current().root)
    installing.uninstall(clone)
    emit(Settings(_("Taken back."), installing.settings(clone)))


def status() -> int:
    """Show what is set in this clone; exit code 1 where something is missing."""
    found = installing.settings(installing.clone_of(current().root))
    emit(Settings(_("This clone"), found))
    return int(Exit.DONE if all(each.present for each in found) else Exit.PROBLEMS)


Three = Annotated[list[str], typer.Argument(metavar=N_("BASE OURS THEIRS SIZE PATH"), help=N_("as git gives them"))]
File = Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("the document to show"))]


def merge_driver(words: Three) -> int:
    """Merge a document for git: the result goes into OURS; 65 where something is left open."""
    from iom.git.driver import main

    return main(words)


def textconv(file: File) -> None:
    """Print a document as changes show it."""
    from iom.git.textconv import main

    sys.stdout.write(main(Path(file)))
