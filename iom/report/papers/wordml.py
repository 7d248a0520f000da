"""Pieces of WordprocessingML as text; whatever is said in them is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape, quoteattr

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS: Final = 56.6929  # in a millimetre
GREY: Final = "595959"
SHADE: Final = "EEEEEE"
LINE: Final = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
NO_LINE: Final = 'w:val="nil"'
_NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: points, weight, grey or not, framed or not."""

    size: float
    bold: bool = False
    grey: bool = False
    framed: bool = False

    def scaled(self, factor: float) -> Type:
        """The same in another size."""
        return replace(self, size=self.size * factor)

    def in_bold(self) -> Type:
        """The same in bold."""
        return replace(self, bold=True)


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * TWIPS)


def run(text: str, type_: Type) -> str:
    """Text; its line breaks stay."""
    look = "".join(
        (
            "<w:b/>" if type_.bold else "",
            f'<w:color w:val="{GREY}"/>' if type_.grey else "",
            f'<w:sz w:val="{round(type_.size * 2)}"/>',
            f"<w:bdr {LINE}/>" if type_.framed else "",
        )
    )
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def framed(text: str, type_: Type) -> str:
    """A number in a frame: one that was written into a square, or circled."""
    return run(f"{_NBSP}{text or '__'}{_NBSP}", replace(type_, framed=True, bold=True))


def field(code: str, type_: Type) -> str:
    """A field that the word processor fills in, as of page numbers."""
    look = f'<w:rPr><w:color w:val="{GREY}"/><w:sz w:val="{round(type_.size * 2)}"/></w:rPr>'
    return f"<w:fldSimple w:instr={quoteattr(code)}><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>"


def paragraph(
    content: str, *, align: str = "left", before: float = 0, after: float = 3, keep: bool = False, style: str = ""
) -> str:
    """A paragraph of runs; ``before`` and ``after`` are points of space, ``keep`` holds it with what follows."""
    look = "".join(
        (
            f"<w:pStyle w:val={quoteattr(style)}/>" if style else "",
            "<w:keepNext/>" if keep else "",
            f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>',
            f'<w:jc w:val="{align}"/>' if align != "left" else "",
        )
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{content}</w:p>"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: paragraphs (at least one), its columns, borders and shade; ``turned`` text reads upwards."""

    content: str
    span: int = 1
    under: bool = False
    shaded: bool = False
    turned: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells, the least height in millimetres, and whether it is a heading that comes again."""

    cells: Sequence[TableCell]
    height: float = 0
    heading: bool = False


def table(widths: Sequence[int], rows: Iterable[TableRow], *, ruled: bool) -> str:
    """A table with columns of these widths in twips, with lines around all cells or without any."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {LINE if ruled else NO_LINE}/>" for side in sides)

    def air(side: str) -> str:
        return f'<w:{side} w:w="30" w:type="dxa"/>' if ruled else ""

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{air("top")}<w:left w:w="70" w:type="dxa"/>'
        f'{air("bottom")}<w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(_row(one, widths) for one in rows)}</w:tbl>"
    )


def _row(row: TableRow, widths: Sequence[int]) -> str:
    look = "".join(
        (
            "<w:cantSplit/>",
            f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else "",
            "<w:tblHeader/>" if row.heading else "",
        )
    )
    cells, at = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: TableCell, width: int) -> str:
    look = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "",
            _borders(cell),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if cell.shaded else "",
            '<w:textDirection w:val="btLr"/>' if cell.turned else "",
            f'<w:vAlign w:val="{"top" if cell.top else "center"}"/>',
        )
    )
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{cell.content or '<w:p/>'}</w:tc>"


def _borders(cell: TableCell) -> str:
    return f"<w:tcBorders><w:bottom {LINE}/></w:tcBorders>" if cell.under else ""
