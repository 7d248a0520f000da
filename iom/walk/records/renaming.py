"""Another id for a document, followed through everything that is not frozen (design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from iom.check.identities import same_name
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.base import Document
from iom.model.identifiers import is_id
from iom.model.kinds import PERSON_KINDS, Kind, recognise
from iom.model.people import Person
from iom.model.references import IN_ROUND, SUBJECTS, TARGETS, renamed, subject_position
from iom.model.school import School
from iom.walk.records.texts import example_id
from iom.walk.records.uses import Subject, is_frozen, uses


class NotAnIdError(IomError):
    """``given`` cannot be an id."""

    text = N_("“{given}” cannot be an id.")
    hint = N_("An id has 2 to 64 lower-case Latin letters, digits and hyphens, for example: {example}")
    exit_code = Exit.USAGE


class TakenError(IomError):
    """Something else has the id already: ``path``."""

    text = N_("The id {id} is taken: {path}.")
    hint = N_("Choose another id.")
    exit_code = Exit.CONFLICT


class FrozenUseError(IomError):
    """A closed round or a published paper names what has no memory of earlier ids; ``paths`` say where."""

    text = N_("The id {id} stays: closed rounds or published papers name it, and they are never rewritten: {paths}.")
    hint = N_("People read the title; change that with: iom edit {path}")
    exit_code = Exit.CONFLICT


@dataclass(frozen=True)
class Renaming:
    """A renaming thought out: the next school, the files that move, and those that keep the old id.

    ``moved`` leads from old paths to new ones; ``kept`` are frozen documents whose readers follow ``formerly``.
    """

    after: School
    moved: Mapping[str, str]
    kept: tuple[str, ...]


def renaming(school: School, subject: Subject, new: str) -> Renaming:
    """What giving the id ``new`` to the subject changes.

    Raises:
        NotAnIdError: ``new`` is no id.
        TakenError: somebody or something has it, or had it.
        FrozenUseError: the old id cannot go, and nothing would remember it.
    """
    return _Plan(school, subject, new).renaming()


@dataclass
class _Plan:
    school: School
    subject: Subject
    new: str

    @cached_property
    def is_person(self) -> bool:
        return self.subject.kind in PERSON_KINDS

    @cached_property
    def folders(self) -> tuple[Kind, ...]:
        """The kinds under which the renamed one is known: all of one human, but not a namesake of the id."""
        if not self.is_person:
            return (self.subject.kind,)
        name = self._name(self.subject.kind)
        return tuple(kind for kind in PERSON_KINDS if (other := self._name(kind)) and same_name(name, other))

    @cached_property
    def shared(self) -> bool:
        """Whether another human has the same id in another folder: then only what surely means this one follows."""
        return self.is_person and any(
            self.school.exists(kind, self.subject.id) for kind in PERSON_KINDS if kind not in self.folders
        )

    @cached_property
    def targets(self) -> frozenset[str]:
        """The targets whose mentions of the old id follow."""
        own = {target for target, answering in TARGETS.items() if {*answering} & {*self.folders}}
        return frozenset(own - {"people"} if self.shared else own)

    def renaming(self) -> Renaming:
        self._refuse()
        moved: dict[str, str] = {}
        changed: dict[str, Document | None] = {}
        kept = []
        for path, document in self.school.documents.items():
            target = self._path(path)
            new = self._document(path, document)
            if new is document and target == path:
                continue
            if is_frozen(self.school, path):
                kept.append(path)
                continue
            changed[target] = new
            if target != path:
                changed[path] = None
                moved[path] = target
        return Renaming(self.school.with_documents(changed), moved, tuple(sorted(kept)))

    def _refuse(self) -> None:
        if not is_id(self.new):
            raise NotAnIdError(given=self.new, example=example_id(self.new))
        for path in self._taken():
            raise TakenError(id=self.new, path=path)
        if not self.is_person:
            frozen = {use.document for use in uses(self.school, self.subject) if is_frozen(self.school, use.document)}
            frozen |= {self.subject.path} if is_frozen(self.school, self.subject.path) else set()
            if frozen:
                raise FrozenUseError(id=self.subject.id, path=self.subject.path, paths=sorted(frozen))

    def _taken(self) -> Iterator[str]:
        kind = self.subject.kind
        known = PERSON_KINDS if self.is_person else (kind,)
        for other in known:
            ids = (self.subject.round, self.new) if self.subject.round else (self.new,)
            if self.school.exists(other, *filter(None, ids)):
                yield other.path(*filter(None, ids))
        former = self.school.renamed.get(self.new)
        if self.is_person and former is not None and former != self.subject.id:
            yield f"formerly: {former}"
        yield from self._collisions()

    def _collisions(self) -> Iterable[str]:
        return (
            target for path in self.school.documents if (target := self._path(path)) != path and self._stands(target)
        )

    def _stands(self, path: str) -> bool:
        return path in self.school.documents or path in self.school.broken

    def _path(self, path: str) -> str:
        """Where the document stands afterwards."""
        if path == self.subject.path:
            return self.subject.kind.path(*self.subject.ids[:-1], self.new)
        kind, ids = recognise(path) or (None, ())
        if kind is None:
            return path
        if kind in self.folders and self.is_person and ids == (self.subject.id,):
            return kind.path(self.new)
        target = SUBJECTS.get(kind)
        if target in self.targets and self._is_meant(target, ids) and ids[subject_position(kind)] == self.subject.id:
            position = subject_position(kind)
            return kind.path(*ids[:position], self.new, *ids[position + 1 :])
        return path

    def _document(self, path: str, document: Document) -> Document:
        """The document with the new id in place of the old."""
        kind, ids = recognise(path) or (None, ())
        if kind is None:
            return document
        data = document.data()
        new = renamed(data, kind, lambda target, one: self._becomes(target, one, ids))
        if kind in self.folders and self.is_person and ids == (self.subject.id,) and not self.shared:
            earlier = [old for old in data.get("formerly", []) if old != self.new]
            new = {**new, "formerly": [*earlier, self.subject.id]}
        return document if new == data else kind.model.model_validate(new)

    def _becomes(self, target: str, one: str, ids: tuple[str, ...]) -> str:
        meant = one == self.subject.id and target in self.targets and self._is_meant(target, ids)
        return self.new if meant else one

    def _is_meant(self, target: str, ids: tuple[str, ...]) -> bool:
        return target not in IN_ROUND or ids[0] == self.subject.round

    def _name(self, kind: Kind) -> str:
        person = self.school.of_kind(kind).get((self.subject.id,))
        return person.name if isinstance(person, Person) else ""
