"""The kind that calls the roll: who is absent, and who of them with an excuse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from iom.ask.kinds import Kind, same_word
from iom.ask.options import Option, option_of
from iom.ask.ranking import RepeatedOptionError
from iom.language import N_, _, say

# Typed marks of an excuse: у(важительная), e(xcused) — one key on both layouts — and its twin y.
_EXCUSED_NUMBER = re.compile(r"([0-9]+)(?:[уУyYeEеЕ]|\+)")
_EXCUSED_WORDS = ("excused", "у", "e", "+", "уваж", "уважительная")


@dataclass(frozen=True, slots=True)
class RollCallAnswer:
    """Ids of the absent without an excuse, and of the absent with one, each in the order of the roll."""

    absent: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()


@dataclass(frozen=True)
class RollCall(Kind[RollCallAnswer]):
    """The absent by number, the excused with a suffix («3 7у»); an empty line: everybody is here."""

    name: ClassVar[str] = "roll-call"
    takes_empty: ClassVar[bool] = True
    options: tuple[Option, ...]

    def parse(self, raw: object) -> RollCallAnswer:
        """The absent, from a line, a list, or a table with the lists ``absent`` and ``excused``."""
        if isinstance(raw, RollCallAnswer):
            raw = self.data(raw)
        if isinstance(raw, Mapping):
            return self._answer(self._table(raw))
        if isinstance(raw, int) and not isinstance(raw, bool):
            raw = str(raw)
        if isinstance(raw, str):
            return self._answer(self._said(word) for word in _words(raw))
        if isinstance(raw, list | tuple):
            return self._answer(self._said(str(item)) for item in raw)
        raise self.wrong_type(raw)

    def _table(self, table: Mapping[object, object]) -> list[tuple[str, bool]]:
        lists = {key: table.get(key, ()) for key in ("absent", "excused")}
        if set(table) - set(lists) or not all(isinstance(ids, list | tuple) for ids in lists.values()):
            raise self.wrong_type(list(map(str, table)))
        return [
            (option_of(self.options, item).id, key == "excused")
            for key, ids in lists.items()
            if isinstance(ids, list | tuple)
            for item in ids
        ]

    def _said(self, word: str) -> tuple[str, bool]:
        if any(option.id == word for option in self.options):
            return word, False
        name, colon, suffix = word.partition(":")
        if colon and same_word(suffix, *_EXCUSED_WORDS):
            return option_of(self.options, name).id, True
        if match := _EXCUSED_NUMBER.fullmatch(word):
            return option_of(self.options, match[1]).id, True
        return option_of(self.options, word.removesuffix("+")).id, word.endswith("+")

    def _answer(self, said: Iterable[tuple[str, bool]]) -> RollCallAnswer:
        excuses: dict[str, bool] = {}
        for student, excused in said:
            if student in excuses:
                raise RepeatedOptionError(repeated=student)
            excuses[student] = excused
        roll = [option.id for option in self.options if option.id in excuses]
        return RollCallAnswer(
            absent=tuple(student for student in roll if not excuses[student]),
            excused=tuple(student for student in roll if excuses[student]),
        )

    @classmethod
    def flag(cls, value: RollCallAnswer) -> str:
        """Ids with commas, the excused with ``:excused``; ``none`` when everybody is here."""
        return ",".join([*value.absent, *(f"{student}:excused" for student in value.excused)]) or "none"

    @classmethod
    def data(cls, value: RollCallAnswer) -> object:
        """A table of two lists."""
        return {"absent": list(value.absent), "excused": list(value.excused)}

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("ID,ID:excused,…|none")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return say(N_("numbers of the absent, {example} with an excuse; Enter: all are here"), {"example": _("3 7e")})


def _words(line: str) -> list[str]:
    if same_word(line, "none", "нет", "0", ""):
        return []
    # «7 у» means «7у».
    joined = re.sub(r"([0-9])\s+([уУyYeEеЕ]|\+)(?=[\s,;]|$)", r"\1\2", line)
    return [word for word in re.split(r"[\s,;]+", joined) if word]
