"""Renaming and removing a record, with everything that names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from iom.ask.kinds import Text
from iom.ask.question import Form, Question
from iom.cli.context import current
from iom.cli.mistakes import CancelledError
from iom.cli.output import emit, person
from iom.cli.record_add import show_preview
from iom.cli.record_find import subject_of
from iom.cli.saving import save
from iom.errors import Exit, Fault, IomError, Problem
from iom.language import N_, ngettext, say
from iom.model import kinds
from iom.model.kinds import PERSON_KINDS, Kind
from iom.store.commit import preview
from iom.store.load import Loaded
from iom.views.sheet import Cell, Lines, Sheet
from iom.walk.records.renaming import renaming
from iom.walk.records.uses import Subject, Use, is_frozen, uses

CONFIRM = Form("confirm", Text, N_("the id once more"))
USED = Fault("E0361", N_("“{id}” is in use here: {keys}"))
FILE_OF = Fault("E0362", N_("this document is about “{id}”"))


class InUseError(IomError):
    """The record is in use; the problems say where."""

    text = N_("{id} is in use and stays. Nothing was removed.")
    hint = N_("Take these places away first.")
    exit_code = Exit.CONFLICT


class PersonInUseError(InUseError):
    """A person who is in use."""

    hint = N_("Who leaves stays in the history: add the line left_on = {today} with: iom {kind} edit {id}")


class FrozenError(IomError):
    """A document that is never changed again."""

    text = N_("{path} belongs to a closed round or is a published paper: it stays as it is.")
    exit_code = Exit.CONFLICT


class UnconfirmedError(IomError):
    """Removing wants the id once more."""

    text = N_("To remove {id}, its id is wanted once more.")
    hint = N_("Give it in the command: {command}")
    exit_code = Exit.USAGE


class UnreadableUseError(IomError):
    """Documents (``paths``) that cannot be read and seem to name the record."""

    text = N_("{paths} cannot be read and may name {id}. Nothing was changed.")
    hint = N_("Mend it first: iom check")
    exit_code = Exit.INVALID


@dataclass(frozen=True)
class Changed:
    """A record renamed or removed: what a person is told, and the facts for programs."""

    said: str
    paths: tuple[str, ...]
    facts: dict[str, Any]
    kept: tuple[str, ...] = ()

    def sheet(self) -> Sheet:
        """What was done, and where."""
        number = len(self.kept)
        kept = say(
            ngettext(
                "{count} document of a closed round keeps the old id.",
                "{count} documents of closed rounds keep the old id.",
                number,
            ),
            {"count": number},
        )
        return Sheet("", (Lines((Cell(self.said, "good"), *((kept,) if number else ()))), Lines(self.paths, "", "  ")))

    def data(self) -> dict[str, Any]:
        """The facts, and the paths."""
        return {**self.facts, "documents": list(self.paths), "kept": list(self.kept)}


def rename(kind: Kind, wanted: str, new: str, round_: str | None, *, dry_run: bool) -> None:
    """Give a record another id, and carry it into everything that names it.

    Raises:
        NotAnIdError, TakenError, FrozenUseError: the id cannot be given, or the old one cannot go.
    """
    loaded = current().load()
    subject = _known_as(loaded, subject_of(loaded.school, kind, wanted, round_))
    _refuse_unreadable(loaded, subject)
    plan = renaming(loaded.school, subject, new)
    if dry_run:
        show_preview(preview(loaded, plan.after, renames=plan.moved))
        return
    receipt = save(loaded, plan.after, label=f"{kind.name} rename {subject.id} {new}", renames=plan.moved)
    said = say(N_("{old} is now {new}."), {"old": subject.id, "new": new})
    written = tuple(path for path in receipt.paths if path not in plan.moved)
    emit(Changed(said, written, {"kind": kind.name, "old": subject.id, "new": new}, plan.kept))


def _known_as(loaded: Loaded, subject: Subject) -> Subject:
    """The document that carries the id: a mentor's card is about a person, who is renamed with it."""
    if subject.kind is not kinds.MENTOR:
        return subject
    found = next((kind for kind in PERSON_KINDS if loaded.school.exists(kind, subject.id)), None)
    return Subject(found, subject.id) if found else subject


def remove(kind: Kind, wanted: str, round_: str | None, confirm: str | None, *, dry_run: bool) -> None:
    """Remove a record that nothing refers to, once its id is repeated.

    Raises:
        InUseError: it is in use; all places are named.
        FrozenError: it belongs to a closed round.
        UnconfirmedError: the id is not repeated, and nobody can be asked.
        CancelledError: the person typed something else.
    """
    loaded = current().load()
    subject = subject_of(loaded.school, kind, wanted, round_)
    if is_frozen(loaded.school, subject.path):
        raise FrozenError(path=subject.path)
    _refuse_used(loaded, subject)
    _refuse_unreadable(loaded, subject)
    after = loaded.school.with_documents({subject.path: None})
    if dry_run:
        show_preview(preview(loaded, after))
        return
    if _confirmed(subject, wanted, confirm) != subject.id:
        raise CancelledError
    receipt = save(loaded, after, label=f"{kind.name} remove {subject.id}")
    emit(Changed(say(N_("Removed: {id}"), {"id": subject.id}), receipt.paths, {"kind": kind.name, "id": subject.id}))


def _refuse_used(loaded: Loaded, subject: Subject) -> None:
    if found := uses(loaded.school, subject):
        problems = loaded.placed(
            Problem(
                USED if use.keys else FILE_OF, use.document, use.keys, {"id": subject.id, "keys": _dotted(use.keys)}
            )
            for use in found
        )
        leaves = subject.kind in (kinds.STUDENT, kinds.STAFF)
        error = PersonInUseError if leaves else InUseError
        raise error(problems=problems, id=subject.id, kind=subject.kind.name, today=current().today.isoformat())


def _problem(subject: Subject, use: Use) -> Problem:
    facts = {"id": subject.id, "keys": _dotted(use.keys)}
    return Problem(USED if use.keys else FILE_OF, use.document, use.keys, facts)


def _dotted(keys: Iterable[str | int]) -> str:
    return ".".join(str(key) for key in keys if isinstance(key, str))


def _refuse_unreadable(loaded: Loaded, subject: Subject) -> None:
    if paths := sorted(_unreadable(loaded, subject)):
        raise UnreadableUseError(paths=paths, id=subject.id)


def _unreadable(loaded: Loaded, subject: Subject) -> Iterator[str]:
    named = re.compile(rf"(?<![a-z0-9-]){re.escape(subject.id)}(?![a-z0-9-])")
    for path in loaded.school.broken:
        if path == subject.path:
            continue
        if not is_frozen(loaded.school, path) and named.search(f"{path}\n{loaded.text(path) or ''}"):
            yield path


def _confirmed(subject: Subject, wanted: str, confirm: str | None) -> str:
    if confirm is not None:
        return confirm
    somebody = person()
    if somebody is None:
        command = f"iom {subject.kind.name} remove {wanted} --confirm {subject.id}"
        raise UnconfirmedError(id=subject.id, command=command)
    text = say(N_("Type the id {id} to remove it:"), {"id": subject.id})
    answer = somebody.ask(Question(CONFIRM, Text(), text, required=False))
    return answer if isinstance(answer, str) else ""
