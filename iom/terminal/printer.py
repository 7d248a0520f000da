"""The one printer of sheets: widths, colours and the gate in one place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TextIO

from iom.terminal.drawing import Line, Run, drawn, hanging, heading
from iom.terminal.gate import shown
from iom.views.sheet import Sheet, Tone

Color = Literal["auto", "always", "never"]

USUAL_WIDTH: Final = 80
WIDEST: Final = 120  # longer lines are hard to read
NARROWEST: Final = 40

_CODES: Final[Mapping[Tone, str]] = {"strong": "1", "good": "32", "warn": "33", "bad": "31", "muted": "2"}

# What stands for our signs where the stream's encoding has none of them.
_PLAIN_SIGNS: Final = str.maketrans(
    {"✓": "+", "✗": "x", "☐": "o", "→": ">", "─": "-", "│": "|", "█": "#", "▓": "%", "…": "~", "·": "-", "—": "-"}
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

    columns = shutil.get_terminal_size((USUAL_WIDTH, 24)).columns
    return max(NARROWEST, min(WIDEST, columns))


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
        parts = [list(heading(sheet.title, self.width))] if sheet.title else []
        parts += [list(drawn(block, self.width)) for block in sheet.blocks]
        for number, part in enumerate(part for part in parts if part):
            self.lines([(), *part] if number else part)

    def lines(self, lines: Iterable[Line]) -> None:
        """Write lines whose texts have been through the gate."""
        for line in lines:
            self._write("".join(self._styled(run) for run in _trimmed(line)) + "\n")
        self.stream.flush()

    def text(self, text: str, tone: Tone = "plain", first: str = "", first_tone: Tone = "plain") -> None:
        """Write text wrapped to the width, beside ``first``."""
        self.lines(hanging(Run(shown(first), first_tone), Run(shown(text), tone), self.width))

    def verbatim(self, text: str, tone: Tone = "plain") -> None:
        """Write text that is to be copied, in lines as they are: a wrapped command would not run."""
        self.lines((Run(line, tone),) for line in shown(text).split("\n"))

    def styled(self, text: str, tone: Tone) -> str:
        """``text`` through the gate, in the colour of ``tone``."""
        return self._styled(Run(shown(text), tone))

    def _styled(self, run: Run) -> str:
        code = _CODES.get(run.tone)
        return f"\x1b[{code}m{run.text}\x1b[0m" if self.colored and code and run.text.strip() else run.text

    def _write(self, text: str) -> None:
        self.stream.write(encodable(text, self.stream.encoding or "utf-8"))


def _trimmed(line: Line) -> Line:
    """``line`` without blanks at its end."""
    runs = list(line)
    while runs and not runs[-1].text.strip(" "):
        runs.pop()
    return (*runs[:-1], Run(runs[-1].text.rstrip(" "), runs[-1].tone)) if runs else ()


def encodable(text: str, encoding: str) -> str:
    """``text`` as far as ``encoding`` has its letters: plain signs for ours, ``?`` for the rest."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, "replace").decode(encoding)
    return text
