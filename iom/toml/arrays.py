"""Lists in the text: the items that stay keep their lines and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from iom.toml.layout import Value
from iom.toml.values import INDENT, inline_text, value_text

_BETWEEN: Final = re.compile(r"(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<blank>[ \t\r]+)|(?P<comma>,)")


@dataclass(slots=True)
class Item:
    """One item: the comment lines above it, its own text, and the comment behind it with the spaces before."""

    value: str
    above: list[str] = field(default_factory=list)
    behind: str = ""


def array_text(text: str, array: Value, old: Sequence[Any], new: Sequence[Any], before: int) -> str:
    """The list with the items ``new`` instead of ``old``; ``before`` characters stand before it on its line."""
    if "\n" not in text[array.start : array.end]:
        return value_text(new, before=before)
    items, tail = _items(text, array)
    kept = _kept(items, old, new)
    carried: list[str] = []
    for item in items:
        if any(item is other for other in kept):
            item.above[:0] = carried
            carried = []
        else:
            carried += item.above
    lines = [line for item in kept for line in (*item.above, f"{item.value},{item.behind}")]
    lines += carried + tail
    if not lines:
        return "[]"
    indent = _indent(text, array)
    closing = text[text.rfind("\n", 0, array.end) + 1 : array.end - 1]
    closing = closing if not closing.strip() else ""
    return "[\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in lines) + closing + "]"


def _kept(items: list[Item], old: Sequence[Any], new: Sequence[Any]) -> list[Item]:
    pool: dict[str, list[Item]] = {}
    for item, value in zip(items, old, strict=True):
        pool.setdefault(inline_text(value), []).append(item)
    return [pool[key].pop(0) if pool.get(key) else Item(key) for key in map(inline_text, new)]


def _items(text: str, array: Value) -> tuple[list[Item], list[str]]:
    """The items, and the comment lines below the last one."""
    items: list[Item] = []
    above: list[str] = []
    position = array.start + 1
    for value in array.items:
        above += _comments(text, position, value.start, items)
        items.append(Item(text[value.start : value.end], above))
        above, position = [], value.end
    return items, _comments(text, position, array.end - 1, items)


def _comments(text: str, start: int, end: int, items: list[Item]) -> list[str]:
    """Comment and blank lines between two items; a comment on the line of the last item goes to it."""
    own: list[str] = []
    same_line, blank, empty_line = bool(items), "", False
    for match in _BETWEEN.finditer(text, start, end):
        if match["newline"]:
            own += [""] if empty_line else []
            same_line, blank, empty_line = False, "", True
        elif match["blank"]:
            blank = match[0]
        elif match["comment"]:
            empty_line = False
            if same_line:
                items[-1].behind = blank + match[0]
            else:
                own.append(match[0])
    return own


def _indent(text: str, array: Value) -> str:
    for item in array.items:
        start = text.rfind("\n", 0, item.start) + 1
        if start > array.start and not text[start : item.start].strip():
            return text[start : item.start]
    return INDENT
