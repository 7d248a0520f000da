"""A document as plain data, and the key paths that lead into it.

A key path names an entry of a list of tables by its ``id``:
``("wishes", "20260601-w8d2x", "reasons", "kitchen-chemistry")``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Data = dict[str, Any]
Keys = tuple[str, ...]


def find(data: Any, keys: Iterable[str]) -> Any:
    """The value at ``keys``.

    Raises:
        KeyError: nothing stands there.
    """
    for key in keys:
        data = data[position(data, key)] if isinstance(data, list) else data[key]
    return data


def position(entries: list[Data], entry_id: str) -> int:
    """Where in ``entries`` the one with this id stands.

    Raises:
        KeyError: no entry has the id.
    """
    for index, entry in enumerate(entries):
        if entry.get("id") == entry_id:
            return index
    raise KeyError(entry_id)
