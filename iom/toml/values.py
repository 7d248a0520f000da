"""Values, pairs and sections as the text of a document that people edit by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from iom.model.edits import Data
from iom.toml.tokens import Names, key_text, one_line

WIDTH: Final = 80
FEW: Final = 3
INDENT: Final = "  "
QUOTE: Final = '\\"'

_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def value_text(value: Any, *, before: int = 0) -> str:
    """A value behind ``before`` characters of its line; long lists and texts of several lines spread.

    Raises:
        TypeError: TOML has no such value.
    """
    if isinstance(value, str) and "\n" in value and not _UNSAFE.search(value):
        return _long_text(value)
    if isinstance(value, list | tuple):
        line = inline_text(value)
        if spreads(value) or (value and before + len(line) > WIDTH):
            return "[\n" + "".join(f"{INDENT}{inline_text(item)},\n" for item in value) + "]"
        return line
    return inline_text(value)


def spreads(items: Iterable[Any]) -> bool:
    """Whether a list of these items stands one a line, however short they are."""
    items = list(items)
    return len(items) > FEW and all(isinstance(item, str) for item in items)


def inline_text(value: Any) -> str:
    """A value on one line.

    Raises:
        TypeError: TOML has no such value.
    """
    if isinstance(value, str):
        return one_line(str(value))
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline_text, value)) + "]"
    if isinstance(value, Mapping):
        pairs = [f"{key_text(name)} = {inline_text(item)}" for name, item in value.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
    raise TypeError(f"TOML has no value of the type {type(value).__name__}")


def pair_text(name: str, value: Any, column: int = 0) -> str:
    """A ``key = value`` with its newline; ``column`` is where the ``=`` of its siblings stands, from 0."""
    start = key_text(name).ljust(column - 1) + " = "
    return start + value_text(value, before=len(start)) + "\n"


def header_text(names: Names, *, is_entry: bool) -> str:
    """The header line of a section."""
    name = ".".join(map(key_text, names))
    return f"[[{name}]]\n" if is_entry else f"[{name}]\n"


def section_text(names: Names, value: Any, column: int = 0) -> str:
    """A table, or all entries of a list of tables, as sections with a blank line between; ids first."""
    entries = value if isinstance(value, list) else [value]
    is_entry = isinstance(value, list)
    blocks = (block for entry in entries for block in _blocks(names, entry, is_entry=is_entry, column=column))
    return "\n".join(blocks)


def is_sections(value: Any) -> bool:
    """Whether the value is written as sections: a table, or a list of tables."""
    if isinstance(value, list | tuple):
        return bool(value) and all(isinstance(item, Mapping) for item in value)
    return isinstance(value, Mapping)


def _blocks(names: Names, table: Data, *, is_entry: bool, column: int = 0) -> list[str]:
    ordered = sorted(table.items(), key=lambda pair: pair[0] != "id")
    plain = [(name, value) for name, value in ordered if not is_sections(value)]
    sections = [(name, value) for name, value in ordered if is_sections(value)]
    blocks = []
    if is_entry or plain or not sections:
        column = column and max(column, *(len(key_text(name)) + 1 for name, _ in plain), 0)
        lines = (pair_text(name, value, column) for name, value in plain)
        blocks.append(header_text(names, is_entry=is_entry) + "".join(lines))
    blocks += [section_text((*names, name), value) for name, value in sections]
    return blocks


def _long_text(text: str) -> str:
    head = text.rstrip('"')
    body = head.replace("\\", "\\\\").replace('"""', '""\\"')
    return f'"""\n{body}{len(text[len(head) :]) * QUOTE}"""'


def _number_text(value: float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return repr(float(value))
