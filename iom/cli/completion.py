"""Completion of commands, options and ids: answered from the registry and the names of files.

The shell's script (`iom.cli.scripts`) calls the program with ``_IOM_COMPLETE=<shell>`` and the words typed so far,
the unfinished one last; one candidate a line comes back. Neither typer nor pydantic is imported, save for the
options of a command.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from iom.cli import registry
from iom.cli.arguments import GLOBALS
from iom.cli.speech import nearest_root

#: Folder of each kind that has an id to complete; ``{round}`` is the round named by the line, else the newest.
PLACES: Final = {
    "student": "students",
    "guardian": "guardians",
    "staff": "staff",
    "partner": "partners",
    "mentor": "mentors",
    "course": "courses",
    "group": "groups",
    "round": "rounds",
    "offer": "rounds/{round}/offers",
    "event": "rounds/{round}/events",
    "route": "rounds/{round}/routes",
}
STAGES: Final = ("choice", "implementation", "evaluation", "reflection")
TABLES: Final = (
    "students", "guardians", "staff", "partners", "courses", "offers", "mentors", "groups", "events", "attendance",
    "wishes", "impressions", "agreements", "lessons", "products", "assessments", "consultations", "consents",
    "deficits",
)  # fmt: skip
WORDS: Final = {
    "shell": ("bash", "zsh", "fish", "powershell"),
    "stage": STAGES,
    "table": TABLES,
    "exported": (*TABLES, "board", "placements", "marks", "calendar"),
    "paper": (
        *("choice", "agreement", "route", "groups", "placement", "explanation", "attendance", "consultations"),
        *("self", "expert", "expert-table", "minutes", "reflection", "guardian-reflection", "certificate"),
        *("round-report", "evaluation-report"),
    ),
    "lang": ("ru", "en"),
    "color": ("auto", "always", "never"),
}
#: What the value of an option is, by its flag; options that are not here are not completed.
OPTION_VALUES: Final = {
    "--lang": "lang",
    "--color": "color",
    "--for": "student",
    "--to": "stage",
    "--stage": "stage",
    "--by": "staff",
    "--round": "round",
    "--group": "group",
    "--offer": "offer",
    "--event": "event",
    "--course": "course",
    "--tutor": "staff",
    "--expert": "staff",
    "--teacher": "staff",
    "--author": "staff",
    "--organiser": "staff",
    "--member": "student",
    "--guardian": "guardian",
}
SWITCHES: Final = frozenset(
    [
        *(flag for option in GLOBALS if not option.metavar for flag in option.flags),
        *("--help", "-h", "--yes", "-y", "--dry-run", "--example", "--all", "--anonymous", "--force"),
    ]
)
_OPENING_DAY: Final = re.compile(r"^(?:starts|opened_on)\s*=\s*(\d{4}-\d\d-\d\d)", re.MULTILINE)


def answer(shell: str, argv: Sequence[str]) -> int:
    """Print the candidates for the last word of ``argv``; always succeeds, for a prompt must not break."""
    del shell  # all four read one candidate a line
    try:
        text = "".join(f"{candidate}\n" for candidate in candidates(argv, Path()))
    except Exception:  # noqa: BLE001 - half a word typed is no time for messages
        return 0
    sys.stdout.write(text)
    return 0


def candidates(argv: Sequence[str], directory: Path) -> list[str]:
    """What the last word of ``argv`` may become, in order."""
    *before, typed = _joined(argv) or [""]
    line = _Line(before, directory)
    typed = typed.strip("\"'")
    flag, equals, value = typed.partition("=")
    if equals and flag.startswith("--"):
        return [f"{flag}={found}" for found in line.of_kind(OPTION_VALUES.get(flag, ""), value)]
    if line.waiting:
        return line.of_kind(OPTION_VALUES.get(line.waiting, ""), typed)
    if typed.startswith("-"):
        return _beginning(line.flags(), typed)
    return line.next_word(typed)


def _joined(argv: Sequence[str]) -> list[str]:
    """The words, with those put together that bash parts at ``=``."""
    words: list[str] = []
    for word in argv:
        cut = words and words[-1].startswith("--") and (word == "=" or words[-1].find("=") == len(words[-1]) - 1)
        if cut:
            words[-1] += word
        else:
            words.append(word)
    return words


class _Line:
    """The words before the one that is completed: command, positional arguments, options.

    ``waiting`` is an option that still wants its value, or empty.
    """

    def __init__(self, before: Sequence[str], directory: Path) -> None:
        self.values: dict[str, str] = {}
        self.plain: list[str] = []
        self.waiting = ""
        for word in before:
            self._read(word)
        self.directory = directory / self.values.get("-C", self.values.get("--directory", ""))
        self.group = self.plain[0] if self.plain and registry.find_group(self.plain[0]) else ""
        named = self.plain[1 if self.group else 0 :]
        self.command = registry.find(named[0], self.group) if named else None
        self.arguments = named[1:]

    def _read(self, word: str) -> None:
        if self.waiting:
            self.values[self.waiting] = word
            self.waiting = ""
        elif word.startswith("-") and len(word) > 1:
            flag, equals, value = word.partition("=")
            if equals:
                self.values[flag] = value
            elif flag not in SWITCHES:
                self.waiting = flag
        else:
            self.plain.append(word)

    def next_word(self, typed: str) -> list[str]:
        """Commands, or what the next positional argument may be."""
        if self.command is None:
            return _beginning(self._names(), typed) if len(self.plain) <= bool(self.group) else []
        kinds = self.command.arguments
        position = len(self.arguments)
        if kinds and position >= len(kinds) and self.command.repeats:
            position = len(kinds) - 1
        return self.of_kind(kinds[position], typed) if position < len(kinds) else []

    def _names(self) -> Iterator[str]:
        yield from (command.name for command in registry.members(self.group))
        if not self.group:
            yield from (group.name for group in registry.groups())

    def flags(self) -> list[str]:
        """The options of the program and of the command."""
        flags = [flag for option in GLOBALS for flag in option.flags if flag.startswith("--")]
        if self.command is not None:
            from iom.cli.commands import built

            flags = [*(flag for param in built(self.command).params for flag in param.opts), *flags]
        return sorted({flag for flag in (*flags, "--help") if flag.startswith("--")})

    def of_kind(self, kind: str, typed: str) -> list[str]:
        """Words or ids of a kind that begin as typed."""
        if kind in WORDS:
            return _beginning(WORDS[kind], typed)
        if kind not in PLACES:
            return []
        root = nearest_root(self.directory)
        return _beginning(self._ids(root, PLACES[kind]), _latin(typed)) if root else []

    def _ids(self, root: Path, place: str) -> list[str]:
        if "{round}" in place:
            place = place.format(round=self.values.get("--round") or newest_round(root))
        return sorted(_names_in(root / place, folders=place == "rounds"))


def _names_in(folder: Path, *, folders: bool) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if folders and entry.is_dir():
                    yield entry.name
                elif not folders and entry.name.endswith(".toml"):
                    yield entry.name.removesuffix(".toml")
    except OSError:
        return


def newest_round(root: Path) -> str:
    """The round that starts last, by the line of its document; empty where there is none."""
    rounds = _names_in(root / "rounds", folders=True)
    return max(rounds, key=lambda name: (_opening(root / "rounds" / name / "round.toml"), name), default="")


def _opening(document: Path) -> str:
    try:
        text = document.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
    return max(_OPENING_DAY.findall(text), default="")


def _latin(typed: str) -> str:
    """What was typed as ids spell it: ``Авер`` is ``aver``."""
    if typed.isascii():
        return typed.lower()
    from iom.model.identifiers import slug

    return slug(typed)


def _beginning(found: Iterable[str], typed: str) -> list[str]:
    return [name for name in found if name.startswith(typed)]
