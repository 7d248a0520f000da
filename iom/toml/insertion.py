"""Putting new keys, tables and entries into a draft's text."""

from __future__ import annotations

from typing import Any

from iom.errors import KeyPath
from iom.toml.draft import Draft
from iom.toml.layout import Layout, Section, Value
from iom.toml.order import block_offset, pair_offset
from iom.toml.spots import Spot, inside, spots, value_at
from iom.toml.tokens import Names, key_text
from iom.toml.values import header_text, inline_text, is_sections, pair_text, section_text


def insert(draft: Draft, path: KeyPath, name: str, value: Any) -> None:
    """Give the table at ``path`` a key that it does not have yet, in the form in which the table is written."""
    inline = value_at(draft.layout, path) if path else None
    dotted = _last_dotted(draft, path)
    if inline is not None:
        _insert_inline(draft, inline, key_text(name), value)
    elif dotted is not None:
        _insert_dotted(draft, dotted, path, name, value)
    elif is_sections(value):
        insert_sections(draft, (*path, name), value)
    else:
        _insert_pair(draft, path, name, value)


def insert_sections(draft: Draft, path: KeyPath, value: Any) -> None:
    """Put the table, or the entries, at ``path`` as sections: behind the list's last entry, else to their own place."""
    column = 0
    blank_before = True
    siblings = draft.subtree(path) if isinstance(value, list) else []
    if siblings:
        offset = draft.own_end(siblings[-1])
        entries = [index for index in siblings if len(draft.layout.sections[index].path) == len(path) + 1]
        column = equals_column(draft.layout, draft.layout.sections[entries[-1]])
        blank_before = len(entries) == 1 or _has_blank_above(draft, entries[-1])
    else:
        offset, blank_before = block_offset(draft, path[:-1], str(path[-1]))
    draft.insert_block(offset, section_text(names_of(path), value, column), blank_before=blank_before)


def names_of(path: KeyPath) -> Names:
    """The key path as a header writes it, without positions."""
    return tuple(step for step in path if isinstance(step, str))


def equals_column(layout: Layout, section: Section) -> int:
    """Where all ``=`` of the section stand when they are aligned by hand, counted from 0; else 0."""
    columns = {_equals(layout, pair.start, pair.key_end) for pair in section.pairs}
    wide = any(layout.text.startswith("  ", pair.key_end) for pair in section.pairs)
    return columns.pop() if len(columns) == 1 and wide else 0


def _equals(layout: Layout, start: int, key_end: int) -> int:
    return layout.text.index("=", key_end) - layout.line_start(start)


def _has_blank_above(draft: Draft, index: int) -> bool:
    return "\n\n" in draft.text[draft.own_end(index - 1) - 1 : draft.layout.sections[index].start]


def _insert_pair(draft: Draft, path: KeyPath, name: str, value: Any) -> None:
    found = draft.section_at(path)
    if found is None:
        _insert_header(draft, path, name, value)
        return
    index, section = found
    indent = ""
    if section.pairs:
        start = section.pairs[-1].start
        indent = draft.text[draft.layout.line_start(start) : start]
    column = equals_column(draft.layout, section)
    line = indent + pair_text(name, value, max(0, column - len(indent)))
    offset = pair_offset(draft, index, name)
    if not path and not section.pairs:
        draft.insert_block(offset, line)
    else:
        draft.insert_lines(offset, line)


def _insert_header(draft: Draft, path: KeyPath, name: str, value: Any) -> None:
    """Open a table that only its sub-tables imply so far."""
    block = header_text(names_of(path), is_entry=False) + pair_text(name, value)
    draft.insert_block(draft.comment_start(draft.subtree(path)[0]), block)


def _insert_inline(draft: Draft, table: Value, key: str, value: Any) -> None:
    pair = f"{key} = {inline_text(value)}"
    if table.pairs:
        end = table.pairs[-1].value.end
        draft.splice(end, end, f", {pair}")
    else:
        draft.splice(table.start, table.end, f"{{ {pair} }}")


def _last_dotted(draft: Draft, path: KeyPath) -> Spot | None:
    """The last pair that implies the table ``path`` by a dotted key."""
    last = None
    for spot in spots(draft.layout, path):
        base = spot.path[: len(spot.path) - len(spot.pair.names)]
        if inside(spot.path, path) and len(base) < len(path) < len(spot.path):
            last = spot
    return last


def _insert_dotted(draft: Draft, spot: Spot, path: KeyPath, name: str, value: Any) -> None:
    base = len(spot.path) - len(spot.pair.names)
    key = ".".join(map(key_text, names_of((*path[base:], name))))
    if isinstance(spot.holder, Section):
        start = draft.layout.line_start(spot.pair.start)
        indent = draft.text[start : spot.pair.start]
        draft.insert_lines(draft.pair_end(spot.pair), f"{indent}{key} = {inline_text(value)}\n")
    else:
        end = spot.pair.value.end
        draft.splice(end, end, f", {key} = {inline_text(value)}")
