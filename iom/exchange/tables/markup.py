"""XML read as a stream: elements as they come, no entities, nothing deep, nothing endless."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from iom.exchange.tables.archive import Archive
from iom.exchange.tables.unreadable import BombError, DamagedError, EntityError

MAX_DEPTH: Final = 100
MAX_TOKEN: Final = 2 * 1024 * 1024

Attributes = Mapping[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]


class Markup:
    """A part of a workbook as a stream of elements; names lose their namespaces.

    ``start`` and ``end`` hold by element's name what is called when it begins (with its attributes) and when it
    ends; other elements go by. `read` yields after each piece so that the
    caller can hand on what has come.
    """

    def __init__(self, start: Starts, end: Ends, text: Callable[[str], None] | None = None) -> None:
        self._starts, self._ends = dict(start), dict(end)
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, archive: Archive, part: str) -> Iterator[None]:
        """Read the part.

        Raises:
            EntityError: it declares a document type.
            BombError: it is nested too deep, or one token is too long.
            DamagedError: it is not XML.
        """
        self._file, self._part = archive.file, part
        fed = 0
        try:
            for chunk in archive.chunks(part):
                self._parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - max(self._parser.CurrentByteIndex, 0) > MAX_TOKEN:
                    raise BombError(file=archive.file, part=part)
                yield
            self._parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise DamagedError(file=archive.file, part=part) from error

    # These two are called for every element: a workbook's time is spent here.

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BombError(file=self._file, part=self._part)
        handler = self._starts.get(name.rpartition(" ")[2])
        if handler is not None:
            handler(attributes)

    def _closed(self, name: str) -> None:
        self._depth -= 1
        handler = self._ends.get(name.rpartition(" ")[2])
        if handler is not None:
            handler()

    def _doctype(self, *_: object) -> None:
        raise EntityError(file=self._file, part=self._part)


def plain_names(attributes: Attributes) -> dict[str, str]:
    """Attributes by names without namespaces."""
    return {name[name.rfind(" ") + 1 :]: value for name, value in attributes.items()}


def elements(archive: Archive, part: str, names: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of these names in their order, with their attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def note(name: str) -> Callable[[Attributes], None]:
        return lambda attributes: found.append((name, plain_names(attributes)))

    for _ in Markup({name: note(name) for name in names}, {}).read(archive, part):
        yield from found
        found.clear()
