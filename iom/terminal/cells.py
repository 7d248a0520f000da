"""Cells that text takes on a terminal: counted by rich, and corrected where terminals count more."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Terminals and wcwidth give a spacing mark (the vowel signs of Indic scripts) a cell of its own, rich gives it none.
# So a private character, one cell for both, stands for it while rich lays out; none comes from data: the gate shows it.
_MARKS: Final = re.compile("[\u0903-\U0001d172]")
_STAND_INS: Final = re.compile("[\U000f0000-\U0010ffff]")
_OFFSET: Final = 0xF0000
_AHOM_RA: Final = "\U0001171e"  # no spacing mark by its category, and wide all the same


def standing(text: str) -> str:
    """``text``, through the gate, as rich measures it rightly; `restored` turns it back."""
    return text if text.isascii() else _MARKS.sub(lambda found: _stand_in(found[0]), text)


def _stand_in(letter: str) -> str:
    is_spacing = unicodedata.category(letter) == "Mc" or letter == _AHOM_RA
    return chr(ord(letter) + _OFFSET) if is_spacing else letter


def restored(text: str) -> str:
    """The text that `standing` was given."""
    return text if text.isascii() else _STAND_INS.sub(lambda found: chr(ord(found[0]) - _OFFSET), text)


def width(text: str) -> int:
    """Cells that ``text`` (one line, through the gate) takes."""
    from rich.cells import cell_len

    return cell_len(standing(text))


def clipped(text: str, cells: int) -> str:
    """``text`` cut to ``cells`` (at least 3), with an ellipsis where something is left out."""
    if width(text) <= cells:
        return text
    from rich.cells import set_cell_size

    return restored(set_cell_size(standing(text), max(2, cells - 1))) + "…"
