"""Sheets of an ODS workbook as rows of text, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from iom.exchange.tables.archive import Archive
from iom.exchange.tables.grid import MAX_COLUMNS, MAX_TEXT, Cell, Row, bounded, letters
from iom.exchange.tables.markup import Attributes, Ends, Markup, Starts, elements, plain_names
from iom.exchange.tables.number_formats import plain_number
from iom.exchange.tables.unreadable import BombError, EncryptedTableError, TooWideError

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
_DURATION: Final = re.compile(r"-?P(?:(\d{1,9})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?")


class OdsSheet(NamedTuple):
    """A sheet: its name, its place among the sheets, whether it is hidden."""

    name: str
    number: int
    hidden: bool


def sheets(archive: Archive) -> list[OdsSheet]:
    """The sheets of a workbook in their order.

    Raises:
        EncryptedTableError: the workbook is locked with a password.
    """
    if MANIFEST in archive and any(True for _ in elements(archive, MANIFEST, ("encryption-data",))):
        raise EncryptedTableError(file=archive.file)
    found: list[OdsSheet] = []
    hidden: set[str] = set()
    style = ""
    for name, attributes in elements(archive, CONTENT, ("style", "table-properties", "table")):
        if name == "style":
            style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            hidden.add(style)
        elif name == "table" and "name" in attributes:
            found.append(OdsSheet(attributes["name"], len(found), attributes.get("style-name") in hidden))
    return found


@dataclass(frozen=True, slots=True)
class OdsRows:
    """The rows of a sheet, read anew each time they are gone through."""

    archive: Archive
    sheet: OdsSheet

    def __iter__(self) -> Iterator[Row]:
        return bounded(self._rows(), self.archive.file)

    def _rows(self) -> Iterator[Row]:
        reader = _SheetReader(self.archive.file, self.sheet)
        for _ in Markup(reader.starts(), reader.ends(), reader.add).read(self.archive, CONTENT):
            for values, first, times in reader.rows:
                for number in range(first, first + times):
                    yield _row(values, number, reader.before)
            reader.rows.clear()


def _row(values: list[str], number: int, before: str) -> Row:
    return Row(number, tuple([Cell(text, f"{before}{letters(i)}{number}") for i, text in enumerate(values)]))


class _SheetReader:
    """The row that is being read; rows of other sheets go by."""

    def __init__(self, file: str, sheet: OdsSheet) -> None:
        self.file = file
        self.before = f"{file}:{sheet.name}!"
        self.rows: list[tuple[list[str], int, int]] = []
        self._sheet = sheet
        self._table = -1
        self._here = False
        self._open = False
        self._number = 1
        self._repeated = 1
        self._values: list[str] = []
        self._cell: dict[str, str] | None = None
        self._blank = 0  # empty cells that count only if a filled one follows
        self._pieces: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._note = 0

    def starts(self) -> Starts:
        """What to do when elements begin."""
        return {
            "table": self._start_table,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "annotation": lambda _: self._enter_note(1),
            "p": lambda _: self._start_paragraph(),
            "s": lambda attributes: self.add(" " * min(_count(plain_names(attributes).get("c")), 1000)),
            "tab": lambda _: self.add("\t"),
            "line-break": lambda _: self.add("\n"),
        }

    def ends(self) -> Ends:
        """What to do when elements end."""
        return {
            "annotation": lambda: self._enter_note(-1),
            "p": self._end_paragraph,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "table-row": self._end_row,
        }

    def _start_table(self, attributes: Attributes) -> None:
        # A chart within a sheet has a table of its own, without a name.
        self._table += 1 if "name" in plain_names(attributes) else 0
        self._here = self._table == self._sheet.number

    def _start_row(self, attributes: Attributes) -> None:
        self._repeated = _count(plain_names(attributes).get("number-rows-repeated"))
        self._values, self._blank = [], 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = plain_names(attributes) if self._here else None
        self._pieces, self._length, self._paragraphs = [], 0, 0

    def _start_paragraph(self) -> None:
        if self._cell is None or self._note:
            return
        if self._paragraphs:
            self._pieces.append("\n")
        self._paragraphs += 1
        self._open = True

    def _end_paragraph(self) -> None:
        self._open = False

    def _enter_note(self, step: int) -> None:
        self._note += step

    def add(self, piece: str) -> None:
        if not self._open or self._note:
            return
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length > MAX_TEXT:
            raise BombError(file=self.file, part=CONTENT)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = _value(self._cell, "".join(self._pieces))
        repeated = _count(self._cell.get("number-columns-repeated"))
        self._cell = None
        if not text:
            self._blank += repeated
            return
        if len(self._values) + self._blank + repeated > MAX_COLUMNS:
            raise TooWideError(file=self.file, row=self._number, limit=MAX_COLUMNS)
        self._values += [""] * self._blank + [text] * repeated
        self._blank = 0

    def _end_row(self) -> None:
        if not self._here:
            return
        # Blanks are never counted as cells, however often their row is repeated.
        if any(value.strip() for value in self._values):
            self.rows.append((self._values, self._number, self._repeated))
        self._number += self._repeated


def _value(cell: Attributes, text: str) -> str:
    kind = cell.get("value-type", "")
    if kind == "date":
        return cell.get("date-value", text).replace("T00:00:00", "").replace("T", " ").removesuffix(":00")
    if kind == "time":
        return _clock(cell.get("time-value", ""), text)
    if kind == "boolean":
        return cell.get("boolean-value", text)
    if kind == "float":
        return _number(cell.get("value", text), text)
    if kind in {"percentage", "currency"}:
        return _number(cell.get("value", text), "")
    return text


def _number(value: str, shown: str) -> str:
    try:
        number = plain_number(value, float(value))
    except ValueError:
        return value
    # A number shown as 007 has its zeros from its format.
    return shown if shown.isdigit() and shown.lstrip("0") == number else number


def _clock(value: str, text: str) -> str:
    match = _DURATION.fullmatch(value)
    if not match:
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return f"{days * 24 + hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _count(text: str | None) -> int:
    # Errors of a format are not worth an error of ours: what is no number counts once.
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1
