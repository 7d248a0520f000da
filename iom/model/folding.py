"""Look-up keys: case, ё and е, and the twins of Latin and Cyrillic letters folded together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that look alike on both keyboards; design §2 names С1 typed for C1.
_LATIN = "aceopxykmthbp"
_CYRILLIC = "асеорхукмтнвр"
_TWINS = str.maketrans(_CYRILLIC, _LATIN)
TWINS = {
    **dict(zip(_CYRILLIC, _LATIN, strict=True)),
    **dict(zip(_CYRILLIC.upper(), _LATIN.upper(), strict=True)),
}


@lru_cache(4096)
def folded(text: str) -> str:
    """``text`` as look-ups compare it: composed, caseless, ё as е, twins as Latin, single spaces."""
    composed = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(composed.split()).translate(_TWINS)


def has_twins(text: str) -> bool:
    """Whether ``text`` mixes Latin letters or digits with Cyrillic twins of Latin letters."""
    cyrillic = [letter for letter in text if "а" <= letter.lower() <= "я" or letter.lower() == "ё"]
    return bool(cyrillic) and all(letter in TWINS for letter in cyrillic)


def untwinned(text: str) -> str:
    """``text`` with every Cyrillic twin replaced by its Latin letter."""
    return "".join(TWINS.get(letter, letter) for letter in text)


def find_folded(wanted: str, names: Iterable[str]) -> str | None:
    """The name that reads like ``wanted``, if exactly one does."""
    key = folded(wanted)
    found = [name for name in names if folded(name) == key]
    return found[0] if len(found) == 1 else None
