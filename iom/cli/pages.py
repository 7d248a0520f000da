"""Pages of help: drawn from the registry in the chosen language, for 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, Final

from iom.cli import registry
from iom.cli.arguments import GLOBALS
from iom.language import N_, _, say

WIDTH: Final = 80
_INDENT: Final = "  "
_WIDEST_LEFT: Final = 26
_BACKSLASH: Final = " \\"

Row = tuple[str, str]


def of_program() -> str:
    """What ``iom --help`` shows."""
    return _page(
        _("iom: individual educational routes as plain TOML documents"),
        say(N_("Usage: {pattern}"), {"pattern": "iom " + _("COMMAND [ARGUMENT…] [OPTION…]")}),
        *(
            _list(_(section), rows)
            for section in registry.SECTIONS
            if (rows := [*_command_rows(section), *_group_rows(section)])
        ),
        _list(_("Options of the program, in any place"), list(_global_rows())),
        _("Help with one command: iom COMMAND --help"),
    )


def of_group(name: str) -> str:
    """What ``iom student --help`` shows."""
    group = registry.find_group(name)
    commands = list(registry.members(name))
    return _page(
        f"iom {name}: {_(group.help) if group else ''}",
        say(N_("Usage: {pattern}"), {"pattern": f"iom {name} " + _("COMMAND [ARGUMENT…] [OPTION…]")}),
        _list(_("Commands"), [(command.name, _(command.help)) for command in commands]),
        _examples(example for command in commands for example in command.examples[:1]),
        say(N_("Help with one command: {pattern}"), {"pattern": f"iom {name} " + _("COMMAND") + " --help"}),
    )


def of_command(entry: registry.Command, params: Iterable[Any]) -> str:
    """What ``iom init --help`` shows; ``params`` are the parameters that typer made of the function."""
    shown = [param for param in params if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if param.param_type_name == "argument"]
    options = [param for param in shown if param.param_type_name == "option"]
    pattern = " ".join([f"iom {entry.path}", *map(_in_pattern, arguments), _("[OPTION…]") if options else ""]).strip()
    return _page(
        f"iom {entry.path}: {_(entry.help)}",
        say(N_("Usage: {pattern}"), {"pattern": pattern}),
        _list(_("Arguments"), [(placeholder(param), _help(param)) for param in arguments]),
        _list(_("Options"), [(_flags(param), _help(param)) for param in options]),
        _examples(entry.examples),
        _("Options of the program: iom --help"),
    )


def placeholder(param: Any) -> str:
    """The word that stands for the value of a parameter, in the chosen language."""
    word = str(param.metavar or param.name.upper())
    whole = _(word)
    if whole != word or ":" not in word:
        return whole
    # The option of a scoped form: ``ID:TEXT …``.
    about, _colon, value = word.removesuffix(" …").partition(":")
    return f"{_(about)}:{_(value)}" + (" …" if word.endswith(" …") else "")


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _list(title: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    width = max((len(left) for left, _right in rows if len(left) <= _WIDEST_LEFT), default=0)
    return "\n".join([title, *(line for row in rows for line in _row(row, width))])


def _row(row: Row, width: int) -> Iterator[str]:
    left, right = row
    margin = _INDENT + " " * width + _INDENT
    lines = textwrap.wrap(right, WIDTH - len(margin), break_long_words=False, break_on_hyphens=False)
    if len(left) > width or not lines:
        yield _INDENT + left
    else:
        yield (_INDENT + left.ljust(width) + _INDENT + lines.pop(0)).rstrip()
    yield from (margin + line for line in lines)


def _examples(examples: Iterable[registry.Example]) -> str:
    lines = [line for example in examples for line in _example(example)]
    return "\n".join([_("Examples"), *lines]) if lines else ""


def _example(example: registry.Example) -> list[str]:
    margin = _INDENT * 3
    return [
        *_line(_(example.line)),
        *textwrap.wrap(_(example.text), WIDTH, initial_indent=margin, subsequent_indent=margin),
    ]


def _line(text: str) -> Iterator[str]:
    """The command to copy: too long a one goes on behind a backslash, as a shell reads it, before an option."""
    whole = len(_INDENT + text) <= WIDTH
    begun, *options = [text] if whole else re.split(r" (?=--)", text)
    for option in options:
        if len(f"{_INDENT}{begun} {option}") <= WIDTH - len(_BACKSLASH):
            begun += f" {option}"
        else:
            yield _INDENT + begun + _BACKSLASH
            begun = _INDENT * 3 + option
    yield _INDENT + begun


def _command_rows(section: str) -> Iterator[Row]:
    return ((command.name, _(command.help)) for command in registry.members() if command.section == section)


def _group_rows(section: str) -> Iterator[Row]:
    return ((group.name, _(group.help)) for group in registry.groups() if group.section == section)


def _global_rows() -> Iterator[Row]:
    for option in GLOBALS:
        yield f"{', '.join(option.flags)} {_(option.metavar)}".rstrip(), _(option.help)


def _in_pattern(param: Any) -> str:
    word = placeholder(param) + ("…" if param.nargs == -1 else "")
    return word if param.required else f"[{word}]"


def _help(param: Any) -> str:
    return _(param.help) if param.help else ""


def _flags(param: Any) -> str:
    flags = ", ".join(sorted(param.opts, key=len))
    return flags if param.is_flag else f"{flags} {placeholder(param)}"
