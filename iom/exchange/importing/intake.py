"""The rows of a file as records: headings matched, cells read by their columns' types."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Record
from iom.exchange.columns.values import Name, Text
from iom.exchange.layouts.mapping import NO_MAP, TableMap
from iom.exchange.layouts.tables import Layout
from iom.exchange.layouts.tables import Record as Line
from iom.exchange.tables.grid import Cell, is_error
from iom.language import N_

#: The columns that a file of rejected rows has besides its own; they are written for people and never read.
REASON: Final = Column("rejected_reason", N_("rejected: reason"), Text())
PLACE: Final = Column("rejected_place", N_("rejected: place"), Text())
NOTES: Final = (REASON, PLACE)

_NAMES: Final = frozenset({"name", "title"})
_PARTS: Final = ("surname", "first_name", "patronymic")
#: What a cell for somebody who may be missing holds where there is nobody.
_NOBODY: Final = frozenset({"-", "–", "—", "нет", "нет данных", "н/д", "no", "none", "n/a"})
_NO_MISFITS: Final[tuple[Misfit, ...]] = ()


@dataclass(frozen=True)
class Intake:
    """A row read: the record, what is wrong with its cells, the row as it stood there.

    ``heads`` are the places of the columns' headings.
    """

    record: Record
    line: Line
    layout: Layout
    heads: Mapping[str, str]
    misfits: tuple[Misfit, ...] = field(default=_NO_MISFITS)


class Reader:
    """Reads the rows of tables; what one column's type makes of one text is kept."""

    def __init__(
        self, columns: Sequence[Column], bearings: Bearings, given: Mapping[str, str], table_map: TableMap = NO_MAP
    ) -> None:
        self._columns = {column.key: column for column in columns}
        self._bearings = bearings
        self._given = given
        self._map = table_map
        self._read: dict[tuple[str, str], Any] = {}
        self._may_be_nobody = {one.key for one in columns if isinstance(one.type, Name) and not one.required}
        self._required = [one for one in columns if one.required]

    def rows(self, layout: Layout, keys: Mapping[int, str], *, file: str, several: bool) -> Iterator[Intake]:
        """The rows of one table; ``keys`` are the columns by position."""
        columns = {position: self._columns[key] for position, key in keys.items() if key in self._columns}
        readable = {position: column for position, column in columns.items() if not column.for_readers}
        heads = {column.key: layout.headings[at].place for at, column in columns.items() if at < len(layout.headings)}
        for line in layout.records:
            cells = {column.key: line.values[at] for at, column in readable.items() if at in line.values}
            self._supplement(cells, line)
            place = f"{file}:{layout.name}!{line.number}" if several else f"{file}:{line.number}"
            values, misfits = self._values(cells)
            misfits = (*misfits, *self._missing_days(cells, readable.values()))
            record = Record(line.number, place, cells, values, _reason(line, layout))
            yield Intake(record, line, layout, heads, misfits)

    def _supplement(self, cells: dict[str, Cell], line: Line) -> None:
        """What a title above the row says, or an option for the whole table, where the row itself does not."""
        for key, text in self._given.items():
            if key in self._columns and not _filled(cells.get(key)):
                cells[key] = Cell(text, "")
        for key, cell in line.context.items():
            if key in self._columns and not _filled(cells.get(key)):
                cells[key] = cell

    def _values(self, cells: Mapping[str, Cell]) -> tuple[dict[str, Any], tuple[Misfit, ...]]:
        values: dict[str, Any] = {}
        misfits: list[Misfit] = []
        for key, cell in cells.items():
            text = cell.text
            if not (bare := text.strip()) or (key in self._may_be_nobody and bare.casefold() in _NOBODY):
                continue
            found = self._value(key, text)
            if isinstance(found, Misfit):
                misfits.append(found.at(key))
            elif found not in ("", ()):
                values[key] = found
        if "name" not in values and "surname" in values:
            values["name"] = " ".join(values[part] for part in _PARTS if part in values)
        wrong = {misfit.column for misfit in misfits}
        lacking = (one for one in self._required if not named_by(one.key, values))
        misfits += [missing(one) for one in lacking if not wrong & {one.key, "id", *_PARTS}]
        return values, tuple(misfits)

    def _missing_days(self, cells: Mapping[str, Cell], columns: Iterable[Column]) -> Iterator[Misfit]:
        """Days for which today counts only where the table has no column."""
        for column in columns:
            if column.today and not _filled(cells.get(column.key)):
                yield missing(column)

    def _value(self, key: str, text: str) -> Any:
        if (key, text) in self._read:
            return self._read[key, text]
        column = self._columns[key]
        if is_error(text):
            return _without_value(text.strip())
        found = self._read[key, text] = column.type.parse(self._map.text_of(key, text), self._bearings)
        return found


def _without_value(text: str) -> Misfit:
    if not text.strip("#"):
        hint = N_("Widen the column in the spreadsheet, and save the table anew.")
        return Misfit("narrow", N_("The column was too narrow for the value: {given}."), hint, {"given": text})
    hint = N_("Mend the formula in the spreadsheet, or clear the cell.")
    return Misfit("formula", N_("The formula in this cell has no value: {given}."), hint, {"given": text})


def missing(column: Column) -> Misfit:
    """A cell is empty that must not be."""
    return Misfit("missing", N_("“{column}” is empty."), "", {"column": column.title()}, column.key)


def named_by(key: str, given: Container[str]) -> bool:
    """Whether a required column is given: an id says as well who or what is meant, and a surname begins a name."""
    return key in given or (key in _NAMES and ("id" in given or (key == "name" and "surname" in given)))


def empty_place(heading: str, line: int) -> str:
    """The place of a cell that holds nothing, by that of its heading: ``t.xlsx:5!B1``, ``t.csv:1:2``."""
    if found := re.fullmatch(r"(.*![A-Z]+)\d+", heading, re.DOTALL):
        return f"{found[1]}{line}"
    if found := re.fullmatch(r"(.*):\d+:(\d+)", heading, re.DOTALL):
        return f"{found[1]}:{line}:{found[2]}"
    return ""


def _reason(line: Line, layout: Layout) -> str:
    at = next((pair.position for pair in layout.matching.pairs if pair.key == REASON.key), None)
    return line.values[at].text if at is not None and at in line.values else ""


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())
