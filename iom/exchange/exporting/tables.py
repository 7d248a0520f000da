"""A table ready to go out: the rows of a kind or a view, and the sheet that they make in a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING, Any

from iom.errors import Exit, IomError
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.table_kind import TableKind, Values
from iom.language import N_, _
from iom.model.folding import folded

if TYPE_CHECKING:
    from iom.exchange.tables.write import OutSheet, Value

JSON = ("json", "jsonl")
FORM = "form"


class NoClassColumnError(IomError):
    """The rows of the table (``kind``) are of no class."""

    text = N_("The rows of “{kind}” belong to no class.")
    hint = N_("Leave out --form.")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class OutTable:
    """Rows under columns. ``name`` is that of the kind or view, ``title`` is in the chosen language."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Values, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What the columns are called in JSON."""
        return tuple(column.key for column in self.columns)

    def of_form(self, form: str) -> OutTable:
        """The rows of one class.

        Raises:
            NoClassColumnError: the table has no classes.
        """
        if FORM not in self.keys:
            raise NoClassColumnError(kind=self.name)
        wanted = folded(form)
        return replace(self, rows=tuple(row for row in self.rows if folded(row.get(FORM, "")) == wanted))

    def sheet(self, format: str) -> OutSheet:  # noqa: A002 - the word of the command line
        """The sheet of this table in a format: words for people, codes and ISO dates for JSON."""
        from iom.exchange.tables.write import OutSheet

        headings = [column.title() for column in self.columns]
        return OutSheet(self.title, headings, self.cells(format), self.keys)

    def cells(self, format: str) -> Iterator[Sequence[Value]]:  # noqa: A002
        """The cells row by row; None where there is nothing."""
        showers = [(column.key, _shower(column, format)) for column in self.columns]
        for row in self.rows:
            yield [None if (value := row.get(key)) is None else show(value) for key, show in showers]


def table_of(kind: TableKind, bearings: Bearings) -> OutTable:
    """All rows of a kind under the columns that are written."""
    rows = tuple(kind.rows(bearings))
    columns = tuple(_written(kind.columns(bearings), rows))
    return OutTable(kind.name, _(kind.title), columns, rows)


def _written(columns: Iterable[Column], rows: Sequence[Values]) -> Iterator[Column]:
    """No other ways of saying the same; of columns that come several times, those that hold something."""
    used = {key for row in rows for key in row}
    for column in columns:
        if not column.another_way and (column.number < 2 or column.key in used):
            yield column


def _shower(column: Column, format: str) -> Callable[[Any], Value]:  # noqa: A002
    """How the values of a column become cells: plain data, dates and numbers of a workbook, else words."""
    if format in JSON:
        return column.type.plain
    show = column.type.show
    return partial(_native, show) if format == "xlsx" else show


def _native(show: Callable[[Any], str], value: Any) -> Value:
    kept = isinstance(value, int | float | date | time) and not isinstance(value, bool)
    return value if kept else show(value)
