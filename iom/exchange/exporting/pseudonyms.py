"""Stable pseudonyms of people: the same person has the same one everywhere, and only the key leads to it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import cached_property

from iom.model.identifiers import ALPHABET
from iom.model.school import School

KEY_LENGTH = 32
LENGTH = 10


@dataclass(frozen=True)
class Pseudonyms:
    """Pseudonyms under one secret key (`KEY_LENGTH` random bytes, never a hash of names: a class list would open it).

    An earlier id of a person leads to the pseudonym of the present one.
    """

    school: School
    key: bytes

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def person(self, identifier: str) -> str:
        """The pseudonym of a person: ``p-`` and ten characters."""
        return self._made("p", self.school.renamed.get(identifier, identifier))

    def thing(self, kind: str, identifier: str) -> str:
        """The pseudonym of a thing whose own id may hold a name, a tutor group say."""
        return self._made(kind, identifier)

    def _made(self, prefix: str, identifier: str) -> str:
        text = f"{prefix}\x1f{identifier}"
        if text not in self._known:
            number = int.from_bytes(hmac.digest(self.key, text.encode(), "sha256"), "big")
            letters = (ALPHABET[number >> 5 * position & 31] for position in range(LENGTH))
            self._known[text] = f"{prefix}-{''.join(letters)}"
        return self._known[text]
