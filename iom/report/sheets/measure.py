"""How high a paper will be, guessed from its texts: rather too high than too low.

Millimetres of an upright A4 page as the PDF sets it; the other formats break pages where they like.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from iom.report.papers.paper import Approval, Block, Facts, Grid, Heading, Items, Paper, Paragraph, Signatures

EM: Final = 3.71  # of the type of a sheet, 10.5 points
WIDTH: Final = 178.0
PAGE: Final = 264.0
LETTER: Final = 0.5  # of an em, a Cyrillic letter with its share of the blanks that a line leaves
SMALL, TABLE, NOTE = 0.76, 0.9, 0.82  # type in grids of many columns, in other grids, in notes
GAP: Final = 3.6  # between blocks
LINE: Final = 1.3 * EM  # to write on


def pages(paper: Paper) -> int:
    """How many pages the paper needs at most."""
    # A block that does not break, and a heading that stays with what follows, may leave the foot of a page empty.
    loss = 12.0
    height = _opening(paper) + sum(map(_height, paper.blocks))
    count = 1
    while height > PAGE * count - loss * (count - 1):
        count += 1
    return count


def _opening(paper: Paper) -> float:
    return 5.0 * len(paper.above) + 6.4 * _lines(paper.title, WIDTH, 1.45) + 5.6 * _lines(paper.about, WIDTH, 1.1) + 4.0


def _height(block: Block) -> float:
    match block:
        case Heading():
            # The space above it takes the place of the one below the block before.
            height = 6.6 if block.level == 1 else 5.4
        case Paragraph():
            height = _text(block.text, WIDTH, NOTE if block.style == "small" else 1.0) + GAP
        case Items():
            height = sum(_text(text, WIDTH - 8, 1.0) + 2.7 for text in block.texts) + GAP
        case Facts():
            height = _facts(block)
        case Grid():
            height = _grid(block)
        case Signatures():
            height = 6.0 + sum(7.4 + max(_text(row.role, 48.0, 1.0), _text(row.name, 48.0, 1.0)) for row in block.rows)
        case Approval():
            height = 26.0
        case _:
            height = 12.0
    return height


def _facts(block: Facts) -> float:
    longest = max([4, *(len(name) for name, _value in block.rows)])
    label = min(longest * 0.6, 15) * EM
    return GAP + sum(
        max(_text(name, label, 1.0), _text(value, WIDTH - label - EM, 1.0) if value else LINE) + 2.8
        for name, value in block.rows
    )


def _grid(block: Grid) -> float:
    size = SMALL if block.small else TABLE
    inset = 2.2 if block.small else 3.2
    side = 2.5 if block.small else 3.6
    whole = sum(column.width for column in block.columns)
    widths = [column.width / whole * WIDTH - side for column in block.columns]

    def row(texts: Iterable[str]) -> float:
        texts = ("", *texts)
        high = max(_text(text, width, size) for text, width in zip(texts[1:] or ("",), widths, strict=False))
        return max(high + inset, block.height)

    titles = row(column.title for column in block.columns)
    rows = sum(row(cell if isinstance(cell, str) else "" for cell in cells) for cells in block.rows)
    return GAP + titles + rows + block.blank * max(block.height, EM * size + inset)


def _text(text: str, width: float, size: float) -> float:
    """The height of the lines that the text takes."""
    lines = max(_lines(text, width, size), 1)
    return EM * size * (0.68 * lines + 0.56 * (lines - 1))


def _lines(text: str, width: float, size: float) -> int:
    """How many lines the text takes; words that do not fit go on to the next."""
    letters = max(int(width / (EM * size * LETTER)), 1)
    return sum(max(ceil(len(line) / letters), 1) for line in text.split("\n")) if text else 0
