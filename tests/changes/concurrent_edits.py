"""Random edits of one document by two people at once, compatible with each other, and what both together mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from iom.model.edits import Add, Data, Drop, Keys, Operation, Set, Unset, applied, find
from iom.model.kinds import recognise
from iom.toml.edit import edit
from iom.toml.fast import parsed

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
WORDS = ("опыт", "вместе", "рассказать", "проверить", "тетрадь", "в пятницу", "ещё раз", "с друзьями")
LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"


@dataclass(frozen=True)
class Pair:
    """A document, what two people made of it, and the data of both changes together."""

    path: str
    base: str
    ours: str
    theirs: str
    expected: Data


def documents(*folders: str) -> dict[str, str]:
    """Texts of the example school by path, of these folders."""
    paths = (path for folder in folders for path in sorted(EXAMPLE.glob(folder)))
    return {path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in paths}


GROWING = (
    "rounds/*/routes/*.toml", "rounds/*/choices/*.toml", "rounds/*/journals/*.toml", "rounds/*/assessments/*.toml",
    "rounds/*/events/*.toml", "rounds/*/moves.toml", "students/*.toml", "groups/*.toml", "consultations/*/*.toml",
    "calendar.toml", "catalogs/*.toml",
)  # fmt: skip


class Editors:
    """Draws pairs of concurrent edits of ``texts``; the same seed draws the same pairs."""

    def __init__(self, texts: dict[str, str], seed: int) -> None:
        self.random = Random(seed)
        self.texts = texts
        self.paths = sorted(texts)
        self.data = {path: parsed(text) for path, text in texts.items()}

    def pair(self, most: int) -> Pair:
        """One to ``most`` edits a side on one document, no two at the same place."""
        path = self.random.choice(self.paths)
        data = self.data[path]
        taken: list[Keys] = []
        sides = [self.operations(data, self.random.randint(1, most), taken) for _side in range(2)]
        order = _order(path)
        texts = [edit(self.texts[path], side, order=order) for side in sides]
        return Pair(path, self.texts[path], *texts, applied(applied(data, sides[0]), sides[1]))

    def operations(self, data: Data, count: int, taken: list[Keys]) -> list[Operation]:
        """Edits of places that are not ``taken`` yet."""
        found: list[Operation] = []
        for _attempt in range(20 * count):
            if len(found) == count:
                break
            operation = self._operation(data)
            place = (*operation.keys, operation.entry["id"]) if isinstance(operation, Add) else operation.keys
            if place[0] in ("decisions", "agreements"):
                place = place[:1]  # what two people decide at once is compatible only by its own rule
            if any(place[: len(other)] == other or other[: len(place)] == place for other in taken):
                continue
            if isinstance(operation, Drop) and any(other[:1] == place[:1] for other in taken):
                continue  # a list that others write to is not emptied: that would be a wish of its own
            taken.append(place)
            found.append(operation)
        return found

    def _operation(self, data: Data) -> Operation:
        lists = [key for key, value in data.items() if isinstance(value, list) and value and isinstance(value[0], dict)]
        kind = self.random.choices(("add", "change", "unset", "drop", "top"), (10, 6, 1, 1, 1))[0]
        if not lists or kind == "top":
            return Set(("note",), self._text()) if self.random.random() < 0.5 else Set(("request",), self._text())
        name = self.random.choice(lists)
        entry = self.random.choice(data[name])
        at = (name, entry["id"])
        match kind:
            case "add":
                return Add((name,), self._like(entry))
            case "drop" if len(data[name]) > 2:
                return Drop(at)
            case "unset" if optional := [
                key for key in entry if key in {"note", "room", "reason", "evidence", "topic"}
            ]:
                return Unset((*at, self.random.choice(optional)))
            case _:
                return self._change(data, at)

    def _like(self, entry: Data) -> Data:
        day = date(2026, 9, 1) + timedelta(self.random.randrange(90))
        tail = "".join(self.random.choices(LETTERS, k=5))
        new = {**entry, "id": f"{day:%Y%m%d}-{tail}"}
        return {key: day if isinstance(value, date) else value for key, value in new.items()}

    def _change(self, data: Data, at: Keys) -> Operation:
        entry = find(data, at)
        keys = [key for key, value in entry.items() if key != "id" and isinstance(value, str | date | int | list)]
        if not keys:
            return Set((*at, "note"), self._text())
        key = self.random.choice(keys)
        return Set((*at, key), self._other(entry[key]))

    def _other(self, value: Any) -> Any:
        match value:
            case bool():
                return not value
            case int():
                return value + 1
            case list():
                return [*value, "".join(self.random.choices(LETTERS[:20], k=6))]
            case date():
                return value + timedelta(self.random.randint(1, 20))
            case str():
                return self._text()
            case _:
                return value

    def _text(self) -> str:
        return " ".join(self.random.choices(WORDS, k=4))


def _order(path: str) -> tuple[str, ...]:
    found = recognise(path)
    assert found
    return found[0].model.key_order()


def by_id(value: Any) -> Any:
    """Data with entries in no order, and without the mark of a repeated decision."""
    if isinstance(value, dict):
        return {key: by_id(inner) for key, inner in value.items() if key != "repeats"}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return {each["id"]: by_id(each) for each in value}
    return value
