"""The mapping file: which heading means which column, and whatever else a table needs to be read the same way again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field

from iom.check.keys import unknown_keys
from iom.errors import Exit, IomError, Problem
from iom.exchange.layouts.matching import Headed, Matching, Pair, match, reading
from iom.exchange.tables.grid import Source
from iom.language import N_, _
from iom.model.base import Document, Rows
from iom.model.edits import Data
from iom.model.kinds import Kind
from iom.model.validation import validated
from iom.toml.places import Places
from iom.toml.read import Reading, read
from iom.toml.values import pair_text
from iom.toml.write import document_text

Words = Annotated[Mapping[str, str], Field(default_factory=dict)]
_NONE: Final[Mapping[str, str]] = MappingProxyType({})

_GUIDE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": N_("How a table is read: iom import KIND FILE --map THIS-FILE"),
        "columns": N_("Which heading of the table holds which column."),
        "same": N_("The same in every row, where the table has no such column."),
        "separators": N_("What parts several values in one cell, if it is no semicolon."),
        "values": N_("Words of the table, and what they mean here, by column."),
    }
)


#: What stands above a list that counts only when somebody takes the mark of a comment away.
_UNDECIDED: Final = N_("No column is called so here. Name these under [columns], or leave them out on purpose:")


class BadMappingError(IomError):
    """A mapping file with problems."""

    text = N_("The mapping in {path} cannot be used. Nothing was written.")
    hint = N_("A mapping to start from: iom import KIND FILE --write-map mapping.toml")
    exit_code = Exit.INVALID


class UnknownColumnError(IomError):
    """The mapping names columns that this kind of table does not have."""

    text = N_("The mapping names columns that this kind of table does not have: {keys}.")
    hint = N_("It has: {known}.")


class AbsentHeadingError(IomError):
    """The mapping names headings that the table does not have."""

    text = N_("The mapping names headings that the table does not have: {headings}.")
    hint = N_("Correct them in the mapping file. The table has: {present}.")


class TableMap(Document):
    """What a mapping file says; all keys but ``schema`` may be left out.

    ``columns`` leads from a column's key to the heading that holds it, ``same`` to a text that counts for every row,
    ``separators`` to what parts several values of a cell, ``values`` to the words of the table and what they mean.
    """

    kind: str | None = None
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal_comma: bool | None = None
    sheet: str | None = None
    heading_row: Annotated[int, Field(ge=1)] | None = None
    ignored: Rows[str] = ()
    columns: Words
    same: Words
    separators: Words
    values: Annotated[Mapping[str, Mapping[str, str]], Field(default_factory=dict)]

    def text_of(self, key: str, text: str) -> str:
        """What a cell of the column ``key`` means: words replaced, several values parted by semicolons."""
        separator = self.separators.get(key)
        pieces = text.split(separator) if separator and separator.strip(" ") != ";" else [text]
        found = [self._word(key, piece) for piece in pieces]
        return found[0] if len(found) == 1 else "; ".join(one.replace(";", "\\;") for one in found if one)

    def _word(self, key: str, piece: str) -> str:
        words = self.values.get(key, _NONE)
        wanted = piece.strip()
        if wanted in words:
            return words[wanted]
        return next((ours for word, ours in words.items() if reading(word) == reading(wanted)), piece)


NO_MAP: Final = TableMap.new()
_KIND: Final = Kind("mapping", "mapping.toml", TableMap, N_("mapping"))


def read_map(raw: bytes, path: str) -> TableMap:
    """The mapping in the bytes of a file.

    Raises:
        BadMappingError: it has problems, each with its place; all of them are listed.
    """
    reading_of = read(raw, path)
    data = dict(reading_of.data) if reading_of.data is not None else None
    if data is None:
        raise BadMappingError(path=path, problems=reading_of.problems)
    data.setdefault("schema", 1)
    document, problems = validated(_KIND, data, path)
    strange = tuple(unknown_keys(path, data, TableMap))
    if problems or strange or not isinstance(document, TableMap):
        raise BadMappingError(path=path, problems=_placed(reading_of, (*problems, *strange)))
    return document


def _placed(reading_of: Reading, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    places = Places(reading_of.text)
    return tuple(replace(one, place=places.of(one.keys, part=one.fault.part)) for one in problems)


def written_map(kind: str, source: Source, sheet: str, matching: Matching) -> str:
    """The text of a mapping file that repeats how a table was read, near matches as they were proposed.

    The heading row is left to be found by its headings: titles above it come and go. Headings that mean nothing known
    stand in a comment: only a person may say that they are left out on purpose.
    """
    pairs = sorted((*matching.pairs, *matching.near), key=lambda pair: pair.position)
    found: Data = {
        "schema": 1,
        "kind": kind,
        "format": source.format,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "decimal_comma": source.decimal_comma,
        "sheet": sheet,
        "columns": {pair.key: pair.heading for pair in pairs},
    }
    data = {key: value for key, value in found.items() if value not in (None, "", [], {})}
    comments = {key: _(text) for key, text in _GUIDE.items() if not key or key in data}
    if unknown := [heading for _, heading in matching.unmatched]:
        comments["ignored"] = f"{_(_UNDECIDED)}\n{pair_text('ignored', unknown)}".rstrip("\n")
    return document_text(data, comments=comments, order=TableMap.key_order())


def matched(table_map: TableMap, headings: Sequence[str], columns: Sequence[Headed]) -> Matching:
    """Match headings, the mapping first: what it names is certain, what it ignores is left out.

    Raises:
        UnknownColumnError: it names a column that is none of ``columns``.
        AbsentHeadingError: it names a heading that is none of ``headings``.
    """
    known = [column.key for column in columns]
    named = dict.fromkeys((*table_map.columns, *table_map.same, *table_map.separators, *table_map.values))
    if strange := [key for key in named if key not in known]:
        raise UnknownColumnError(keys=", ".join(strange), known=", ".join(known))
    pairs, absent = _mapped(table_map, headings)
    if absent:
        raise AbsentHeadingError(headings=", ".join(absent), present=", ".join(filter(None, headings)))
    return _with_the_rest(table_map, pairs, headings, columns)


def _mapped(table_map: TableMap, headings: Sequence[str]) -> tuple[list[Pair], list[str]]:
    pairs, absent = [], []
    for key, heading in table_map.columns.items():
        position = position_of(heading, headings)
        if position is None:
            absent.append(heading)
        else:
            pairs.append(Pair(position, headings[position], key, 1.0, "map", heading))
    return pairs, absent


def position_of(heading: str, headings: Sequence[str]) -> int | None:
    """The position of a heading, letter for letter, else as it reads; None where it is absent or stands twice."""
    for same in (
        [i for i, one in enumerate(headings) if one == heading],
        [i for i, one in enumerate(headings) if reading(one) == reading(heading)],
    ):
        if len(same) == 1:
            return same[0]
    return None


def _with_the_rest(
    table_map: TableMap, pairs: Sequence[Pair], headings: Sequence[str], columns: Sequence[Headed]
) -> Matching:
    ignored = {reading(heading) for heading in table_map.ignored}
    taken = {pair.position for pair in pairs}
    left = ["" if i in taken or reading(one) in ignored else one for i, one in enumerate(headings)]
    keys = {pair.key for pair in pairs}
    rest = match(left, [column for column in columns if column.key not in keys])
    return replace(
        rest,
        pairs=tuple(sorted((*pairs, *rest.pairs), key=lambda pair: pair.position)),
        missing=tuple(key for key in rest.missing if key not in table_map.same),
    )
