"""The format of a file by what is in it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from iom.exchange.tables import unreadable
from iom.exchange.tables.read import MAX_BYTES, read

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")
PAGE = "<!DOCTYPE html>\n<html><table><tr><td>Аверина</td></tr></table></html>".encode()


@pytest.mark.parametrize(
    ("raw", "name", "found"),
    [
        (b"a;b\n", "a.csv", "csv"),
        (b"a;b\n", "-", "csv"),
        (b"a\tb\n", "a.tsv", "tsv"),
        (b"a\tb\n", "a.txt", "csv"),
        (b'[{"a": 1}]', "-", "json"),
        (b'[\n  {"a": 1}\n]', "a.json", "json"),
        (b'{"a": 1}\n{"a": 2}\n', "-", "jsonl"),
        (b'{"a": 1}\n', "a.json", "jsonl"),
        (b'{"a": 1}\n', "a.ndjson", "jsonl"),
        ('[{"a": 1}]'.encode("utf-16"), "a.json", "json"),
    ],
)
def test_the_format_is_told_by_content_then_by_name(raw: bytes, name: str, found: str):
    assert read(raw, name=name).source.format == found


def test_a_workbook_is_known_under_any_name():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("5а")

    assert read(out.getvalue(), name="список.csv").source.format == "xlsx"


@pytest.mark.parametrize(
    ("raw", "name", "error"),
    [
        (b"", "a.csv", unreadable.EmptyTableError),
        (OLD, "a.xls", unreadable.OldWorkbookError),
        (LOCKED, "a.xlsx", unreadable.EncryptedTableError),
        (PAGE, "a.xls", unreadable.WebPageError),
        (b"\xef\xbb\xbf  <table><tr>", "a.xls", unreadable.WebPageError),
        (b"a\tb\n", "a.xlsx", unreadable.NoWorkbookError),
        (b"a\tb\n", "a.xls", unreadable.NoWorkbookError),
        (b"%PDF-1.7\n\0\0", "a.csv", unreadable.BinaryError),
        (b"PK\3\4 not at all", "a.xlsx", unreadable.DamagedError),
        (b"a;b\n\0;c\n", "a.csv", unreadable.BinaryError),
    ],
)
def test_what_is_no_table_is_refused_by_its_own_name(raw: bytes, name: str, error: type[Exception]):
    with pytest.raises(error, match=name):
        read(raw, name=name)


def test_text_under_the_name_of_a_workbook_is_read_when_the_format_is_given():
    assert read(b"a\tb\n", name="a.xls", format="tsv").source.format == "tsv"


def test_a_format_that_nobody_knows_is_refused():
    with pytest.raises(unreadable.UnknownFormatError, match="xlsx"):
        read(b"a", name="a.csv", format="dbf")


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path):
    with pytest.raises(unreadable.NoTableFileError) as caught:
        read(tmp_path / "нет.csv")
    assert caught.value.exit_code == 6


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(unreadable.NotAFileError):
        read(tmp_path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)

    with pytest.raises(unreadable.TooLargeError):
        read(path)


def test_a_stream_that_is_too_large_is_not_read():
    with pytest.raises(unreadable.TooLargeError):
        read(bytes(MAX_BYTES + 1))


def test_bytes_without_a_name_are_standard_input():
    grid = read(b"a;b\n").grids[0]

    assert next(iter(grid.rows)).cells[0].place == "-:1:1"


def test_zero_bytes_behind_the_looked_at_beginning_are_found():
    with pytest.raises(unreadable.BinaryError):
        read(b"a;b\n" * 100_000 + b"\0;x\n", name="a.csv")
