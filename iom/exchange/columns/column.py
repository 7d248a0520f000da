"""A column of a table: its key, its headings in both languages, and the type of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    alias it stands behind it, or in place of ``{}``: «{}-й курс».
    """

    key: str
    heading: str
    type: ValueType[Any]
    aliases: tuple[str, ...] = ()
    required: bool = False
    for_readers: bool = False
    another_way: bool = False
    number: int = 0

    def title(self) -> str:
        """The heading in the chosen language."""
        return f"{_(self.heading)} {self.number}" if self.number else _(self.heading)

    def headings(self) -> Iterator[str]:
        """Everything under which the column may stand: its key, its heading in both languages, its aliases."""
        yield self.key
        for language in LANGUAGES:
            with speaking(language):
                yield from self._numbered(_(self.heading))
        for alias in self.aliases:
            yield from self._numbered(alias)

    def _numbered(self, heading: str) -> Iterator[str]:
        if "{}" in heading:
            yield heading.format(self.number)
            return
        if self.number:
            yield f"{heading} {self.number}"
        if self.number < 2:
            yield heading
