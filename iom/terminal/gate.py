"""The one gate for text on its way to the terminal: what would be obeyed is shown instead."""

from __future__ import annotations

import unicodedata
from functools import cache

# Joiners are letters' business inside a word (emoji families, Persian), so wcwidth measures them as drawn; but they
# also make two ids look the same. Nothing that our users write needs them, so they are shown like the others.
_SHOWN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_C0_PICTURES = 0x2400
_DELETE = 0x7F
# Blank letters: drawn as nothing or as a space though Unicode calls them letters or marks.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
# Asks for another drawing of the same sign, of another width: as text, as an emoji, with a colour of skin.
_DRAWINGS = frozenset("\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_FLAG_LETTERS = 0x1F1E6  # from here on, 26 letters of which two make a flag; how wide one or two are, none agree
_MOST_MARKS = 4  # more combining marks on one letter smear over the neighbouring lines


def shown(text: str) -> str:
    """``text`` of any number of lines with everything that a terminal would obey made visible.

    Newlines stay, tabs become blanks; ESC and other controls become ␛ and its like, bidi overrides, zero-width
    characters and unpaired surrogates ``<U+202E>``. The result encodes in UTF-8 and holds no control but newlines.
    """
    text = text.replace("\r\n", "\n").expandtabs(4)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return _calmed("".join(letter if letter == "\n" else _visible(letter) for letter in text))


def shown_line(text: str) -> str:
    """``text`` as `shown`, on one line: newlines are shown as ``␤``."""
    return shown(text).replace("\n", "␤")


@cache
def _visible(letter: str) -> str:
    code = ord(letter)
    if code < 0x20:
        return chr(_C0_PICTURES + code)
    if code == _DELETE:
        return "␡"
    if letter in _DRAWINGS:
        return ""
    if 0 <= code - _FLAG_LETTERS < 26:
        return chr(ord("A") + code - _FLAG_LETTERS)
    if unicodedata.category(letter) in _SHOWN_CATEGORIES or letter in _BLANK_LETTERS or _is_selector(code):
        return f"<U+{code:04X}>"
    # Blanks of every width are one blank, or columns would not line up.
    return " " if unicodedata.category(letter) == "Zs" else letter


def _is_selector(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def _calmed(text: str) -> str:
    """``text`` with the marks on one letter limited, and a mark without a letter given a blank to stand on."""
    calm: list[str] = []
    marks = 0
    for letter in text:
        if not unicodedata.combining(letter) and unicodedata.category(letter) != "Me":
            marks = 0
        else:
            if not calm or calm[-1] == "\n":
                calm.append(" ")
            marks += 1
            if marks > _MOST_MARKS:
                continue
        calm.append(letter)
    return "".join(calm)
