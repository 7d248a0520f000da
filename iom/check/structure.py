"""Which tables a model holds: lists of entries and single sub-tables, found once a class."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from iom.errors import KeyPath
from iom.model.base import Frozen

# The keys of a list, the model of its entries, and the entries.
EntryList = tuple[KeyPath, type[Frozen], tuple[Any, ...]]


_extra = attrgetter("__pydantic_extra__")


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


class Survey:
    """What one walk over a document finds: tables with keys that nothing reads, and lists of two or more entries."""

    __slots__ = ("lists", "strange")

    def __init__(self, document: Frozen) -> None:
        self.lists: list[EntryList] = []
        self.strange: list[tuple[KeyPath, Frozen]] = []
        self._walk(document, ())

    def _walk(self, table: Frozen, keys: KeyPath) -> None:
        # Almost every table of ten thousand documents is walked here in vain: leaves are looked at in one loop.
        if table.__pydantic_extra__:
            self.strange.append((keys, table))
        for attribute, key, model, is_list in children(type(table)):
            value = getattr(table, attribute)
            if not value:
                continue
            if not is_list:
                self._walk(value, (*keys, key))
                continue
            if len(value) > 1:
                self.lists.append(((*keys, key), model, value))
            if children(model):
                for position, row in enumerate(value):
                    self._walk(row, (*keys, key, position))
            elif any(map(_extra, value)):
                strange = [((*keys, key, position), row) for position, row in enumerate(value) if _extra(row)]
                self.strange.extend(strange)
