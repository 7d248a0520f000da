"""Widths of text on a terminal, and its wrapping and padding."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Latin and Cyrillic letters and the signs of Russian print take one cell each; wcwidth, slow to import, is asked
# only for the rest.
_NARROW = re.compile(r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02af\u0400-\u0482\u048a-\u052f–—‘-‟…•·№→✓✗☐␛─│█▓┃▸]*")


def width(text: str) -> int:
    """Cells that ``text`` (one line, through the gate) takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def padded(text: str, cells: int, align: str = "left") -> str:
    """``text`` with blanks up to ``cells``."""
    blanks = " " * max(0, cells - width(text))
    return blanks + text if align == "right" else text + blanks


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of ``text``, none wider than ``cells`` (at least 2); long words are broken. Never empty."""
    return [piece for line in text.split("\n") for piece in _wrapped_line(line, max(2, cells))]


def _wrapped_line(line: str, cells: int) -> Iterator[str]:
    if width(line) <= cells:
        yield line.rstrip()
        return
    filled = ""
    for word in line.split():
        joined = f"{filled} {word}" if filled else word
        if width(joined) <= cells:
            filled = joined
            continue
        if filled:
            yield filled
        *full, filled = _broken(word, cells)
        yield from full
    yield filled


def _broken(word: str, cells: int) -> list[str]:
    if width(word) <= cells:
        return [word]
    from wcwidth import iter_graphemes

    parts = [""]
    for grapheme in iter_graphemes(word):
        if parts[-1] and width(parts[-1] + grapheme) > cells:
            parts.append("")
        parts[-1] += grapheme
    return parts


def clipped(text: str, cells: int) -> str:
    """``text`` cut to ``cells``, with an ellipsis where something is left out."""
    if width(text) <= cells:
        return text
    return (
        _broken(text.replace(" ", "\N{NO-BREAK SPACE}"), max(2, cells - 1))[0].replace("\N{NO-BREAK SPACE}", " ") + "…"
    )
