"""People in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable

from iom.model.school import School


def name_key(name: str) -> str:
    """What a name is sorted by: caseless, ё beside е."""
    return name.casefold().replace("ё", "е")


def by_name(school: School, people: Iterable[str]) -> tuple[str, ...]:
    """These ids, sorted by the names behind them, then by id."""
    return tuple(sorted(people, key=lambda person: (name_key(school.name(person)), person)))
