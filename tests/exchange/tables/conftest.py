"""Workbooks made by hand, sound and malicious."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import pytest

from iom.exchange.tables.grid import Book
from iom.exchange.tables.read import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*pairs: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def raw_xlsx(
    sheet: str | Iterable[str],
    *,
    strings: str = "",
    styles: str = "",
    parts: dict[str, str] | None = None,
    name: str = "L",
) -> bytes:
    """A workbook of one sheet; ``sheet`` is the inside of its ``sheetData``, ``parts`` replace whole parts."""
    pieces = [sheet] if isinstance(sheet, str) else sheet
    pairs = [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    contents = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*pairs),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    } | (parts or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in contents.items():
            archive.writestr(part, text)
        if "xl/worksheets/sheet1.xml" not in contents:
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
                stream.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
                for piece in pieces:
                    stream.write(piece.encode())
                stream.write(b"</sheetData></worksheet>")
    return out.getvalue()


def raw_ods(table: str, *, manifest: str = "", styles: str = "") -> bytes:
    """An ODS workbook; ``table`` is the inside of its ``office:spreadsheet``."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def texts(book: Book, sheet: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in book.grids[sheet].rows]


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    return raw_xlsx


@pytest.fixture
def ods() -> Callable[..., bytes]:
    return raw_ods


@pytest.fixture
def cells() -> Callable[..., list[list[str]]]:
    """The texts of the first sheet of a file's bytes."""

    def of(raw: bytes, name: str = "table.csv", **how: str) -> list[list[str]]:
        return texts(read(raw, name=name, **how))

    return of
