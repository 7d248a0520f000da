"""The commands of the past: log, diff, show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from iom.changes.diff import difference
from iom.cli.context import current
from iom.cli.edit import document_paths
from iom.cli.output import emit
from iom.cli.past import At, loaded_at
from iom.errors import Exit, IomError
from iom.git.history import told, touches
from iom.git.run import GitMissingError, NoRepositoryError, top_of
from iom.git.textconv import readable
from iom.git.trees import commit_at, committed
from iom.language import N_, _
from iom.model.edits import Data
from iom.model.kinds import recognise
from iom.model.school import School
from iom.store.load import Loaded
from iom.store.sources import of_contents
from iom.toml.read import read
from iom.views.changes import document_title, sentence
from iom.views.sheet import Lines, Sheet
from iom.views.story import Story, Told, facts

LAST = 50
Whose = Annotated[
    str | None, typer.Argument(metavar="ID", help=N_("pupil, offer, round or file; without it, everything"))
]
All = Annotated[bool, typer.Option("--all", help=N_("from the very beginning, not the last lines alone"))]
Revisions = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("REV|DATE"), help=N_("one or two commits or days; none: the last commit")),
]
What = Annotated[str, typer.Argument(metavar=N_("FILE|ID"), help=N_("a file of the workspace, an id, or a name"))]
_OF_ROUND = ("round.toml", "allocation.toml", "moves.toml", "offers", "events", "codes.toml")
_SHARED = ("journals", "assessments", "moves.toml", "consultations")


class TooManyStatesError(IomError):
    """More than two states are to be compared."""

    text = N_("Two states can be compared, not {count}.")
    hint = N_("Name one or two: iom diff 2026-09-01 2026-11-16")
    exit_code = Exit.USAGE


def log(whose: Whose = None, all_: All = False) -> None:
    """Tell what happened, from the documents and from the history of git."""
    loaded = current().load()
    school = loaded.school
    own, about = _own_paths(loaded, whose)
    lines = [line for path in own for line in facts(school, path, school.documents[path].data())]
    lines += [
        line
        for path in (school.documents if about else ())
        if path not in own and any(f"{part}" in path.split("/") for part in _SHARED)
        for line in facts(school, path, school.documents[path].data(), about)
    ]
    lines += _from_git(loaded, school, own if whose else ())
    lines.sort(key=lambda line: line.day)
    kept = lines if all_ or current().json else lines[-LAST:]
    emit(Story(document_title(school, own[0]) if whose and own else "", tuple(kept), len(lines) - len(kept)))


def _own_paths(loaded: Loaded, whose: str | None) -> tuple[tuple[str, ...], str | None]:
    """The documents of a pupil, an offer or a round, and the pupil whom shared documents may name."""
    school = loaded.school
    if whose is None:
        return tuple(school.documents), None
    if whose in school.runs:
        inside = (path for path in school.documents if path.startswith(f"rounds/{whose}/"))
        return tuple(path for path in inside if path.split("/")[2] in _OF_ROUND), None
    named = document_paths(loaded, whose, current().directory)
    identifier = (recognise(named[0]) or (None, ("",)))[1][-1]
    own = {path for path in school.documents if (recognise(path) or (None, ("",)))[1][-1:] == (identifier,)}
    return tuple(sorted({*named, *own} & school.documents.keys())), identifier


def _from_git(loaded: Loaded, school: School, paths: tuple[str, ...]) -> Iterator[Told]:
    """Nothing where there is no git: the documents tell most of it."""
    try:
        top_of(loaded.root)
    except (GitMissingError, NoRepositoryError):
        return
    yield from told(loaded.root, school, touches(loaded.root, paths or (".",)))


@dataclass(frozen=True)
class Differences:
    """What changed between two states, document by document."""

    documents: tuple[tuple[str, str, tuple[str, ...]], ...]

    def sheet(self) -> Sheet:
        """A block a document."""
        if not self.documents:
            return Sheet(_("Nothing changed."))
        return Sheet("", tuple(Lines(lines, title, "  ") for _path, title, lines in self.documents))

    def data(self) -> dict[str, Any]:
        """The sentences by document."""
        return {"documents": {path: {"title": title, "changes": lines} for path, title, lines in self.documents}}


def diff(revisions: Revisions = None) -> None:
    """Tell what changed since a commit or a day, or between two of them."""
    given = revisions or ["HEAD"]
    if len(given) > 2:
        raise TooManyStatesError(count=len(given))
    root = current().root
    before = of_contents(root, committed(root, commit_at(root, given[0])))
    after = of_contents(root, committed(root, commit_at(root, given[1]))) if len(given) == 2 else current().load()
    emit(Differences(tuple(_differences(before, after))))


def _differences(before: Loaded, after: Loaded) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    school = School({**before.school.documents, **after.school.documents})
    for path in sorted({*before.raw, *after.raw}):
        old, new = before.raw.get(path), after.raw.get(path)
        if old != new:
            lines = tuple(_lines(school, path, _data(old, path), _data(new, path)))
            yield path, document_title(school, path), lines


def _lines(school: School, path: str, old: Data | None, new: Data | None) -> Iterator[str]:
    if old is None or new is None:
        yield _("new") if old is None else _("removed, or no document any more")
        return
    operations = difference(old, new)
    if not operations:
        yield _("only comments or layout")
    for operation in operations:
        yield sentence(path, old, operation, school)


def _data(raw: bytes | None, path: str) -> Data | None:
    return None if raw is None else read(raw, path).data


@dataclass(frozen=True)
class Documents:
    """Documents as they are or were."""

    loaded: Loaded
    paths: tuple[str, ...]

    def sheet(self) -> Sheet:
        """The text of each."""
        school = self.loaded.school
        return Sheet(
            "", tuple(Lines(tuple(self._text(path)), f"{document_title(school, path)} ({path})") for path in self.paths)
        )

    def _text(self, path: str) -> list[str]:
        reading = read(self.loaded.raw[path], path)
        text = reading.text.replace("\r\n", "\n")
        return (readable(text, reading.data) if reading.data is not None else text).splitlines()

    def data(self) -> dict[str, Any]:
        """The data of each by path."""
        return {"documents": {path: read(self.loaded.raw[path], path).data for path in self.paths}}


def show(what: What, at: At = None) -> None:
    """Show a document, or all with an id, as they are or were."""
    loaded = loaded_at(at)
    emit(Documents(loaded, document_paths(loaded, what, current().directory)))
