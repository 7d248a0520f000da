"""What a screen shows, as data: a sheet of blocks that one printer draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "strong", "good", "warn", "bad", "muted"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text with a meaning that may become a colour; never colour alone."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Of several flexible ones, the printer shortens the widest first."""

    title: str
    align: Literal["left", "right"] = "left"
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; fits 80 columns by wrapping the flexible columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, one a line."""

    rows: tuple[tuple[str, Cell | str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text; ``bullet`` stands before each."""

    lines: tuple[Cell | str, ...]
    title: str = ""
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Named amounts drawn as bars; ``limit`` marks a line across (seats against demand, say)."""

    rows: tuple[tuple[str, int, int | None], ...]
    title: str = ""


Block = Table | Pairs | Lines | Bars


@dataclass(frozen=True, slots=True)
class Sheet:
    """One screen: a title and its blocks.

    A ``fresh`` one begins on an empty terminal: what one side wished is not for the other's eyes.
    """

    title: str = ""
    blocks: tuple[Block, ...] = field(default=())
    fresh: bool = False
