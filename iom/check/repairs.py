"""Repairs that cannot be wrong: letters that only look right, byte order marks, line ends of Windows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from iom.check.references import TWIN
from iom.check.vocabularies import CODE_LETTERS
from iom.errors import Place, Problem
from iom.language import N_
from iom.model import validation
from iom.model.folding import untwinned
from iom.toml import faults
from iom.toml.places import Places
from iom.toml.read import BOM, read

BOM_TAKEN: Final = N_("the byte order mark is taken away")
LINE_ENDS: Final = N_("line ends of Windows become plain ones")
LETTERS: Final = N_("line {line}: “{wrong}” becomes “{right}”, in Latin letters")


@dataclass(frozen=True, slots=True)
class Repair:
    """The repaired bytes of one document, and what was done: message ids with their facts."""

    content: bytes
    done: tuple[tuple[str, Mapping[str, object]], ...]


def repairs(raw: Mapping[str, bytes], problems: Iterable[Problem], known: Collection[str]) -> dict[str, Repair]:
    """The repairs of these documents by path.

    ``problems`` are those of the documents, placed; ``known`` are the names that a word in Cyrillic letters may
    mean: ids, codes of criteria, keys of the format. A document whose repair would change more than it says is
    left alone.
    """
    by_document: dict[str, list[Problem]] = {}
    for problem in problems:
        by_document.setdefault(problem.document, []).append(problem)
    found = {path: _repair(path, content, by_document.get(path, ()), known) for path, content in raw.items()}
    return {path: repair for path, repair in found.items() if repair}


def _repair(path: str, content: bytes, problems: Iterable[Problem], known: Collection[str]) -> Repair | None:
    before = read(content, path)
    if not before.text or before.text.startswith("\ufeff"):
        return None
    done: list[tuple[str, Mapping[str, object]]] = []
    text, swaps = before.text, sorted(_swaps(before.text, problems, known), reverse=True)
    for place, wrong, right in swaps:
        text = _swapped(text, place, wrong, right)
        done.insert(0, (LETTERS, {"line": place.line, "wrong": wrong, "right": right}))
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
        done.append((LINE_ENDS, {}))
    if content.startswith(BOM):
        done.append((BOM_TAKEN, {}))
    repaired = text.encode()
    after = read(repaired, path)
    pairs = {wrong: right for _place, wrong, right in swaps}
    safe = before.data is None or _renamed(before.data, pairs) == _renamed(after.data, pairs)
    return Repair(repaired, tuple(done)) if done and safe else None


def _swaps(text: str, problems: Iterable[Problem], known: Collection[str]) -> Iterator[tuple[Place, str, str]]:
    """Places of words in the wrong letters, the words, and what they mean."""
    places: Places | None = None
    for problem in problems:
        if problem.fault in (TWIN, CODE_LETTERS):
            places = places or Places(text)
            wrong, right = str(problem.facts["id"]), str(problem.facts["repair"])
            if untwinned(wrong) == right and (place := _spot(places, text, problem, wrong)):
                yield place, wrong, right
        elif problem.place and problem.fault in (faults.KEY_LETTERS, validation.NO_ID):
            place, wrong = _word(text, problem.place)
            if wrong != untwinned(wrong) and untwinned(wrong) in known:
                yield place, wrong, untwinned(wrong)


def _word(text: str, place: Place) -> tuple[Place, str]:
    """The key, or the text in quotes, that begins at the place, and where its letters begin."""
    line, start = text.split("\n")[place.line - 1], place.column - 1
    # The parser points at the first letter that it cannot take: the key began before it.
    start -= len(re.search(r"[\w-]*$", line[:start])[0])  # type: ignore[index]
    found = re.match(r"""[\w-]+|"([^"\\]*)"|'([^']*)'""", line[start:])
    if found is None:
        return place, ""
    quoted = found[0][0] in "\"'"
    return Place(place.line, start + 1 + quoted), found[0][1:-1] if quoted else found[0]


def _spot(places: Places, text: str, problem: Problem, wrong: str) -> Place | None:
    """Where the word itself begins: behind the quote of a value or a key."""
    for place in (places.of(problem.keys), places.of(problem.keys, part="key")):
        for shift in (1, 0):
            inner = Place(place.line, place.column + shift)
            if problem.keys and _stands(text, inner, wrong):
                return inner
    return None


def _stands(text: str, place: Place, word: str) -> bool:
    line = text.split("\n")[place.line - 1]
    return line[place.column - 1 :].startswith(word)


def _swapped(text: str, place: Place, wrong: str, right: str) -> str:
    lines = text.split("\n")
    line, start = lines[place.line - 1], place.column - 1
    lines[place.line - 1] = line[:start] + right + line[start + len(wrong) :]
    return "\n".join(lines)


def _renamed(value: Any, pairs: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {pairs.get(key, key): _renamed(item, pairs) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, pairs) for item in value]
    return pairs.get(value, value) if isinstance(value, str) else value
