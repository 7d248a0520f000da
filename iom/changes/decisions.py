"""Two histories of stages that went on side by side.

Two tutors passed the same gate: one decision counts, and the later entry says of itself which one it ``repeats``, so
that both facts stay. One passed and the other returned: nobody but people can say what holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from iom.model.keys import Data

REPEATS: Final = "repeats"
_WHAT: Final = ("stage", "decision", "to")


def settled(base: Sequence[Data], ours: Sequence[Data], theirs: Sequence[Data]) -> tuple[dict[str, str], set[str]]:
    """What the concurrent decisions of two sides mean for each other.

    Returns:
        Ids of decisions and the ids of those that they repeat; and the ids of all that contradict one another.
    """
    known = {entry["id"] for entry in base}
    one, other = (_by_day(entry for entry in side if entry["id"] not in known) for side in (ours, theirs))
    repeats: dict[str, str] = {}
    for step, (first, second) in enumerate(zip(one, other, strict=False)):
        if first["id"] == second["id"]:
            continue
        if not _agree(first, second):
            apart = {entry["id"] for entry in (*one[step:], *other[step:])}
            return repeats, apart - ({entry["id"] for entry in one} & {entry["id"] for entry in other})
        early, late = sorted((first, second), key=lambda entry: (str(entry.get("on")), entry["id"]))
        repeats[late["id"]] = early["id"]
    return repeats, set()


def _by_day(entries: Iterable[Data]) -> list[Data]:
    return sorted((entry for entry in entries if REPEATS not in entry), key=lambda entry: str(entry.get("on")))


def _agree(one: Data, other: Data) -> bool:
    return all(one.get(key) == other.get(key) for key in _WHAT) and (
        one.get("decision") != "stop" or one.get("reason") == other.get("reason")
    )
