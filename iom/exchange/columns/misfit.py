"""What is wrong with one cell or one row, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from iom.errors import NO_FACTS
from iom.language import say


@dataclass(frozen=True)
class Misfit:
    """Why a cell cannot be taken: ``text`` and ``hint`` are message ids with ``{fact}`` placeholders.

    ``column`` is the key of the column, empty where the whole row is meant; ``code`` names the kind of misfit in
    JSON, in words that never translate.
    """

    code: str
    text: str
    hint: str = ""
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS, hash=False)
    column: str = ""

    def at(self, column: str) -> Misfit:
        """The same, of this column."""
        return replace(self, column=column)

    def said(self) -> str:
        """The text and the hint in the chosen language."""
        return " ".join(filter(None, (say(self.text, self.facts), say(self.hint, self.facts))))
