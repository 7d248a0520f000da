"""The options that every command takes, found anywhere before ``--``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from iom.language import N_


class GlobalOption(NamedTuple):
    """An option of the program itself; ``metavar`` is empty for a switch."""

    flags: tuple[str, ...]
    name: str
    help: str
    metavar: str = ""


GLOBALS: Final = (
    GlobalOption(
        ("-C", "--directory"), "directory", N_("the workspace; else it is searched from here upwards"), N_("FOLDER")
    ),
    GlobalOption(("--lang",), "lang", N_("speak Russian or English"), "ru|en"),
    GlobalOption(("--today",), "today", N_("take this day for today, for example 2026-11-16"), N_("DATE")),
    GlobalOption(("--color",), "color", N_("colours: by the terminal, always, never"), "auto|always|never"),
    GlobalOption(("--json",), "json", N_("write one JSON document, ask nothing")),
    GlobalOption(("--no-input",), "no_input", N_("ask nothing; say what is missing instead")),
    GlobalOption(("--commit",), "commit", N_("commit what is written to git: these files alone, never pushed")),
    GlobalOption(("--debug",), "debug", N_("show where a mistake of the program happened")),
    GlobalOption(("--version",), "version", N_("show the version")),
)
_BY_FLAG: Final = {flag: option for option in GLOBALS for flag in option.flags}


@dataclass
class Globals:
    """The options of the program as they were given, not yet judged.

    ``values`` holds text by option name, ``switches`` the names of the switches that stood, ``incomplete`` the flags
    that stood without their value, and ``overfull`` the switches that were given one.
    """

    values: dict[str, str] = field(default_factory=dict)
    switches: set[str] = field(default_factory=set)
    incomplete: list[str] = field(default_factory=list)
    overfull: list[str] = field(default_factory=list)


def take(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """The options of the program, and the arguments that are left for the command."""
    found = Globals()
    rest: list[str] = []
    waiting = list(argv)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return found, [*rest, word, *waiting]
        flag, value = _split(word)
        option = _BY_FLAG.get(flag)
        if option is None:
            rest.append(word)
        elif not option.metavar:
            found.switches.add(option.name)
            found.overfull += [flag] if value is not None else []
        elif value is not None or (waiting and waiting[0] != "--"):
            found.values[option.name] = waiting.pop(0) if value is None else value
        else:
            found.incomplete.append(flag)
    return found, rest


def _split(word: str) -> tuple[str, str | None]:
    if word.startswith("--"):
        flag, equals, value = word.partition("=")
        return flag, value if equals else None
    if word.startswith("-C") and len(word) > 2:
        return "-C", word[2:].removeprefix("=")
    return word, None
