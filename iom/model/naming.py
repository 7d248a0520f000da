"""People in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iom.model.school import School


def name_key(name: str) -> str:
    """What a name is sorted by: caseless, ё beside е."""
    return name.casefold().replace("ё", "е")


def by_name(school: School, people: Iterable[str]) -> tuple[str, ...]:
    """These ids, sorted by the names behind them, then by id."""
    return tuple(sorted(people, key=lambda person: (name_key(school.name(person)), person)))


def first_few(texts: Sequence[str], most: int) -> list[str]:
    """As many names as fit in a message, and … for the others."""
    return [*texts[:most], *["…"] * (len(texts) > most)]


def short_name(name: str) -> str:
    """Surname and initials of a name in three parts; any other name as it is."""
    parts = name.split()
    return f"{parts[0]}\u00a0{parts[1][0]}.\u00a0{parts[2][0]}." if len(parts) == 3 else name
