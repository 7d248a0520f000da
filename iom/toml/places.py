"""Places of keys and values in a document's text; made only for documents that have a problem."""

from __future__ import annotations

from typing import Literal

from iom.errors import KeyPath, Place
from iom.toml.layout import Layout, LayoutError, Scanner, Section
from iom.toml.spots import Spot, spots, values_of

Span = tuple[int, int]


class Places:
    """Where each key and value of a text stands, as far as the text is TOML."""

    def __init__(self, text: str) -> None:
        self._layout = Layout(text, [])
        self._keys: dict[KeyPath, Span] = {}
        self._values: dict[KeyPath, Span] = {}
        try:
            for _ in Scanner(text).statements(self._layout):
                pass
        except LayoutError:
            pass
        for section in self._layout.sections[1:]:
            self._note_section(section)
        for spot in spots(self._layout):
            self._note_pair(spot)

    def of(self, keys: KeyPath, *, part: Literal["key", "value"] = "value") -> Place:
        """The place of the key or the value at ``keys``, else of its nearest ancestor, else the first character."""
        spans = self._values if part == "value" else self._keys
        for length in range(len(keys), 0, -1):
            span = spans.get(keys[:length]) or self._keys.get(keys[:length])
            if span:
                return self._place(span)
        return Place(1, 1)

    def _note_section(self, section: Section) -> None:
        self._note_ancestors(section.path, (section.key_start, section.key_end))

    def _note_pair(self, spot: Spot) -> None:
        self._keys.setdefault(spot.path, (spot.pair.start, spot.pair.key_end))
        self._note_ancestors(spot.path[:-1], (spot.pair.start, spot.pair.key_end))
        for path, value in values_of(spot.path, spot.pair.value):
            self._values.setdefault(path, (value.start, value.end))

    def _note_ancestors(self, path: KeyPath, span: Span) -> None:
        for length in range(len(path), 0, -1):
            self._keys.setdefault(path[:length], span)

    def _place(self, span: Span) -> Place:
        start, end = span
        line, column = self._layout.place(start)
        last_line, end_column = self._layout.place(end)
        return Place(line, column, end_column if last_line == line else None)


def line(text: str, number: int) -> str:
    """The line of the text with this number, counted from 1, without its newline; empty past the end."""
    lines = text.split("\n")
    return lines[number - 1].removesuffix("\r") if 0 < number <= len(lines) else ""
