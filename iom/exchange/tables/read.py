"""Reading a table file of any known format as grids of text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from iom.exchange.tables import delimited
from iom.exchange.tables import encoding as encodings
from iom.exchange.tables.archive import Archive
from iom.exchange.tables.grid import Book, Grid, Source
from iom.exchange.tables.unreadable import (
    EmptyTableError,
    EncryptedTableError,
    NoSheetError,
    NoTableFileError,
    NoWorkbookError,
    OldWorkbookError,
    TooLargeError,
    UnknownFormatError,
    WebPageError,
    unopened,
)
from iom.model.folding import find_folded

FORMATS: Final = ("csv", "tsv", "xlsx", "ods", "json", "jsonl")
MAX_BYTES: Final = 64 * 1024 * 1024
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS: Final = {".xlsx": "XLSX", ".xlsm": "XLSX", ".ods": "ODS", ".xls": "XLS"}


def read(
    table: Path | bytes,
    *,
    name: str | None = None,
    format: str | None = None,  # noqa: A002 - the word of the command line
    encoding: str | None = None,
    delimiter: str | None = None,
    decimal_comma: bool | None = None,
    sheet: str | None = None,
) -> Book:
    """The sheets of a file (or of the bytes of standard input) as grids of text.

    ``name`` is what places and messages call the file; what is given is not detected. Hidden sheets are left out
    unless ``sheet`` names one. Rows are read as they are asked for, and raise the same errors.

    Raises:
        UnreadableTableError: the file is no table, or a dangerous one.
    """
    file = name or (table.name if isinstance(table, Path) else "-")
    raw = table if isinstance(table, bytes) else _bytes(table)
    if len(raw) > MAX_BYTES:
        raise TooLargeError(file=file, limit=MAX_BYTES // 1024 // 1024)
    found = _format(raw, file, format)
    # Nothing at all is what no records look like as JSON lines.
    if not raw and found != "jsonl":
        raise EmptyTableError(file=file)
    if found == "xlsx":
        return _xlsx(raw, file, sheet)
    if found == "ods":
        return _ods(raw, file, sheet)
    text = encodings.checked(raw, encoding, file) if encoding else encodings.detected(raw, file)
    if found in {"json", "jsonl"}:
        return _json(raw, file, text, found)
    return _delimited(raw, Source(file, found, text, delimiter, decimal_comma))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise NoTableFileError(file=path) from error
    except OSError as error:
        raise unopened(path, error) from error


def _format(raw: bytes, file: str, given: str | None) -> str:
    """The format by the content; the name decides only between kinds of text."""
    if given and given not in FORMATS:
        raise UnknownFormatError(given=given, known=", ".join(FORMATS))
    if raw.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise EncryptedTableError(file=file)
        raise OldWorkbookError(file=file)
    if raw.startswith(b"PK\3\4") and given in {None, "xlsx", "ods"}:
        return "ods" if b"opendocument.spreadsheet" in raw[:200] else "xlsx"
    beginning = raw[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise WebPageError(file=file)
    extension = Path(file).suffix.lower()
    workbook = _WORKBOOKS.get(extension if given is None else f".{given}")
    if workbook:
        raise NoWorkbookError(file=file, format=workbook)
    return given or _kind_of_text(beginning, extension)


def _kind_of_text(beginning: bytes, extension: str) -> str:
    if extension in {".jsonl", ".ndjson"}:
        return "jsonl"
    if extension == ".json" or beginning.startswith((b"[{", b"[\n", b"[\r", b"[ ")):
        return "jsonl" if beginning.startswith(b"{") else "json"
    if beginning.startswith(b'{"') and extension not in {".csv", ".tsv", ".txt"}:
        return "jsonl"
    return "tsv" if extension in {".tsv", ".tab"} else "csv"


def _delimited(raw: bytes, source: Source) -> Book:
    assert source.encoding is not None
    sample = delimited.sample_of(raw, source.encoding)
    if not sample.strip("\ufeff \t\r\n"):
        raise EmptyTableError(file=source.file)
    delimiter = source.delimiter
    if delimiter is None:
        delimiter = "\t" if source.format == "tsv" else delimited.detected_delimiter(sample)
    elif delimiter not in delimited.DELIMITERS:
        raise UnknownFormatError(given=delimiter, known=" ".join(delimited.DELIMITERS).replace("\t", "TAB"))
    comma = source.decimal_comma
    if comma is None:
        comma = delimited.detected_decimal_comma(sample, delimiter)
    rows = delimited.DelimitedRows(raw, source.encoding, delimiter, source.file)
    return Book(Source(source.file, source.format, source.encoding, delimiter, comma), (Grid("", rows),))


def _xlsx(raw: bytes, file: str, sheet: str | None) -> Book:
    from iom.exchange.tables.xlsx import workbook

    book = workbook(Archive(raw, file))
    names = [one.name for one in book.sheets if not one.hidden]
    hidden = tuple(one.name for one in book.sheets if one.hidden)
    wanted = names if sheet is None else [_named(sheet, [one.name for one in book.sheets], file)]
    grids = tuple(Grid(one.name, book.rows(one)) for one in book.sheets if one.name in wanted)
    return Book(Source(file, "xlsx", hidden=hidden if sheet is None else ()), grids)


def _named(sheet: str, names: list[str], file: str) -> str:
    found = sheet if sheet in names else find_folded(sheet, names)
    if found is None:
        raise NoSheetError(file=file, sheet=sheet, sheets=", ".join(names))
    return found


def _ods(raw: bytes, file: str, sheet: str | None) -> Book:
    from iom.exchange.tables.ods import OdsRows, sheets

    archive = Archive(raw, file)
    found = sheets(archive)
    wanted = [one for one in found if not one.hidden]
    if sheet is not None:
        name = _named(sheet, [one.name for one in found], file)
        wanted = [one for one in found if one.name == name]
    hidden = tuple(one.name for one in found if one.hidden) if sheet is None else ()
    return Book(Source(file, "ods", hidden=hidden), tuple(Grid(one.name, OdsRows(archive, one)) for one in wanted))


def _json(raw: bytes, file: str, encoding: str, found: str) -> Book:
    from iom.exchange.tables.records import RecordRows

    rows = RecordRows(raw, encoding, file, lines=found == "jsonl")
    return Book(Source(file, found, encoding), (Grid("", rows),))
