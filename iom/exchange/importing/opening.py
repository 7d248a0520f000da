"""A file opened for import: its tables found, their headings matched with the columns of a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.exchange.columns.column import Column
from iom.exchange.importing.intake import NOTES, named_by
from iom.exchange.layouts.mapping import NO_MAP, TableMap
from iom.exchange.layouts.matching import Pair
from iom.exchange.layouts.tables import Layout, NoHeadingError, found
from iom.exchange.tables.grid import Source
from iom.exchange.tables.read import read
from iom.language import N_

REJECTED: Final = ".rejected.csv"
_NOTES: Final = frozenset(column.key for column in NOTES)


class NoRowsError(IomError):
    """A file in which no table has a row."""

    text = N_("{file}: there is no row below the headings. Nothing was read.")
    hint = N_("Look whether the sheet is the right one: --sheet NAME.")
    exit_code = Exit.INVALID


class NearHeadingsError(IomError):
    """Headings that only resemble known ones, where nobody can be asked."""

    text = N_("{file}: these headings only resemble known ones: {headings}. Nothing was read.")
    hint = N_("Settle them once in a mapping file: {command}")
    exit_code = Exit.INVALID


class AmbiguousHeadingsError(IomError):
    """Headings that may mean several columns, or several that mean one."""

    text = N_("{file}: it is not clear which column is meant by: {headings}. Nothing was read.")
    hint = N_("Settle it in a mapping file: {command}")
    exit_code = Exit.INVALID


class MissingColumnsError(IomError):
    """Columns without which the table says nothing."""

    text = N_("{file}: these columns are missing: {columns}. Nothing was read.")
    hint = N_("The headings are: {headings}. Name the right ones in a mapping file: {command}")
    exit_code = Exit.INVALID


@dataclass(frozen=True)
class Format:
    """What the person said about the file; what is None is detected."""

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None

    def filled(self, table_map: TableMap, name: str) -> Format:
        """The same, with what the mapping file says where nothing was said.

        A file of rejected rows is ours, whatever the table was that the mapping was written for.
        """
        if name.endswith(REJECTED):
            return self
        return Format(
            self.format or table_map.format,
            self.encoding or table_map.encoding,
            self.delimiter or table_map.delimiter,
            self.sheet or table_map.sheet,
        )


@dataclass(frozen=True)
class Table:
    """One table of a file; ``near`` are the matches that the person confirmed."""

    layout: Layout
    near: tuple[Pair, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Heading and column, as the table has them."""
        pairs = (pair for pair in (*self.layout.matching.pairs, *self.near) if pair.key not in _NOTES)
        return tuple(sorted(pairs, key=lambda pair: pair.position))

    def keys(self) -> Mapping[int, str]:
        """The columns by position."""
        return {pair.position: pair.key for pair in self.pairs}

    def unknown(self) -> tuple[int, ...]:
        """The positions of headings that mean nothing here, or that the person left out."""
        taken = {pair.position for pair in self.near}
        near = (pair.position for pair in self.layout.matching.near if pair.position not in taken)
        return (*(position for position, _ in self.layout.matching.unmatched), *near)

    def ignored(self) -> tuple[str, ...]:
        """The headings of the `unknown` columns."""
        return tuple(self.layout.headings[position].text for position in self.unknown())


@dataclass(frozen=True)
class Opened:
    """The tables of a file, and the names of sheets that hold none."""

    source: Source
    tables: tuple[Table, ...]
    without_table: tuple[str, ...] = ()


def opened(
    file: Path | bytes, name: str, columns: Sequence[Column], asked: Format, table_map: TableMap = NO_MAP
) -> Opened:
    """The tables of a file.

    Raises:
        UnreadableTableError: it is no table.
        NoHeadingError: no sheet has headings that are known.
        NoRowsError: there are only headings.
    """
    given = asked.filled(table_map, name)
    book = read(
        file,
        name=name,
        format=given.format,
        encoding=given.encoding,
        delimiter=given.delimiter,
        decimal_comma=table_map.decimal_comma,
        sheet=given.sheet,
    )
    pure = book.source.format in ("json", "jsonl")
    tables: list[Table] = []
    without: list[NoHeadingError] = []
    names: list[str] = []
    for grid in book.grids:
        try:
            tables.append(Table(found(grid, (*columns, *NOTES), file=name, table_map=table_map, pure=pure)))
        except NoHeadingError as error:
            without.append(error)
            names.append(grid.name)
    if not tables and without:
        raise without[0]
    if not any(table.layout.records for table in tables):
        raise NoRowsError(file=name)
    return Opened(book.source, tuple(tables), tuple(names))


def require_clear(opened: Opened, columns: Sequence[Column], command: str, *, asked: bool = False) -> None:
    """Make sure that every table can be read without a question; ``asked``: near matches are settled.

    Raises:
        AmbiguousHeadingsError, NearHeadingsError, MissingColumnsError: it cannot.
    """
    for table in opened.tables:
        matching, file = table.layout.matching, opened.source.file
        if matching.ambiguous:
            unclear = [", ".join(f"“{heading}”" for heading in one.headings) for one in matching.ambiguous]
            raise AmbiguousHeadingsError(file=file, headings="; ".join(unclear), command=command)
        confirmed = {pair.position for pair in table.near}
        near = [pair for pair in matching.near if pair.position not in confirmed]
        if near and not asked:
            titles = {column.key: column.title() for column in columns}
            alike = [f"“{pair.heading}” ({titles.get(pair.key, pair.key)}?)" for pair in near]
            raise NearHeadingsError(file=file, headings=", ".join(alike), command=command)
        require_columns(table, file, columns, command)


def require_columns(table: Table, file: str, columns: Sequence[Column], command: str) -> None:
    """Make sure that the columns are there without which the table says nothing.

    Raises:
        MissingColumnsError: they are not.
    """
    keys = set(table.keys().values()) | table.layout.context.keys()
    missing = [column.title() for column in columns if column.required and not named_by(column.key, keys)]
    if missing:
        headings = [cell.text for cell in table.layout.headings if cell.text.strip()]
        raise MissingColumnsError(file=file, columns=missing, headings=headings, command=command)
