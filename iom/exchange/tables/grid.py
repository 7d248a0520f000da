"""A grid of text: cells with their places, rows, sheets, and the file that they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from iom.exchange.tables.neutral import GUARD, plain
from iom.exchange.tables.unreadable import TooManyCellsError, TooWideError

MAX_CELLS: Final = 2_000_000  # filled cells of one file; ten thousand rows of wishes have a tenth
MAX_COLUMNS: Final = 1000
MAX_TEXT: Final = 1024 * 1024  # characters of one cell of a workbook
#: What Excel and LibreOffice show where a formula failed, in English and in Russian.
ERRORS: Final = frozenset(
    {"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
     "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#Н/Д", "#ПУСТО!", "#ДЕЛ/0!", "#ЗНАЧ!", "#ССЫЛКА!",
     "#ИМЯ?", "#ЧИСЛО!", "#ПЕРЕНОС!", "#ВЫЧИСЛ!", "#ПОЛЕ!"}
)  # fmt: skip
_OTHER_ERROR: Final = re.compile(r"(?:ERR|ОШИБКА):\d{3}|#{3,}")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BEGINNINGS: Final = frozenset("#EeОо")


class Cell(NamedTuple):
    """What a person sees in a cell, and where: ``wishes.xlsx:Класс 5а!C7``, ``wishes.csv:12:3`` (line, column)."""

    text: str
    place: str


class Row(NamedTuple):
    """A row with something in it; ``number`` is the sheet's row or the line of the file (from 1).

    ``cells`` begin at the first column and may end early: rows of one grid differ in length.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet; ``rows`` leave out blank rows and can be gone through any number of times.

    Going through the rows may raise an `UnreadableTableError`: a file is read as far as it is asked for.
    """

    name: str
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Source:
    """What a table was read from and how: what was detected, to be told to the person.

    ``encoding``, ``delimiter`` and ``decimal_comma`` are None where the format has no such thing.
    ``hidden`` names the sheets that were left out because they are hidden.
    """

    file: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    decimal_comma: bool | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file of tables."""

    source: Source
    grids: tuple[Grid, ...]


def is_error(text: str) -> bool:
    """Whether a cell holds no value but what a spreadsheet shows for none.

    That is the word of a formula that failed (``#N/A``, ``#ССЫЛКА!``, ``Err:502``), or ``####`` for what the column is
    too narrow for.
    """
    if text[:1] not in _BEGINNINGS:
        return False
    word = text.strip().upper()
    return word in ERRORS or bool(_OTHER_ERROR.fullmatch(word))


def visible(text: str) -> str:
    """A text of one line without the signs that nobody sees: soft hyphens, joiners, marks of direction."""
    return _INVISIBLE.sub("", text)


@lru_cache(2048)
def letters(column: int) -> str:
    """The letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def bounded(rows: Iterator[Row], file: str, *, guards: bool = True) -> Iterator[Row]:
    """The rows that are not blank, their texts without the guards of `neutral` (JSON has none).

    Raises:
        TooWideError: a row has more than `MAX_COLUMNS` cells.
        TooManyCellsError: there are more than `MAX_CELLS` cells.
    """
    count = 0
    for there in rows:
        row = there
        if guards and any(cell.text.startswith(GUARD) for cell in row.cells):
            row = _unguarded(row)
        if not any(cell.text.strip() for cell in row.cells):
            continue
        if len(row.cells) > MAX_COLUMNS:
            raise TooWideError(file=file, row=row.number, limit=MAX_COLUMNS)
        count += len(row.cells)
        if count > MAX_CELLS:
            raise TooManyCellsError(file=file, limit=MAX_CELLS)
        yield row


def _unguarded(row: Row) -> Row:
    return Row(row.number, tuple([Cell(plain(cell.text), cell.place) for cell in row.cells]))
