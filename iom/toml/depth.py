"""The guard against texts nested so deep that a parser could die of them."""

from __future__ import annotations

import re
from typing import Final

from iom.toml.tokens import QUIET

LIMIT: Final = 24

_BRACKET: Final = re.compile(r"[\[\]{}]")
_MANY_DOTS: Final = re.compile(rf"\.(?:[^\n.]+\.){{{LIMIT - 1}}}")
_DEEP_KEY: Final = re.compile(rf"(?:[^\s.=,\[\]{{}}]+[ \t]*\.[ \t]*){{{LIMIT}}}")


def too_deep(text: str) -> int | None:
    """The first character that is nested deeper than `LIMIT`; counts cheaply and looks closely only on suspicion."""
    brackets = text.count("[") + text.count("{") > LIMIT and _too_many_open(text) is not None
    if not brackets and not _MANY_DOTS.search(text):
        return None
    bare = QUIET.sub(lambda quiet: "_" * len(quiet[0]), text)
    found = [place for place in (_too_many_open(bare), _deep_key(bare)) if place is not None]
    return min(found, default=None)


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
