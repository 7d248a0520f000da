"""The table within a grid: its heading row among titles, its records, and what the titles say about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Final, Literal

from iom.errors import Exit, IomError
from iom.exchange.layouts.context import form_in
from iom.exchange.layouts.mapping import NO_MAP, AbsentHeadingError, TableMap, matched
from iom.exchange.layouts.matching import Headed, Matching, match, reading
from iom.exchange.tables.grid import Cell, Grid, Row
from iom.language import N_

FORM: Final = "form"
_CERTAIN: Final = 3  # headings that settle which row holds them
_LOOKED_AT: Final = 40  # rows among which the heading is looked for
_TOTALS: Final = re.compile(
    r"(?:итого|всего|total|subtotal|списочный состав|средний балл|"
    r"количество (?:учеников|учащихся|обучающихся|человек|детей))\b"
)
_SIGNATURES: Final = re.compile(
    r"(?:классный руководитель|кл\.? ?рук|учитель|директор|заместитель директора|подпись|дата|составил\w*|распечатано|"
    r"сформирован\w*|отчет сформирован|form teacher|class teacher|principal|printed|signature|date)\b"
)

NOTHING: Final[Mapping[str, Cell]] = MappingProxyType({})


class NoHeadingError(IomError):
    """No row of a sheet looks like headings of the table."""

    text = N_("{file}: no row holds headings that are known here.")
    hint = N_("Name the columns in the first row, for example: {headings}; or write a mapping file (--map).")
    exit_code = Exit.INVALID


class NoHeadingRowError(IomError):
    """The mapping file names a heading row that does not exist."""

    text = N_("{file}: there is no row {row} to take the headings from.")
    hint = N_("Correct heading_row in the mapping file.")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table: its number in the sheet, its filled cells by position, what titles above say about it."""

    number: int
    values: Mapping[int, Cell]
    context: Mapping[str, Cell] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A row that is no record, and why: a title, a repeated heading, a total or a signature, a note."""

    row: Row
    why: Literal["title", "heading", "total", "note"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table is.

    ``headings`` are the cells of the heading row by position, two rows of them joined into one; ``matching`` is
    how they match the columns, ``context`` what stands above the first record; ``dropped`` are all rows that
    became no records, so that nothing goes by unseen.
    """

    name: str
    heading_row: int
    headings: tuple[Cell, ...]
    matching: Matching
    context: Mapping[str, Cell]
    records: tuple[Record, ...]
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading row that was found: its index among the rows, how many rows it takes, its cells."""

    index: int
    height: int
    cells: tuple[Cell, ...]
    matching: Matching

    @property
    def score(self) -> float:
        return len(self.matching.pairs) + sum(pair.score / 2 for pair in self.matching.near)

    @property
    def is_plain(self) -> bool:
        """Whether there is no need to look further: several headings are certain, and most of those there."""
        filled = sum(1 for cell in self.cells if cell.text.strip())
        return len(self.matching.pairs) >= max(_CERTAIN, filled / 2)


def found(
    grid: Grid, columns: Sequence[Headed], *, file: str = "", table_map: TableMap = NO_MAP, pure: bool = False
) -> Layout:
    """The table of a grid.

    ``table_map`` is what a mapping file says of headings, the heading row and of what is the same in every row.
    Blank rows, titles, repeated headings, totals and signatures are no records. A class in a title or in the sheet's
    name is the context ``form`` of the rows below. In a ``pure`` grid every row is a record. A grid without any rows
    has an empty layout.

    Raises:
        NoHeadingError: no row looks like headings of these columns.
        NoHeadingRowError: there is no such row as the mapping names.
        UnknownColumnError: the mapping names a column that is none of ``columns``.
        AbsentHeadingError: the mapping names a heading that the table does not have.
        UnreadableTableError: the file turns out to be no table.
    """
    rows = iter(grid.rows)
    first = list(islice(rows, _LOOKED_AT))
    if not first:
        return Layout(grid.name, 0, (), Matching(()), NOTHING, ())
    heading = _Finder(first, columns, table_map).heading()
    if heading is None and table_map.heading_row is not None:
        raise NoHeadingRowError(file=file or grid.name, row=table_map.heading_row)
    if heading is None:
        usual = [_title(column) for column in columns if column.key != "id"][:3]
        raise NoHeadingError(file=": ".join(filter(None, (file, grid.name))) or "-", headings=", ".join(usual))
    sorter = _Sorter(grid, first[heading.index : heading.index + heading.height], heading, table_map, pure=pure)
    for row in first[: heading.index]:
        sorter.above(row)
    context = sorter.context
    for row in first[heading.index + heading.height :]:
        sorter.take(row)
    for row in rows:
        sorter.take(row)
    return Layout(
        grid.name,
        first[heading.index].number,
        heading.cells,
        heading.matching,
        context,
        tuple(sorter.records),
        tuple(sorter.dropped),
    )


def _title(column: Headed) -> str:
    """The heading in the chosen language; the key where a column has no title."""
    title = getattr(column, "title", None)
    return str(title()) if callable(title) else next(iter(column.headings()), column.key)


class _Finder:
    """The search for the heading row among the first rows."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Headed], table_map: TableMap) -> None:
        self._rows = rows
        self._columns = columns
        self._map = table_map
        self._absent: AbsentHeadingError | None = None

    def heading(self) -> _Heading | None:
        """The row, or two rows, with the most known headings; the first of equals."""
        number = self._map.heading_row
        best: _Heading | None = None
        for index, row in enumerate(self._rows):
            if number is not None and row.number != number:
                continue
            for candidate in self._candidates(index, row):
                if best is None or candidate.score > best.score:
                    best = candidate
            if best is not None and best.is_plain:
                break
        if best is None and self._absent is not None:
            raise self._absent
        return (
            best
            if best is not None and (number is not None or self._map.columns or _is_heading(best, self._columns))
            else None
        )

    def _candidates(self, index: int, row: Row) -> Iterator[_Heading]:
        yield from self._matched(index, 1, row.cells)
        below = self._rows[index + 1] if index + 1 < len(self._rows) else None
        if below and below.number == row.number + 1 and _is_group(row, below):
            yield from self._matched(index, 2, _joined(row.cells, below.cells, self._columns))

    def _matched(self, index: int, height: int, cells: tuple[Cell, ...]) -> Iterator[_Heading]:
        try:
            yield _Heading(index, height, cells, matched(self._map, [cell.text for cell in cells], self._columns))
        except AbsentHeadingError as error:
            # The row that has the most of the headings is the one to tell about.
            if self._absent is None or len(str(error.facts["headings"])) < len(str(self._absent.facts["headings"])):
                self._absent = error


def _is_heading(candidate: _Heading, columns: Sequence[Headed]) -> bool:
    # A list of names with much else that is not read here has one known heading: the one that matters.
    if candidate.matching.pairs and not candidate.matching.missing and any(column.required for column in columns):
        return True
    filled = sum(1 for cell in candidate.cells if cell.text.strip())
    known = len(candidate.matching.pairs) + len(candidate.matching.near) + len(candidate.matching.ambiguous)
    return known >= 2 or (known == 1 and filled <= 2)


def _is_group(row: Row, below: Row) -> bool:
    """Whether the row has merged headings over several columns, with the columns' own headings below."""
    cells = [cell.text.strip() for cell in row.cells]
    under = [cell.text.strip() for cell in below.cells]
    gaps = [i for i in range(len(under)) if under[i] and (i >= len(cells) or not cells[i])]
    return sum(1 for text in cells if text) >= 2 and bool(gaps)


def _joined(above: tuple[Cell, ...], below: tuple[Cell, ...], columns: Sequence[Headed]) -> tuple[Cell, ...]:
    """Two rows of headings as one: «Представитель 1» over «ФИО» and «Телефон».

    Where only the lower one is known, what stands over it is a mere title.
    """
    whole = _stacked(above, below)
    lower = tuple(below[i] if i < len(below) and below[i].text.strip() else cell for i, cell in enumerate(whole))
    by_whole = match([cell.text for cell in whole], columns)
    settled = {pair.position for pair in by_whole.pairs}
    keys = {pair.key for pair in by_whole.pairs}
    by_lower = {pair.position for pair in match([cell.text for cell in lower], columns).pairs if pair.key not in keys}
    return tuple(lower[i] if i in by_lower and i not in settled else cell for i, cell in enumerate(whole))


def _stacked(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    group = ""
    for position in range(max(len(above), len(below))):
        top = above[position] if position < len(above) else None
        low = below[position] if position < len(below) else None
        own = low.text.strip() if low else ""
        group = (top.text.strip() if top else "") or (group if own else "")
        place = (low if low and own else top or low or Cell("", "")).place
        cells.append(Cell(" ".join(filter(None, (group, own))), place))
    return tuple(cells)


class _Sorter:
    """Rows told apart: records, and what is none."""

    def __init__(self, grid: Grid, rows: Sequence[Row], heading: _Heading, table_map: TableMap, *, pure: bool) -> None:
        self._pure = pure
        self.records: list[Record] = []
        self.dropped: list[Dropped] = []
        self.context: Mapping[str, Cell] = NOTHING
        self._positions = {pair.position for pair in (*heading.matching.pairs, *heading.matching.near)}
        self._width = sum(1 for cell in heading.cells if cell.text.strip())
        self._headings = [[reading(cell.text) for cell in row.cells if cell.text.strip()] for row in rows]
        self._longest = max((len(cell.text) for row in rows for cell in row.cells), default=0)
        form = form_in(grid.name)
        if form:
            self.context = {FORM: Cell(form, grid.name)}
        self._same = {key: Cell(text, "") for key, text in table_map.same.items()}
        self.context = {**self.context, **self._same}

    def above(self, row: Row) -> None:
        """A row above the headings."""
        self.dropped.append(Dropped(row, "title"))
        self._note([cell for cell in row.cells if cell.text.strip()])

    def take(self, row: Row) -> None:
        """A row below the headings."""
        filled = {position: cell for position, cell in enumerate(row.cells) if cell.text.strip()}
        why = None if self._pure else self._why_not(filled)
        if why is None:
            self.records.append(Record(row.number, filled, self.context))
            return
        self.dropped.append(Dropped(row, why))
        if why == "title":
            self._note(list(filled.values()))

    def _note(self, cells: Sequence[Cell]) -> None:
        form = form_in(_line(cells)) or next(filter(None, (form_in(cell.text) for cell in cells)), None)
        if form:
            self.context = {**self.context, FORM: cells[0]._replace(text=form), **self._same}

    def _why_not(self, filled: Mapping[int, Cell]) -> Literal["title", "heading", "total", "note"] | None:
        texts = [reading(cell.text) if len(cell.text) <= self._longest else "" for cell in filled.values()]
        if any(_share(texts, headings) > 0.6 for headings in self._headings):
            return "heading"
        if self._is_total(filled):
            return "total"
        if len(filled) > 2:
            return None
        line = _line(list(filled.values()))
        if self._width > 2 and 0 in filled and len(line) < 60 and _names_form(line):
            return "title"
        if self._width < 2 or len(filled) > 1:
            return None
        return None if next(iter(filled)) in self._positions and not _names_form(line) else "note"

    def _is_total(self, filled: Mapping[int, Cell]) -> bool:
        few = len(filled) <= max(2, self._width // 2)
        signed = len(filled) == 1 or any("___" in cell.text for cell in filled.values())
        if not (few or signed):
            return False
        words = [cell.text.strip().casefold().replace("ё", "е") for cell in filled.values()]
        if few and any(_TOTALS.match(text) for text in words[:2]):
            return True
        return signed and any(_SIGNATURES.match(text) for text in words)


def _share(texts: Sequence[str], headings: Sequence[str]) -> float:
    same = sum(1 for text in texts if text and text in headings)
    return same / max(len(headings), len(texts), 1)


def _line(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text.strip() for cell in cells)


def _names_form(line: str) -> bool:
    # A number alone is a value; «5а» alone over a class list is its title.
    return form_in(line) is not None and not line.isdigit()
