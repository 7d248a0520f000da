"""The difference of two schools, document by document, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iom.model.edits import Add, Data, Drop, Keys, Operation, Set, Unset
from iom.toml.sameness import same

if TYPE_CHECKING:
    from iom.model.school import School  # the merge driver needs no models, and has no time for them


@dataclass(frozen=True, slots=True)
class Create:
    """A new document."""

    path: str
    data: Data


@dataclass(frozen=True, slots=True)
class Edit:
    """Operations on a document that stays where it is."""

    path: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """A document that gets another path, with operations on its content."""

    path: str
    to: str
    operations: tuple[Operation, ...] = ()


@dataclass(frozen=True, slots=True)
class Delete:
    """A document that goes."""

    path: str


Change = Create | Edit | Rename | Delete


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of one command, and the documents whose content decided them (``depends``)."""

    items: tuple[Change, ...] = ()
    depends: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.items)

    def paths(self) -> tuple[str, ...]:
        """Every path that is written, made or taken away."""
        return tuple(
            path for item in self.items for path in ((item.path, item.to) if isinstance(item, Rename) else (item.path,))
        )


def diff(
    before: School, after: School, *, renames: Mapping[str, str] | None = None, depends: Iterable[str] = ()
) -> Changes:
    """What leads from ``before`` to ``after``; ``renames`` gives old and new paths of moved documents."""
    moved = dict(renames or {})
    items = [*_renamed(before, after, moved), *_others(before, after, moved)]
    written = {path for item in items for path in Changes((item,)).paths()}
    return Changes(tuple(items), frozenset(depends) - written)


def _renamed(before: School, after: School, moved: Mapping[str, str]) -> Iterator[Change]:
    for old, new in moved.items():
        yield Rename(old, new, difference(before.documents[old].data(), after.documents[new].data()))


def _others(before: School, after: School, moved: Mapping[str, str]) -> Iterator[Change]:
    targets = set(moved.values())
    for path, document in after.documents.items():
        known = before.documents.get(path)
        if known is document or path in targets:
            continue
        if known is None:
            yield Create(path, document.data())
        elif operations := difference(known.data(), document.data()):
            yield Edit(path, operations)
    yield from (Delete(path) for path in before.documents if path not in after.documents and path not in moved)


def difference(before: Data, after: Data, at: Keys = ()) -> tuple[Operation, ...]:
    """The operations that make ``after`` of ``before``; ``applied`` (`iom.model.edits`) is the inverse."""
    operations: list[Operation] = []
    for key in [key for key in before if key not in after]:
        operations.extend(_gone(before[key], (*at, key)))
    for key, value in after.items():
        operations.extend(_value(before.get(key), value, (*at, key)))
    return tuple(operations)


def _gone(value: Any, at: Keys) -> Iterator[Operation]:
    if is_entries(value):
        yield from (Drop((*at, entry["id"])) for entry in value)
    else:
        yield Unset(at)


def _value(before: Any, after: Any, at: Keys) -> Iterator[Operation]:
    if same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from difference(before, after, at)
    elif is_entries(after) and (before is None or is_entries(before)):
        yield from _entries(before or [], after, at)
    elif after == [] and is_entries(before):
        yield from _gone(before, at)
    elif after != [] or before is not None:
        yield Set(at, after)


def _entries(before: list[Data], after: list[Data], at: Keys) -> Iterator[Operation]:
    old = {entry["id"]: entry for entry in before}
    new = {entry["id"]: entry for entry in after}
    renamed = dict(_renamed_entries(old, new))
    for identifier in old:
        if identifier in renamed:
            yield Set((*at, identifier, "id"), renamed[identifier])
        elif identifier not in new:
            yield Drop((*at, identifier))
    for identifier, entry in new.items():
        if identifier in old:
            yield from difference(old[identifier], entry, (*at, identifier))
        elif identifier not in renamed.values():
            yield Add(at, entry)


def _renamed_entries(old: Mapping[str, Data], new: Mapping[str, Data]) -> Iterator[tuple[str, str]]:
    """Entries that differ in nothing but their id: a person who stands in the list got another id."""
    come = [identifier for identifier in new if identifier not in old]
    for identifier, entry in old.items():
        if identifier in new:
            continue
        for other in come:
            if same({**entry, "id": other}, new[other]):
                come.remove(other)
                yield identifier, other
                break


def is_entries(value: Any) -> bool:
    """Whether ``value`` is a list of tables that each have an id."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "id" in item for item in value)
