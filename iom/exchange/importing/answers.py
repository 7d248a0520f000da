"""What was said beforehand about rows: who is whom, which side counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from iom.errors import Exit, IomError
from iom.language import N_

Prefer = Literal["file", "table", "ask"]
PREFERENCES: Final = ("file", "table", "ask")
ALL: Final = "all"


class PreferenceError(IomError):
    """A word for ``--prefer`` that is none."""

    text = N_("--prefer takes file, table or ask, not “{given}”.")
    hint = N_("file: the documents stay; table: the table counts; ask: you are asked.")
    exit_code = Exit.USAGE


class NoRowAnswerError(IomError):
    """An answer about a row that is not understood."""

    text = N_("{flag} {given} is not understood.")
    hint = N_("Write ROW=ID, like 7=averina-polina or 7:mother=averina-oi; the rows are those of the report.")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class Answers:
    """Answers given by options: ``same`` is the id that a row (or ``row:slot``) means, ``new`` who is somebody new.

    The word ``all`` speaks for all rows: the only candidate there is, or a new person.
    """

    prefer: Prefer = "ask"
    key: str = ""
    same: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    new: frozenset[str] = frozenset()

    def same_as(self, who: Iterable[str], candidates: Iterable[str]) -> str | None:
        """The id that was given for somebody, who may be called in several ways; None where none was."""
        found = next((self.same[one] for one in who if one in self.same), None)
        if found:
            return found
        only = tuple(candidates)
        return only[0] if ALL in self.same and len(only) == 1 else None

    def is_new(self, who: Iterable[str]) -> bool:
        """Whether somebody was said to be new."""
        return bool({*who, ALL} & self.new)


def answers(prefer: str | None, key: str | None, same: Iterable[str], new: Iterable[str]) -> Answers:
    """The answers of the options as they were typed.

    Raises:
        PreferenceError, NoRowAnswerError: they are not understood.
    """
    if prefer not in (None, *PREFERENCES):
        raise PreferenceError(given=prefer)
    found: dict[str, str] = {}
    for given in same:
        row, _equals, identifier = given.rpartition("=")
        if given.strip() == ALL:
            found[ALL] = ALL
        elif not row.strip() or not identifier.strip():
            raise NoRowAnswerError(flag="--same", given=given)
        else:
            found[row.strip()] = identifier.strip()
    chosen: Prefer = "ask" if prefer is None else prefer  # type: ignore[assignment]
    return Answers(chosen, key or "", found, frozenset(one.strip() for one in new))
