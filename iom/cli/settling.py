"""The options of the program judged: the context of the run, or a polite refusal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import IO

from iom.cli.arguments import Globals
from iom.cli.context import Color, Context, clock
from iom.errors import Exit, IomError
from iom.language import LANGUAGES, N_


class GlobalOptionError(IomError):
    """An option of the program that cannot be used as it stands."""

    exit_code = Exit.USAGE


class ValueMissingError(GlobalOptionError):
    """``option`` stands without its value."""

    text = N_("A value is missing after {option}.")
    hint = N_("See: iom --help")


class ValueTooManyError(GlobalOptionError):
    """``option`` is a switch and was given a value."""

    text = N_("{option} takes no value.")
    hint = N_("Leave out the = and what follows it.")


class UnknownLanguageError(GlobalOptionError):
    """``given`` is no language of the program."""

    text = N_("{option}: there is no language {given}.")
    hint = N_("Choose one of: {known}.")


class UnknownColorError(GlobalOptionError):
    """``given`` is no way to colour."""

    text = N_("--color: {given} is not understood.")
    hint = N_("Choose one of: {known}.")


class UnknownDayError(GlobalOptionError):
    """``given`` is no day."""

    text = N_("--today: there is no day {given}.")
    hint = N_("Write it like 2026-11-16 or 16.11.2026.")


class NoFolderError(GlobalOptionError):
    """``given`` is no folder."""

    text = N_("-C: there is no folder {given}.")
    hint = N_("Name a folder that is there.")
    exit_code = Exit.NOT_FOUND


COLORS: tuple[Color, ...] = ("auto", "always", "never")


def settled(given: Globals, language: str, environ: Mapping[str, str]) -> Context:
    """The context of the run.

    Raises:
        GlobalOptionError: the first option that cannot be used.
    """
    for flag in given.incomplete:
        raise ValueMissingError(option=flag)
    for flag in given.overfull:
        raise ValueTooManyError(option=flag)
    _check_language("--lang", given.values.get("lang"))
    _check_language("IOM_LANG", environ.get("IOM_LANG") or None)
    json = "json" in given.switches
    return Context(
        directory=_directory(given.values.get("directory")),
        language=language,
        today=_day(given.values.get("today")),
        json=json,
        color="never" if json else _color(given.values.get("color"), environ),
        interactive=not (json or "no_input" in given.switches or environ.get("CI")) and somebody_there(),
        debug="debug" in given.switches,
        commit="commit" in given.switches,
    )


def somebody_there() -> bool:
    """Whether a person can read the questions and type the answers."""
    return all(_is_terminal(stream) for stream in (sys.stdin, sys.stdout))


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _check_language(option: str, given: str | None) -> None:
    if given is not None and given not in LANGUAGES:
        raise UnknownLanguageError(option=option, given=given, known=LANGUAGES)


def _color(given: str | None, environ: Mapping[str, str]) -> Color:
    if given is None:
        return "never" if environ.get("NO_COLOR") else "auto"
    if given not in COLORS:
        raise UnknownColorError(given=given, known=COLORS)
    return given


def _day(given: str | None) -> date:
    if given is None:
        return clock()
    match = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4})", given.strip(), re.ASCII)
    if match is None:
        raise UnknownDayError(given=given)
    numbers = [int(part) for part in match.groups() if part]
    try:
        return date(*(numbers if match[1] else reversed(numbers)))
    except ValueError:
        raise UnknownDayError(given=given) from None


def _directory(given: str | None) -> Path:
    if given is None:
        return Path()
    folder = Path(given)
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike Path's, never raises
        raise NoFolderError(given=given)
    return folder
