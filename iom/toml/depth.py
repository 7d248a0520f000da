"""The guard against texts nested so deep that a parser could die of them."""

from __future__ import annotations

import re
from typing import Final

from iom.toml.tokens import QUIET

LIMIT: Final = 24

_BRACKET: Final = re.compile(r"[\[\]{}]")
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_NO_DOTS: Final = bytes(set(range(256)) - set(b".\n"))
_DEEP_KEY: Final = re.compile(rf"(?:[^\s.=,\[\]{{}}]+[ \t]*\.[ \t]*){{{LIMIT}}}")


def too_deep(raw: bytes, text: str) -> int | None:
    """The first character of ``text`` (``raw`` decoded) that is nested deeper than `LIMIT`.

    Counts cheaply in the bytes, and looks closely only on suspicion.
    """
    if not _many_brackets(raw.translate(None, _NO_BRACKETS)) and b"." * LIMIT not in raw.translate(None, _NO_DOTS):
        return None
    bare = QUIET.sub(lambda quiet: "_" * len(quiet[0]), text)
    found = [place for place in (_too_many_open(bare), _deep_key(bare)) if place is not None]
    return min(found, default=None)


def _many_brackets(brackets: bytes) -> bool:
    """Whether brackets, with nothing left between them, may be nested too deep."""
    for taken in range(LIMIT):
        if taken + len(brackets) <= LIMIT:
            return False
        inner = brackets
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if brackets == inner:
            break
    return True


def _too_many_open(text: str) -> int | None:
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > LIMIT:
            return match.start()
    return None


def _deep_key(text: str) -> int | None:
    match = _DEEP_KEY.search(text)
    return match.start() if match else None
