"""Each operation on a draft: which part of the text it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iom.errors import KeyPath
from iom.model.edits import Add, Data, Drop, Keys, Operation, Set, Unset, applied, position
from iom.toml.arrays import array_text
from iom.toml.draft import Draft
from iom.toml.insertion import insert, insert_sections
from iom.toml.removal import remove, remove_sections
from iom.toml.sameness import same
from iom.toml.spots import spot_at, value_at
from iom.toml.values import is_sections
from iom.toml.within import overwrite


def perform(draft: Draft, operation: Operation) -> None:
    """Do one operation on the draft's text and data."""
    data = applied(draft.data, [operation])
    path, rest = concrete(draft.data, operation.keys)
    match operation:
        case Set(keys=keys, value=value):
            if rest:
                insert(draft, path, rest[0], nested(rest[1:], value))
            else:
                _replace(draft, keys, path, value)
        case Unset():
            remove(draft, path)
        case Add(entry=entry):
            if rest:
                insert(draft, path, rest[0], nested(rest[1:], [entry]))
            else:
                _append(draft, operation.keys, path, entry)
        case Drop(keys=keys):
            _drop(draft, keys, path)
    draft.data = data


def concrete(data: Any, keys: Keys) -> tuple[KeyPath, Keys]:
    """How far ``keys`` lead, with positions instead of entry ids, and the keys that are not there."""
    path: KeyPath = ()
    for index, key in enumerate(keys):
        if isinstance(data, list):
            step: str | int = position(data, key)
        elif key in data:
            step = key
        else:
            return path, keys[index:]
        path = (*path, step)
        data = data[step]
    return path, ()


def nested(keys: Keys, value: Any) -> Any:
    """The value inside a new table for each key."""
    for key in reversed(keys):
        value = {key: value}
    return value


def value_of(data: Any, path: KeyPath) -> Any:
    """The value at a path with positions."""
    for step in path:
        data = data[step]
    return data


def _replace(draft: Draft, keys: Keys, path: KeyPath, value: Any) -> None:
    old = value_of(draft.data, path)
    if same(old, value):
        return
    spot = spot_at(draft.layout, path)
    if spot is None and isinstance(old, dict) and isinstance(value, dict):
        _one_by_one(draft, _table_steps(keys, old, value))
    elif spot is None and _are_entries(old, value) and (steps := _list_steps(keys, old, value)):
        _one_by_one(draft, steps)
    elif spot is None:
        _anew(draft, path, value)
    elif isinstance(value, list | tuple) and isinstance(old, list) and not _becomes_sections(old, value):
        array = spot.pair.value
        before = array.start - draft.layout.line_start(array.start)
        overwrite(draft, spot, value, array_text(draft.text, array, old, value, before))
    elif is_sections(value) and spot.pair.value.kind != "table":
        _anew(draft, path, value)
    else:
        overwrite(draft, spot, value)


def _are_entries(*values: Any) -> bool:
    return all(isinstance(value, list) and is_sections(value) for value in values)


def _becomes_sections(old: Any, value: Any) -> bool:
    return is_sections(value) and not is_sections(old)


def _anew(draft: Draft, path: KeyPath, value: Any) -> None:
    remove(draft, path, keep_comment=True)
    *above, name = path
    insert(draft, tuple(above), str(name), value)


def _one_by_one(draft: Draft, steps: Sequence[Operation]) -> None:
    for step in steps:
        perform(draft, step)


def _table_steps(keys: Keys, old: Data, new: Data) -> list[Operation]:
    gone: list[Operation] = [Unset((*keys, key)) for key in old if key not in new]
    return gone + [
        Set((*keys, key), value) for key, value in new.items() if key not in old or not same(old[key], value)
    ]


def _list_steps(keys: Keys, old: list[Data], new: Sequence[Data]) -> list[Operation]:
    """The steps from one list of entries to another; none when only writing it anew gives the right order."""
    before = [str(entry.get("id")) for entry in old]
    after = [str(entry.get("id")) for entry in new]
    if not all(isinstance(entry.get("id"), str) for entry in (*old, *new)):
        return []
    if len(set(before)) < len(before) or len(set(after)) < len(after):
        return []
    stay = [entry_id for entry_id in before if entry_id in after]
    if not stay or after[: len(stay)] != stay:
        return []
    steps: list[Operation] = [Drop((*keys, entry_id)) for entry_id in before if entry_id not in after]
    olds = dict(zip(before, old, strict=True))
    for entry in new[: len(stay)]:
        steps += _table_steps((*keys, entry["id"]), olds[entry["id"]], entry)
    return steps + [Add(keys, entry) for entry in new[len(stay) :]]


def _append(draft: Draft, keys: Keys, path: KeyPath, entry: Data) -> None:
    spot = spot_at(draft.layout, path)
    if spot is None:
        insert_sections(draft, path, [entry])
    else:
        perform(draft, Set(keys, [*value_of(draft.data, path), entry]))


def _drop(draft: Draft, keys: Keys, path: KeyPath) -> None:
    *above, index = path
    entries = value_of(draft.data, tuple(above))
    if len(entries) == 1:
        remove(draft, tuple(above))
    elif value_at(draft.layout, path):
        perform(draft, Set(keys[:-1], [entry for other, entry in enumerate(entries) if other != index]))
    else:
        remove_sections(draft, path)
