"""Papers told line by line, and the pages that the PDF gives them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from iom.report.papers.draw import draw
from iom.report.papers.dress import Dress
from iom.report.papers.paper import Box, Facts, Grid, Items, Paper, Question, Scale, Signatures, Stamp, Ticks

LINE = "_____"


def told(*papers: Paper) -> str:
    """What the papers say, a line a fact, so that a person can read it."""
    return "\n".join(line for paper in papers for line in _paper(paper))


def printed(*papers: Paper) -> list[int]:
    """How many pages each paper of one PDF says that it has."""
    from pypdf import PdfReader

    found = []
    content = draw(papers, "pdf", Stamp("", ""), Dress(), date(2026, 11, 18))
    for page in PdfReader(io.BytesIO(content)).pages:
        place, total = re.findall(r"(\d+) (?:of|из) (\d+)", page.extract_text())[-1]
        if place == "1":
            found.append(int(total))
    return found


def _paper(paper: Paper) -> Iterator[str]:
    yield f"##### {paper.kind} {paper.subject} {paper.look}{' landscape' if paper.landscape else ''}"
    yield from paper.above
    yield paper.title.upper()
    yield from filter(None, (paper.about, paper.code))
    for block in paper.blocks:
        yield from _TELLERS.get(type(block).__name__, lambda _block: ())(block)
    yield ""


def _facts(block: Facts) -> Iterator[str]:
    return (f"{name}: {value or LINE}" for name, value in block.rows)


def _items(block: Items) -> Iterator[str]:
    return (f"- {text}" for text in block.texts)


def _question(block: Question) -> Sequence[str]:
    return block.text, block.answer or f"  {LINE} × {block.lines}"


def _ticks(block: Ticks) -> Iterator[str]:
    for option in block.options:
        mark = f"[{option.rank}]" if block.ranked else "[x]" if option.ticked else "[ ]"
        yield f"{mark} {option.text}" + (f" ({option.note})" if option.note else "")


def _scale(block: Scale) -> Iterator[str]:
    yield f"{block.heading}:"
    for one in block.criteria:
        levels = (f"{'*' * (level.number == one.chosen)}{level.number} {level.text}" for level in one.levels)
        yield f"{one.title}: {' | '.join(levels)}"


def _signatures(block: Signatures) -> Iterator[str]:
    return (f"{row.role} {LINE} {row.name or LINE} {row.day or LINE}" for row in block.rows)


def _grid(grid: Grid) -> Iterator[str]:
    yield " | ".join(column.title for column in grid.columns)
    for row in grid.rows:
        cells = ("[box] " if isinstance(cell, Box) else cell for cell in row)
        yield " | ".join(cells)
    if grid.blank:
        yield f"({grid.blank} rows to fill in)"


_TELLERS: dict[str, Callable[[Any], Any]] = {
    "Heading": lambda block: (f"{'=' * block.level} {block.text}",),
    "Paragraph": lambda block: (block.text,),
    "Items": _items,
    "Facts": _facts,
    "Grid": _grid,
    "Question": _question,
    "Ticks": _ticks,
    "Scale": _scale,
    "Signatures": _signatures,
    "Approval": lambda block: (f"{one.word}: {one.post}, {one.name or LINE}" for one in block.entries),
    "PageBreak": lambda _block: ("--- page ---",),
}
