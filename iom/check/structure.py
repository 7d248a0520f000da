"""Which tables a model holds: lists of entries and single sub-tables, found once a class."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from iom.errors import KeyPath
from iom.model.base import Frozen

# The keys of a list, the model of its entries, and the entries.
EntryList = tuple[KeyPath, type[Frozen], tuple[Any, ...]]


class Child(NamedTuple):
    """A field that holds tables: its attribute, its key in the file, and the model of the tables."""

    attribute: str
    key: str
    model: type[Frozen]
    is_list: bool


@cache
def children(model: type[Frozen]) -> tuple[Child, ...]:
    """The fields of ``model`` that hold tables, in the order of the model."""
    found = ((name, field.alias or name, _table(field.annotation)) for name, field in model.model_fields.items())
    return tuple(Child(name, key, *table) for name, key, table in found if table)


def _table(annotation: Any) -> tuple[type[Frozen], bool] | None:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return annotation, False
    origin = get_origin(annotation)
    if origin is tuple:
        item = get_args(annotation)[0]
        return (item, True) if isinstance(item, type) and issubclass(item, Frozen) else None
    if origin in (Union, UnionType):
        return next(filter(None, map(_table, get_args(annotation))), None)
    return None


@cache
def keys_of(model: type[Frozen]) -> frozenset[str]:
    """The keys that a file may use for the fields of ``model``."""
    return frozenset(field.alias or name for name, field in model.model_fields.items())


def lists(table: Frozen, keys: KeyPath = ()) -> Iterator[EntryList]:
    """All lists of tables inside this one that hold two or more; no list stands in another (design §2)."""
    for child in children(type(table)):
        value = getattr(table, child.attribute)
        if child.is_list:
            if len(value) > 1:
                yield (*keys, child.key), child.model, value
        elif value is not None:
            yield from lists(value, (*keys, child.key))
