"""The record commands, made from the kinds of record: nine kinds, six verbs, one factory.

`iom.cli.registry` names a function ``student_add``; this module makes it when it is asked for.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Final

import typer

from iom.cli import record_add, record_change
from iom.cli.context import current
from iom.cli.finding import group_id
from iom.cli.options import ClassForm, DryRun, Given, Round, TutorGroup, command_from_forms
from iom.cli.output import emit
from iom.cli.record_find import records_of, round_of, subject_of
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.base import Document
from iom.model.folding import folded
from iom.model.kinds import BY_NAME, Kind
from iom.model.people import Student
from iom.views.profile import Profile
from iom.views.records import Place, listing
from iom.walk.records.part import record_forms
from iom.walk.records.registry import RECORDS

Who = Annotated[str, typer.Argument(metavar=N_("ID"), help=N_("id, its beginning, or name"))]
New = Annotated[str, typer.Argument(metavar=N_("NEW"), help=N_("the new id"))]
Word = Annotated[str | None, typer.Argument(metavar=N_("WORD"), help=N_("only those with this word"))]
All = Annotated[bool, typer.Option("--all", help=N_("past ones as well: leavers, cancelled offers"))]
Confirm = Annotated[str | None, typer.Option("--confirm", metavar=N_("ID"), help=N_("the id once more, as consent"))]


class UnreadableRecordError(IomError):
    """A record that cannot be read, with its problems."""

    text = N_("{path} cannot be read.")
    hint = N_("Mend it with: iom edit {path}")
    exit_code = Exit.INVALID


Maker = Callable[[Kind], Callable[..., Any]]


def _add(kind: Kind) -> Callable[..., Any]:
    record = RECORDS[kind.name]

    def plain(dry_run: DryRun = False, *, given: Given) -> None:
        """Add a record."""
        record_add.add(record, given, None, dry_run=dry_run)

    def in_round(round_: Round = None, dry_run: DryRun = False, *, given: Given) -> None:
        """Add a record to a round."""
        record_add.add(record, given, round_, dry_run=dry_run)

    return command_from_forms(in_round if record.in_round else plain, record_forms(record))


def _list(kind: Kind) -> Callable[..., Any]:
    def plain(word: Word = None, all_: All = False) -> None:
        """List the records of a kind."""
        _show_list(kind, word, past=all_)

    def in_round(word: Word = None, round_: Round = None, all_: All = False) -> None:
        """List the records of a round."""
        _show_list(kind, word, round_, past=all_)

    def students(word: Word = None, form: ClassForm = None, group: TutorGroup = None, all_: All = False) -> None:
        """List the pupils."""
        _show_list(kind, word, form=form, group=group, past=all_)

    return students if kind.name == "student" else in_round if RECORDS[kind.name].in_round else plain


def _show_list(
    kind: Kind,
    word: str | None,
    round_: str | None = None,
    *,
    form: str | None = None,
    group: str | None = None,
    past: bool,
) -> None:
    school, today = current().load().school, current().today
    run = round_of(school, kind, round_)
    documents = records_of(school, kind, run)
    if form is not None:
        documents = {one: pupil for one, pupil in documents.items() if _in_form(pupil, form)}
    if group is not None:
        members = school.groups[group_id(school, group)].students_on(today)
        documents = {one: pupil for one, pupil in documents.items() if one in members}
    emit(listing(kind.name, Place(school, run, today), documents, word or "", past=past))


def _in_form(pupil: Document, form: str) -> bool:
    now = pupil.form_on(current().today) if isinstance(pupil, Student) else None
    return now is not None and folded(now) == folded(form)


def _show(kind: Kind) -> Callable[..., Any]:
    def show(who: Who, round_: str | None = None) -> None:
        """Show one record, with what belongs to it."""
        loaded = current().load()
        subject = subject_of(loaded.school, kind, who, round_)
        run = loaded.school.runs.get(subject.round) if subject.round else None
        if subject.path in loaded.school.broken:
            problems = tuple(problem for problem in loaded.problems if problem.document == subject.path)
            raise UnreadableRecordError(problems=problems, path=subject.path)
        emit(Profile(Place(loaded.school, run, current().today), subject.path, loaded.school.documents[subject.path]))

    return _with_round(kind, show)


def _edit(kind: Kind) -> Callable[..., Any]:
    def edit(who: Who, round_: str | None = None) -> None:
        """Open one record in the text editor."""
        from iom.cli.editing import edit_document

        loaded = current().load()
        edit_document(loaded, subject_of(loaded.school, kind, who, round_).path)

    return _with_round(kind, edit)


def _rename(kind: Kind) -> Callable[..., Any]:
    def rename(who: Who, new: New, round_: str | None = None, dry_run: DryRun = False) -> None:
        """Give a record another id, everywhere."""
        record_change.rename(kind, who, new, round_, dry_run=dry_run)

    return _with_round(kind, rename)


def _remove(kind: Kind) -> Callable[..., Any]:
    def remove(who: Who, round_: str | None = None, confirm: Confirm = None, dry_run: DryRun = False) -> None:
        """Remove a record that nothing refers to."""
        record_change.remove(kind, who, round_, confirm, dry_run=dry_run)

    return _with_round(kind, remove)


def _with_round(kind: Kind, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` with an option for the round where records of the kind live in one, else without."""
    parameters = [
        parameter.replace(annotation=Round) if parameter.name == "round_" else parameter
        for parameter in inspect.signature(function, eval_str=True).parameters.values()
        if parameter.name != "round_" or RECORDS[kind.name].in_round
    ]

    def command(**values: Any) -> Any:
        return function(**values)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    return command


_MAKERS: Final[dict[str, Maker]] = {
    "add": _add,
    "list": _list,
    "show": _show,
    "edit": _edit,
    "rename": _rename,
    "remove": _remove,
}


def __getattr__(name: str) -> Callable[..., Any]:
    kind, _underscore, verb = name.rpartition("_")
    if kind not in RECORDS or verb not in _MAKERS:
        raise AttributeError(name)
    return _MAKERS[verb](BY_NAME[kind])
