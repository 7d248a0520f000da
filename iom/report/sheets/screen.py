"""Blocks of a screen as blocks of a paper: what both show is made once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from iom.report.papers.paper import Block, Column, Facts, Grid, Heading, Items, Paragraph
from iom.views.sheet import Bars, Cell, Lines, Pairs, Table
from iom.views.sheet import Block as ScreenBlock

_WIDE, _NARROW = 4.0, 1.8  # a flexible column beside one of numbers
_ROOMY: Final = 6  # columns


def printed(block: ScreenBlock) -> Iterator[Block]:
    """A block of a screen under its title."""
    if block.title:
        yield Heading(block.title, 2)
    match block:
        case Table():
            yield grid(block)
        case Pairs():
            yield Facts(tuple((name, _text(value)) for name, value in block.rows))
        case Bars():
            yield Facts(tuple((name, str(amount)) for name, amount, _limit in block.rows))
        case Lines() if block.bullet:
            yield Items(tuple(map(_text, block.lines)))
        case Lines():
            yield from (Paragraph(_text(line), "small") for line in block.lines)


def grid(table: Table) -> Grid:
    """A table without its tones; one of many columns in smaller type."""
    columns = tuple(Column(one.title, _WIDE if one.flexible else _NARROW, one.align) for one in table.columns)
    return Grid(columns, tuple(tuple(map(_text, row)) for row in table.rows), small=len(columns) > _ROOMY)


def _text(cell: Cell | str) -> str:
    return cell.text if isinstance(cell, Cell) else cell
