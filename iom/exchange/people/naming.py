"""Ids of new people, the same whatever the order of the rows (design §2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from iom.model.identifiers import adult_id, pupil_id
from iom.model.kinds import STUDENT, Kind


@dataclass(frozen=True, order=True)
class Newcomer:
    """Somebody who has no id yet."""

    name: str
    form: str
    pupil: bool

    @classmethod
    def of(cls, kind: Kind, name: str, form: str) -> Newcomer:
        """A newcomer; the class tells pupils of one name apart."""
        return cls(name, form if kind is STUDENT else "", kind is STUDENT)

    def named(self, taken: Callable[[str], bool]) -> str:
        """The first free id."""
        return pupil_id(self.name, self.form, taken) if self.pupil else adult_id(self.name, taken)


def named(newcomers: Mapping[str, Newcomer], taken: Callable[[str], bool]) -> dict[str, str]:
    """An id for each newcomer, by the keys of the mapping.

    Where the first choice of several is one id, none of them has it: each adds the patronymic, then the class, so the
    order of the rows does not matter. Only who cannot be told apart at all is named in the order of the keys.
    """
    refused: set[str] = set()

    def closed(wanted: str) -> bool:
        return wanted in refused or taken(wanted)

    different = sorted(set(newcomers.values()))
    ids = {one: one.named(closed) for one in different}
    while contested := {identifier for identifier, count in Counter(ids.values()).items() if count > 1}:
        refused |= contested
        ids = {one: one.named(closed) if identifier in refused else identifier for one, identifier in ids.items()}
    found: dict[str, str] = {}
    for key, one in newcomers.items():
        wanted = ids[one] if ids[one] not in refused else one.named(closed)
        refused.add(wanted)
        found[key] = wanted
    return found
