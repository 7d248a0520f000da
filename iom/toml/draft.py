"""A document's text while it is edited, and which comment lines belong to which section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from iom.errors import KeyPath
from iom.model.edits import Data
from iom.toml.layout import Layout, Pair, Section, scan
from iom.toml.spots import inside


class Draft:
    r"""The text with ``\n`` newlines, the data it means now, and the order of the top-level keys."""

    def __init__(self, text: str, data: Data, order: Sequence[str] = ()) -> None:
        self.text = text
        self.data = data
        self.order = order

    @cached_property
    def layout(self) -> Layout:
        """The layout of the text as it is now."""
        return scan(self.text)

    def splice(self, start: int, end: int, new: str) -> None:
        """Put ``new`` in the place of the characters from ``start`` to ``end``."""
        self.text = self.text[:start] + new + self.text[end:]
        self.__dict__.pop("layout", None)

    def insert_lines(self, offset: int, lines: str) -> None:
        """Put whole lines at a line's start, or at the end of a text that has no last newline."""
        missing = "\n" if offset and self.text[offset - 1] != "\n" else ""
        self.splice(offset, offset, missing + lines)

    def insert_block(self, offset: int, block: str, *, blank_before: bool = True) -> None:
        """Put a section at a line's start, with a blank line before it and behind it where something follows."""
        above, below = self.text[:offset], self.text[offset:]
        if blank_before and above.strip() and not above.endswith("\n\n"):
            block = "\n" + block
        if below.strip() and not below.startswith("\n"):
            block += "\n"
        self.insert_lines(offset, block)

    def pair_end(self, pair: Pair) -> int:
        """Behind the last line of a pair of a section."""
        return self.layout.line_end(pair.value.end - 1)

    def own_end(self, index: int) -> int:
        """Behind the last line of a section: its pairs and the comments right below them.

        A comment that touches the next header belongs to that header.
        """
        section = self.layout.sections[index]
        content = self.pair_end(section.pairs[-1]) if section.pairs else section.head_end
        end = comment_end(self.text, content)
        touches_header = index + 1 < len(self.layout.sections) and end == self.layout.sections[index + 1].start
        return content if touches_header else end

    def comment_start(self, index: int) -> int:
        """The first of the comment lines right above a section's header; the header itself when there are none."""
        floor = self.own_end(index - 1)
        start = self.layout.sections[index].start
        while start > floor and self.text[self.layout.line_start(start - 1) :].lstrip(" \t").startswith("#"):
            start = self.layout.line_start(start - 1)
        return start

    def subtree(self, path: KeyPath) -> list[int]:
        """The positions of all sections at or below ``path``, in the order of the text."""
        return [index for index, section in enumerate(self.layout.sections) if index and inside(section.path, path)]

    def section_at(self, path: KeyPath) -> tuple[int, Section] | None:
        """The section whose table is exactly ``path``."""
        for index, section in enumerate(self.layout.sections):
            if section.path == path:
                return index, section
        return None


def comment_end(text: str, start: int) -> int:
    """Behind the comment lines that begin at the line's start ``start``; ``start`` when there are none."""
    lines = re.compile(r"(?:[ \t]*#[^\n]*(?:\n|\Z))*").match(text, start)
    return lines.end() if lines else start


def example_line(text: str, pattern: str, start: int, end: int) -> re.Match[str] | None:
    """The first comment line between two line starts that begins like ``pattern``: an example to follow."""
    return re.compile(rf"^[ \t]*#[ \t]*{pattern}[^\n]*(?:\n|\Z)", re.MULTILINE).search(text, start, end)
