"""Entries of growing lists as rows: the column of their ids, and what a row says about one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from iom.exchange.columns.column import Column
from iom.exchange.columns.table_kind import Record, Said
from iom.exchange.columns.values import Identifier
from iom.language import N_
from iom.model.edits import Data
from iom.model.identifiers import entry_id
from iom.model.kinds import Kind

ENTRY: Final = Column("id", N_("Entry ID"), Identifier(), ("id записи", "код записи"))


def given(**fields: Any) -> Data:
    """The fields that are given, lists as lists."""
    kept = {name: value for name, value in fields.items() if value is not None and value != ()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


def lacks(record: Record, *columns: str) -> bool:
    """Whether one of the columns has no value: a row that is rejected for it is looked at all the same."""
    return any(record.get(column) is None for column in columns)


def as_known(known: tuple[str, ...], said: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """What a row says, in the order in which it is known already where that is all the difference."""
    return known if said is not None and set(known) == set(said) else said


def new_id(record: Record, known: str | None, on: date, *natural_key: str) -> str:
    """The id of the entry that a row is about: as the row has it, that of the ``known`` one, or a new one."""
    stated: str | None = record.get("id")
    return stated or known or entry_id(on, *natural_key)


def entry_said(kind: Kind, ids: tuple[str, ...], rows: str, entry: Data, columns: Mapping[str, str] = {}) -> Said:
    """What a row says about one entry of the list ``rows``; ``columns`` as in `Said`, by keys of the entry."""
    path = (rows, str(entry["id"]))
    named = {".".join((*path, key)): column for key, column in columns.items()}
    return Said(kind, ids, {rows: [entry]}, entry=path, columns=named)


def cells(**values: Any) -> dict[str, Any]:
    """The cells of a row that hold something."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", ())}
