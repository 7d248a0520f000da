"""The smallest pieces of TOML text: keys, strings, comments, blanks."""

from __future__ import annotations

import re
from typing import Final

Names = tuple[str, ...]

BLANK: Final = re.compile(r"[ \t]*")
TRIVIA: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_STRING = (
    r'"""(?:[^"\\]+|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']+|'{1,2}(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]+|\\[^\n])*+"'
    r"|'(?!'')[^'\n]*'"
)
STRING: Final = re.compile(_STRING, re.DOTALL)
QUIET: Final = re.compile(rf"{_STRING}|#[^\n]*", re.DOTALL)
KEY_PART: Final = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\[^\n])*"|\'[^\'\n]*\'')
DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")

_TOKEN: Final = re.compile(r"(?:\d{4}-\d\d-\d\d \d\d:)?[^ \t\n\r,\]}#\"'\[{][^ \t\n\r,\]}#]*")


def value_token(text: str, start: int) -> re.Match[str] | None:
    """The number, date or word at ``start``."""
    return _TOKEN.match(text, start)


def decoded(key: str) -> str:
    """The name that one part of a key in the text means.

    Raises:
        ValueError: an escape in it means nothing.
    """
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    if "\\" not in key:
        return key[1:-1]
    import rtoml

    return str(rtoml.loads(f"key = {key}")["key"])


def key_text(name: str) -> str:
    """A key as it is written: bare where TOML allows it, else quoted."""
    return name if BARE_KEY.fullmatch(name) else one_line(name)


def one_line(text: str) -> str:
    """A string in quotes on one line."""
    return f'"{escaped(text)}"'


_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_SPECIAL: Final = re.compile(r'[\x00-\x1f\x7f"\\]')


def escaped(text: str) -> str:
    """The inside of a one-line string."""
    return _SPECIAL.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\u{ord(sign[0]):04X}", text)
