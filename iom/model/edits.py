"""The smallest edits of one document's data, and applying them to plain data."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from iom.model.keys import Data, Keys, find, position

__all__ = ["Add", "Data", "Drop", "Keys", "Operation", "Set", "Unset", "applied", "find", "position"]


@dataclass(frozen=True, slots=True)
class Set:
    """Give the key ``keys`` this value; missing tables on the way are made."""

    keys: Keys
    value: Any


@dataclass(frozen=True, slots=True)
class Unset:
    """Take the key ``keys`` away."""

    keys: Keys


@dataclass(frozen=True, slots=True)
class Add:
    """Append an entry (a table whose first key is ``id``) to the list of tables at ``keys``."""

    keys: Keys
    entry: Data


@dataclass(frozen=True, slots=True)
class Drop:
    """Take away the entry that ``keys`` ends in; a list left empty goes as well."""

    keys: Keys


Operation = Set | Unset | Add | Drop


def applied(data: Data, operations: Iterable[Operation]) -> Data:
    """A copy of ``data`` with the operations done in order.

    Raises:
        KeyError: an operation names what is not there.
    """
    result = copy.deepcopy(data)
    for operation in operations:
        _apply(result, operation)
    return result


def _apply(data: Data, operation: Operation) -> None:
    *parents, last = operation.keys
    match operation:
        case Set(value=value):
            _table(data, parents)[last] = copy.deepcopy(value)
        case Unset():
            del find(data, parents)[last]
        case Add(entry=entry):
            _table(data, parents).setdefault(last, []).append(copy.deepcopy(entry))
        case Drop():
            entries = find(data, parents)
            del entries[position(entries, last)]
            if not entries:
                *above, name = parents
                del find(data, above)[name]


def _table(data: Any, keys: Iterable[str]) -> Any:
    for key in keys:
        data = data[position(data, key)] if isinstance(data, list) else data.setdefault(key, {})
    return data
