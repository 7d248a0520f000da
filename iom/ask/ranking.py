"""Kinds that choose several options: a ranking, and a set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from iom.ask.kinds import AnswerError, Kind, same_word
from iom.ask.options import NotAnOptionError, Option, option_of, several
from iom.language import N_, _, say

Ids = tuple[str, ...]

_RANGE = re.compile(r"([0-9]{1,6})\s*[-–—]\s*([0-9]{1,6})")


class RepeatedOptionError(AnswerError):
    """A ranking that names an option twice."""

    text = N_("Named twice: {repeated}.")
    hint = N_("Each option stands in the line once, the most wanted first.")


class TooFewError(AnswerError):
    """Fewer options than needed."""

    text = N_("Too few are chosen: {chosen}, at least {least} are needed.")


class TooManyError(AnswerError):
    """More options than allowed."""

    text = N_("Too many are chosen: {chosen}, at most {most} are allowed.")


def _counted(ids: Ids, at_least: int, at_most: int | None) -> Ids:
    if len(ids) < at_least:
        raise TooFewError(chosen=len(ids), least=at_least)
    if at_most is not None and len(ids) > at_most:
        raise TooManyError(chosen=len(ids), most=at_most)
    return ids


class _Several(Kind[Ids]):
    """What kinds whose answer is several ids have in common."""

    @classmethod
    def flag(cls, value: Ids) -> str:
        """The ids with commas."""
        return ",".join(value)

    @classmethod
    def data(cls, value: Ids) -> object:
        """A list of ids."""
        return list(value)


@dataclass(frozen=True)
class Ranking(_Several):
    """Options in the order of preference, the most wanted first; the answer is their ids."""

    name: ClassVar[str] = "ranking"
    options: tuple[Option, ...]
    at_least: int = 1
    at_most: int | None = None

    def parse(self, raw: object) -> Ids:
        """The ids in order, from one line («3 1 7 2 9 11») or a list of ids or numbers."""
        if isinstance(raw, int) and not isinstance(raw, bool):
            raw = str(raw)
        if not isinstance(raw, str | list | tuple):
            raise self.wrong_type(raw)
        ids = tuple(option.id for option in several(self.options, raw))
        repeated = sorted({wish for wish in ids if ids.count(wish) > 1}, key=ids.index)
        if repeated:
            raise RepeatedOptionError(repeated=repeated)
        return _counted(ids, self.at_least, self.at_most)

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("ID,ID,…")

    def describe(self) -> str:
        """See `Kind.describe`."""
        if self.at_least == self.at_most:
            return say(N_("numbers in one line, the most wanted first: exactly {least}"), {"least": self.at_least})
        if self.at_least > 1:
            return say(N_("numbers in one line, the most wanted first: at least {least}"), {"least": self.at_least})
        return _("numbers in one line, the most wanted first")


@dataclass(frozen=True)
class SetOf(_Several):
    """Some of the options, none or all; the answer is their ids in the order of the options.

    The words ``all`` and ``none`` are kept for themselves: no option should have such an id.
    """

    name: ClassVar[str] = "set"
    options: tuple[Option, ...]
    at_least: int = 0
    at_most: int | None = None

    def parse(self, raw: object) -> Ids:
        """The ids, from a line («1 3 5-8», «все», «нет») or a list of ids or numbers."""
        if isinstance(raw, int) and not isinstance(raw, bool):
            raw = str(raw)
        if not isinstance(raw, str | list | tuple):
            raise self.wrong_type(raw)
        chosen = {option.id for option in self._chosen(raw)}
        ids = tuple(option.id for option in self.options if option.id in chosen)
        return _counted(ids, self.at_least, self.at_most)

    def _chosen(self, raw: str | Sequence[object]) -> Sequence[Option]:
        if not isinstance(raw, str):
            return several(self.options, raw)
        if same_word(raw, "all", "все"):
            return self.options
        if same_word(raw, "none", "нет", "0", ""):
            return ()
        pieces = re.split(r"[,;]", raw)
        return [option for piece in pieces for option in self._piece(piece)]

    def _piece(self, piece: str) -> list[Option]:
        # «2 - 5» is one range: its blanks go before the line is cut into words.
        words = _RANGE.sub(r"\1-\2", piece).split()
        if not any(self._is_range(word) for word in words):
            return several(self.options, piece)
        return [
            option
            for word in words
            for option in (self._range(word) if self._is_range(word) else [option_of(self.options, word)])
        ]

    def _is_range(self, word: str) -> bool:
        return bool(_RANGE.fullmatch(word)) and all(option.id != word for option in self.options)

    def _range(self, word: str) -> list[Option]:
        first, last = (self.options.index(option_of(self.options, end)) for end in re.split("[-–—]", word))
        if first > last:
            raise NotAnOptionError(given=word, possible=f"{last + 1}-{first + 1}")
        return list(self.options[first : last + 1])

    @classmethod
    def flag(cls, value: Ids) -> str:
        """The ids with commas, or ``none``."""
        return super().flag(value) or "none"

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("ID,ID,…|all|none")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("numbers like 1 3 5-8, “all”, or “none”")
