"""Three texts of one document into one: untouched text stays, comments travel, what is open is marked at its key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from iom.changes.merge import NOTHING, Conflict, Merged, merge
from iom.changes.rules import NO_RULES, Rules
from iom.changes.weaving import woven
from iom.model.keys import Data, Keys, find
from iom.toml.elements import Element, Name, bound, elements
from iom.toml.fast import parsed
from iom.toml.sameness import same
from iom.toml.tokens import QUIET

Side = Literal["ours", "theirs", "both"]
Answers = Mapping[Keys, Side]
NO_ANSWERS: Final[Answers] = MappingProxyType({})

BOM: Final = "\ufeff"
_TOKEN: Final = "#<iom-open-key"  # noqa: S105 - a mark in the text
_REGION: Final = re.compile(rf"{_TOKEN} (\d+)<\n(.*?){_TOKEN} \1>\n", re.DOTALL)


class UnmergeableError(ValueError):
    """These texts cannot be merged key by key; what the text alone allows is left."""


class MergedText(NamedTuple):
    """The text of both sides in one; with conflicts it holds markers and is no TOML."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


class Labels(NamedTuple):
    """What stands behind the markers, and how many signs a marker has."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


LABELS: Final = Labels()


def merge_documents(
    base: str,
    ours: str,
    theirs: str,
    rules: Rules = NO_RULES,
    labels: Labels = LABELS,
    answers: Answers = NO_ANSWERS,
) -> MergedText:
    """Both changes of the text ``base`` (empty where there was none) in one.

    ``answers`` settle conflicts by their keys: as ours has it, as theirs has it, or both where `can_be_both`.

    Raises:
        UnmergeableError: a text is not TOML, or the result would lose something or not mean what it should.
    """
    plain = [text.removeprefix(BOM).replace("\r\n", "\n") for text in (base, ours, theirs)]
    try:
        data = [parsed(text) for text in plain]
        merged = merge(data[0], data[1], data[2], rules)
        text, others = _assembled(plain, data, merged)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnmergeableError from error
    regions = {conflict.keys: conflict for conflict in merged.conflicts}

    def put(found: re.Match[str]) -> str:
        keys, other = others[int(found[1])]
        side = answers.get(keys)
        return _settled(found[2], other, regions[keys], side) if side else _marked(found[2], other, labels)

    text = _REGION.sub(put, text)
    if answers and all(conflict.keys in answers for conflict in merged.conflicts):
        _require_toml(text)
    if _TOKEN in text or (not answers and lost_comments(plain, text)):
        raise UnmergeableError
    return MergedText(
        _with_form(base, ours, theirs, text),
        tuple(conflict for conflict in merged.conflicts if conflict.keys not in answers),
    )


def _require_toml(text: str) -> None:
    try:
        parsed(text)
    except ValueError as error:
        raise UnmergeableError from error


def can_be_both(conflict: Conflict) -> bool:
    """Whether both sides of it can stay: two texts, two lists, or what only one side has."""
    sides = (conflict.ours, conflict.theirs)
    return (
        NOTHING in sides
        or all(isinstance(side, str) for side in sides)
        or all(isinstance(side, list) for side in sides)
    )


def _settled(ours: str, theirs: str, conflict: Conflict, side: Side) -> str:
    if side != "both" or not ours or not theirs:
        return {"ours": ours, "theirs": theirs, "both": ours + theirs}[side]
    if isinstance(conflict.ours, str):
        both: Any = conflict.ours + "\n" + conflict.theirs
    else:
        both = [*conflict.ours, *(item for item in conflict.theirs if item not in conflict.ours)]
    from iom.toml.values import pair_text

    return pair_text(conflict.keys[-1], both)


def lost_comments(texts: Sequence[str], result: str) -> Counter[str]:
    """Comments that one side added or nobody took away, and that ``result`` lacks."""
    base, ours, theirs = map(_comments, texts)
    return ((ours - base) | (theirs - base)) + (base & ours & theirs) - _comments(result)


def _comments(text: str) -> Counter[str]:
    return Counter(found[0].rstrip() for found in QUIET.finditer(text) if found[0].startswith("#"))


def _assembled(texts: Sequence[str], data: Sequence[Data], merged: Merged) -> tuple[str, list[tuple[Keys, str]]]:
    """The text with ours between tokens where there are conflicts; for each its keys and what theirs has there."""
    cuts = [elements(text, each) for text, each in zip(texts, data, strict=True)]
    weaver = _Weaver(merged)
    tail = _chosen(cuts[0][1], cuts[1][1], cuts[2][1])
    text = weaver.woven(*(pieces for pieces, _tail in cuts)) + tail
    found = parsed(text)
    if not same(_unordered(found), _unordered(merged.data)):
        text = _edited(text, found, merged.data)
    if weaver.unmarked():
        raise UnmergeableError
    return text, weaver.others


def _edited(text: str, found: Data, wanted: Data) -> str:
    """The woven text with what neither side has as it should be: a united list, a text of both."""
    # Imported here: most merges need no edit, and the driver starts anew for each document.
    from iom.changes.diff import difference
    from iom.toml.edit import EditMismatchError, edit

    try:
        text = edit(text, difference(found, wanted))
    except EditMismatchError as error:
        raise UnmergeableError from error
    if not same(_unordered(parsed(text)), _unordered(wanted)):
        raise UnmergeableError
    return text


class _Weaver:
    def __init__(self, merged: Merged) -> None:
        self.merged = merged
        self.others: list[tuple[Keys, str]] = []
        self.marked: set[Keys] = set()

    def woven(self, base: Sequence[Element], ours: Sequence[Element], theirs: Sequence[Element]) -> str:
        known = {piece.name for piece in base if piece.name.kind == "comment"}
        sides = [{piece.name: piece for piece in bound(list(side), known)} for side in (base, ours, theirs)]
        old, one, other = sides
        kept = {
            name
            for name in {**one, **other}
            if (name in one and name in other) or name not in old or self._conflicts(name)
        }
        order = woven(list(old), list(one), list(other), kept, rank=_rank)
        text = "".join(self._piece(old.get(name), one.get(name), other.get(name)) for name in order)
        return text if base or not text.startswith("\n") else text.lstrip("\n")

    def unmarked(self) -> set[Keys]:
        """Conflicts that no piece of the text stands for."""
        return {conflict.keys for conflict in self.merged.conflicts} - self.marked

    def _piece(self, base: Element | None, ours: Element | None, theirs: Element | None) -> str:
        gap = _chosen(*(piece.gap if piece else None for piece in (base, ours, theirs)))
        name = (ours or theirs or _none()).name
        if found := self._conflicts(name):
            self.marked.update(found)
            return gap + self._open(found[0], ours, theirs)
        if ours is None or theirs is None:
            return gap + (ours or theirs or _none()).whole
        if ours.whole == theirs.whole or (base and base.whole == theirs.whole):
            return gap + ours.whole
        if base and base.whole == ours.whole:
            return gap + theirs.whole
        above = _both(base.above if base else "", ours.above, theirs.above)
        if name.kind == "section":
            return gap + above + self.woven(base.parts if base else (), ours.parts, theirs.parts)
        return gap + above + self._line(name.keys, base, ours, theirs)

    def _line(self, keys: Keys, base: Element | None, ours: Element, theirs: Element) -> str:
        """One key's own lines: of the side whose value it has in the end."""
        if base is None or ours.text != base.text != theirs.text:
            value = _value(self.merged.data, keys)
            means_theirs = same(value, _value(parsed(theirs.text), keys[-1:]))
            return theirs.text if means_theirs and not same(value, _value(parsed(ours.text), keys[-1:])) else ours.text
        return theirs.text if ours.text == base.text else ours.text

    def _conflicts(self, name: Name) -> list[Keys]:
        if name.kind in ("comment", "header"):
            return []
        length = len(name.keys)
        return [
            conflict.keys
            for conflict in self.merged.conflicts
            if name.keys[: len(conflict.keys)] == conflict.keys
            or (name.kind == "pair" and conflict.keys[:length] == name.keys)
        ]

    def _open(self, keys: Keys, ours: Element | None, theirs: Element | None) -> str:
        self.others.append((keys, theirs.whole if theirs else ""))
        number = len(self.others) - 1
        return f"{_TOKEN} {number}<\n{ours.whole if ours else ''}{_TOKEN} {number}>\n"


def _none() -> Element:
    raise UnmergeableError


def _rank(name: Name) -> Any:
    return (name.kind != "section", name.keys[:-1], name.kind == "header", name.keys, name.number)


def _value(data: Any, keys: Keys) -> Any:
    try:
        return find(data, keys)
    except (KeyError, TypeError):
        return None


def _chosen(base: str | None, ours: str | None, theirs: str | None) -> str:
    if ours is None or theirs is None:
        return (theirs if ours is None else ours) or ""
    return theirs if ours == base else ours


def _both(base: str, ours: str, theirs: str) -> str:
    """Comment lines of both sides."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    mine = ours.splitlines(keepends=True)
    return ours + "".join(line for line in theirs.splitlines(keepends=True) if line not in mine)


def _unordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unordered(inner) for key, inner in value.items()}
    if isinstance(value, list) and value and all(isinstance(item, dict) and "id" in item for item in value):
        return sorted((_unordered(item) for item in value), key=lambda item: str(item["id"]))
    return value


def _marked(ours: str, theirs: str, labels: Labels) -> str:
    size = labels.size
    return f"{'<' * size} {labels.ours}\n{ours}{'=' * size}\n{theirs}{'>' * size} {labels.theirs}\n"


def _with_form(base: str, ours: str, theirs: str, text: str) -> str:
    """The text with the byte order mark and the line ends of the side that changed them, else of ours."""
    mark = _chosen(*(str(BOM if side.startswith(BOM) else "") for side in (base, ours, theirs)))
    crlf = [2 * side.count("\r\n") > side.count("\n") for side in (base, ours, theirs)]
    example = theirs if crlf[1] == crlf[0] != crlf[2] else ours
    if "\r\n" not in example:
        return mark + text
    from iom.toml.edit import with_newlines_of

    return mark + with_newlines_of(example.removeprefix(BOM), text)
