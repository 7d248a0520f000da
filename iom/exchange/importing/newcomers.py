"""Somebody new out of a row: what must be in order before a document is made of it."""

from __future__ import annotations

import re
from typing import Final

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Party, Record
from iom.language import N_
from iom.model.folding import TWINS
from iom.model.kinds import STUDENT

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?(?:[^\W\d_]\.)*")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_LATIN: Final = re.compile("[A-Za-z]")
_CYRILLIC: Final = re.compile("[А-ЯЁа-яё]")
_CYRILLIC_OF: Final = {latin: cyrillic for cyrillic, latin in TWINS.items()}
_FEWEST, _MOST = 2, 4


def hindrance(record: Record, party: Party, name: str, *, said: bool) -> Misfit | None:
    """Why nobody new can be made of a row; who is ``said`` to be new may be called as nobody else is."""
    if any(map(_is_mixed, name.split())):
        mended = "".join(_CYRILLIC_OF.get(letter, letter) for letter in name)
        hint = "" if any(map(_is_mixed, mended.split())) else N_("In Cyrillic letters alone: {mended}")
        text = N_("“{given}” mixes Latin and Cyrillic letters within a word.")
        return Misfit("mixed-letters", text, hint, {"given": name, "mended": mended}, party.name)
    if not said and not is_name(name):
        hint = N_("Write surname, first name, patronymic; or “new” in the column “ID”.")
        return Misfit("name", N_("“{given}” is not like a person's name."), hint, {"given": name}, party.name)
    if party.kind is STUDENT and party.form and not record.text(party.form):
        hint = N_("Write it in the row, or for the whole table: --form 5а")
        return Misfit("no-class", N_("A new pupil needs a class: “{given}”."), hint, {"given": name}, party.form)
    return None


def is_name(name: str) -> bool:
    """Whether a text is two to four words of letters, as names of people are; what stands in brackets aside."""
    words = _IN_BRACKETS.sub(" ", name).split()
    return _FEWEST <= len(words) <= _MOST and all(map(_WORD.fullmatch, words))


def _is_mixed(word: str) -> bool:
    return bool(_LATIN.search(word) and _CYRILLIC.search(word))
