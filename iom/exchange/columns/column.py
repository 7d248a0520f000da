"""A column of a table: its key, its headings in both languages, and the type of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from iom.exchange.columns.values import ValueType
from iom.language import LANGUAGES, _, speaking


@dataclass(frozen=True)
class Column:
    """One column, for reading and for writing alike.

    ``key`` names it in JSON, in mapping files and among a record's values; ``heading`` is a message id; ``aliases``
    are other headings, in either language, under which schools keep it. A ``for_readers`` column is written to be
    looked at (the name beside an id) and never read; ``another_way`` of saying what other columns say is read and
    never written. ``number`` stands in the heading of columns that come several times: «Представитель 2»; in an
    alias it stands behind it, or in place of ``{}``: «{}-й курс». Without a column for it, a day is ``today``.
    """

    key: str
    heading: str
    type: ValueType[Any]
    aliases: tuple[str, ...] = ()
    required: bool = False
    for_readers: bool = False
    another_way: bool = False
    number: int = 0
    today: bool = False

    def title(self) -> str:
        """The heading in the chosen language."""
        return f"{_(self.heading)} {self.number}" if self.number else _(self.heading)

    def headings(self) -> Iterator[str]:
        """Everything under which the column may stand: its key, its heading in both languages, its aliases."""
        return iter(_headings(self.key, self.heading, self.aliases, self.number))


@lru_cache(4096)
def _headings(key: str, heading: str, aliases: tuple[str, ...], number: int) -> tuple[str, ...]:
    # A heading is looked for among all columns again and again.
    found = [key]
    for language in LANGUAGES:
        with speaking(language):
            found += _numbered(_(heading), number)
    for alias in aliases:
        found += _numbered(alias, number)
    return tuple(dict.fromkeys(found))


def _numbered(heading: str, number: int) -> Iterator[str]:
    if number and "{}" in heading:
        yield heading.replace("{}", str(number))
        return
    if number:
        yield f"{heading} {number}"
    if number < 2:
        yield heading
