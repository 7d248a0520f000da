"""Files made to harm: refused with a message, in bounded memory."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import BombError, DamagedError, EncryptedTableError, EntityError, TooWideError

MEGABYTES = 250
SHEET = "xl/worksheets/sheet1.xml"
CHILD = """
import sys
from pathlib import Path
from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import UnreadableTableError

try:
    print("rows", sum(1 for grid in read(Path(sys.argv[1])).grids for row in grid.rows))
except UnreadableTableError as error:
    print(type(error).__name__)
print("peak", Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@pytest.fixture
def outcome(tmp_path: Path) -> Callable[[bytes, str], str]:
    """What reading a file comes to in a process of its own, which may not grow beyond the limit."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a process is read from /proc")

    def read_apart(raw: bytes, name: str) -> str:
        (tmp_path / name).write_bytes(raw)
        command = [sys.executable, "-c", CHILD, str(tmp_path / name)]
        shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
        told, peak = shown.split("peak ")
        assert int(peak) / 1024 < MEGABYTES
        return told.strip()

    return read_apart


def test_ten_million_empty_rows_are_refused(outcome, xlsx):
    assert outcome(xlsx("<row/>" * 1000 for _ in range(10_000)), "rows.xlsx") == "BombError"


def test_more_rows_than_a_sheet_can_have_are_refused(outcome, xlsx):
    assert outcome(xlsx('<row r="20000000"><c r="A20000000"><v>1</v></c></row>'), "rows.xlsx") == "BombError"


def test_hundreds_of_thousands_of_empty_rows_and_a_huge_dimension_are_read(outcome, xlsx):
    empty = "".join(f'<row r="{number}" s="1"><c r="A{number}" s="1"/></row>' for number in range(2, 150_000))
    assert outcome(xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}'), "rows.xlsx") == "rows 1"


def test_a_filled_cell_in_the_last_corner_costs_nothing(outcome, xlsx):
    sheet = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="AA1048576"><v>1</v></c></row>'
    assert outcome(xlsx(sheet), "corner.xlsx") == "rows 2"


def test_a_sheet_of_16384_columns_is_refused(outcome, xlsx):
    assert outcome(xlsx("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"), "wide.xlsx") == "TooWideError"


def test_one_long_string_in_a_hundred_thousand_cells_stands_in_memory_once(outcome, xlsx):
    cells = (f'<row><c t="s"><v>0</v></c><c><v>{number}</v></c></row>' for number in range(100_000))
    raw = xlsx(cells, strings=f"<si><t>{'длинно' * 5000}</t></si>")
    assert outcome(raw, "strings.xlsx") == "rows 100000"


@pytest.mark.slow
def test_millions_of_cells_are_refused(outcome, xlsx):
    row = "<row>" + "".join(f"<c><v>{number * 7919 % 10007}</v></c>" for number in range(999)) + "</row>"
    assert outcome(xlsx(row for _ in range(3000)), "cells.xlsx") in {"BombError", "TooManyCellsError"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", SHEET])
def test_a_part_that_unpacks_a_thousandfold_is_refused(outcome, xlsx, part: str):
    assert outcome(xlsx("", parts={part: "<a>" + " " * 50_000_000 + "</a>"}), "bomb.xlsx") == "BombError"


def test_elements_nested_without_end_are_refused(outcome, xlsx):
    assert outcome(xlsx("", parts={SHEET: "<a>" * 500_000}), "deep.xlsx") == "BombError"


def test_an_endless_attribute_is_refused(outcome, xlsx):
    noise = "".join(map(chr, range(97, 123)))
    assert outcome(xlsx("", parts={SHEET: f'<a b="{noise * 270_000}'}), "token.xlsx") == "BombError"


def test_a_cell_of_endless_text_is_refused(outcome, xlsx):
    sheet = f'<row><c t="inlineStr"><is><t>{"абвгд" * 700_000}</t></is></c></row>'
    assert outcome(xlsx(sheet), "text.xlsx") == "BombError"


def test_a_csv_of_one_200_mb_line_is_refused(outcome):
    assert outcome(b"a" * 200_000_000, "line.csv") == "TooLargeError"


def test_a_csv_of_one_50_mb_line_is_refused(outcome):
    assert outcome(b"a;" * 25_000_000, "line.csv") in {"LongLineError", "TooWideError"}


def test_millions_of_empty_rows_of_csv_are_read_as_none(outcome):
    assert outcome(b"a;b\n" + b";\n" * 2_000_000, "rows.csv") == "rows 1"


@pytest.mark.parametrize("piece", [b"[],", b"{},", b"[[[[],"])
def test_json_of_millions_of_brackets_is_refused(outcome, piece: bytes):
    assert outcome(b"[" + piece * 3_000_000, "brackets.json") == "TooManyCellsError"


def test_json_nested_without_end_is_refused(outcome):
    assert outcome(b'{"a":' + b"[" * 200_000 + b"\n", "deep.jsonl") == "BadJsonError"


def test_the_header_of_the_archive_is_not_trusted(xlsx):
    raw = bytearray(xlsx("<row/>" * 12_000_000))
    for signature, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        for match in re.finditer(re.escape(signature), bytes(raw)):
            struct.pack_into("<L", raw, match.start() + offset, 1000)
    with pytest.raises((BombError, DamagedError)):
        _everything(bytes(raw))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE a [<!ENTITY x "ха"><!ENTITY y "&x;&x;&x;&x;">]>',
        "<!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", "xl/sharedStrings.xml", SHEET])
def test_declared_entities_are_refused_wherever_they_stand(xlsx, part: str, doctype: str):
    with pytest.raises(EntityError, match=re.escape(part.rpartition("/")[2])):
        _everything(xlsx("", parts={part: f"{doctype}<a>&x;</a>"}))


def test_declared_entities_of_ods_are_refused(ods):
    raw = ods("")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        content = archive.read("content.xml").decode()
    with pytest.raises(EntityError):
        _everything(_replaced(raw, "content.xml", f'<!DOCTYPE a [<!ENTITY x "y">]>{content}'), "a.ods")


@pytest.mark.parametrize(
    ("sheet", "styles"),
    [
        (f'<row r="{"9" * 5000}"><c><v>1</v></c></row>', ""),
        (f'<row><c t="s"><v>{"9" * 5000}</v></c></row>', ""),
        ('<row><c s="0"><v>1</v></c></row>', f'<cellXfs><xf numFmtId="{"9" * 5000}"/></cellXfs>'),
    ],
)
def test_numbers_of_thousands_of_digits_are_read_or_refused(xlsx, sheet: str, styles: str):
    with suppress(BombError, DamagedError):
        _everything(xlsx(sheet, styles=styles))


def test_a_format_of_endless_zeros_makes_no_endless_texts(cells, xlsx):
    styles = f'<numFmts><numFmt numFmtId="170" formatCode="{"0" * 30_000}"/></numFmts><cellXfs><xf numFmtId="170"/>'
    assert cells(xlsx('<row><c s="0"><v>7</v></c></row>', styles=f"{styles}</cellXfs>"), "a.xlsx") == [["7"]]


def test_blanks_repeated_without_end_are_no_rows(ods, cells):
    blank = "<table:table-cell><text:p><text:s/></text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="999999999">{blank}</table:table-row>'
    assert cells(ods(f'<table:table table:name="a">{rows}</table:table>'), "a.ods") == []


def test_a_duration_of_thousands_of_digits_is_the_text_that_is_shown(ods, cells):
    hours = f'<table:table-cell office:value-type="time" office:time-value="PT{"9" * 5000}H"><text:p>x</text:p>'
    row = f"<table:table-row>{hours}</table:table-cell></table:table-row>"
    assert cells(ods(f'<table:table table:name="a">{row}</table:table>'), "a.ods") == [["x"]]


def test_a_directory_of_hundreds_of_thousands_of_parts_is_refused(outcome):
    begin = b"PK\3\4" + bytes(40)
    part = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *[0] * 8, 6, *[0] * 6)
    directory = b"".join(part + b"%06d" % number for number in range(600_000))
    size, start = len(directory), len(begin)
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 600_000, 600_000, size, start)
    place = struct.pack("<4sLQL", b"PK\6\7", 0, start + size, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 100, 0, 0)
    assert outcome(begin + directory + large + place + end, "parts.xlsx") == "BombError"


def test_a_damaged_archive_is_refused(xlsx):
    raw = bytearray(xlsx("<row/>" * 1000))
    place = raw.rindex(b"PK\1\2") // 2
    raw[place : place + 20] = b"\xff" * 20
    with pytest.raises((DamagedError, BombError)):
        _everything(bytes(raw))


def test_an_archive_that_breaks_off_is_refused(xlsx):
    with pytest.raises(DamagedError):
        _everything(xlsx("<row/>")[:-40])


def test_an_archive_without_a_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("photo.txt", "x")
    with pytest.raises(DamagedError, match="workbook"):
        _everything(out.getvalue())


def test_an_archive_with_locked_parts_is_refused(xlsx):
    raw = bytearray(xlsx("<row/>"))
    for signature, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for match in re.finditer(re.escape(signature), bytes(raw)):
            raw[match.start() + offset] |= 1
    with pytest.raises(EncryptedTableError):
        _everything(bytes(raw))


def test_xml_that_is_none_is_refused(xlsx):
    with pytest.raises(DamagedError, match="sheet1"):
        _everything(xlsx("<row><c>"))


@pytest.mark.parametrize("reference", ["XFE1", "ZZZZ1", "ААА1", "99", "-"])
def test_a_cell_beyond_the_last_column_is_refused(xlsx, reference: str):
    with pytest.raises(TooWideError):
        _everything(xlsx(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'))


def _everything(raw: bytes, name: str = "a.xlsx") -> None:
    for grid in read(raw, name=name).grids:
        list(grid.rows)


def _replaced(raw: bytes, part: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, text if info.filename == part else old.read(info))
    return out.getvalue()
