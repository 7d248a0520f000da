"""Types of cells: from the text that a person sees to a value, and back."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from iom.exchange.columns.misfit import Misfit
from iom.exchange.tables.encoding import LOST
from iom.exchange.tables.grid import visible
from iom.language import LANGUAGES, N_, _, speaking
from iom.model.folding import folded
from iom.model.identifiers import is_id
from iom.views.terms import code_of, term

if TYPE_CHECKING:
    from iom.exchange.columns.bearings import Bearings

Value = TypeVar("Value")

_YES: Final = frozenset({"да", "д", "yes", "y", "true", "истина", "1", "+", "v", "х", "x", "есть", "был", "была", "✓"})
#: An id that says: somebody new, whoever has a name like that already.
NEW: Final = "+"
_NEW: Final = frozenset({NEW, "new", "новый", "новая"})
_NO: Final = frozenset({"нет", "н", "no", "n", "false", "ложь", "0", "-", "–", "—", "не был", "не была"})


class ValueType(ABC, Generic[Value]):
    """What the cells of a column hold. ``parse`` and ``show`` are each other's inverse.

    ``closed``: one cell can hold only something known, so a comma inside a title is not mistaken for a separator.
    """

    closed: bool = False

    @abstractmethod
    def parse(self, text: str, bearings: Bearings) -> Value | Misfit:
        """The value of a cell that is not empty; a `Misfit` where it has none."""

    @abstractmethod
    def show(self, value: Value) -> str:
        """The value as a cell shows it, in the chosen language."""

    def plain(self, value: Value) -> Any:
        """The value as JSON has it: codes and ids as the documents write them, dates as ISO text."""
        return value


class Text(ValueType[str]):
    """Any text, trimmed and composed (a decomposed й is й); line breaks stay."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        found = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\xa0", " ")).strip()
        for character in found:
            if character not in "\n\t" and (character == LOST or unicodedata.category(character) in {"Cc", "Cs"}):
                hint = N_("A letter was lost on the way here: write it anew.") if character == LOST else ""
                facts = {"character": f"U+{ord(character):04X}"}
                return Misfit(
                    "character", N_("The text holds a character that cannot be kept: {character}."), hint, facts
                )
        return found

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value


class Name(Text):
    """A person's name on one line, single spaces between its words."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        found = super().parse(visible(text), bearings)
        if isinstance(found, Misfit):
            return found
        name = " ".join(found.split())
        if not any(letter.isalpha() for letter in name) or any(letter.isdigit() for letter in name):
            return Misfit(
                "name", N_("“{given}” is no name."), N_("Write surname, first name, patronymic."), {"given": name}
            )
        return name


class Identifier(ValueType[str]):
    """An id: an old one finds, a new one names; the word “new” asks for a new one."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        found = text.strip().lower()
        if found in _NEW:
            return NEW
        if not is_id(found):
            return Misfit(
                "id",
                N_("“{given}” cannot be an id."),
                N_("An id has 2 to 64 lower-case Latin letters, digits and hyphens."),
                {"given": text.strip()},
            )
        return found

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value


@dataclass(frozen=True)
class Whole(ValueType[int]):
    """A whole number from ``lowest`` to ``highest``."""

    lowest: int
    highest: int

    def parse(self, text: str, bearings: Bearings) -> int | Misfit:
        """See `ValueType.parse`."""
        written = re.sub(r"(?<=\d)[ \xa0\u202f](?=\d{3}\b)", "", text.strip())
        match = re.fullmatch(r"([+-]?\d{1,9})(?:[.,]0+)?", written)
        number = int(match[1]) if match else None
        if number is None or not self.lowest <= number <= self.highest:
            facts = {"given": text.strip(), "lowest": self.lowest, "highest": self.highest}
            return Misfit("number", N_("A whole number from {lowest} to {highest} is wanted, not {given}."), "", facts)
        return number

    def show(self, value: int) -> str:
        """See `ValueType.show`."""
        return str(value)


class Hour(ValueType[time]):
    """An hour of the day to the minute: 14:00, 14.00, 14-00, 14:00:00."""

    def parse(self, text: str, bearings: Bearings) -> time | Misfit:
        """See `ValueType.parse`."""
        match = re.fullmatch(r"(\d{1,2})[:.\-](\d{2})(?:[:.]00(?:\.0+)?)?", text.strip())
        hour, minute = (int(match[1]), int(match[2])) if match else (99, 0)
        if hour > 23 or minute > 59:
            return Misfit(
                "time", N_("There is no such time: {given}."), N_("Write it like 14:30."), {"given": text.strip()}
            )
        return time(hour, minute)

    def show(self, value: time) -> str:
        """See `ValueType.show`."""
        return f"{value:%H:%M}"

    def plain(self, value: time) -> Any:
        """See `ValueType.plain`."""
        return f"{value:%H:%M}"


class YesNo(ValueType[bool]):
    """Yes or no, in Russian or English, or as a mark."""

    closed = True

    def parse(self, text: str, bearings: Bearings) -> bool | Misfit:
        """See `ValueType.parse`."""
        word = text.strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        return Misfit("yes-no", N_("“Yes” or “no” is wanted, not {given}."), "", {"given": text.strip()})

    def show(self, value: bool) -> str:
        """See `ValueType.show`."""
        return _("yes") if value else _("no")


@dataclass(frozen=True)
class Choice(ValueType[str]):
    """One of several codes, by the code or by its words in either language (`iom.views.terms`).

    ``words`` holds pairs of a further word and the code that it means.
    """

    codes: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()

    closed = True

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        wanted = folded(text).strip(" .")
        for word, meant in self.words:
            if wanted == folded(word):
                return meant
        for language in LANGUAGES:
            with speaking(language):
                if code := code_of(text, self.codes):
                    return code
        facts = {"given": text.strip(), "possible": [self.show(code) for code in self.codes]}
        return Misfit("choice", N_("“{given}” is none of these: {possible}."), "", facts)

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return term(value)


@dataclass(frozen=True)
class Called(Choice):
    """A choice whose codes have words of their own: ``titles`` holds pairs of a code and a message id."""

    titles: tuple[tuple[str, str], ...] = ()

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        wanted = folded(text).strip(" .")
        for language in LANGUAGES:
            with speaking(language):
                if code := next((code for code, title in self.titles if wanted == folded(_(title))), None):
                    return code
        return super().parse(text, bearings)

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return _(dict(self.titles)[value])


@dataclass(frozen=True)
class Listing(ValueType[tuple[Any, ...]]):
    r"""Several values in one cell, parted by semicolons or line breaks, or by commas where neither stands.

    A semicolon inside a value is written ``\;``; a single value with a comma ends in a semicolon.
    """

    item: ValueType[Any]

    def parse(self, text: str, bearings: Bearings) -> tuple[Any, ...] | Misfit:
        """See `ValueType.parse`."""
        found = list(self._found(text, bearings))
        wrong = next((one for one in found if isinstance(one, Misfit)), None)
        return wrong or tuple(dict.fromkeys(found))

    def _found(self, text: str, bearings: Bearings) -> Iterator[Any]:
        if re.search(r"(?<!\\);|\n", text):
            for piece in _pieces(text, r"(?<!\\);|\n"):
                yield self.item.parse(piece, bearings)
        elif self.item.closed:
            yield from self._joined(_pieces(text, ","), bearings)
        else:
            for piece in _pieces(text, ","):
                yield self.item.parse(piece, bearings)

    def _joined(self, pieces: list[str], bearings: Bearings) -> Iterator[Any]:
        """Values out of the pieces between commas, each of as many pieces as make a known one."""
        while pieces:
            for length in range(len(pieces), 0, -1):
                value = self.item.parse(", ".join(pieces[:length]), bearings)
                if length == 1 or not isinstance(value, Misfit):
                    yield value
                    del pieces[:length]
                    break

    def show(self, value: tuple[Any, ...]) -> str:
        """See `ValueType.show`."""
        shown = [self.item.show(one).replace(";", "\\;") for one in value]
        alone = len(shown) == 1 and "," in shown[0] and not self.item.closed
        return "; ".join(shown) + (";" if alone else "")

    def plain(self, value: tuple[Any, ...]) -> Any:
        """See `ValueType.plain`."""
        return [self.item.plain(one) for one in value]


def _pieces(text: str, between: str) -> list[str]:
    pieces = (piece.strip().replace("\\;", ";") for piece in re.split(between, text))
    return [piece for piece in pieces if piece]
