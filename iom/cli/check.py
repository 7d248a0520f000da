"""The command check: loader problems and rules across documents, all at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from iom.cli.context import current
from iom.cli.output import write, write_json
from iom.cli.problems import problem_data
from iom.errors import Exit, Fault, IomError, Problem
from iom.git.installing import ATTRIBUTES, lacks_driver
from iom.git.trees import changed_paths, commit_at, committed, staged_contents
from iom.language import N_, ngettext, say
from iom.store.load import Loaded
from iom.store.sources import of_contents

Paths = Annotated[
    list[str] | None, typer.Argument(metavar=N_("PATH"), help=N_("only these documents or folders; all are read"))
]

Staged = Annotated[bool, typer.Option("--staged", help=N_("what the next commit of git would bring, not the files"))]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar=N_("REV|DATE"), help=N_("only documents changed since a commit or a day")),
]
NOT_INSTALLED = Fault(
    "W0510",
    N_("documents are to be merged by iom, and this clone does not know how: git merges lines"),
    N_("set it up: iom git install"),
    "warning",
)


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

    misfits = misplaced(loaded.strangers, loaded.school.documents)
    problems = (*loaded.problems, *checked(loaded.school, today), *misfits, *_unknown_keys(loaded))
    return Found(loaded, loaded.placed(dict.fromkeys(loaded.placed(problems))))


def _unknown_keys(loaded: Loaded) -> Iterator[Problem]:
    """Unknown keys of documents that do not fit their model, and so are no documents to the rules."""
    from iom.check.keys import unknown_keys
    from iom.model.kinds import recognise
    from iom.toml.read import read

    for path in sorted(loaded.school.broken):
        kind, data = recognise(path), read(loaded.raw[path], path).data
        if kind and data:
            yield from unknown_keys(path, data, kind[0].model)


def check(paths: Paths = None, staged: Staged = False, since: Since = None) -> int:
    """Find every problem; exit code 1 when there are errors."""
    if staged:
        result = _of_staged()
    else:
        loaded = current().load()
        result = found(loaded, current().today)
        result = Found(loaded, (*_of_clone(), *result.problems))
    if since:
        changed = changed_paths(current().root, commit_at(current().root, since))
        result = Found(result.loaded, tuple(each for each in result.problems if each.document in changed))
    if paths:
        result = result.narrowed(paths, current().directory)
    _show(result)
    wrong = any(problem.severity == "error" for problem in result.problems)
    return int(Exit.PROBLEMS if wrong else Exit.DONE)


def _of_staged() -> Found:
    """Problems of what the next commit would change, and problems elsewhere that it would bring."""
    from iom.check.fresh import fresh

    root, today = current().root, current().today
    before, after = of_contents(root, committed(root, "HEAD")), of_contents(root, staged_contents(root))
    result = found(after, today)
    brought = after.placed(fresh(before.school, after.school, today))
    touched = {path for path in {*before.raw, *after.raw} if before.raw.get(path) != after.raw.get(path)}
    own = (problem for problem in result.problems if problem.document in touched)
    return Found(after, tuple(dict.fromkeys((*own, *brought))))


def _of_clone() -> tuple[Problem, ...]:
    """The warning that the clone is not set up as the attributes say."""
    return (Problem(NOT_INSTALLED, ATTRIBUTES),) if lacks_driver(current().root) else ()


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
