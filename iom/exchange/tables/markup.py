"""XML read as a stream: elements as they come, no entities, nothing deep, nothing endless."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from iom.exchange.tables.archive import Archive
from iom.exchange.tables.unreadable import BombError, DamagedError, EntityError

MAX_DEPTH: Final = 100
MAX_TOKEN: Final = 2 * 1024 * 1024

Attributes = Mapping[str, str]


class Markup:
    """A part of a workbook as a stream of elements; names lose their namespaces.

    ``start(name, attributes)``, ``end(name)`` and ``text(piece)`` are called as the part is read by `read`,
    which yields after each piece so that the caller can hand on what has come.
    """

    def __init__(
        self,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        self._start, self._end = start, end
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

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BombError(file=self._file, part=self._part)
        self._start(name[name.rfind(" ") + 1 :], attributes)

    def _closed(self, name: str) -> None:
        self._depth -= 1
        self._end(name[name.rfind(" ") + 1 :])

    def _doctype(self, *_: object) -> None:
        raise EntityError(file=self._file, part=self._part)


def plain_names(attributes: Attributes) -> dict[str, str]:
    """Attributes by names without namespaces."""
    return {name[name.rfind(" ") + 1 :]: value for name, value in attributes.items()}


def elements(archive: Archive, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a small part in their order: name and attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    markup = Markup(
        lambda name, attributes: found.append((name, plain_names(attributes))),
        lambda _name: None,
        lambda _text: None,
    )
    for _ in markup.read(archive, part):
        yield from found
        found.clear()
