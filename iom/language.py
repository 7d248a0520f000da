"""The chosen language: catalogues, plurals, and texts filled with facts."""

from __future__ import annotations

import errno
import gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("ru", "en")
CATALOGUES: Final = Path(__file__).parent / "locale"

_chosen: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Speak ``language`` (one of `LANGUAGES`) from here on."""
    _chosen.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak ``language`` for a while."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def current() -> str:
    """The language spoken now."""
    return _chosen.get()


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # The message ids are the English texts, so English needs no catalogue.
    return gettext.translation("iom", CATALOGUES, [language], fallback=language == "en")


class Phrase(str):
    """A fact that is itself a message id: it is translated where its text is filled in."""

    __slots__ = ()


def N_(text: str) -> str:  # noqa: N802 - the name that catalogue extractors know
    """Mark ``text`` for the catalogues; it is translated where it is drawn."""
    return text


def _(text: str) -> str:
    """``text`` in the chosen language."""
    return _catalogue(current()).gettext(text) if text else ""


def pgettext(context: str, text: str) -> str:
    """``text`` as it reads in ``context``, in the chosen language."""
    return _catalogue(current()).pgettext(context, text)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of the text that goes with ``number``, in the chosen language."""
    return _catalogue(current()).ngettext(one, many, number)


def say(text: str, facts: Mapping[str, object]) -> str:
    """``text`` in the chosen language with its ``{facts}`` filled in."""
    return _(text).format_map({name: shown(fact) for name, fact in facts.items()})


def shown(value: object) -> str:
    """A fact as a person reads it: dates in the language's order, lists with commas."""
    if isinstance(value, str):
        return _(value) if isinstance(value, Phrase) else value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y") if current() == "ru" else value.isoformat()[:10]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Iterable):
        return ", ".join(shown(item) for item in value)
    return str(value)


_REFUSALS: Final = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EEXIST: N_("File exists"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.EMFILE: N_("Too many open files"),
    errno.ENXIO: N_("No such device or address"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.EIO: N_("Input/output error"),
}


def refusal(error: OSError) -> str:
    """Why the system refused something: its own words, translated where the reason is a usual one."""
    known = _REFUSALS.get(error.errno or 0)
    return Phrase(known) if known else error.strerror or type(error).__name__
