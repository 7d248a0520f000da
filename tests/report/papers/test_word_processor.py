"""A DOCX document opens in LibreOffice as it was meant, and stays one that can be edited."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from every_block import EVERYTHING, PNG, pages_of

from iom.report.papers.dress import Dress
from iom.report.papers.paper import Column, Grid, Paper, Paragraph

Drawn = Callable[..., bytes]
LONG = Paper(
    "long",
    "Long",
    (Grid((Column("number"), Column("what")), tuple((str(number), "row") for number in range(80))),),
)


@pytest.mark.slow
def test_libreoffice_numbers_the_pages_of_each_paper_and_repeats_headings(
    drawn: Drawn, as_pdf: Callable[[Path], Path], tmp_path: Path
):
    document = tmp_path / "papers.docx"
    wide = Paper("wide", "Wide", (Paragraph("text"),), landscape=True)
    document.write_bytes(drawn(LONG, wide, EVERYTHING, form="docx"))
    pages = pages_of(as_pdf(document).read_bytes())
    feet = [" ".join(page.split()[-4:]) for page in pages]
    assert feet[:3] == ["page 1 of 2", "page 2 of 2", "page 1 of 1"]
    rest = len(feet) - 3  # two or three, as the system's fonts are narrow or wide
    assert feet[3:] == [f"page {number} of {rest}" for number in range(1, rest + 1)]
    assert "number" in pages[0]
    assert "number" in pages[1]
    assert "iom:choice:2026-autumn:jk63j" in pages[3]


def test_tables_are_tables_and_page_numbers_are_fields(drawn: Drawn):
    import docx

    found = docx.Document(io.BytesIO(drawn(LONG, form="docx")))
    (table,) = found.tables
    assert [cell.text for cell in table.rows[80].cells] == ["79", "row"]
    assert "<w:tblHeader/>" in found.element.body.xml
    assert "PAGEREF" in found.sections[0].footer.part.element.xml


def test_headings_are_headings_and_the_paper_names_nobody_as_its_author(drawn: Drawn):
    import docx

    found = docx.Document(io.BytesIO(drawn(EVERYTHING, form="docx")))
    headings = [paragraph.text for paragraph in found.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings == ["Headline", "Smaller headline"]
    assert found.core_properties.title == "A paper of everything"
    assert found.core_properties.author == ""


def test_the_file_does_not_say_when_it_was_packed(drawn: Drawn):
    with zipfile.ZipFile(io.BytesIO(drawn(EVERYTHING, form="docx"))) as packed:
        assert {entry.date_time[:3] for entry in packed.infolist()} == {(1980, 1, 1)}


def test_each_picture_has_a_number_of_its_own(drawn: Drawn):
    import docx

    crest = Dress({"crest.png": PNG})
    found = docx.Document(io.BytesIO(drawn(EVERYTHING, EVERYTHING, form="docx", dress=crest)))
    numbers = [picture.get("id") for picture in found.element.body.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) == 4
