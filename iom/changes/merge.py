"""Three states of one document's data into one: first decided, key by key, then applied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from iom.changes.agreements import contradicting
from iom.changes.decisions import REPEATS, settled
from iom.changes.prose import merged_text
from iom.changes.rules import NO_RULES, Rules
from iom.changes.weaving import woven
from iom.model.keys import Data, Keys
from iom.model.merging import Merging
from iom.toml.sameness import same

Cause = Literal["both", "deleted", "decisions", "agreements", "frozen"]


class _Nothing:
    """No such key."""


NOTHING: Final = _Nothing()


class Conflict(NamedTuple):
    """A key that both sides changed and no rule settles; a side without the key has `NOTHING`."""

    keys: Keys
    base: Any
    ours: Any
    theirs: Any
    cause: Cause = "both"


class Merged(NamedTuple):
    """The data of both sides in one, ours where it is in ``conflicts``."""

    data: Data
    conflicts: tuple[Conflict, ...] = ()


# What becomes of one key. «=» the value as in base, «×» no such key, A and B two different changes.
#
#        base  ours  theirs   result
#   (1)   v     =     =       v
#   (2)   v     A     =       A, or no such key where A is ×
#   (3)   v     =     B       B, or no such key where B is ×
#   (4)   v|×   A     A       A
#   (5)   v|×   A     B       tables: key by key
#   (6)   v|×   A     B       lists of entries: each entry, found by its id, as a key of this table
#   (7)   v|×   A     B       lists of values: in if both have it, or one has it and base has not
#   (8)   v|×   A     B       lists that one person gave as a whole (rule WHOLE): conflict
#   (9)   v     A     B       texts: line by line; conflict where neighbouring lines differ
#  (10)   v|×   A     B       days with the rule EARLIEST: the earlier
#  (11)   v     ×     B       conflict, never a silent loss; so for A and ×
#  (12)   ×     A     B       decisions on stages: the same one twice counts once, else conflict
#  (12a)  ×     A     B       agreements of one pupil: both stay if they say the same, else conflict
#  (13)   v|×   A     B       anything else: conflict
def merge(base: Data, ours: Data, theirs: Data, rules: Rules = NO_RULES) -> Merged:
    """Both changes of ``base`` in one; which of them is called ``ours`` matters only in conflicts."""
    merger = _Merger(rules)
    return Merged(merger.table(base, ours, theirs, ()), tuple(merger.conflicts))


class _Merger:
    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.conflicts: list[Conflict] = []

    def table(self, base: Data, ours: Data, theirs: Data, at: Keys, named: Keys = ()) -> Data:
        """Cell 5: ``at`` leads here, ``named`` the same without ids."""
        keys = woven(list(base), list(ours), list(theirs), {*ours, *theirs})
        values = {
            key: self.value(
                base.get(key, NOTHING), ours.get(key, NOTHING), theirs.get(key, NOTHING), (*at, key), (*named, key)
            )
            for key in keys
        }
        return {key: value for key, value in values.items() if value is not NOTHING}

    def value(self, base: Any, ours: Any, theirs: Any, at: Keys, named: Keys) -> Any:
        if same(ours, theirs) or same(base, theirs):  # cells 1, 2, 4
            return ours
        if same(base, ours):  # cell 3
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self.table(base if isinstance(base, dict) else {}, ours, theirs, at, named)
        rule = self.rules.get(named)
        if rule is not Merging.WHOLE and (lists := _lists(base, ours, theirs)):
            if all(map(_are_entries, lists)):
                return self.entries(lists, at, named) or _empty(ours, theirs)
            if all(map(_is_set, lists)):
                return _united(*lists) or _empty(ours, theirs)
        found = _one_value(base, ours, theirs, rule)
        return found if found is not NOTHING else self.open(base, ours, theirs, at)

    def entries(self, lists: list[list[Data]], at: Keys, named: Keys) -> list[Data]:
        """Cells 6, 12 and 12a."""
        sides = [{entry["id"]: entry for entry in side} for side in lists]
        order = woven(list(sides[0]), list(sides[1]), list(sides[2]), {*sides[1], *sides[2]})
        rule = self.rules.get(named)
        repeats, apart = settled(*lists) if rule is Merging.DECISIONS else ({}, set())
        cause: Cause = "decisions"
        if rule is Merging.AGREEMENTS:
            apart, cause = contradicting(*lists), "agreements"
        result = []
        for key in order:
            old, one, other = (side.get(key, NOTHING) for side in sides)
            if key in apart:
                entry = self.open(old, one, other, (*at, key), cause)
            else:
                entry = self.value(old, one, other, (*at, key), named)
            if entry is not NOTHING:
                result.append({**entry, REPEATS: repeats[key]} if key in repeats else entry)
        return result

    def open(self, base: Any, ours: Any, theirs: Any, at: Keys, cause: Cause = "both") -> Any:
        """Cells 8, 11, 12a, 13: left to people."""
        deleted = base is not NOTHING and (ours is NOTHING or theirs is NOTHING)
        self.conflicts.append(Conflict(at, base, ours, theirs, "deleted" if deleted else cause))
        return ours


def _one_value(base: Any, ours: Any, theirs: Any, rule: Merging | None) -> Any:
    """Cells 9 and 10; `NOTHING` where neither applies."""
    if rule is Merging.EARLIEST and isinstance(ours, date) and type(ours) is type(theirs):
        return min(ours, theirs)
    if isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str):
        text = merged_text(base, ours, theirs)
        return NOTHING if text is None else text
    return NOTHING


def _lists(*values: Any) -> list[list[Any]] | None:
    """The values as lists, if all that are there are lists."""
    if any(not isinstance(value, list) and value is not NOTHING for value in values):
        return None
    return [[] if value is NOTHING else value for value in values]


def _empty(ours: Any, theirs: Any) -> Any:
    return NOTHING if ours is NOTHING or theirs is NOTHING else []


def _are_entries(values: list[Any]) -> bool:
    ids = [value.get("id") if isinstance(value, dict) else None for value in values]
    return all(isinstance(each, str) for each in ids) and len({*ids}) == len(ids)


def _is_set(values: list[Any]) -> bool:
    return not any(isinstance(value, dict | list) for value in values) and len(_typed(values)) == len(values)


def _typed(values: Sequence[Any]) -> dict[tuple[str, Any], Any]:
    # True equals 1 for a dictionary, and is another value in a document.
    return {(type(value).__name__, value): value for value in values}


def _united(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Cell 7."""
    old, one, other = map(_typed, (base, ours, theirs))
    kept = {key for key in {*one, *other} if (key in one and key in other) or key not in old}
    values = {**one, **other}
    return [values[key] for key in woven(list(old), list(one), list(other), kept)]
