"""Text with delimiters: which delimiter, which decimal sign, and its rows one after another."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO, TextIOBase
from itertools import groupby, islice
from typing import Final

from iom.exchange.tables.encoding import opened
from iom.exchange.tables.grid import MAX_COLUMNS, Cell, Row, bounded
from iom.exchange.tables.unreadable import (
    BinaryError,
    LongLineError,
    OpenQuoteError,
    StrayQuoteError,
    TooWideError,
)

DELIMITERS: Final = (";", ",", "\t", "|")
MAX_LINE: Final = 1024 * 1024
_SAMPLE_ROWS: Final = 60
_SAMPLE: Final = 64 * 1024
_SEPARATOR_LINE: Final = re.compile(r"\ufeff?sep=([^\"\r\n])", re.IGNORECASE)
_COMMA: Final = re.compile(r"[-+]?\d+,\d+")
_POINT: Final = re.compile(r"[-+]?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class DelimitedRows:
    """The rows of a text with delimiters, read anew each time they are gone through."""

    raw: bytes
    encoding: str
    delimiter: str
    file: str

    def __iter__(self) -> Iterator[Row]:
        return bounded(self._rows(), self.file)

    def _rows(self) -> Iterator[Row]:
        lines = _Lines(opened(self.raw, self.encoding), self.file)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            number = lines.count + 1
            try:
                values = next(reader, None)
            except csv.Error as error:
                raise self._fault(error, number) from error
            if values is None:
                return
            if not any(values) or (number == 1 and is_separator_line(values)):
                continue
            yield Row(number, tuple([Cell(text, f"{self.file}:{number}:{i}") for i, text in enumerate(values, 1)]))

    def _fault(self, error: csv.Error, line: int) -> Exception:
        if "expected after" in str(error):
            return StrayQuoteError(file=self.file, line=line)
        return OpenQuoteError(file=self.file, line=line)


class _Lines:
    """Lines of a bounded length, counted."""

    def __init__(self, stream: TextIOBase, file: str) -> None:
        self.stream = stream
        self.file = file
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self.count += 1
        if len(line) > MAX_LINE:
            raise LongLineError(file=self.file, line=self.count, limit=MAX_LINE)
        if "\0" in line:
            raise BinaryError(file=self.file)
        if line.count(",") + line.count(";") + line.count("\t") + line.count("|") > 100 * MAX_COLUMNS:
            raise TooWideError(file=self.file, row=self.count, limit=MAX_COLUMNS)
        return line


def sample_of(raw: bytes, encoding: str) -> str:
    """The beginning of the text, for detecting."""
    return opened(raw, encoding).read(_SAMPLE)


def detected_delimiter(sample: str) -> str:
    """The delimiter by which most rows fall into the same number of cells."""
    line = _SEPARATOR_LINE.match(sample)
    if line:
        return line[1]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def detected_decimal_comma(sample: str, delimiter: str) -> bool | None:
    """Whether numbers have a decimal comma; None where no number tells."""
    cells = [cell.strip() for row in _rows(sample, delimiter) for cell in row]
    commas = sum(1 for cell in cells if _COMMA.fullmatch(cell))
    points = sum(1 for cell in cells if _POINT.fullmatch(cell))
    return commas > points if commas or points else None


def is_separator_line(values: list[str]) -> bool:
    """Whether this is the line ``sep=;`` by which spreadsheet programs tell the delimiter."""
    return values[0].lower() in {"sep=", *(f"sep={delimiter}" for delimiter in DELIMITERS)} if values else False


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """How even the rows are, and how wide: how many rows agree, and how many of these stand together.

    Stray quotation marks count against the delimiter, and so do signs that a space follows: those are prose.
    """
    rows = [row for row in _rows(sample, delimiter) if any(row)]
    sizes = [0 if any(cell.startswith(" ") for cell in row) else len(row) for row in rows]
    widths = Counter(size for size in sizes if size > 1)
    if not widths:
        return (0.0, 0)
    width, often = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] - 1), pair[0]))
    stray = sum(1 for row in rows if any(_is_torn(cell, sample) for cell in row))
    together = max(len(list(group)) for size, group in groupby(sizes) if size == width)
    # Quotation marks may be odd in honest texts too: any delimiter is likelier than none.
    return (max((often + together - 2 * stray) / len(rows), 0.01), width)


def _is_torn(cell: str, sample: str) -> bool:
    """Whether a cell has one half of a pair of quotation marks, and is not quoted itself."""
    return cell.count('"') % 2 == 1 and '"' + cell.replace('"', '""') + '"' not in sample


def _rows(sample: str, delimiter: str) -> list[list[str]]:
    """The rows of a sample; none where its quotation marks contradict the delimiter."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter, strict=True), _SAMPLE_ROWS))
    except csv.Error as error:
        return [] if "expected after" in str(error) else rows
    # The sample may break off within its last row.
    return rows[:-1] if len(sample) >= _SAMPLE and len(rows) > 1 else rows
