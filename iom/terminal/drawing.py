"""Blocks of a sheet drawn as lines of toned text that keep within a width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iom.language import _
from iom.terminal.gate import shown, shown_line
from iom.terminal.layout import padded, width, wrapped
from iom.views.sheet import Bars, Block, Cell, Lines, Pairs, Table, Tone

GAP = 2  # blanks between columns
NARROWEST = 6  # a column narrower than this is no column any more: the row becomes a record

# A tone with a meaning has a sign as well, for those who see no colour.
SIGNS: dict[Tone, str] = {"good": "✓", "warn": "!", "bad": "✗"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one tone within a line."""

    text: str
    tone: Tone = "plain"


Line = tuple[Run, ...]


def drawn(block: Block, cells: int) -> Iterator[Line]:
    """The lines of a block, each at most ``cells`` wide (at least 20)."""
    if block.title:
        yield from heading(block.title, cells)
    match block:
        case Table():
            yield from _table(block, cells)
        case Pairs():
            yield from _pairs([(shown_line(name), _cell(value)) for name, value in block.rows], cells)
        case Lines():
            yield from _lines(block, cells)
        case Bars():
            yield from _bars(block, cells)


def heading(title: str, cells: int) -> Iterator[Line]:
    """A title over as many lines as it needs."""
    for line in wrapped(shown(title), cells):
        yield (Run(line, "strong"),)


def _cell(value: Cell | str) -> Run:
    cell = value if isinstance(value, Cell) else Cell(value)
    text = shown(cell.text)
    sign = SIGNS.get(cell.tone, "")
    return Run(f"{sign} {text}" if sign and text[:1].isalnum() else text, cell.tone)


def _lines(block: Lines, cells: int) -> Iterator[Line]:
    bullet = shown_line(block.bullet) + " " if block.bullet else ""
    for value in block.lines:
        run = _cell(value)
        yield from hanging(Run(bullet), run, cells)


def hanging(first: Run, run: Run, cells: int) -> Iterator[Line]:
    """``run`` wrapped beside ``first``, which stands only before its first line."""
    indent = width(first.text)
    for number, line in enumerate(wrapped(run.text, cells - indent)):
        yield Run(" " * indent) if number else first, Run(line, run.tone)


def _pairs(rows: Sequence[tuple[str, Run]], cells: int) -> Iterator[Line]:
    names = min(max((width(name) for name, _run in rows), default=0), cells * 2 // 5)
    for name, run in rows:
        yield from _beside(
            ((wrapped(name, names), "muted", names), (wrapped(run.text, cells - names - GAP), run.tone, 0))
        )


def _beside(columns: Sequence[tuple[list[str], Tone, int]], aligns: Sequence[str] = ()) -> Iterator[Line]:
    """Columns of wrapped lines next to one another: lines, tone, width to pad to."""
    for number in range(max(len(lines) for lines, _tone, _cells in columns)):
        runs: list[Run] = []
        for position, (lines, tone, cells) in enumerate(columns):
            text = lines[number] if number < len(lines) else ""
            align = aligns[position] if aligns else "left"
            runs += [Run(" " * GAP)] if position else []
            runs.append(Run(padded(text, cells, align), tone))
        yield tuple(runs)


def _table(table: Table, cells: int) -> Iterator[Line]:
    if not table.columns:
        return
    titles = [shown(column.title) for column in table.columns]
    rows = [[_cell(value) for value in row] for row in table.rows]
    widths = _widths(table, titles, rows, cells)
    if widths is None:
        yield from _records([title.replace("\n", " ") for title in titles], rows, cells)
        return
    aligns = [column.align for column in table.columns]
    if any(titles):
        head = [Run(title, "strong") for title in titles]
        yield from _row(head, widths, aligns)
        yield (Run("─" * (sum(widths) + GAP * (len(widths) - 1)), "muted"),)
    for row in rows:
        yield from _row(row, widths, aligns)
    if not rows:
        yield (Run(_("(nothing yet)"), "muted"),)


def _row(runs: list[Run], widths: list[int], aligns: Sequence[str]) -> Iterator[Line]:
    return _beside([(wrapped(run.text, size), run.tone, size) for run, size in zip(runs, widths, strict=True)], aligns)


def _widths(table: Table, titles: list[str], rows: list[list[Run]], cells: int) -> list[int] | None:
    """The width of each column; None where the table cannot stand as columns."""
    natural = [
        max(width(line) for text in (title, *(row[position].text for row in rows)) for line in text.split("\n"))
        for position, title in enumerate(titles)
    ]
    widths = [max(1, size) for size in natural]
    room = cells - GAP * (len(widths) - 1)
    flexible = [position for position, column in enumerate(table.columns) if column.flexible]
    _shrink(widths, flexible, room)
    _shrink(widths, range(len(widths)), room)
    return widths if sum(widths) <= room else None


def _shrink(widths: list[int], positions: Sequence[int], room: int) -> None:
    """Take cells from the widest of ``positions`` until all fits, or none is wider than `NARROWEST`."""
    while sum(widths) > room:
        widest = max(positions, key=lambda position: widths[position], default=None)
        if widest is None or widths[widest] <= NARROWEST:
            return
        widths[widest] -= 1


def _records(titles: list[str], rows: list[list[Run]], cells: int) -> Iterator[Line]:
    """A table too narrow for columns: each row as names and values."""
    for number, row in enumerate(rows):
        if number:
            yield ()
        yield from _pairs(list(zip(titles, row, strict=True)), cells)


def _bars(block: Bars, cells: int) -> Iterator[Line]:
    rows = [(shown_line(name), max(0, amount), limit) for name, amount, limit in block.rows]
    names = min(max((width(name) for name, _amount, _limit in rows), default=0), cells * 2 // 5)
    numbers = [str(amount) if limit is None else f"{amount}/{limit}" for _name, amount, limit in rows]
    figures = max((len(number) for number in numbers), default=0)
    most = max((max(amount, limit or 0) for _name, amount, limit in rows), default=0)
    room = cells - names - figures - 2 * GAP
    if room < NARROWEST:
        yield from _pairs([(name, Run(number)) for (name, *_rest), number in zip(rows, numbers, strict=True)], cells)
        return
    for (name, amount, limit), number in zip(rows, numbers, strict=True):
        over = limit is not None and amount > limit
        bar = _bar(amount, limit, most, room)
        yield from _beside(
            (
                (wrapped(name, names), "plain", names),
                ([padded(number, figures, "right")], "warn" if over else "plain", figures),
                ([bar], "warn" if over else "good", 0),
            )
        )


def _bar(amount: int, limit: int | None, most: int, room: int) -> str:
    """A bar of at most ``room`` cells where ``most`` fills it; what is over the limit is drawn lighter."""
    length = -(-amount * room // most) if most else 0
    if limit is None:
        return "█" * length
    mark = min(room - 1, max(0, limit) * room // most) if most else 0
    line = "█" * min(length, mark) + " " * max(0, mark - length) + "│" + "▓" * max(0, length - mark - 1)
    return line.rstrip(" ")
