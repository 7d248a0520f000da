"""Finding keys and values of a layout by their key path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iom.errors import KeyPath
from iom.toml.layout import Layout, Pair, Section, Value


@dataclass(frozen=True, slots=True)
class Spot:
    """A pair, where its value leads to (``path``), and what it stands in: a section or an inline table."""

    path: KeyPath
    holder: Section | Value
    pair: Pair


def spots(layout: Layout, toward: KeyPath = ()) -> Iterator[Spot]:
    """All pairs in the order of the text that stand on the way to ``toward`` or below it."""
    for section in layout.sections:
        if _meets(section.path, toward):
            yield from _inside(section.path, section, section.pairs, toward)


def spot_at(layout: Layout, path: KeyPath) -> Spot | None:
    """The pair that gives exactly the value at ``path``."""
    return next((spot for spot in spots(layout, path) if spot.path == path), None)


def value_at(layout: Layout, path: KeyPath) -> Value | None:
    """The value at ``path`` if it stands behind a ``=`` or in a list, not in sections."""
    for spot in spots(layout, path):
        for way, value in values_of(spot.path, spot.pair.value):
            if way == path:
                return value
    return None


def values_of(path: KeyPath, value: Value) -> Iterator[tuple[KeyPath, Value]]:
    """The value itself and, when it is a list, its items."""
    yield path, value
    for index, item in enumerate(value.items):
        yield from values_of((*path, index), item)


def inside(path: KeyPath, above: KeyPath) -> bool:
    """Whether ``path`` is ``above`` or leads on from it."""
    return path[: len(above)] == above


def _meets(path: KeyPath, toward: KeyPath) -> bool:
    length = min(len(path), len(toward))
    return path[:length] == toward[:length]


def _inside(base: KeyPath, holder: Section | Value, pairs: list[Pair], toward: KeyPath) -> Iterator[Spot]:
    for pair in pairs:
        path = (*base, *pair.names)
        if _meets(path, toward):
            yield Spot(path, holder, pair)
            for way, value in values_of(path, pair.value):
                yield from _inside(way, value, value.pairs, toward)
