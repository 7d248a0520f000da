"""The command edit: any document, by its file or by an id."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from iom.ask.options import Option, Pick
from iom.ask.question import Form, Question
from iom.cli.context import current
from iom.cli.editing import edit_document
from iom.cli.output import person
from iom.cli.record_find import name_of
from iom.errors import Exit, IomError
from iom.language import N_, _
from iom.model.folding import folded
from iom.model.kinds import recognise
from iom.model.lookup import AmbiguousError, NotFoundError, find
from iom.model.school import School
from iom.store.load import Loaded

What = Annotated[str, typer.Argument(metavar=N_("FILE|ID"), help=N_("a file of the workspace, an id, or a name"))]
DOCUMENT: Final = Form("document", Pick, N_("which of the documents"))


class NoFileError(IomError):
    """A file (``path``) that is no document."""

    text = N_("There is no document {path}.")
    hint = N_("Name a file from the workspace's root or from here, or an id.")
    exit_code = Exit.NOT_FOUND


class SeveralDocumentsError(IomError):
    """Several documents have the id."""

    text = N_("Several documents fit “{wanted}”: {paths}.")
    hint = N_("Name the file.")
    exit_code = Exit.NOT_FOUND


def edit(what: What) -> None:
    """Open a document in the text editor, and write it when it fits."""
    loaded = current().load()
    paths = document_paths(loaded, what, current().directory)
    edit_document(loaded, paths[0] if len(paths) == 1 else _chosen(what, paths))


def document_paths(loaded: Loaded, wanted: str, here: Path) -> tuple[str, ...]:
    """The documents that a file, an id or a name means.

    Raises:
        NoFileError: there is no such file.
        NotFoundError, AmbiguousError: no document, or several names, fit.
    """
    if wanted.endswith(".toml") or "/" in wanted:
        return (_file(loaded, wanted, here),)
    ids: dict[str, list[str]] = {}
    for path in sorted({*loaded.school.documents, *loaded.school.broken}):
        ids.setdefault(_id(path), []).append(path)
    exact = [one for one in ids if folded(one) == folded(wanted)]
    return tuple(ids[exact[0] if len(exact) == 1 else _meant(loaded.school, _names(loaded.school, ids), wanted)])


def _meant(school: School, names: dict[str, str], wanted: str) -> str:
    """The id meant; of people who share a surname the pupil, as in the commands that are about pupils."""
    try:
        return find(names, wanted, school.renamed)
    except AmbiguousError:
        people = school.people()
        if _finds({one: name for one, name in names.items() if one not in people}, wanted):
            raise
        pupils = {one: name for one, name in names.items() if one in school.students}
        if not _finds(pupils, wanted):
            raise
        return find(pupils, wanted, school.renamed)


def _finds(names: dict[str, str], wanted: str) -> bool:
    try:
        find(names, wanted)
    except (NotFoundError, AmbiguousError) as error:
        return isinstance(error, AmbiguousError)
    return True


def _file(loaded: Loaded, wanted: str, here: Path) -> str:
    candidates = [wanted.removeprefix("./")]
    full = (here / wanted).resolve()
    if full.is_relative_to(loaded.root.resolve()):
        candidates.insert(0, full.relative_to(loaded.root.resolve()).as_posix())
    for path in candidates:
        if path in loaded.raw and recognise(path):
            return path
    raise NoFileError(path=wanted)


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".toml")


def _names(school: School, ids: dict[str, list[str]]) -> dict[str, str]:
    names = {}
    for one, paths in ids.items():
        kind, parts = recognise(paths[0]) or (None, ())
        document = school.documents.get(paths[0])
        run = school.runs.get(parts[0]) if parts else None
        person_ = school.people().get(one)
        named = name_of(school, kind, run, one, document) if kind and document else one
        names[one] = person_.name if person_ else named
    return names


def _chosen(wanted: str, paths: tuple[str, ...]) -> str:
    somebody = person()
    if somebody is None:
        raise SeveralDocumentsError(wanted=wanted, paths=paths)
    choices = tuple(Option(path, path) for path in paths)
    answer = somebody.ask(Question(DOCUMENT, Pick(choices), _("Which document?")))
    if not isinstance(answer, str):
        raise SeveralDocumentsError(wanted=wanted, paths=paths)
    return answer
