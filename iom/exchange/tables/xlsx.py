"""Sheets of an XLSX workbook as rows of text, read as a stream."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from iom.exchange.tables.archive import Archive
from iom.exchange.tables.encoding import mended
from iom.exchange.tables.grid import MAX_COLUMNS, MAX_TEXT, Cell, Row, bounded, letters
from iom.exchange.tables.markup import Attributes, Ends, Markup, Starts, elements
from iom.exchange.tables.number_formats import PLAIN, Look, looks, number_text
from iom.exchange.tables.unreadable import BombError, DamagedError, TooWideError

MAX_STRINGS: Final = 500_000
MAX_ROWS: Final = 1_048_576  # rows of a sheet in the format itself
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS: Final = "0123456789"


class SheetPart(NamedTuple):
    """A sheet: its name, the part that holds it, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook share."""

    archive: Archive
    sheets: tuple[SheetPart, ...]
    strings: list[str]
    looks: list[Look]
    from_1904: bool

    def rows(self, sheet: SheetPart) -> XlsxRows:
        """The rows of one of the sheets."""
        return XlsxRows(self, sheet)


def workbook(archive: Archive) -> Workbook:
    """Open a workbook: sheets in their order, shared strings, styles."""
    main = next(
        (part for kind, part in _relations(archive, "").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    relations = _relations(archive, main)
    sheets: list[SheetPart] = []
    from_1904 = False
    for name, attributes in elements(archive, main, ("workbookPr", "sheet")):
        if name == "workbookPr":
            from_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            kind, part = relations.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes.get("name", ""), part, hidden))
    parts = dict(relations.values())
    strings = shared_strings(archive, parts["sharedStrings"]) if parts.get("sharedStrings", "") in archive else []
    return Workbook(archive, tuple(sheets), strings, looks(archive, parts.get("styles", "")), from_1904)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive:
        return {}
    return {
        attributes.get("Id", ""): (
            attributes.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/"),
        )
        for _, attributes in elements(archive, relations, ("Relationship",))
        if attributes.get("TargetMode") != "External"
    }


class _Text:
    """The text of a string item or a cell: its runs without what tells how to pronounce them."""

    def __init__(self, file: str, part: str) -> None:
        self.pieces: list[str] = []
        self._file, self._part = file, part
        self._open = False
        self._phonetic = False
        self._length = 0

    def clear(self) -> None:
        self.pieces = []
        self._length = 0

    def starts(self) -> Starts:
        return {"t": self._start, "v": self._start, "rPh": lambda _: self._sound(True)}

    def ends(self) -> Ends:
        return {"t": self._end, "v": self._end, "rPh": lambda: self._sound(False)}

    def add(self, piece: str) -> None:
        if self._open:
            self.pieces.append(piece)
            self._length += len(piece)
            if self._length > MAX_TEXT:
                raise BombError(file=self._file, part=self._part)

    def _start(self, _: Attributes) -> None:
        self._open = not self._phonetic

    def _end(self) -> None:
        self._open = False

    def _sound(self, phonetic: bool) -> None:
        self._phonetic = phonetic


def shared_strings(archive: Archive, part: str) -> list[str]:
    """The strings that cells refer to by their number."""
    found: list[str] = []
    text = _Text(archive.file, part)

    def end() -> None:
        found.append(unescaped("".join(text.pieces)))
        if len(found) > MAX_STRINGS:
            raise BombError(file=archive.file, part=part)

    starts = {**text.starts(), "si": lambda _: text.clear()}
    for _ in Markup(starts, {**text.ends(), "si": end}, text.add).read(archive, part):
        pass
    return found


def unescaped(text: str) -> str:
    """Text with its ``_x000D_`` made characters again; carriage returns of line ends go."""
    if "_x" in text:
        text = mended(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
    return text.replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class XlsxRows:
    """The rows of a sheet, read anew each time they are gone through."""

    book: Workbook
    sheet: SheetPart

    def __iter__(self) -> Iterator[Row]:
        return bounded(self._rows(), self.book.archive.file)

    def _rows(self) -> Iterator[Row]:
        reader = _SheetReader(self.book, self.sheet)
        for _ in Markup(reader.starts(), reader.ends(), reader.text.add).read(self.book.archive, self.sheet.part):
            yield from reader.rows
            reader.rows.clear()


class _SheetReader:
    """The row that is being read."""

    def __init__(self, book: Workbook, sheet: SheetPart) -> None:
        self.book, self.sheet = book, sheet
        self.rows: list[Row] = []
        self.text = _Text(book.archive.file, sheet.part)
        self._before = f"{book.archive.file}:{sheet.name}!"
        self._looks = {str(number): look for number, look in enumerate(book.looks)}
        self._number = 0
        self._column = -1
        self._values: dict[int, str] = {}
        self._kind = ""
        self._look = PLAIN

    def starts(self) -> Starts:
        """What to do when elements begin."""
        return {**self.text.starts(), "row": self._start_row, "c": self._start_cell}

    def ends(self) -> Ends:
        """What to do when elements end."""
        return {**self.text.ends(), "row": self._end_row, "c": self._end_cell}

    def _start_row(self, attributes: Attributes) -> None:
        self._number = _whole(attributes.get("r", ""), self._number + 1)
        if self._number > MAX_ROWS:
            raise BombError(file=self.book.archive.file, part=self.sheet.part)
        self._column = -1
        self._values = {}

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = _column(reference.rstrip(_DIGITS)) if reference else self._column + 1
        self._kind = attributes.get("t", "n")
        self._look = self._looks.get(attributes.get("s", ""), PLAIN)
        self.text.clear()

    def _end_cell(self) -> None:
        if not self.text.pieces:
            return
        value = self._value("".join(self.text.pieces))
        if not value:
            return
        if not 0 <= self._column < MAX_COLUMNS:
            raise TooWideError(file=self.book.archive.file, row=self._number, limit=MAX_COLUMNS)
        self._values[self._column] = value

    def _value(self, text: str) -> str:
        kind = self._kind
        if kind == "s":
            return self._shared(text)
        if kind == "n":
            return number_text(text, self._look, from_1904=self.book.from_1904)
        if kind == "b":
            return "true" if text.strip() == "1" else "false"
        if kind == "d":
            return text.replace("T00:00:00", "").replace("T", " ")
        return unescaped(text)

    def _shared(self, text: str) -> str:
        number = _whole(text.strip(), len(self.book.strings))
        if number >= len(self.book.strings):
            raise DamagedError(file=self.book.archive.file, part=self.sheet.part)
        return self.book.strings[number]

    def _end_row(self) -> None:
        if not self._values:
            return
        number, before, values = self._number, self._before, self._values
        width = max(values) + 1
        cells = [Cell(values.get(column, ""), f"{before}{letters(column)}{number}") for column in range(width)]
        self.rows.append(Row(number, tuple(cells)))


def _whole(digits: str, otherwise: int) -> int:
    # Ten digits are beyond everything that is counted here, and thousands of them are more than Python reads.
    return int(digits[:10]) if digits.isdecimal() else otherwise


@lru_cache(2048)
def _column(name: str) -> int:
    """The position of a column by its letters; -1 for what is none."""
    if not 0 < len(name) <= 4 or not name.isascii() or not name.isalpha():
        return -1
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
