"""Papers with every kind of block, and the text that comes out of each format."""

from __future__ import annotations

import base64
import io
import re
from datetime import date
from html.parser import HTMLParser

from iom.report.papers.draw import Format
from iom.report.papers.paper import (
    Approval,
    Box,
    Column,
    Endorsement,
    Facts,
    Grid,
    Heading,
    Items,
    Level,
    Option,
    PageBreak,
    Paper,
    Paragraph,
    Question,
    Scale,
    Scaled,
    Signature,
    Signatures,
    Space,
    Stamp,
    Ticks,
)

DAY = date(2026, 11, 18)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
STAMP = Stamp("18.11.2026", "documents 3f9a1c2e")
EVERY_BLOCK = (
    Approval((Endorsement("agreed", "deputy head", "Antonova"), Endorsement("approved", "head", "Borisov"))),
    Heading("Headline"),
    Heading("Smaller headline", 2),
    Paragraph("First line\nsecond line"),
    *(Paragraph(f"set {style}", style) for style in ("strong", "small", "center", "display")),
    Items(("dashed one", "dashed two")),
    Facts((("pupil", "Averina Polina"), ("guardian", ""))),
    Grid(
        (Column("№", 0.3, "right"), Column("turned", 0.3, "center", turned=True), Column("wide", 2)),
        (("1", "2", Box()), ("less than a row",)),
        blank=2,
        height=9,
    ),
    Question("Why these?"),
    Question("What helped?", "a book"),
    Ticks((Option("chemistry", "Tue 14:00", rank="3"), Option("flexagons")), ranked=True, columns=2),
    Ticks((Option("taken", ticked=True), Option("left"))),
    Scale("criteria", (Scaled("Question", (Level("0", "none"), Level("1", "asked")), "1"), Scaled("Short", ()))),
    Space(4),
    PageBreak(),
    Signatures((Signature("pupil", "Averina P."), Signature("guardian", day="12.06.2026"))),
)
EVERYTHING = Paper(
    "every", "A paper of everything", EVERY_BLOCK, "averina", ("School 4", "The district"), "Averina Polina, 5a",
    code="iom:choice:2026-autumn:jk63j",
)  # fmt: skip


class _Words(HTMLParser):
    """The words of a page, and the elements in it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        if self.elements[-1:] != ["style"]:
            self.words.append(data)


def elements_of(page: bytes) -> list[str]:
    """The names of the elements of an HTML page."""
    words = _Words()
    words.feed(page.decode("utf-8"))
    return words.elements


def text_of(content: bytes, form: Format) -> str:
    """What a reader can copy out of a file, without the breaks that lines made."""
    return re.sub(r"[\s\u200b\u00ad]+", "", _text(content, form))


def _text(content: bytes, form: Format) -> str:
    if form == "html":
        words = _Words()
        words.feed(content.decode("utf-8"))
        return "".join(words.words)
    if form == "docx":
        import docx

        found = docx.Document(io.BytesIO(content))
        parts = [found.element.body, *(section.footer.part.element for section in found.sections)]
        return "".join(text for part in parts for text in part.itertext())
    return "".join(pages_of(content))


def pages_of(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
