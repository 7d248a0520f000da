"""The ids that something may refer to, and those that a mistaken one resembles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from iom.model.folding import folded

LIKENESS = 0.72


@dataclass(frozen=True)
class Known:
    """Ids that exist; ``where`` says where one would stand, with ``{id}`` in its place."""

    ids: frozenset[str]
    where: str

    @cached_property
    def or_none(self) -> frozenset[str | None]:
        """The ids, and None for a reference that is left out."""
        return self.ids | {None}

    @cached_property
    def _by_edges(self) -> dict[str, list[str]]:
        # Comparing with ten thousand ids for every mistake would take minutes: only those that
        # begin or end alike are compared.
        edges: dict[str, list[str]] = defaultdict(list)
        for identifier in sorted(self.ids):
            key = folded(identifier)
            edges["^" + key[:2]].append(identifier)
            edges[key[-3:] + "$"].append(identifier)
        return edges

    def nearest(self, wanted: str) -> str | None:
        """The id that ``wanted`` was most likely meant to be."""
        key = folded(wanted)
        near = (*self._by_edges.get("^" + key[:2], ()), *self._by_edges.get(key[-3:] + "$", ()))
        return closest(key, near)

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for identifier in self.ids:
            found[folded(identifier)].append(identifier)
        return found

    def twin(self, wanted: str) -> str | None:
        """The id that ``wanted`` reads like, letter for letter, if exactly one does (design §2)."""
        found = self._by_folded.get(folded(wanted), [])
        return found[0] if len(found) == 1 else None


def closest(wanted: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that is most like ``wanted``, or None where none is."""
    by_reading = {folded(one): one for one in known}
    near = get_close_matches(folded(wanted), list(by_reading), n=1, cutoff=LIKENESS)
    return by_reading[near[0]] if near else None
