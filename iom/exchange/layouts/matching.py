"""Headings of a table matched with the columns that a kind of table has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal, NamedTuple, Protocol

from iom.exchange.tables.grid import visible
from iom.model.folding import folded

NEAR: Final = 0.75  # below it a heading is not even proposed
_NOTE: Final = re.compile(r"\((?:обязательн\w*|необязательн\w*|required|optional)[^)]*\)|\*", re.IGNORECASE)
_INITIALS: Final = re.compile(r"\b(?:[^\W\d_]\.\s?){1,}[^\W\d_]\b\.?")  # Ф.И.О., Ф. И. О.
_ENDINGS: Final = (
    "ами", "ями", "ого", "его", "ому", "ему", "ов", "ев", "ах", "ях", "ой", "ей", "ый", "ий", "ым", "им", "ых", "их",
    "ую", "юю", "ам", "ям", "ом", "ем", "ия", "ии", "ию", "ие", *"аеиоуыэюяьй",
)  # fmt: skip
_ENDING: Final = re.compile(f"(?<=...)(?:{'|'.join(map(folded, _ENDINGS))})$")
_GRID_ROW: Final = re.compile(r"\[([^\[\]]+)\]\s*$")
_EXPLANATION: Final = re.compile(r"\([^()]*\)")
_NUMBER: Final = re.compile(r"\d+")
_LIST_NUMBER: Final = re.compile(r"^\d{1,2}\s*[.)]\s*(?=\D)")
_ORDINALS: Final = ("перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_ORDINAL: Final = re.compile(rf"\b(?:{'|'.join(f'({one})' for one in _ORDINALS)})(?:[оыи]й|[ая]я|ья|[оь]е|ого|ьего)\b")
#: Headings of columns that hold no facts: the number of a row.
COUNTING: Final = ("№", "№ п/п", "№ пп", "п/п", "N", "N п/п", "No", "No.", "#", "номер по порядку")


class Headed(Protocol):
    """A column as far as matching knows it."""

    @property
    def key(self) -> str:
        """Names the column."""
        ...

    @property
    def required(self) -> bool:
        """Whether the table is nothing without it."""
        ...

    def headings(self) -> Iterator[str]:
        """Everything that may stand above it, the usual first."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A heading (the position of its column from 0, its text) and the column that it means.

    ``score`` is 1 for the heading itself, the key or an alias, else how alike the two are (`NEAR` to 1);
    ``known`` is the known heading that it resembles.
    """

    position: int
    heading: str
    key: str
    score: float = 1.0
    kind: Literal["exact", "alias", "near", "map"] = "exact"
    known: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Headings that all mean the column ``key``, or, with ``keys``, one heading that means several columns."""

    headings: tuple[str, ...]
    keys: tuple[str, ...]
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Which heading means which column.

    ``pairs`` are certain; ``near`` are proposals, at most one a heading and a column, the best first, for a person
    to confirm. ``unmatched`` are headings (position and text) that mean nothing known, ``missing`` the keys of
    required columns that have no pair. Columns of row numbers are in none of these.
    """

    pairs: tuple[Pair, ...]
    near: tuple[Pair, ...] = ()
    unmatched: tuple[tuple[int, str], ...] = ()
    missing: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()


@lru_cache(4096)
def reading(heading: str) -> str:
    """A heading as it is compared: folded, words only, without list numbers, stars and notes like «обязательно».

    An ordinal is its number: «Почему первый?» reads as «Почему 1».
    """
    text = _NOTE.sub(" ", visible(heading).replace("\xa0", " ").strip())
    text = _INITIALS.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text)
    text = _ORDINAL.sub(lambda match: str(match.lastindex), _LIST_NUMBER.sub("", text.strip()).casefold())
    text = folded(text)
    return " ".join("".join(letter if letter.isalnum() or letter in "№#" else " " for letter in text).split())


def match(headings: Sequence[str], columns: Sequence[Headed]) -> Matching:
    """Match headings: first what reads the same, then what is nearly the same.

    Where several columns claim a heading, the one for which it is more usual has it (its place among the column's
    headings); where several headings mean one column, none has it and the ambiguity is stated.
    """
    pairs, ambiguous = _exact(headings, columns)
    taken = {pair.key for pair in pairs} | {key for one in ambiguous for key in one.keys}
    settled = {pair.position for pair in pairs} | {position for one in ambiguous for position in one.positions}
    rest = [
        (position, heading)
        for position, heading in enumerate(headings)
        if position not in settled and reading(heading) and reading(heading) not in _COUNTING
    ]
    near = _near(rest, [column for column in columns if column.key not in taken])
    proposed = {pair.position for pair in near}
    found = {pair.key for pair in pairs}
    return Matching(
        tuple(sorted(pairs, key=lambda pair: pair.position)),
        near,
        tuple(one for one in rest if one[0] not in proposed),
        tuple(column.key for column in columns if column.required and column.key not in found),
        tuple(ambiguous),
    )


_COUNTING: Final = frozenset(reading(heading) for heading in COUNTING)


def _exact(headings: Sequence[str], columns: Sequence[Headed]) -> tuple[list[Pair], list[Ambiguity]]:
    claims = _claims(columns)
    ambiguous: list[Ambiguity] = []
    by_key: dict[str, list[Pair]] = defaultdict(list)
    for position, heading in enumerate(headings):
        claim = sorted(next(filter(None, (claims.get(name) for name in _names(heading))), ()))
        if not reading(heading) or not claim:
            continue
        best = [key for rank, key in claim if rank == claim[0][0]]
        if len(best) > 1:
            ambiguous.append(Ambiguity((heading,), tuple(best), (position,)))
        else:
            kind: Literal["exact", "alias"] = "exact" if claim[0][0] <= 2 else "alias"
            by_key[best[0]].append(Pair(position, heading, best[0], 1.0, kind))
    for key, several in by_key.items():
        if len(several) > 1:
            positions = tuple(pair.position for pair in several)
            ambiguous.append(Ambiguity(tuple(pair.heading for pair in several), (key,), positions))
    return [several[0] for several in by_key.values() if len(several) == 1], ambiguous


def _claims(columns: Sequence[Headed]) -> Mapping[str, list[tuple[int, str]]]:
    """Which columns may be called so, and how usual that is for each; also by the words in any order and case."""
    claims: dict[str, list[tuple[int, str]]] = defaultdict(list)
    by_words: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for column in columns:
        for rank, known in enumerate(dict.fromkeys(reading(known) for known in column.headings())):
            claims[known].append((rank, column.key))
            if " " in known and column.key not in {key for _, key in by_words[_words(known)]}:
                by_words[_words(known)].append((max(rank, 3), column.key))
    return {**by_words, **claims}


def _names(heading: str) -> Iterator[str]:
    """What a heading may be looked up by, the surest first.

    An online form adds explanations in brackets or on further lines, and names a row of a grid of questions in square
    brackets: «Расставьте курсы [1-й курс]».
    """
    row = _GRID_ROW.search(heading)
    if row:
        yield reading(row[1])
        return
    yield reading(heading)
    yield _words(heading)
    yield reading(_EXPLANATION.sub(" ", heading))
    yield reading(heading.strip().split("\n", maxsplit=1)[0])


def _words(heading: str) -> str:
    """The words of a heading in no order, without endings: «Представитель 1 Телефон», «Телефон представителя 1»."""
    return "*" + " ".join(sorted(_stem(word) for word in reading(heading).split()))


def _near(rest: Sequence[tuple[int, str]], columns: Sequence[Headed]) -> tuple[Pair, ...]:
    """Proposals, best first, each heading and each column once."""
    found: list[Pair] = []
    for position, heading in rest:
        for column in columns:
            score, known = max((likeness(heading, known), known) for known in column.headings())
            if score >= NEAR:
                found.append(Pair(position, heading, column.key, round(score, 3), "near", known))
    chosen: list[Pair] = []
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.position)):
        if all(pair.position != one.position and pair.key != one.key for one in chosen):
            chosen.append(pair)
    return tuple(chosen)


class _Reading(NamedTuple):
    """A heading as it is compared, with what soon tells two headings apart."""

    text: str
    words: Sequence[str]
    stems: frozenset[str]
    numbers: Sequence[str]
    letters: frozenset[str]


@lru_cache(4096)
def _read(heading: str) -> _Reading:
    text = reading(heading)
    words = text.split()
    return _Reading(text, words, frozenset(map(_stem, words)), _NUMBER.findall(text), frozenset(text))


def likeness(heading: str, known: str) -> float:
    """How much a heading (perhaps a long question) is like a known one: `NEAR` to 1, or 0.

    A typing error leaves it near 1; a question that holds all words of the known heading, in whatever case,
    is like it the more the less else it says. The second of something is never like the first.
    """
    one, other = _read(heading), _read(known)
    if not one.text or not other.text:
        return 0.0
    if one.numbers != other.numbers and (other.numbers or one.text[-1].isdigit()):
        return 0.0
    by_letters = _likeness_of_letters(one, other)
    # One short word within a question says nothing: «класс» and «курс» stand in many.
    if len(one.words) <= len(other.words) or (len(other.words) == 1 and len(other.text) < 8):
        return by_letters
    if not other.stems <= one.stems:
        return by_letters
    return max(by_letters, 0.95 - 0.2 * (1 - len(other.text) / len(one.text)))


def _likeness_of_letters(one: _Reading, other: _Reading) -> float:
    length, known = len(one.text), len(other.text)
    if abs(length - known) > 6:
        return 0.0
    # Most headings have too few letters in common; comparing them in full would take a hundred times as long.
    common = min(length - len(one.letters - other.letters), known - len(other.letters - one.letters))
    if 2 * common < NEAR * (length + known):
        return 0.0
    matcher = SequenceMatcher(None, one.text, other.text)
    return found if matcher.quick_ratio() >= NEAR and (found := matcher.ratio()) >= NEAR else 0.0


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 3 else word
