"""The place of a new key or section: below its example, in the model's order, else at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iom.errors import KeyPath
from iom.toml.draft import Draft, comment_end, example_line
from iom.toml.layout import Section
from iom.toml.tokens import Names, key_text


def pair_offset(draft: Draft, index: int, name: str) -> int:
    """Where the line of a new key of the section with this position goes."""
    section = draft.layout.sections[index]
    begin = section.head_end
    example = example_line(draft.text, rf"{re.escape(key_text(name))}[ \t]*=", begin, draft.own_end(index))
    if example and not _in_value(section, example.start()):
        return example.end()
    if section.pairs:
        names = [pair.names[0] for pair in section.pairs]
        before = names if section.path else names[: _slot(names, name, draft.order)]
        return draft.pair_end(section.pairs[len(before) - 1]) if before else _first_line(draft, section)
    return draft.own_end(0) if index == 0 else begin


def block_offset(draft: Draft, path: KeyPath, name: str) -> tuple[int, bool]:
    """Where a new section ``name`` of the table ``path`` goes, and whether a blank line stands before it."""
    if path:
        return draft.own_end(draft.subtree(path)[-1]), True
    example = _section_example(draft, (name,))
    if example is not None:
        return example, False
    sections = draft.layout.sections[1:]
    tops: list[str] = list(dict.fromkeys(str(section.path[0]) for section in sections))
    slot = _slot(tops, name, draft.order)
    if slot == len(tops):
        return len(draft.text), True
    if slot == 0:
        return draft.own_end(0), True
    return draft.own_end(draft.subtree((tops[slot - 1],))[-1]), True


def _in_value(section: Section, offset: int) -> bool:
    return any(pair.start < offset < pair.value.end for pair in section.pairs)


def _first_line(draft: Draft, section: Section) -> int:
    return draft.layout.line_start(section.pairs[0].start)


def _slot(present: Sequence[str], name: str, order: Sequence[str]) -> int:
    """How many of the present names stand before ``name``; all when the order does not say."""
    ranks = [order.index(other) for other in present if other in order]
    if name not in order or ranks != sorted(ranks):
        return len(present)
    rank = order.index(name)
    before = [index for index, other in enumerate(present) if other in order and order.index(other) < rank]
    after = [index for index, other in enumerate(present) if other in order and order.index(other) > rank]
    if not after:
        return len(present)
    return before[-1] + 1 if before else 0


def _section_example(draft: Draft, names: Names) -> int | None:
    pattern = r"\[\[?" + re.escape(".".join(map(key_text, names))) + r"\]"
    for index, section in enumerate(draft.layout.sections):
        following = draft.layout.sections[index + 1 :]
        if following and section.path[:1] == following[0].path[:1]:
            continue
        content = draft.pair_end(section.pairs[-1]) if section.pairs else section.head_end
        end = draft.comment_start(index + 1) if following else len(draft.text)
        example = example_line(draft.text, pattern, content, end)
        if example:
            return comment_end(draft.text, example.end())
    return None
