"""A line that tells that a long work goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread
from typing import Final, TextIO

from iom.terminal.cells import clipped
from iom.terminal.gate import shown_line
from iom.terminal.printer import encodable, fitting_width

PATIENCE: Final = 0.6  # seconds without a word: what is done by then needs no line
PAUSE: Final = 0.2  # seconds between two drawings

_ERASED: Final = "\r\x1b[K"


@contextmanager
def working(text: Callable[[int, int], str], stream: TextIO) -> Iterator[Callable[[], None]]:
    """While the body lasts, a line on ``stream``, if that is a terminal; the body calls what it gets after each step.

    ``text`` says the line, given the seconds gone by and the steps done. A thread draws it, for the body may compute
    for a long time without a step. Nothing is drawn for work that is quick, and nothing is left behind.
    """
    steps = count(1)
    done = [0]

    def told() -> None:
        done[0] = next(steps)

    if not stream.isatty():
        yield told
        return
    finished = Event()
    drawing = Thread(target=_draw, args=(lambda seconds: text(seconds, done[0]), stream, finished), daemon=True)
    drawing.start()
    try:
        yield told
    finally:
        finished.set()
        drawing.join()


def _draw(text: Callable[[int], str], stream: TextIO, finished: Event) -> None:
    if finished.wait(PATIENCE):
        return
    drawings = 0
    while not finished.wait(PAUSE):
        seconds = int(PATIENCE + drawings * PAUSE)
        line = clipped(shown_line(text(seconds)), fitting_width(stream) - 1)
        stream.write(_ERASED + encodable(line, stream.encoding or "utf-8"))
        stream.flush()
        drawings += 1
    if drawings:
        stream.write(_ERASED)
        stream.flush()
