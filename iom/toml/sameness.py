"""Strict equality of plain data: equal values of equal types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal with equal types; the order of keys does not matter."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return _plain(one) == _plain(other)


def _plain(value: Any) -> tuple[str, Any]:
    if isinstance(value, bool | datetime | float):
        return type(value).__name__, value.isoformat() if isinstance(value, datetime) else repr(value)
    for kind in (int, str, date, time):
        if isinstance(value, kind):
            return kind.__name__, value
    return type(value).__name__, value
