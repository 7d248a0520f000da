"""Text from data on its way to a picture: what a browser would obey in silence is shown instead."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_OBEYED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MOST_MARKS = 4  # more combining marks on one letter smear over the neighbouring lines


@lru_cache(maxsize=1 << 14)
def visible(text: str) -> str:
    """``text`` with controls, bidi overrides, zero-width signs and unpaired surrogates as ``<U+202E>``.

    Line breaks and tabs become blanks. The result encodes in UTF-8; escaping markup is the renderer's business.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for letter in text.replace("\r\n", "\n"):
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            shown.append(_visible(letter))
    return "".join(shown)


def _visible(letter: str) -> str:
    if letter in "\n\t":
        return " "
    return f"<U+{ord(letter):04X}>" if unicodedata.category(letter) in _OBEYED else letter
