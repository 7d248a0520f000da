"""The one printer of sheets: widths, colours and the gate in one place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TextIO

from iom.terminal.cells import restored
from iom.views.sheet import Cell, Sheet, Tone

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

Color = Literal["auto", "always", "never"]

USUAL_WIDTH: Final = 80
USUAL_HEIGHT: Final = 24
WIDEST: Final = 120  # longer lines are hard to read
NARROWEST: Final = 40

# What stands for our signs where the stream's encoding has none of them.
_PLAIN_SIGNS: Final = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "☐": "o",
        "●": "*",
        "○": "o",
        "■": "X",
        "↩": "<",
        "▁": "_",
        "→": ">",
        "─": "-",
        "│": "|",
        "█": "#",
        "▓": "%",
        "▒": "=",
        "░": ".",
        "…": "~",
        "·": "-",
        "—": "-",
    }
)


def wants_color(stream: TextIO, color: Color, environment: Mapping[str, str]) -> bool:
    """Whether ``stream`` is drawn in colour: ``auto`` is a terminal without NO_COLOR that is not dumb."""
    if color != "auto":
        return color == "always"
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def fitting_width(stream: TextIO) -> int:
    """The cells of a line on ``stream``: 80 unless it is a terminal, whose size is kept within limits."""
    if not stream.isatty():
        return USUAL_WIDTH
    import shutil

    columns = shutil.get_terminal_size((USUAL_WIDTH, USUAL_HEIGHT)).columns
    return max(NARROWEST, min(WIDEST, columns))


# The screen and what has scrolled off it; terminals that do not know the second pass it over.
CLEARED: Final = "\x1b[2J\x1b[3J\x1b[H"


class Printer:
    """Draws on ``stream``; every text goes through the gate, no line of a sheet is wider than ``width``."""

    def __init__(
        self,
        stream: TextIO,
        width: int | None = None,
        color: Color = "auto",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.stream = stream
        self.width = max(NARROWEST, width) if width else fitting_width(stream)
        self.colored = wants_color(stream, color, environment)

    def show(self, sheet: Sheet) -> None:
        """Draw a sheet: its title, then its blocks with a blank line between them."""
        from rich.text import Text

        from iom.terminal.drawing import drawn, toned

        if sheet.fresh and self.stream.isatty():
            self.stream.write(CLEARED)
        parts: list[list[RenderableType]] = [[toned(sheet.title, "strong")]] if sheet.title else []
        parts += [list(drawn(block, self.width)) for block in sheet.blocks]
        lines: list[Text] = []
        for part in filter(None, map(self._laid_out, parts)):
            lines += [Text(), *part] if lines else part
        self._write(lines)

    def text(self, text: str, tone: Tone = "plain", first: str = "", first_tone: Tone = "plain") -> None:
        """Write text wrapped to the width, beside ``first``."""
        from iom.terminal.drawing import beside, toned

        self._write(self._laid_out([beside(toned(first, first_tone), toned(text, tone))]))

    def line(self, *cells: Cell) -> None:
        """Write ``cells`` as they are, never wrapped (a wrapped command would not run); none are a blank line."""
        from rich.text import Text

        from iom.terminal.drawing import toned

        self._write([Text.assemble(*(toned(cell.text, cell.tone) for cell in cells))])

    @cached_property
    def _paper(self) -> Console:
        from iom.terminal.drawing import Paper

        return Paper(
            file=self.stream,
            width=self.width,
            height=USUAL_HEIGHT,  # else rich asks the terminal for both
            color_system="standard" if self.colored else None,
            no_color=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def _laid_out(self, drawings: Iterable[RenderableType]) -> list[Text]:
        from rich.text import Text

        return [
            # A blank needs no colour, and has some from the box around it.
            Text.assemble(*((part.text, part.style or "" if part.text.strip() else "") for part in segments))
            for drawing in drawings
            for segments in self._paper.render_lines(drawing, pad=False)
        ]

    def _write(self, lines: Iterable[Text]) -> None:
        from rich.text import Text

        text = Text("\n").join(_trimmed(line) for line in lines)
        text.plain = encodable(restored(text.plain), self.stream.encoding or "utf-8")
        self._paper.print(text, soft_wrap=True)


def _trimmed(line: Text) -> Text:
    """``line`` without blanks at its end: they pad a column, and are in the way of whoever copies."""
    line.rstrip()
    return line


def encodable(text: str, encoding: str) -> str:
    """``text`` as far as ``encoding`` has its letters: plain signs for ours, ``?`` for the rest."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, "replace").decode(encoding)
    return text
