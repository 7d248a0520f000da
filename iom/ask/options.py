"""Options to choose from, found by number, id, beginning, code or label; the kind that picks one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import ClassVar

from iom.ask.kinds import AnswerError, Kind
from iom.language import N_, _, say
from iom.model.folding import folded

_FEW = 9  # so many options are all named in an error, of more only the nearest


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen. ``label`` is in the language of people, ``codes`` are other names for it.

    ``note`` and ``warning`` stand beside it in the list of options.
    """

    id: str
    label: str
    codes: tuple[str, ...] = ()
    note: str = ""
    warning: str = ""


class NotAnOptionError(AnswerError):
    """A choice that is none of the options."""

    text = N_("There is no {given} among the options.")
    hint = N_("Choose by number or id: {possible}.")


class SeveralOptionsError(AnswerError):
    """A beginning that several options share."""

    text = N_("{given} may mean several options: {possible}.")
    hint = N_("Type the number or a longer beginning.")


class NothingToChooseError(AnswerError):
    """A choice where there is no option at all."""

    text = N_("There is nothing to choose from.")


def option_of(options: Sequence[Option], wanted: object) -> Option:
    """The option that ``wanted`` means: its id, its number (1 is the first), its code or label, or a beginning.

    The beginning of a later word of the label (a first name, say) counts where no name begins so.

    Raises:
        AnswerError: none is meant, or several are.
    """
    if isinstance(wanted, bool) or not isinstance(wanted, str | int):
        raise NotAnOptionError(given=str(wanted), possible=_possible(options, ""))
    text = str(wanted).strip()
    for fits in _ways(text):
        found = [option for number, option in enumerate(options, 1) if fits(number, option)]
        if len(found) == 1:
            return found[0]
        if found:
            raise SeveralOptionsError(given=text, possible=named(found[:_FEW]))
    if not options:
        raise NothingToChooseError
    raise NotAnOptionError(given=text or "“”", possible=_possible(options, text))


def _ways(text: str) -> Iterable[Callable[[int, Option], bool]]:
    """The ways to be meant, the surest first: a later one counts only where no earlier one fits."""
    key = folded(text)
    yield lambda _number, option: option.id == text
    if re.fullmatch(r"[0-9]{1,6}", text):
        yield lambda number, _option: number == int(text)
    yield lambda _number, option: key in _names(option)
    if key:
        yield lambda _number, option: any(name.startswith(key) for name in _names(option))
        yield lambda _number, option: any(word.startswith(key) for word in folded(option.label).split())


def _names(option: Option) -> list[str]:
    return [folded(name) for name in (option.id, *option.codes, option.label)]


def named(options: Iterable[Option]) -> str:
    """Ids of ``options`` as one line."""
    return ", ".join(option.id for option in options)


def _possible(options: Sequence[Option], wanted: str) -> str:
    if len(options) <= _FEW:
        return ", ".join(f"{number} {option.id}" for number, option in enumerate(options, 1))
    by_name = {name: option for option in options for name in _names(option)}
    near = {by_name[name].id for name in get_close_matches(folded(wanted), by_name, n=3)}
    return ", ".join([*sorted(near), f"1–{len(options)}"])


def several(options: Sequence[Option], raw: str | Iterable[object]) -> list[Option]:
    """The options that a line («3 1 7», «3,1», ids, labels between commas) or a list means, in its order.

    Raises:
        AnswerError: one of them is no option.
    """
    if not isinstance(raw, str):
        return [option_of(options, item) for item in raw]
    found: list[Option] = []
    for piece in re.split(r"[,;]", raw):
        found.extend(_piece(options, piece.strip()))
    return found


def _piece(options: Sequence[Option], piece: str) -> list[Option]:
    words = piece.split()
    if len(words) > 1 and folded(piece) in {name for option in options for name in _names(option)}:
        return [option_of(options, piece)]
    return [option_of(options, word) for word in words]


@dataclass(frozen=True)
class Pick(Kind[str]):
    """One of the options; the answer is its id."""

    name: ClassVar[str] = "pick"
    options: tuple[Option, ...]

    def parse(self, raw: object) -> str:
        """The id of the option that is meant."""
        if not isinstance(raw, str | int):
            raise self.wrong_type(raw)
        return option_of(self.options, raw).id

    @classmethod
    def flag(cls, value: str) -> str:
        """The id."""
        return value

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("ID")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return say(N_("a number from 1 to {last} or an id"), {"last": len(self.options)})
