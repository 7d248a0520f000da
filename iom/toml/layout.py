"""The layout of a document's text: which characters are which key, value and section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from iom.toml.tokens import BLANK, DOT, KEY_PART, STRING, TRIVIA, Names, decoded, value_token

if TYPE_CHECKING:
    from iom.errors import KeyPath

MAX_DEPTH: Final = 100


class LayoutError(ValueError):
    """The text is not TOML from here on; ``args`` hold the offset of the statement."""


# Plain classes: whoever merges loads this module, for each document anew, and dataclasses and named tuples load slowly.
class Value:
    """A value in the text: characters ``start`` to ``end``; what it holds when it is a list or an inline table."""

    __slots__ = ("end", "items", "kind", "pairs", "start")

    def __init__(self, start: int, end: int, kind: Literal["atom", "array", "table"] = "atom") -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.items: list[Value] = []
        self.pairs: list[Pair] = []


class Pair:
    """A ``key = value``: ``start`` of the key, ``key_end`` behind it; ``names`` has several parts when dotted."""

    __slots__ = ("key_end", "names", "start", "value")

    def __init__(self, names: Names, start: int, key_end: int, value: Value) -> None:
        self.names = names
        self.start = start
        self.key_end = key_end
        self.value = value


class Section:
    """A header with its pairs; the first section of a document has no header.

    ``start`` is the header line's first character, ``head_end`` the end of its line, ``path`` leads to the
    table with positions in lists as numbers. ``is_entry`` tells ``[[name]]`` from ``[name]``.
    """

    __slots__ = ("head_end", "is_entry", "key_end", "key_start", "pairs", "path", "start")

    def __init__(
        self, path: KeyPath, start: int, head_end: int, is_entry: bool = False, key_start: int = 0, key_end: int = 0
    ) -> None:
        self.path = path
        self.start = start
        self.head_end = head_end
        self.is_entry = is_entry
        self.key_start = key_start
        self.key_end = key_end
        self.pairs: list[Pair] = []


class Layout:
    """All sections in the order of the text."""

    __slots__ = ("sections", "text")

    def __init__(self, text: str, sections: list[Section]) -> None:
        self.text = text
        self.sections = sections

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def line_start(self, offset: int) -> int:
        """Where the line of this character begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Behind the newline that ends the line of this character."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1


class Scanner:
    """Walks a text once and notes its layout; as far as it is TOML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._depth = 0
        self._entries: dict[KeyPath, int] = {}
        self.statement = 0

    def layout(self) -> Layout:
        """The layout of the whole text.

        Raises:
            LayoutError: the text is not TOML.
        """
        layout = Layout(self.text, [])
        for _ in self.statements(layout):
            pass
        return layout

    def statements(self, layout: Layout) -> Iterator[int]:
        """Scan statement by statement into ``layout``, giving each one's first character."""
        section = Section((), 0, 0)
        layout.sections.append(section)
        while True:
            self._skip(TRIVIA)
            if self.position >= len(self.text):
                return
            self.statement = self.position
            if self.text[self.position] == "[":
                section = self._header(layout)
                layout.sections.append(section)
            else:
                section.pairs.append(self._pair())
            yield self.statement

    def _header(self, layout: Layout) -> Section:
        start = layout.line_start(self.position)
        is_entry = self.text.startswith("[[", self.position)
        self.position += 2 if is_entry else 1
        self._skip(BLANK)
        key_start = self.position
        names = self._names()
        key_end = self.position
        self._skip(BLANK)
        self._expect("]]" if is_entry else "]")
        path = self._entry(names) if is_entry else self._resolved(names)
        return Section(path, start, layout.line_end(self.position), is_entry, key_start, key_end)

    def _entry(self, names: Names) -> KeyPath:
        path = (*self._resolved(names[:-1]), names[-1])
        count = self._entries[path] = self._entries.get(path, 0) + 1
        return (*path, count - 1)

    def _resolved(self, names: Names) -> KeyPath:
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            if count := self._entries.get(path):
                path = (*path, count - 1)
        return path

    def _pair(self) -> Pair:
        start = self.position
        names = self._names()
        key_end = self.position
        self._skip(BLANK)
        self._expect("=")
        self._skip(BLANK)
        return Pair(names, start, key_end, self._value())

    def _names(self) -> Names:
        names: list[str] = []
        while True:
            part = KEY_PART.match(self.text, self.position)
            if part is None:
                raise LayoutError(self.statement)
            try:
                names.append(decoded(part[0]))
            except ValueError:
                raise LayoutError(self.statement) from None
            self.position = part.end()
            dot = DOT.match(self.text, self.position)
            if dot is None:
                return tuple(names)
            self.position = dot.end()

    def _value(self) -> Value:
        start = self.position
        opening = self.text[start : start + 1]
        if opening and opening in "[{":
            return self._container(start, opening)
        match = STRING.match(self.text, start) or value_token(self.text, start)
        if not match or match.end() == start:
            raise LayoutError(self.statement)
        self.position = match.end()
        return Value(start, self.position)

    def _container(self, start: int, opening: str) -> Value:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise LayoutError(self.statement)
        value = Value(start, start, "array" if opening == "[" else "table")
        closing = "]" if opening == "[" else "}"
        self.position += 1
        self._skip(TRIVIA)
        while not self.text.startswith(closing, self.position):
            if value.kind == "array":
                value.items.append(self._value())
            else:
                value.pairs.append(self._pair())
            self._skip(TRIVIA)
            if not self.text.startswith(closing, self.position):
                self._expect(",")
                self._skip(TRIVIA)
        self.position += 1
        value.end = self.position
        self._depth -= 1
        return value

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def _expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.position):
            raise LayoutError(self.statement)
        self.position += len(sign)


def scan(text: str) -> Layout:
    """The layout of a valid document.

    Raises:
        LayoutError: the text is not TOML.
    """
    return Scanner(text).layout()


def statement_before(text: str, offset: int) -> int:
    """The first character of the statement that holds ``offset``, as far as the text before it is TOML."""
    scanner = Scanner(text)
    starts = [0]
    try:
        starts.extend(scanner.statements(Layout(text, [])))
    except LayoutError:
        starts.append(scanner.statement)
    return starts[max(0, bisect_right(starts, offset) - 1)]
