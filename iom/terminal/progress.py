"""A line that tells how far a long work has come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from iom.terminal.cells import clipped
from iom.terminal.gate import shown_line
from iom.terminal.printer import encodable, fitting_width

Item = TypeVar("Item")

_PATIENCE = 0.5  # seconds without a word: what is done by then needs no progress line
_PAUSE = 0.1  # seconds between two drawings

_ERASED = "\r\x1b[K"


def followed(
    items: Iterable[Item], total: int, what: str, stream: TextIO, clock: Callable[[], float] = time.monotonic
) -> Iterator[Item]:
    """``items`` one by one; on a terminal, a line on ``stream`` says how many of ``total`` are done.

    Nothing is drawn for work that is quick, and nothing is left behind.
    """
    if not stream.isatty():
        yield from items
        return
    started = drawn = clock()
    visible = False
    try:
        for done, item in enumerate(items):
            now = clock()
            if now - started >= _PATIENCE and (not visible or now - drawn >= _PAUSE):
                line = clipped(f"{shown_line(what)} {done}/{total}", fitting_width(stream) - 1)
                stream.write(_ERASED + encodable(line, stream.encoding or "utf-8"))
                stream.flush()
                drawn, visible = now, True
            yield item
    finally:
        if visible:
            stream.write(_ERASED)
            stream.flush()
