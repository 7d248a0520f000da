"""Things with a title, found by what stands in a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from iom.model.folding import folded

NEAREST = 3
_ERROR = 0.9


class Titles:
    """Titles and codes by id."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self.names = names

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for identifier, names in self.names.items():
            for name in {folded(identifier), *map(_key, names), *_beginnings(names)}:
                found[name].append(identifier)
        return {name: tuple(ids) for name, ids in found.items()}

    def find(self, wanted: str) -> tuple[str, ...]:
        """The ids that ``wanted`` may mean: an id itself, or a title or code, folded (design §2)."""
        if wanted in self.names:
            return (wanted,)
        return self._by_key.get(_key(wanted)) or self._by_key.get(folded(wanted), ())

    def nearest(self, wanted: str) -> tuple[str, ...]:
        """Up to three ids whose titles read alike."""
        close = get_close_matches(_key(wanted), list(self._by_key), n=2 * NEAREST, cutoff=0.7)
        return tuple(dict.fromkeys(one for name in close for one in self._by_key[name]))[:NEAREST]

    def beginning(self, wanted: str) -> tuple[str, ...]:
        """The only id whose title begins with these whole words: «Флексагоны» for «Флексагоны и оригами»."""
        key = _key(wanted) + " "
        found = {one for one, names in self.names.items() if any(_key(name).startswith(key) for name in names)}
        return tuple(found) if len(found) == 1 and key.strip() else ()

    def label(self, identifier: str) -> str:
        """The id with its title."""
        names = self.names.get(identifier, ())
        return f"{identifier} ({names[0]})" if names else identifier


def _key(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in folded(text))
    return " ".join(words.split())


def _beginnings(names: tuple[str, ...]) -> Iterator[str]:
    """A title before its colon: «Кухонная химия» of «Кухонная химия: опыты без взрыва»."""
    for name in names:
        if ":" in name:
            yield _key(name.partition(":")[0])


def likeliest(titles: Titles, wanted: str) -> tuple[str, ...]:
    """Ids of titles that are this one but for a typing error."""
    from difflib import SequenceMatcher

    key = _key(wanted)
    return tuple(
        one
        for one in titles.nearest(wanted)
        if any(SequenceMatcher(None, key, _key(name)).ratio() >= _ERROR for name in titles.names[one])
    )
