"""A document's text cut into pieces that can be told apart: comment lines, headers, keys, whole sections."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from iom.model.keys import Data, Keys
from iom.toml.layout import Layout, Pair, Section, scan

if TYPE_CHECKING:
    from iom.errors import KeyPath

Kind = Literal["comment", "pair", "header", "section"]


class NoEntryError(ValueError):
    """A list of tables without ids: its tables cannot be told apart."""


class Name(NamedTuple):
    """What makes a piece the same piece in another text: the key path, ids for positions; of a comment its text."""

    kind: Kind
    keys: Keys
    number: int = 0


class Element(NamedTuple):
    """One piece: the blank lines before it (``gap``), comment lines bound to it (``above``), its own lines.

    A section's ``text`` is that of its ``parts``.
    """

    name: Name
    gap: str
    text: str
    above: str = ""
    parts: tuple[Element, ...] = ()

    @property
    def whole(self) -> str:
        """All of it but the gap."""
        return self.above + self.text


def elements(text: str, data: Data) -> tuple[list[Element], str]:
    r"""The sections and the comments between them, and the blank lines at the end.

    The text has ``\n`` newlines and means ``data``. An entry of a list is one section with the tables in it.

    Raises:
        NoEntryError: tables cannot be told apart.
        LayoutError: the text is not TOML.
    """
    cut = _Cut(scan(text), data)
    found: list[Element] = []
    home: Keys | None = None
    outer: list[Element] = []
    for index, section in enumerate(cut.layout.sections):
        inner, between = cut.section(index)
        keys = keys_of(section.path, data)
        if home and keys[: len(home)] == home:
            found[-1] = _extended(found[-1], [*outer, *inner])
        else:
            found += [*outer, _section(keys, inner)]
            home = keys if section.is_entry else None
        outer = between
    return [*found, *outer], cut.tail


def bound(pieces: list[Element], known: Collection[Name]) -> list[Element]:
    """The pieces, with comments that are not ``known`` joined to what they touch from above."""
    result: list[Element] = []
    waiting: list[Element] = []
    for piece in pieces:
        if piece.gap:
            result += waiting
            waiting = []
        if piece.name.kind == "comment" and piece.name not in known:
            waiting.append(piece)
            continue
        if waiting:
            above = "".join(comment.text for comment in waiting)
            piece = piece._replace(gap=waiting[0].gap, above=above)  # noqa: PLW2901 - the piece with its comment
            waiting = []
        result.append(piece)
    return [*result, *waiting]


def keys_of(path: KeyPath, data: Any) -> Keys:
    """A path with positions as one with ids.

    Raises:
        NoEntryError: an entry has none.
    """
    keys: list[str] = []
    for step in path:
        data = data[step]
        key = data.get("id") if isinstance(step, int) and isinstance(data, dict) else step
        if not isinstance(key, str):
            raise NoEntryError(path)
        keys.append(key)
    return tuple(keys)


def _section(keys: Keys, inner: list[Element]) -> Element:
    gap, first = (inner[0].gap, inner[0]._replace(gap="")) if inner else ("", None)
    parts = (first, *inner[1:]) if first else ()
    return _extended(Element(Name("section", keys), gap, ""), list(parts))


def _extended(section: Element, more: list[Element]) -> Element:
    text = "".join(part.gap + part.whole for part in more)
    return section._replace(text=section.text + text, parts=(*section.parts, *more))


class _Cut:
    """Cuts one text from its beginning to its end."""

    def __init__(self, layout: Layout, data: Data) -> None:
        self.layout = layout
        self.data = data
        self.tail = ""
        self._position = 0
        self._comments: dict[str, int] = {}

    def section(self, index: int) -> tuple[list[Element], list[Element]]:
        """The pieces of one section, and the comments behind it that are not its own."""
        section = self.layout.sections[index]
        keys = keys_of(section.path, self.data)
        inner: list[Element] = []
        if index:
            inner.append(self._piece(Name("header", keys), section.head_end))
        for pair in section.pairs:
            inner += self._comments_before(self._line(pair))
            name = Name("pair", (*keys, *pair.names))
            inner.append(self._piece(name, self.layout.line_end(pair.value.end - 1)))
        following = self.layout.sections[index + 1 :]
        behind = self._comments_before(following[0].start if following else len(self.layout.text))
        touching = next((step for step, piece in enumerate(behind) if piece.gap), len(behind))
        if _touches(behind, touching, following, self.tail):
            touching = 0
        if not index and not section.pairs:
            touching = 0
        return [*inner, *behind[:touching]], behind[touching:]

    def _line(self, pair: Pair) -> int:
        return self.layout.line_start(pair.start)

    def _piece(self, name: Name, end: int) -> Element:
        gap, self.tail = self.tail, ""
        piece = Element(name, gap, _ended(self.layout.text[self._position : end]))
        self._position = end
        return piece

    def _comments_before(self, end: int) -> list[Element]:
        return list(self._lines(end))

    def _lines(self, end: int) -> Iterator[Element]:
        text = self.layout.text
        while self._position < end:
            line_end = self.layout.line_end(self._position)
            line = text[self._position : line_end]
            if line.strip():
                number = self._comments[line] = self._comments.get(line, 0) + 1
                yield self._piece(Name("comment", (line.strip(),), number), line_end)
            else:
                self.tail += line
                self._position = line_end


def _touches(behind: list[Element], touching: int, following: list[Section], tail: str) -> bool:
    """Whether the comments stand right above the next header, with no blank line anywhere between."""
    return bool(behind) and touching == len(behind) and bool(following) and not tail


def _ended(line: str) -> str:
    return line if line.endswith("\n") else line + "\n"
