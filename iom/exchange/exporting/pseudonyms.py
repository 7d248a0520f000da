"""Stable pseudonyms of people: the same person has the same one everywhere, and only the key leads to it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import cached_property

from iom.exchange.exporting.telltales import Telltales
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

    def tells(self, text: str) -> bool:
        """Whether the text tells somebody of the school."""
        return self._telltales.tells(text)

    def untold(self, text: str, otherwise: str = "") -> str:
        """The text; ``otherwise``, or a pseudonym, where it tells somebody."""
        return (otherwise or self.thing("x", text)) if self.tells(text) else text

    def title(self, identifier: str, title: str) -> str:
        """The title of a thing of the catalogue; its id, or a pseudonym of that, where the title tells somebody."""
        return self.untold(title, self.untold(identifier))

    @cached_property
    def _telltales(self) -> Telltales:
        return Telltales(self.school)

    def _made(self, prefix: str, identifier: str) -> str:
        text = f"{prefix}\x1f{identifier}"
        if text not in self._known:
            number = int.from_bytes(hmac.digest(self.key, text.encode(), "sha256"), "big")
            letters = (ALPHABET[number >> 5 * position & 31] for position in range(LENGTH))
            self._known[text] = f"{prefix}-{''.join(letters)}"
        return self._known[text]
