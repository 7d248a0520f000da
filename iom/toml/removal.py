"""Taking keys, tables and entries out of a draft's text; comments above them stay."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from iom.errors import KeyPath
from iom.toml.draft import Draft
from iom.toml.insertion import insert
from iom.toml.layout import Section
from iom.toml.spots import Spot, inside, spots


def remove(draft: Draft, path: KeyPath, *, keep_comment: bool = False) -> None:
    """Take away what stands at ``path``, however it is written; tables left empty stay as empty tables.

    ``keep_comment`` leaves the comment behind a value as a line of its own, for a value that moves.
    """
    remove_sections(draft, path)
    while spot := next((spot for spot in spots(draft.layout, path) if inside(spot.path, path)), None):
        _remove_pair(draft, spot, keep_comment=keep_comment)
    _keep_parents(draft, path[:-1])


def remove_sections(draft: Draft, path: KeyPath) -> None:
    """Take away all sections at and below ``path``, last first."""
    indexes = draft.subtree(path)
    runs = [list(run) for _, run in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0])]
    for run in reversed(runs):
        _remove_run(draft, run[0][1], run[-1][1])


def _remove_run(draft: Draft, first: int, last: int) -> None:
    sections = draft.layout.sections
    is_further = sections[first].is_entry and sections[first].path[-1] != 0
    start = draft.comment_start(first) if is_further else sections[first].start
    end = draft.own_end(last)
    above, below = draft.text[:start], draft.text[end:]
    following = sections[last + 1] if last + 1 < len(sections) else None
    if not below.strip():
        draft.splice(0, len(draft.text), above.rstrip("\n") + "\n" if above.strip() else "")
    elif above.endswith("\n\n") or not above or _is_banner(above, sections[first], following):
        draft.splice(start, end + len(below) - len(below.lstrip("\n")), "")
    else:
        draft.splice(start, end, "")


def _is_banner(above: str, gone: Section, following: Section | None) -> bool:
    """Whether a comment above the section that goes belongs as well to the entry that follows it."""
    same_list = following is not None and gone.is_entry and following.path[:-1] == gone.path[:-1]
    return same_list and not above.endswith("\n\n")


def _remove_pair(draft: Draft, spot: Spot, *, keep_comment: bool) -> None:
    if isinstance(spot.holder, Section):
        end = draft.pair_end(spot.pair)
        behind = draft.text[spot.pair.value.end : end].strip() if keep_comment else ""
        draft.splice(draft.layout.line_start(spot.pair.start), end, behind and behind + "\n")
        return
    pairs = spot.holder.pairs
    index = pairs.index(spot.pair)
    if len(pairs) == 1:
        draft.splice(spot.holder.start, spot.holder.end, "{}")
    elif index == 0:
        draft.splice(spot.pair.start, pairs[1].start, "")
    else:
        draft.splice(pairs[index - 1].value.end, spot.pair.value.end, "")


def _keep_parents(draft: Draft, path: KeyPath) -> None:
    """Write a table as an empty one when the last thing that implied it is gone."""
    for length in range(1, len(path) + 1):
        parent = path[:length]
        if not _exists(draft, parent) and isinstance(parent[-1], str):
            empty: dict[str, Any] = {}
            insert(draft, parent[:-1], parent[-1], empty)


def _exists(draft: Draft, path: KeyPath) -> bool:
    return bool(draft.subtree(path)) or any(inside(spot.path, path) for spot in spots(draft.layout, path))
