"""What a row says joined with what a document says: added, the same, or for the person to decide."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from iom.exchange.columns.table_kind import Said
from iom.exchange.people.names import exact
from iom.language import shown
from iom.model.edits import Data

#: Whether the table counts: the column, what the documents say, what the table says.
Decide = Callable[[str, str, str], bool]

_NOTHING: tuple[object, ...] = (None, "", (), [], {})


def joined(there: Data, said: Said, decide: Decide) -> Data:
    """The document's data with what is said; ``there`` itself where nothing is new."""
    return _Joining(said, decide).table(there, said.data, ())


class _Joining:
    def __init__(self, said: Said, decide: Decide) -> None:
        self._said = said
        self._decide = decide
        fields = said.kind.model.model_fields
        self._defaults = {field.alias or name: field.default for name, field in fields.items()}

    def table(self, there: Data, said: Data, path: tuple[str, ...]) -> Data:
        """A table joined key by key."""
        result = there
        for key, value in said.items():
            if value in _NOTHING:
                continue
            now = self._value(there.get(key), value, (*path, key))
            if now is not there.get(key):
                result = {**result, key: now}
        return result

    def _value(self, there: Any, said: Any, path: tuple[str, ...]) -> Any:
        if isinstance(said, dict):
            return self.table(there or {}, said, path) or there
        if isinstance(said, list) and said and isinstance(said[0], dict):
            return self._entries(there or [], said, path) or there
        if isinstance(said, list) and path[0] in self._said.sets:
            added = [item for item in said if item not in (there or ())]
            return [*(there or ()), *added] if added else there
        capitals = path == ("name",) and isinstance(there, str) and exact(there) == exact(said)
        if capitals or same(there, said) or (there is None and self._is_default(said, path)):
            return there
        if (
            there is None
            or path[0] in self._said.settled
            or self._decide(self._column(path), _text(there), _text(said))
        ):
            return said
        return there

    def _is_default(self, said: Any, path: tuple[str, ...]) -> bool:
        if said is False:
            return True
        return len(path) == 1 and same(self._defaults.get(path[0]), said)

    def _entries(self, there: list[Data], said: list[Data], path: tuple[str, ...]) -> list[Data]:
        result = there
        for entry in said:
            at = next((index for index, known in enumerate(result) if known["id"] == entry["id"]), None)
            if at is None:
                result = [*result, self.table({}, entry, (*path, entry["id"]))]
                continue
            now = self.table(result[at], entry, (*path, entry["id"]))
            if now is not result[at]:
                result = [*result[:at], now, *result[at + 1 :]]
        return result

    def _column(self, path: tuple[str, ...]) -> str:
        columns = self._said.columns
        return columns.get(".".join(path)) or columns.get(path[0]) or columns.get(path[-1]) or path[-1]


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same; texts are compared composed and trimmed, lists in their order."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _composed(one) == _composed(other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def _text(value: Any) -> str:
    return shown(value)
