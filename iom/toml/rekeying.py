"""Giving a key of a table another name in its place, with its value, its line and its comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iom.model.edits import Keys, Operation, Set, Unset, applied, find
from iom.toml.draft import Draft
from iom.toml.operations import concrete
from iom.toml.sameness import same
from iom.toml.spots import spot_at
from iom.toml.values import pair_text


def rekey(draft: Draft, operations: Sequence[Operation]) -> list[Operation]:
    """Rename keys in the draft where one goes and another comes with the same value; gives the operations left.

    Only in tables of a table, like ``[codes]`` or ``reasons``, whose keys are names that somebody gave: in an entry
    or at the top, a key that goes and one that comes are two things of their own, however equal their values.
    """
    left = list(operations)
    for unset, put in _renamings(draft, operations):
        spot = spot_at(draft.layout, concrete(draft.data, unset.keys)[0])
        if spot is None or len(spot.pair.names) != 1:
            continue
        name = pair_text(put.keys[-1], 0).partition(" = ")[0]
        draft.splice(spot.pair.start, spot.pair.key_end, name)
        draft.data = applied(draft.data, [unset, put])
        left.remove(unset)
        left.remove(put)
    return left


def _renamings(draft: Draft, operations: Sequence[Operation]) -> Iterator[tuple[Unset, Set]]:
    unsets = [operation for operation in operations if isinstance(operation, Unset) and _is_named(draft, operation)]
    sets = [operation for operation in operations if isinstance(operation, Set) and len(operation.keys) > 1]
    for unset in unsets:
        table = find(draft.data, unset.keys[:-1])
        for put in sets:
            comes = put.keys[:-1] == unset.keys[:-1] and put.keys[-1] not in table
            if comes and same(put.value, table[unset.keys[-1]]) and _is_alone(put.keys, operations):
                sets.remove(put)
                yield unset, put
                break


def _is_named(draft: Draft, operation: Unset) -> bool:
    """Whether the key stands in a table of a table, and is not touched otherwise."""
    path, missing = concrete(draft.data, operation.keys)
    if missing or len(path) < 2:
        return False
    table = find(draft.data, operation.keys[:-1])
    return isinstance(table, dict) and "id" not in table


def _is_alone(keys: Keys, operations: Sequence[Operation]) -> bool:
    """Whether nothing else is done to the table itself or to what it stands in."""
    return not any(other.keys == keys[: len(other.keys)] for other in operations if other.keys != keys)
