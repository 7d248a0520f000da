"""Counts of a board: pupils by stage across classes and tutors, and whose turn it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from iom.model.naming import name_key
from iom.model.timetable import form_order
from iom.views.board import Board, Row

SHADES = 4  # shades of a cell, beside its number


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and how full it is of its row's total, 0 to `SHADES`."""

    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a cross table: what it is called, its cells in the order of the stages, ready ones, and all."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    ready: int
    total: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """A stage with its pupils: all of them, and those who lack the decision alone."""

    stage: str
    count: int
    ready: int


def by_stage(board: Board) -> tuple[StageCount, ...]:
    """A count a stage, closed and stopped at the end."""
    ready = Counter(row.state for row in board.rows if row.ready)
    return tuple(StageCount(stage, count, ready[stage]) for stage, count in board.counts().items())


def by_form(board: Board) -> tuple[Line, ...]:
    """A line a class, 9 before 10."""
    lines = _crossed(board, lambda row: row.form, lambda form: form)
    return tuple(sorted(lines, key=lambda line: form_order(line.key)))


def by_tutor(board: Board, name: Callable[[str], str]) -> tuple[Line, ...]:
    """A line a tutor, by name; pupils without one come last."""
    lines = _crossed(board, lambda row: row.tutor, name)
    return tuple(sorted(lines, key=lambda line: (not line.key, name_key(line.title), line.key)))


def turns(rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """Whom pupils wait for, the most waited for first."""
    found = Counter(role for row in rows for role in row.waits_for)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _crossed(board: Board, key: Callable[[Row], str], title: Callable[[str], str]) -> Iterable[Line]:
    found: dict[str, list[Row]] = {}
    for row in board.rows:
        found.setdefault(key(row), []).append(row)
    for each, rows in found.items():
        counts = Counter(row.state for row in rows)
        cells = tuple(Cell(counts[stage], _shade(counts[stage], len(rows))) for stage in board.stages)
        yield Line(each, title(each) if each else "", cells, sum(row.ready for row in rows), len(rows))


def _shade(count: int, total: int) -> int:
    return -(-SHADES * count // total) if count else 0


def positions(values: Sequence[str]) -> dict[str, int]:
    """The place of each value, from 0."""
    return {value: place for place, value in enumerate(values)}
