"""One record in words: names in place of ids, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import Any

from iom.errors import KeyPath
from iom.language import _, shown
from iom.model.base import Document
from iom.model.edits import Data
from iom.model.kinds import Kind, recognise
from iom.model.references import mentions
from iom.views.links import Linked, links_of
from iom.views.records import Place
from iom.views.sheet import Block, Lines, Pairs, Sheet
from iom.views.terms import term


@dataclass(frozen=True)
class Profile:
    """One record with everything that belongs to it."""

    place: Place
    path: str
    document: Document

    @cached_property
    def _found(self) -> tuple[Kind, tuple[str, ...]]:
        found = recognise(self.path)
        assert found
        return found

    @property
    def id(self) -> str:
        """The record's id."""
        return self._found[1][-1]

    @cached_property
    def links(self) -> tuple[Linked, ...]:
        """What belongs to the record without standing in it."""
        return links_of(self._found[0].name, self.place, self.id)

    def sheet(self) -> Sheet:
        """The document in words, then its links."""
        stored = self.document.data()
        ordered = sorted(stored, key=(*self.document.key_order(), *stored).index)
        data = {key: stored[key] for key in ordered if key not in ("schema", "name", "title")}
        flat = tuple(self._pair(key, value) for key, value in data.items() if not _is_tables(value))
        blocks: list[Block] = [Pairs(flat)] if flat else []
        blocks += [self._section(key, value) for key, value in data.items() if _is_tables(value)]
        blocks += [
            Lines(tuple(_called(one, name) for one, name in linked.names.items()), _(linked.title), "  ")
            for linked in self.links
        ]
        return Sheet(f"{self._title()} ({self.id})", (*blocks, Lines((self.path,))))

    def _title(self) -> str:
        name = getattr(self.document, "name", None) or getattr(self.document, "title", None)
        if name:
            return str(name)
        if self.place.run and self.id in self.place.run.offers:
            return self.place.run.offer_title(self.id)
        return self.place.school.name(self.id)

    def data(self) -> dict[str, Any]:
        """The document as it is stored, and the ids of what belongs to it."""
        links = {linked.key: list(linked.names) for linked in self.links}
        facts = {"kind": self._found[0].name, "id": self.id, "path": self.path}
        return {**facts, "document": self.document.data(), "links": links}

    @cached_property
    def _targets(self) -> Mapping[KeyPath, str]:
        return {mention.keys: mention.target for mention in mentions(*self._found, self.document.data())}

    def _pair(self, key: str, value: Any) -> tuple[str, str]:
        return _label(type(self.document), key), self._words(value, (key,))

    def _section(self, key: str, value: Any) -> Lines:
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        lines = (
            " · ".join(filter(None, self._entry(entry, (key,) if at is None else (key, at)))) for at, entry in entries
        )
        return Lines(tuple(lines), _label(type(self.document), key), "  ")

    def _entry(self, entry: Data, keys: KeyPath) -> Iterator[str]:
        model = _row_model(self.document, str(keys[0]))
        if isinstance(start := entry.get("from"), time) and isinstance(end := entry.get("to"), time):
            entry = {**entry, "from": f"{start:%H:%M}–{end:%H:%M}"}
            del entry["to"]
        for key, value in entry.items():
            if key == "id" and (*keys, key) not in self._targets:
                continue
            if isinstance(value, bool):
                yield _label(model, key) if value else ""
            elif _is_tables(value):
                rows = value if isinstance(value, list) else [value]
                yield "; ".join(_in_short(row) for row in rows)
            elif isinstance(value, int):
                yield f"{_label(model, key)}: {value}"
            else:
                yield self._words(value, (*keys, key))

    def _words(self, value: Any, keys: KeyPath) -> str:
        if isinstance(value, list):
            return ", ".join(self._words(one, (*keys, position)) for position, one in enumerate(value))
        if target := self._targets.get(keys):
            return _called(value, self._name(target, value))
        return term(value) if isinstance(value, str) else shown(value)

    def _name(self, target: str, identifier: str) -> str:
        school, run = self.place.school, self.place.run
        named: Mapping[str, Mapping[str, Any]] = {
            "courses": school.courses,
            "rubrics": school.rubrics,
            "metaskills": school.metaskills,
            "events": run.events if run else {},
        }
        if identifier in named.get(target, {}):
            return str(named[target][identifier].title)
        if target == "offers" and run:
            return run.offer_title(identifier)
        return school.name(identifier)


def _is_tables(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _row_model(document: Document, key: str) -> type[Any]:
    """The model of the tables under ``key``."""
    for name, field in type(document).model_fields.items():
        if key in (name, field.alias) and (value := getattr(document, name)):
            return type(value[0] if isinstance(value, tuple) else value)
    return Document


def _in_short(row: Any) -> str:
    return str(row.get("title") or row.get("id") or "") if isinstance(row, dict) else shown(row)


def _label(model: type[Any], key: str) -> str:
    """The description of a field, up to its colon; the key itself where no field has it."""
    for name, field in model.model_fields.items():
        if key in (name, field.alias) and field.description:
            words = _(field.description).split(":")[0]
            return words[:1].upper() + words[1:]
    return key


def _called(identifier: str, name: str) -> str:
    return identifier if name == identifier else f"{name} ({identifier})"
