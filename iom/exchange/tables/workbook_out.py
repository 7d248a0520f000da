"""An XLSX workbook fit to be looked at: frozen heading, filter, widths, dates as dates, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final

from iom.exchange.tables.neutral import guarded
from iom.exchange.tables.write import LongTextError, OutSheet, Value, cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CREATED: Final = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed day: the same sheets give the same bytes
MAX_TEXT: Final = 32_767
A4: Final = 9
LINE: Final = 15.0  # points
HIGHEST: Final = 409.0
MAX_TITLE: Final = 31
_LOOKED_AT: Final = 200  # rows that decide the widths
_WIDEST: Final = 60
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FIRST_DAY: Final = date(1900, 3, 1)  # before it the calendar of spreadsheets is a day off


def write_workbook(sheets: Sequence[OutSheet], stream: IO[bytes]) -> None:
    """Write the sheets as one workbook, a row at a time."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": CREATED})
    looks = _Looks(book)
    titles: set[str] = set()
    try:
        for sheet in sheets:
            _fill(book.add_worksheet(_title(sheet.title, titles)), sheet, looks)
    finally:
        book.close()


class _Looks:
    """The formats of cells."""

    def __init__(self, book: Workbook) -> None:
        self.heading = _format(book, bold=True, text_wrap=True, valign="top", bottom=1, num_format="@")
        self.text = _format(book, text_wrap=True, valign="top", num_format="@")
        # A number at the right edge would touch the text of the next column.
        self.number = _format(book, valign="top", align="center")
        self.date = _format(book, valign="top", align="left", num_format="dd.mm.yyyy")
        self.moment = _format(book, valign="top", align="left", num_format="dd.mm.yyyy hh:mm:ss")
        self.time = _format(book, valign="top", align="left", num_format="hh:mm")


def _format(book: Workbook, **properties: object) -> Format:
    return book.add_format(properties)


def _fill(page: Worksheet, sheet: OutSheet, looks: _Looks) -> None:
    rows = iter(sheet.rows)
    first = list(islice(rows, _LOOKED_AT))
    widths = _widths(sheet.headings, first)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    _lay_out(page)
    page.set_row(0, _height(sheet.headings, widths))
    for column, heading in enumerate(sheet.headings):
        _put(page, 0, column, heading, looks.heading, sheet.title)
    last = 0
    for number, row in enumerate(chain(first, rows), 1):
        page.set_row(number, _height(row, widths))
        for column, value in enumerate(row):
            _put_value(page, number, column, value, looks, sheet.title)
        last = number
    if sheet.headings:
        page.autofilter(0, 0, last, len(sheet.headings) - 1)


def _lay_out(page: Worksheet) -> None:
    """On paper: A4 across, all columns on a page, the headings on each."""
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _put_value(page: Worksheet, row: int, column: int, value: Value, looks: _Looks, title: str) -> None:
    if isinstance(value, datetime) and value.date() >= _FIRST_DAY:
        page.write_datetime(row, column, value.replace(tzinfo=None), looks.moment)
    elif isinstance(value, time):
        page.write_datetime(row, column, value.replace(tzinfo=None), looks.time)
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        page.write_datetime(row, column, value, looks.date)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, looks.number)
    elif isinstance(value, int | float) and abs(value) < 10**15:
        page.write_number(row, column, value, looks.number)
    elif value is not None:
        _put(page, row, column, cell_text(value), looks.text, title)


def _put(page: Worksheet, row: int, column: int, text: str, look: Format, title: str) -> None:
    text = guarded(text)
    if len(text) > MAX_TEXT:
        raise LongTextError(sheet=title, row=row + 1, limit=MAX_TEXT)
    if text:
        page.write_string(row, column, text, look)


def _widths(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[int]:
    widths = [max(8, min(30, len(heading) + 4)) for heading in headings]
    for row in rows:
        for column, value in enumerate(row[: len(widths)]):
            longest = max((len(line) for line in cell_text(value).split("\n")), default=0)
            widths[column] = max(widths[column], min(longest + 2, _WIDEST))
    return widths


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """What a row with wrapped texts takes, in points: not every program works it out when it opens the file."""
    lines = 1
    for value, width in zip(row, widths, strict=False):
        if isinstance(value, str) and (len(value) >= width or "\n" in value):
            lines = max(lines, sum(1 + len(line) // max(1, width - 1) for line in value.split("\n")))
    return min(LINE * lines, HIGHEST)


def _title(title: str, taken: set[str]) -> str:
    """A name that a sheet may have: no forbidden signs, at most 31 characters, unlike the others."""
    base = _FORBIDDEN.sub(" ", title).strip(" '")[:MAX_TITLE].strip(" '") or "1"
    if base.casefold() == "history":
        base += "."  # the program keeps this name for itself
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: MAX_TITLE - 4]} ({number})"
    taken.add(name.casefold())
    return name
