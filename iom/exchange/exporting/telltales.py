"""Words that would tell a person: names of the school's people, in any case of Russian, and their ids."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from iom.model.folding import folded
from iom.model.identifiers import slug
from iom.model.school import School

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST: Final = 4  # of a surname, what no case of Russian changes is all but its last two letters


class Telltales:
    """What must not stand in a text that names nobody."""

    def __init__(self, school: School) -> None:
        self._names = [person.name.split() for person in school.people().values()]
        self._ids = {*school.people(), *school.renamed}
        self._known: dict[str, bool] = {}

    @cached_property
    def _stems(self) -> frozenset[str]:
        surnames = {name[0] for name in self._names if name}
        words = {word for surname in surnames for word in (folded(surname), slug(surname))}
        return frozenset(word[: max(_SHORTEST, len(word) - 2)] for word in words if word)

    @cached_property
    def _others(self) -> frozenset[str]:
        words = (word for name in self._names for word in name[1:] if len(word.strip(".")) > 1)
        return frozenset(folded(word) for word in words)

    def tells(self, text: str) -> bool:
        """Whether the text holds somebody's surname, first name, patronymic or id."""
        if text not in self._known:
            self._known[text] = self._tells(text)
        return self._known[text]

    def _tells(self, text: str) -> bool:
        return any(identifier in text for identifier in self._ids) or any(
            word in self._others or any(word[:length] in self._stems for length in range(1, len(word) + 1))
            for word in _WORD.findall(folded(text))
        )
