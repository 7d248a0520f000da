"""Cells that a spreadsheet program would run as formulas, made harmless and back."""

from __future__ import annotations

import re
from typing import Final

GUARD: Final = "'"
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_SIGNS: Final = frozenset("=+-@\t\r\n＝＋－＠" + GUARD)
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def guarded(text: str) -> str:
    """The text as it stands in a spreadsheet: an apostrophe before what would be run; `plain` takes it away."""
    # Most texts are seen to be harmless by their first sign.
    return GUARD + text if text[:1] in _SIGNS and _would_run(text) else text


def plain(text: str) -> str:
    """The text that was meant by a cell of a spreadsheet; the inverse of `guarded`."""
    return text[1:] if text.startswith(GUARD) and _would_run(text[1:]) else text


def _would_run(text: str) -> bool:
    # A text that begins with guards counts as what follows them, else the guard could not be told from the text.
    inner = text.lstrip(GUARD)
    return bool(_FORMULA.match(inner)) and not _NUMBER.fullmatch(inner)
