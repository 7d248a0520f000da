"""The command check: loader problems and rules across documents, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from iom.cli.context import current
from iom.cli.formats import settled, show
from iom.cli.freezing import thawed
from iom.cli.options import DryRun
from iom.errors import Exit, Fault, IomError, Problem
from iom.git.installing import ATTRIBUTES, lacks_driver
from iom.git.trees import changed_paths, commit_at, committed, staged_contents
from iom.language import N_
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
Format = Annotated[
    str | None,
    typer.Option("--format", metavar=N_("FORMAT"), help=N_("text, json (LSP diagnostics) or github (annotations)")),
]
Fix = Annotated[bool, typer.Option("--fix", help=N_("repair what cannot be repaired wrongly: letters, line ends"))]
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


class NotOnDiskError(IomError):
    """Repairs are written to the files, not to the index."""

    text = N_("What is staged cannot be repaired in place.")
    hint = N_("Repair the files, then stage them: iom check --fix && git add -u")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class Found:
    """Every problem of the workspace, placed and sorted; ``among`` names the documents asked about, None: all.

    ``staged`` is how many documents the next commit changes, where only that is looked at.
    """

    loaded: Loaded
    problems: tuple[Problem, ...]
    among: frozenset[str] | None = None
    staged: int | None = None

    def narrowed(self, paths: list[str], here: Path) -> Found:
        """The problems of these documents and folders alone.

        Raises:
            NotADocumentError: a path is not in the workspace.
        """
        wanted = [_below(self.loaded, path, here) for path in paths]
        documents = {problem.document for problem in self.problems} | set(self.loaded.raw)
        inside = {one for one in documents if self.covers(one) and any(_within(one, path) for path in wanted)}
        kept = tuple(problem for problem in self.problems if problem.document in inside)
        return Found(self.loaded, kept, frozenset(inside), self.staged)

    def covers(self, document: str) -> bool:
        """Whether the document is among those asked about."""
        return self.among is None or document in self.among


def found(loaded: Loaded, today: date) -> Found:
    """Loader problems and rules across documents, each placed."""
    from iom.check import check as checked
    from iom.check import in_the_open, misplaced
    from iom.store.restricted import restricted

    misfits = misplaced(loaded.strangers, loaded.school.documents)
    if (second := restricted(loaded)) and second.loaded:
        own = [problem for problem in second.loaded.problems if problem.document in second.paths]
        rules = second.divided((*own, *checked(second.joined(loaded.school), today)), loaded.school)
    else:
        rules = iter(checked(loaded.school, today))
    problems = (*loaded.problems, *rules, *misfits, *in_the_open(loaded.school), *_unknown_keys(loaded))
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


def check(
    paths: Paths = None,
    staged: Staged = False,
    since: Since = None,
    format_: Format = None,
    fix: Fix = False,
    dry_run: DryRun = False,
) -> int:
    """Find every problem; exit code 1 when there are errors."""
    form = settled(format_)
    if fix and staged:
        raise NotOnDiskError
    result = _of_staged() if staged else _of_disk()
    shown = _narrowed(result, paths, since)
    if fix and repaired(shown, dry_run=dry_run):
        shown = _narrowed(_of_disk(), paths, since)
    show(shown.loaded, shown.problems, form, shown.staged)
    wrong = any(problem.severity == "error" for problem in shown.problems)
    return int(Exit.PROBLEMS if wrong else Exit.DONE)


def repaired(result: Found, *, dry_run: bool) -> bool:
    """Repair what cannot be repaired wrongly; whether something was written."""
    from iom.cli.fixing import fix

    wanted = [path for path in result.loaded.raw if result.covers(path)]
    return fix(result.loaded, result.problems, wanted, dry_run=dry_run)


def _of_disk() -> Found:
    loaded = current().load()
    result = found(loaded, current().today)
    frozen = loaded.placed(thawed(loaded))
    return Found(loaded, (*_of_clone(), *loaded.placed((*frozen, *result.problems))))


def _narrowed(result: Found, paths: list[str] | None, since: str | None) -> Found:
    if since:
        root = current().root
        changed = changed_paths(root, commit_at(root, since))
        earlier = result.loaded.placed(thawed(result.loaded, since))
        kept = [each for each in (*result.problems, *earlier) if each.document in changed]
        once = {(each.fault.code, each.document, each.keys, each.place): each for each in kept}
        result = Found(result.loaded, tuple(once.values()), changed, result.staged)
    return result.narrowed(paths, current().directory) if paths else result


def _of_staged() -> Found:
    """Problems of what the next commit would change, and problems elsewhere that it would bring."""
    from iom.check.fresh import fresh

    root, today = current().root, current().today
    before, after = of_contents(root, committed(root, "HEAD")), of_contents(root, staged_contents(root))
    result = found(after, today)
    brought = after.placed(fresh(before.school, after.school, today))
    touched = {path for path in {*before.raw, *after.raw} if before.raw.get(path) != after.raw.get(path)}
    own = (problem for problem in result.problems if problem.document in touched)
    return Found(after, tuple(dict.fromkeys((*own, *brought))), staged=len(touched))


def _of_clone() -> tuple[Problem, ...]:
    """The warning that the clone is not set up as the attributes say."""
    return (Problem(NOT_INSTALLED, ATTRIBUTES),) if lacks_driver(current().root) else ()


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
