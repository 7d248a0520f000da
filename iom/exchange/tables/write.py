"""Writing tables: the sheets of an export as CSV, TSV, XLSX, JSON or JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import TextIOWrapper
from typing import IO, Final

from iom.errors import Exit, IomError
from iom.exchange.tables.neutral import guarded
from iom.exchange.tables.unreadable import UnknownFormatError
from iom.language import N_, current

Value = str | int | float | bool | date | datetime | time | Sequence[str] | None

FORMATS: Final = ("csv", "tsv", "xlsx", "json", "jsonl")
LIST: Final = "; "  # between the items of a list in one cell


class OneSheetError(IomError):
    """Several sheets for a format that holds one."""

    text = N_("A {format} file holds one table, and here are {count}.")
    hint = N_("Write an .xlsx file, or one table at a time.")
    exit_code = Exit.USAGE


class LongTextError(IomError):
    """A text that does not fit into a cell."""

    text = N_("Sheet “{sheet}”, row {row}: a text is longer than the {limit} characters that a cell holds.")
    hint = N_("Export to .csv or .json, which hold texts of any length.")


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A table to be written: its title, a heading a column, and rows of values (shorter rows end early).

    ``keys`` name the columns in JSON, where they never translate; without them the headings do.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    keys: Sequence[str] = ()


def write(format: str, sheets: Sequence[OutSheet], stream: IO[bytes], *, delimiter: str | None = None) -> None:  # noqa: A002 - the word of the command line
    """Write the sheets; the same sheets give the same bytes.

    ``delimiter`` of CSV is the semicolon in Russian, else the comma, unless given.

    Raises:
        UnknownFormatError: no such format.
        OneSheetError: several sheets for a format of one.
        LongTextError: a text is too long for a cell of XLSX.
    """
    if format not in FORMATS:
        raise UnknownFormatError(given=format, known=", ".join(FORMATS))
    if format != "xlsx" and len(sheets) != 1:
        raise OneSheetError(format=format, count=len(sheets))
    if format == "xlsx":
        from iom.exchange.tables.workbook_out import write_workbook

        write_workbook(sheets, stream)
    elif format in {"csv", "tsv"}:
        default = ";" if current() == "ru" else ","
        _write_delimited(sheets[0], stream, "\t" if format == "tsv" else delimiter or default)
    else:
        _write_json(sheets[0], stream, lines=format == "jsonl")


def cell_text(value: Value, *, decimal_comma: bool = False) -> str:
    """A value as text: ISO dates, hours as 14:05, the items of a list joined."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date | time):
        return _moment_text(value)
    if isinstance(value, int | float):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return text.replace(".", ",") if decimal_comma else text
    return LIST.join(value)


def _moment_text(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    return value.isoformat()


def _write_delimited(sheet: OutSheet, stream: IO[bytes], delimiter: str) -> None:
    # The mark is what makes spreadsheet programs take the file for UTF-8.
    text = TextIOWrapper(stream, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading in sheet.headings])
    for row in sheet.rows:
        writer.writerow([guarded(cell_text(value, decimal_comma=delimiter == ";")) for value in row])
    text.flush()
    text.detach()


def _write_json(sheet: OutSheet, stream: IO[bytes], *, lines: bool) -> None:
    before, between, after = ("", "\n", "\n") if lines else ("[\n  ", ",\n  ", "\n]\n")
    first = True
    for record in _records(sheet):
        stream.write((before if first else between).encode())
        stream.write(json.dumps(record, ensure_ascii=False).encode())
        first = False
    stream.write((after if not first else "" if lines else "[]\n").encode())


def _records(sheet: OutSheet) -> Iterator[Mapping[str, object]]:
    keys = tuple(sheet.keys or sheet.headings)
    for row in sheet.rows:
        yield {key: _json_value(value) for key, value in zip(keys, row, strict=False)}


def _json_value(value: Value) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return cell_text(value) if isinstance(value, date | time) else list(value)
