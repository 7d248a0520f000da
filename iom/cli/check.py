"""The command check: loader problems and rules across documents, all at once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from iom.cli.context import current
from iom.cli.output import write, write_json
from iom.cli.problems import problem_data
from iom.errors import Exit, IomError, Problem
from iom.language import N_, ngettext, say
from iom.store.load import Loaded

Paths = Annotated[
    list[str] | None, typer.Argument(metavar=N_("PATH"), help=N_("only these documents or folders; all are read"))
]


class NotADocumentError(IomError):
    """A path that is no document or folder of the workspace."""

    text = N_("{path} is no document of this workspace.")
    hint = N_("Documents are .toml files below {root}.")
    exit_code = Exit.NOT_FOUND


@dataclass(frozen=True)
class Found:
    """Every problem of the workspace, placed and sorted."""

    loaded: Loaded
    problems: tuple[Problem, ...]

    def narrowed(self, paths: list[str], here: Path) -> Found:
        """The problems of these documents and folders alone.

        Raises:
            NotADocumentError: a path is not in the workspace.
        """
        wanted = [_below(self.loaded, path, here) for path in paths]
        kept = tuple(problem for problem in self.problems if any(_within(problem.document, path) for path in wanted))
        return Found(self.loaded, kept)


def found(loaded: Loaded, today: date) -> Found:
    """Loader problems and rules across documents, each placed."""
    from iom.check import check as checked
    from iom.check import misplaced

    problems = (*loaded.problems, *loaded.placed((*checked(loaded.school, today), *misplaced(loaded.strangers))))
    return Found(loaded, loaded.placed(dict.fromkeys(problems)))


def check(paths: Paths = None) -> int:
    """Find every problem; exit code 1 when there are errors."""
    result = found(current().load(), current().today)
    if paths:
        result = result.narrowed(paths, current().directory)
    _show(result)
    wrong = any(problem.severity == "error" for problem in result.problems)
    return int(Exit.PROBLEMS if wrong else Exit.DONE)


def _show(result: Found) -> None:
    documents = len(result.loaded.raw)
    if current().json:
        write_json({"documents": documents, "problems": [problem_data(problem) for problem in result.problems]})
        return
    if not result.problems:
        found = ngettext("{count} document, no problems.", "{count} documents, no problems.", documents)
        write(say(found, {"count": documents}))
        return
    from iom.terminal.printer import Printer
    from iom.terminal.problems import print_problems

    print_problems(Printer(sys.stdout, color=current().color), result.problems, result.loaded.text)


def _below(loaded: Loaded, path: str, here: Path) -> str:
    if path in loaded.raw:
        return path
    try:
        relative = (here / path).resolve().relative_to(loaded.root.resolve()).as_posix()
    except ValueError:
        relative = ".."
    if relative != "." and not any(_within(document, relative) for document in loaded.raw):
        raise NotADocumentError(path=path, root=str(loaded.root))
    return relative


def _within(document: str, path: str) -> bool:
    return path in {".", document} or document.startswith(path.rstrip("/") + "/")
