"""Kinds of question: the one parser of each, its flag text, its data, and the simple kinds."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Generic, TypeVar

from iom.errors import Exit, IomError
from iom.language import N_, _, say, shown
from iom.model.folding import folded

Value = TypeVar("Value")

# Further away than this, last year's day and next year's are both likely to be meant.
_SURE_OF_THE_YEAR = timedelta(days=160)


class AnswerError(IomError):
    """An answer that its kind does not understand; subclasses say what, and how to answer."""

    exit_code = Exit.USAGE


class WrongTypeError(AnswerError):
    """A value of a type that no answer of the kind has, from a file."""

    text = N_("This value is not understood: {given}.")
    hint = N_("How to answer: {how}.")


class EmptyTextError(AnswerError):
    """A text that is empty."""

    text = N_("A text is needed here.")


class SecondLineError(AnswerError):
    """Several lines where one is wanted."""

    text = N_("One line is wanted here, and the text has several.")


class ControlCharacterError(AnswerError):
    """A text with characters that cannot be read or stored."""

    text = N_("The text holds a character that cannot be kept: {character}.")
    hint = N_("Type the text anew, without special keys.")


class NotADateError(AnswerError):
    """Something that is no day of the calendar, or could be two."""

    text = N_("There is no such date: {given}.")
    hint = N_("Write the day like 12.06.2026 or 2026-06-12, without the year 12.06, or “today”, “yesterday”.")


class WhichYearError(AnswerError):
    """A day and month that are about as far away in the past as in the future."""

    text = N_("{given} may be {first} or {second}.")
    hint = N_("Write the year as well.")


class NotANumberError(AnswerError):
    """Something that is no whole number between the limits."""

    text = N_("A whole number from {lowest} to {highest} is wanted, not {given}.")


class NeitherYesNorNoError(AnswerError):
    """An answer to a yes-or-no question that is neither."""

    text = N_("“Yes” or “no” is wanted, not {given}.")


@dataclass(frozen=True)
class Kind(ABC, Generic[Value]):
    """What may be answered, and the one parser for a flag, a line at the terminal and a value of a file.

    An instance reads (it knows what may be chosen); writing needs the class alone.
    """

    name: ClassVar[str]
    takes_empty: ClassVar[bool] = False  # whether an empty line is an answer of its own

    @abstractmethod
    def parse(self, raw: object) -> Value:
        """The answer that ``raw`` means: a flag's text, a typed line, or a value of TOML or JSON.

        Raises:
            AnswerError: it is not understood, or not possible.
        """

    @classmethod
    @abstractmethod
    def flag(cls, value: Value) -> str:
        """``value`` as the text of a flag, which `parse` reads back; the shell's quotes are not included."""

    @classmethod
    def data(cls, value: Value) -> object:
        """``value`` as TOML data, which `parse` reads back."""
        return value

    @classmethod
    @abstractmethod
    def metavar(cls) -> str:
        """The word that stands for the value in ``--help``."""

    @abstractmethod
    def describe(self) -> str:
        """How to answer, in a few words of the chosen language."""

    def wrong_type(self, raw: object) -> WrongTypeError:
        """The error for a value of a type that the kind never has."""
        return WrongTypeError(given=shown(raw), how=self.describe())


def same_word(given: str, *words: str) -> bool:
    """Whether ``given`` is one of ``words``, as look-ups compare them."""
    return folded(given) in {folded(word) for word in words}


@dataclass(frozen=True)
class Text(Kind[str]):
    """Free text: one line, or several if ``multiline``; never empty."""

    name: ClassVar[str] = "text"
    multiline: bool = False

    def parse(self, raw: object) -> str:
        """The text without surrounding blanks, composed (a decomposed й is й)."""
        if not isinstance(raw, str):
            raise self.wrong_type(raw)
        text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\t", " ")).strip()
        if not text:
            raise EmptyTextError
        if "\n" in text and not self.multiline:
            raise SecondLineError
        for character in text:
            if character != "\n" and unicodedata.category(character) in {"Cc", "Cs"}:
                raise ControlCharacterError(character=f"U+{ord(character):04X}")
        return text

    @classmethod
    def flag(cls, value: str) -> str:
        """The text as it is."""
        return value

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("TEXT")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("text of one or more lines") if self.multiline else _("a line of text")


@dataclass(frozen=True)
class Date(Kind[date]):
    """A day; ``today`` is what “today” means and what a missing year is taken from."""

    name: ClassVar[str] = "date"
    today: date

    def parse(self, raw: object) -> date:
        """The day: a date, or text like 2026-06-12, 12.06.2026, 12.06 (the nearest one), today, вчера."""
        if isinstance(raw, datetime) or not isinstance(raw, date | str):
            raise self.wrong_type(raw)
        if isinstance(raw, date):
            return raw
        named = self._named(raw)
        return named or self._written(raw.strip())

    def _named(self, raw: str) -> date | None:
        for days, words in ((0, ("today", "сегодня")), (-1, ("yesterday", "вчера")), (1, ("tomorrow", "завтра"))):
            if same_word(raw, *words):
                return self.today + timedelta(days=days)
        return None

    def _written(self, text: str) -> date:
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
            year, month, day = map(int, match.groups())
            return _day(text, year, month, day)
        if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
            day, month, year = map(int, match.groups())
            return _day(text, year, month, day)
        if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.?", text):
            day, month = map(int, match.groups())
            return self._nearest(text, month, day)
        raise NotADateError(given=text)

    def _nearest(self, text: str, month: int, day: int) -> date:
        years = (self.today.year + shift for shift in (-1, 0, 1))
        days = sorted(
            (found for year in years if (found := _maybe(year, month, day))),
            key=lambda found: abs(found - self.today),
        )
        if not days:
            raise NotADateError(given=text)
        if abs(days[0] - self.today) > _SURE_OF_THE_YEAR and len(days) > 1:
            first, second = sorted(days[:2])
            raise WhichYearError(given=text, first=first, second=second)
        return days[0]

    @classmethod
    def flag(cls, value: date) -> str:
        """The day as YYYY-MM-DD."""
        return value.isoformat()

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("DATE")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return say(N_("a date like {today}, or “today”"), {"today": self.today})


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(text: str, year: int, month: int, day: int) -> date:
    found = _maybe(year, month, day)
    if found is None:
        raise NotADateError(given=text)
    return found


@dataclass(frozen=True)
class Number(Kind[int]):
    """A whole number from ``lowest`` to ``highest``, both included."""

    name: ClassVar[str] = "number"
    lowest: int
    highest: int

    def parse(self, raw: object) -> int:
        """The number, from an int or from its digits."""
        if isinstance(raw, bool) or not isinstance(raw, int | str):
            raise self.wrong_type(raw)
        text = str(raw).strip()
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else None
        if number is None or not self.lowest <= number <= self.highest:
            raise NotANumberError(given=text, lowest=self.lowest, highest=self.highest)
        return number

    @classmethod
    def flag(cls, value: int) -> str:
        """The number's digits."""
        return str(value)

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("NUMBER")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return say(N_("a number from {lowest} to {highest}"), {"lowest": self.lowest, "highest": self.highest})


# The keys д and н carry l and y on a Latin layout, the keys y and n carry н and т on the Russian one. So «н» may be
# a meant no or a mistyped yes, and "y" a meant yes or a mistyped нет: the letter that is seen on the screen wins,
# and of the other layout only the unmistakable "l" (д) and «т» (n) are taken.
_YES = ("y", "yes", "д", "да", "l", "true", "1")
_NO = ("n", "no", "н", "нет", "т", "false", "0")


@dataclass(frozen=True)
class Confirm(Kind[bool]):
    """Yes or no, in Russian or English, in the right keyboard layout or the other."""

    name: ClassVar[str] = "confirm"

    def parse(self, raw: object) -> bool:
        """True for yes; д, да, y, yes, l, true, 1 are yes, н, нет, n, no, т, false, 0 are no."""
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, str | int):
            raise self.wrong_type(raw)
        # Not folded: the Cyrillic twin of Latin y is у, and т reads like T, which would blur the two layouts.
        word = str(raw).strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise NeitherYesNorNoError(given=word)

    @classmethod
    def flag(cls, value: bool) -> str:
        """``yes`` or ``no``."""
        return "yes" if value else "no"

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("YES|NO")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("y or n")
