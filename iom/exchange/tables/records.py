"""JSON and JSON lines as rows: keys as headings, values as texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final

from iom.exchange.tables.encoding import mended, opened
from iom.exchange.tables.grid import MAX_CELLS, MAX_COLUMNS, Cell, Row, bounded
from iom.exchange.tables.unreadable import (
    BadJsonError,
    LongLineError,
    NoObjectsError,
    TooManyCellsError,
    TooWideError,
    TwiceNamedError,
)

MAX_LINE: Final = 1024 * 1024
SEPARATOR: Final = "; "
Pairs = list[tuple[str, Any]]


class _Twice(Exception):  # noqa: N818 - caught beside, never seen
    pass


class _Object(list[tuple[str, Any]]):
    """The pairs of an object, so that an object in a cell can be told from a list."""


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The records of a JSON text as rows, the headings first; read anew each time they are gone through.

    Numbers keep the digits that they have in the text, ``true`` and ``false`` are these words, ``null`` is
    nothing, the items of a list are joined by «; », an object within an object stays JSON.
    """

    raw: bytes
    encoding: str
    file: str
    lines: bool

    def __iter__(self) -> Iterator[Row]:
        return bounded(self._rows(), self.file, guards=False)

    def _rows(self) -> Iterator[Row]:
        headings = [(key, mended(key)) for key in self._headings()]
        yield Row(0, tuple([Cell(name, f"{self.file}:{name}") for _, name in headings]))
        for number, pairs in self._records():
            values = dict(pairs)
            yield Row(
                number,
                tuple([Cell(mended(_text(values.get(key))), f"{self.file}:{number}:{name}") for key, name in headings]),
            )

    def _headings(self) -> list[str]:
        found: dict[str, None] = {}
        for number, pairs in self._records():
            found.update(dict.fromkeys(key for key, _ in pairs))
            if len(found) > MAX_COLUMNS:
                raise TooWideError(file=self.file, row=number, limit=MAX_COLUMNS)
        return list(found)

    def _records(self) -> Iterator[tuple[int, Pairs]]:
        pieces = self._lines() if self.lines else self._items()
        for number, value in pieces:
            if not isinstance(value, _Object):
                raise NoObjectsError(file=self.file, record=number)
            yield number, value

    def _lines(self) -> Iterator[tuple[int, Any]]:
        stream = opened(self.raw, self.encoding)
        number = 0
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise LongLineError(file=self.file, line=number, limit=MAX_LINE)
            if line.strip("\ufeff \t\r\n"):
                yield number, self._decoded(line.strip("\ufeff \t\r\n"), 0, number, number)[0]

    def _items(self) -> Iterator[tuple[int, Any]]:
        # One after another: the whole as objects would take many times the memory of the text.
        if self.raw.count(b"[") + self.raw.count(b"{") > MAX_CELLS // 4:
            raise TooManyCellsError(file=self.file, limit=MAX_CELLS)
        text = opened(self.raw, self.encoding).read().lstrip("\ufeff")
        position = _blank_end(text, 0)
        if text[position : position + 1] != "[":
            raise self._bad(text, position)
        position = _blank_end(text, position + 1)
        number = 0
        while text[position : position + 1] != "]":
            number += 1
            item, position = self._decoded(text, position, number, None)
            yield number, item
            position = _blank_end(text, position)
            sign = text[position : position + 1]
            if sign == ",":
                position = _blank_end(text, position + 1)
            elif sign != "]":
                raise self._bad(text, position)
        if text[position + 1 :].strip():
            raise self._bad(text, _blank_end(text, position + 1))

    def _decoded(self, text: str, position: int, record: int, line: int | None) -> tuple[Any, int]:
        try:
            value, end = _DECODER.raw_decode(text, position)
        except JSONDecodeError as error:
            raise BadJsonError(file=self.file, line=line or error.lineno, column=error.colno) from error
        except RecursionError as error:
            raise BadJsonError(file=self.file, line=line or 1, column=1) from error
        except _Twice as error:
            raise TwiceNamedError(file=self.file, record=record, key=error.args[0]) from error
        if line is not None and text[end:].strip():
            raise BadJsonError(file=self.file, line=line, column=end + 1)
        return value, end

    def _bad(self, text: str, position: int) -> BadJsonError:
        before = text[:position]
        return BadJsonError(file=self.file, line=before.count("\n") + 1, column=position - before.rfind("\n"))


def _pairs(pairs: Pairs) -> _Object:
    names: set[str] = set()
    for key, _ in pairs:
        if key in names:
            raise _Twice(key)
        names.add(key)
    return _Object(pairs)


_DECODER: Final = JSONDecoder(object_pairs_hook=_pairs, parse_float=str, parse_int=str, parse_constant=str)


def _blank_end(text: str, position: int) -> int:
    while text[position : position + 1] in {" ", "\t", "\r", "\n"}:
        position += 1
    return position


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _Object):
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, list):
        return _listed([_text(item) for item in value])
    return str(value)


def _listed(items: list[str]) -> str:
    """Items as cells list them: a semicolon inside one is marked, and a single one with a comma is ended by one."""
    text = SEPARATOR.join(item.replace(";", "\\;") for item in items)
    return text + ";" if len(items) == 1 and "," in text else text


def _plain(value: Any) -> Any:
    if isinstance(value, _Object):
        return {key: _plain(item) for key, item in value}
    return [_plain(item) for item in value] if isinstance(value, list) else value
