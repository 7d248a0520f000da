"""Readable ids: names transliterated, entries named by date and natural key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{1,63}$"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)

_VALID = re.compile(ID_PATTERN)


def is_id(text: str) -> bool:
    """Whether ``text`` may be an id: the pattern holds and no Windows device has the name."""
    return bool(_VALID.fullmatch(text)) and text not in DEVICE_NAMES


def hashed(parts: tuple[str, ...], length: int) -> str:
    """``length`` base32 characters of a hash of the parts."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest(), "big")
    characters = []
    for _position in range(length):
        number, remainder = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[remainder])
    return "".join(characters)


def entry_id(on: date, *natural_key: str) -> str:
    """The id of an entry: its date and five characters of its natural key (list, person, subject …; design §2).

    Recording one event twice, or on two branches, gives one id.
    """
    return f"{on:%Y%m%d}-{hashed((f'{on:%Y%m%d}', *natural_key), 5)}"


@lru_cache(4096)
def slug(text: str) -> str:
    """``text`` in lower-case ASCII words joined by hyphens; empty when nothing is left."""
    from anyascii import anyascii

    latin = anyascii(text.replace("ь", "").replace("ъ", "").replace("Ь", "").replace("Ъ", "")).lower()
    return re.sub(r"[^a-z0-9]+", "-", latin.replace("'", "")).strip("-")[:64].strip("-")


def pupil_id(name: str, form: str, taken: Callable[[str], bool]) -> str:
    """A free id for a pupil: surname-name; a namesake adds the patronymic, the form, then a hash (design §2)."""
    words = name.split()
    candidates = [slug(" ".join(words[:2]))]
    if len(words) > 2:
        candidates.append(slug(name))
    if form:
        candidates.append(slug(f"{name} {form}"))
    return _first_free(candidates, name, taken)


def adult_id(name: str, taken: Callable[[str], bool]) -> str:
    """A free id for an adult: surname-initials; a namesake adds the full name, then a hash (design §2)."""
    surname, *rest = name.replace(".", " ").split() or [""]
    initials = "".join(slug(word)[:1] for word in rest)
    return _first_free([slug(f"{surname} {initials}"), slug(name)], name, taken)


def title_id(title: str, taken: Callable[[str], bool]) -> str:
    """A free id for a thing with a title: its first words."""
    words = slug(title.split(":", maxsplit=1)[0]).split("-")
    return _first_free(["-".join(words[:4]), "-".join(words)], title, taken)


def _first_free(candidates: list[str], name: str, taken: Callable[[str], bool]) -> str:
    usable = [candidate for candidate in candidates if is_id(candidate)]
    for candidate in usable:
        if not taken(candidate):
            return candidate
    stem = (usable[-1] if usable else "x")[:56].strip("-")
    length = 2
    while taken(found := f"{stem}-{hashed((name,), length)}"):
        length += 1
    return found
