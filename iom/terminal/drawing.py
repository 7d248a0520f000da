"""Blocks of a sheet as rich draws them; imported only where something is drawn, for it imports rich."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.box import Box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from iom.language import _
from iom.terminal.cells import standing
from iom.terminal.gate import shown, shown_line
from iom.views.sheet import Bars, Block, Cell, Lines, Pairs, Table, Tone

GAP: Final = 2  # blanks between columns
NARROWEST: Final = 6  # a column narrower than this is no column any more: the row becomes a record

# A tone with a meaning has a sign as well, for those who see no colour.
SIGNS: Final[dict[Tone, str]] = {"good": "✓", "warn": "!", "bad": "✗"}

_STYLES: Final[dict[Tone, str]] = {
    "plain": "",
    "strong": "bold",
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "muted": "dim",
}

# A line under the headings and nothing else. Where the stream's encoding has no such line, the printer puts a plain
# sign for it; called ascii, lest rich put a box of its own.
_UNDERLINED: Final = Box("    \n    \n ── \n" + "    \n" * 5, ascii=True)


class Paper(Console):
    """rich's console, which leaves a closed pipe to the edge instead of ending the program."""

    def on_broken_pipe(self) -> None:
        """Raise the error that is being handled."""
        raise  # noqa: PLE0704 - rich calls this inside its except clause


def toned(text: str, tone: Tone = "plain") -> Text:
    """``text`` through the gate, in the style of ``tone``: the one way in which text from data gets to rich."""
    return Text(standing(shown(text)), _STYLES[tone])


def beside(first: Text, text: Text) -> RenderableType:
    """``text`` wrapped beside ``first``, which stands only before its first line."""
    if not first:
        return text
    grid = _grid(0)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(first, text)
    return grid


def drawn(block: Block, cells: int) -> Iterator[RenderableType]:
    """A block in pieces that keep within ``cells`` (at least 20)."""
    if block.title:
        yield toned(block.title, "strong")
    match block:
        case Table():
            yield from _table(block, cells)
        case Pairs():
            yield _pairs([(toned(shown_line(name), "muted"), _cell(value)) for name, value in block.rows], cells)
        case Lines():
            first = shown_line(block.bullet) + " " if block.bullet else ""
            yield from (beside(toned(first), _cell(value)) for value in block.lines)
        case Bars():
            yield _bars(block, cells)


def _grid(gap: int) -> Grid:
    return Grid.grid(padding=(0, gap, 0, 0), pad_edge=False)


def _cell(value: Cell | str) -> Text:
    cell = value if isinstance(value, Cell) else Cell(value)
    sign = SIGNS.get(cell.tone, "")
    return toned(f"{sign} {cell.text}" if sign and shown(cell.text)[:1].isalnum() else cell.text, cell.tone)


def _pairs(rows: Sequence[tuple[Text, Text]], cells: int) -> Grid:
    grid = _grid(GAP)
    grid.add_column(overflow="fold", max_width=cells * 2 // 5)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _table(table: Table, cells: int) -> Iterator[RenderableType]:
    if not table.columns:
        return
    titles = [toned(column.title, "strong") for column in table.columns]
    rows = [[_cell(value) for value in row] for row in table.rows]
    wrapping = _wrapping(table, [_natural(column) for column in zip(titles, *rows, strict=True)], cells)
    if wrapping is None:
        yield from _records(table, rows, cells)
        return
    grid = Grid(
        box=_UNDERLINED,
        padding=(0, GAP - 1, 0, 0),  # the box takes a cell between columns
        pad_edge=False,
        show_edge=False,
        show_header=any(title.plain for title in titles),
        header_style="",
        border_style=_STYLES["muted"],
    )
    for position, (title, column) in enumerate(zip(titles, table.columns, strict=True)):
        grid.add_column(title, justify=column.align, overflow="fold", no_wrap=position not in wrapping)
    for row in rows:
        grid.add_row(*row)
    yield grid
    if not rows:
        yield toned(_("(nothing yet)"), "muted")


def _natural(texts: Sequence[Text]) -> int:
    """The width of the widest line."""
    return max((line.cell_len for text in texts for line in text.split("\n", allow_blank=True)), default=0)


def _wrapping(table: Table, natural: Sequence[int], cells: int) -> set[int] | None:
    """The columns that wrap: flexible ones, or all where that is not enough; None for a table that cannot stand."""
    room = cells - GAP * (len(natural) - 1)
    flexible = {position for position, column in enumerate(table.columns) if column.flexible}
    for wrapping in (flexible, set(range(len(natural)))):
        least = [min(size, NARROWEST) if place in wrapping else size for place, size in enumerate(natural)]
        if sum(max(1, size) for size in least) <= room:
            return wrapping
    return None


def _records(table: Table, rows: Sequence[Sequence[Text]], cells: int) -> Iterator[RenderableType]:
    """A table too narrow for columns: each row as names and values."""
    names = [toned(shown(column.title).replace("\n", " "), "muted") for column in table.columns]
    for number, row in enumerate(rows):
        if number:
            yield Text()
        yield _pairs(list(zip(names, row, strict=True)), cells)


def _bars(block: Bars, cells: int) -> Grid:
    rows = [(toned(shown_line(name)), max(0, amount), limit) for name, amount, limit in block.rows]
    numbers = [str(amount) if limit is None else f"{amount}/{limit}" for _name, amount, limit in rows]
    names = min(_natural([name for name, *_rest in rows]), cells * 2 // 5)
    room = cells - names - max(map(len, numbers), default=0) - 2 * GAP
    if room < NARROWEST:
        return _pairs([(name, Text(number)) for (name, *_rest), number in zip(rows, numbers, strict=True)], cells)
    grid = _grid(GAP)
    grid.add_column(overflow="fold", max_width=names)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    most = max((max(amount, limit or 0) for _name, amount, limit in rows), default=0)
    for (name, amount, limit), number in zip(rows, numbers, strict=True):
        over = limit is not None and amount > limit
        bar = toned(_bar(amount, limit, most, room), "warn" if over else "good")
        grid.add_row(name, toned(number, "warn" if over else "plain"), bar)
    return grid


def _bar(amount: int, limit: int | None, most: int, room: int) -> str:
    """A bar of at most ``room`` cells where ``most`` fills it; what is over the limit is drawn lighter.

    rich's own bars know no limit.
    """
    length = -(-amount * room // most) if most else 0
    if limit is None:
        return "█" * length
    mark = min(room - 1, max(0, limit) * room // most) if most else 0
    return "█" * min(length, mark) + " " * max(0, mark - length) + "│" + "▓" * max(0, length - mark - 1)
