"""Papers as a DOCX document: real tables with headings that repeat, page numbers as fields, a section a paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from iom.report.extra import papers_extra
from iom.report.papers.docx_blocks import GAP, Data, Setting, block
from iom.report.papers.docx_pictures import crest_of, picture
from iom.report.papers.dress import FOLDER, WORD, BrokenDressError, Dress
from iom.report.papers.paper import Paper, Stamp
from iom.report.papers.plain import plain
from iom.report.papers.qr import png
from iom.report.papers.wordml import NAMESPACES, TableCell, TableRow, Type, paragraph, run, table
from iom.report.papers.wordml_pages import Page, foot, page_end

if TYPE_CHECKING:
    from docx.document import Document

_SIZES: Final = {"sheet": 10.5, "child": 14, "certificate": 14}
_FONT: Final = "Times New Roman"
_SPOKEN: Final = {"ru": "ru-RU", "en": "en-GB"}
_DOWN: Final = 150  # points of white above a certificate's text
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def docx(papers: Sequence[Paper], stamp: Stamp, dress: Dress, day: date, done: Callable[[], None]) -> bytes:
    """One document of all the papers; the same papers on the same ``day`` give the same bytes.

    Raises:
        MissingExtraError: python-docx or segno is not installed.
        BrokenDressError: the school's ``template.docx`` or crest cannot be used.
    """
    with papers_extra():
        import docx as library
    drawn = plain(papers, stamp)
    document = _opened(dress) if WORD in dress.files else _styled(library.Document(), drawn[0]["language"])
    crest = crest_of(document, dress)
    body = document.element.body
    for element in list(body):
        body.remove(element)
    pieces = [_drawn(document, paper, crest, last=paper["number"] == len(drawn)) for paper in drawn]
    body.extend(_parsed("".join(pieces)))
    for paper, section in zip(drawn, document.sections, strict=True):
        section.footer.is_linked_to_previous = False
        root = section.footer.part.element
        for element in list(root):
            root.remove(element)
        root.extend(_parsed(foot(paper, Page.of(paper))))
        done()
    return _saved(document, drawn[0]["title"], day)


def _opened(dress: Dress) -> Document:
    """The school's own document, whose styles and heads of pages are taken over."""
    import docx as library
    from docx.opc.exceptions import OpcError

    try:
        return library.Document(io.BytesIO(dress.files[WORD]))
    except (OpcError, SyntaxError, ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        reason = str(error) or type(error).__name__
        raise BrokenDressError(path=f"{FOLDER}/{WORD}", reason=reason) from None


def _styled(document: Document, language: str) -> Document:
    """A document without a template of the school's: black on white, in one font."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Heading 1", "Heading 2"):
        style: Any = document.styles[name]
        style.font.name = _FONT
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), _FONT)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(_SIZES["sheet"])
    normal.paragraph_format.line_spacing = 1
    (spoken,) = _parsed(f'<w:lang w:val="{_SPOKEN[language]}"/>')
    normal.element.rPr.append(spoken)
    return document


def _drawn(document: Document, paper: Data, crest: bytes | None, *, last: bool) -> str:
    """A paper with its section's end."""
    page = Page.of(paper)
    setting = Setting(Type(_SIZES[paper["look"]]), page.text_width, paper["words"], _headings(document), page.framed)
    first = paper["blocks"][0] if paper["blocks"] else None
    approved = first is not None and first["block"] == "approval"
    pieces = [
        paragraph("", before=_DOWN) if page.framed else "",
        _above(document, paper, setting, crest),
        block(first, setting) if first and approved else "",
        _title(document, paper, setting),
        *(block(one, setting) for one in paper["blocks"][1 if approved else 0 :]),
    ]
    return "".join(pieces).removesuffix(GAP) + page_end(paper, page, last=last)


def _headings(document: Document) -> tuple[str, str]:
    """The ids of the two styles of headings; "" where a template has none."""
    ids = {style.name: style.style_id for style in document.styles}
    return ids.get("Heading 1", ""), ids.get("Heading 2", "")


def _above(document: Document, paper: Data, setting: Setting, crest: bytes | None) -> str:
    shown = picture(document, crest, 30 if setting.centred else 16, 2 * paper["number"]) if crest else ""
    lines = run("\n".join(paper["above"]), setting.type.scaled(0.9)) if paper["above"] else ""
    found = [piece for piece in (shown, lines) if piece]
    return "".join(paragraph(piece, align="center", after=4) for piece in found)


def _title(document: Document, paper: Data, setting: Setting) -> str:
    align = "left" if paper["code"] and not setting.centred else "center"
    bold = setting.type.in_bold()
    title = paragraph(run(paper["title"], bold.scaled(2 if setting.centred else 1.45)), align=align, before=6)
    if paper["about"]:
        title += paragraph(run(paper["about"], setting.type.scaled(1.1)), align=align, after=6)
    if not paper["code"]:
        return title
    code = paragraph(run(paper["code"], Type(7)), align="right", after=4)
    scanned = picture(document, png(paper["code"]), 23, 2 * paper["number"] + 1, paper["code"])
    qr = paragraph(scanned, align="right", after=0)
    row = TableRow((TableCell(title), TableCell(qr)))
    return table(setting.shares(0.8, 0.2), [row], ruled=False) + code


def _parsed(xml: str) -> Iterator[Any]:
    from docx.oxml import parse_xml

    return iter(list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")))


def _saved(document: Document, title: str, day: date) -> bytes:
    """The document's bytes, without the moment of packing."""
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = title[:255], "", "", ""
    facts.created = facts.modified = datetime.combine(day, time(), UTC)
    packed, out = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
