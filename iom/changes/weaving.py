"""One order out of three: what stood before what, on either side, still does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)


def woven(
    base: Sequence[Key],
    ours: Sequence[Key],
    theirs: Sequence[Key],
    kept: Collection[Key],
    *,
    rank: Callable[[Key], Any] = str,
) -> list[Key]:
    """The ``kept`` keys in an order that goes with ``ours`` and ``theirs`` and does not depend on which is which.

    A side that left the order of the common keys as it was in ``base`` follows the other. New keys stand behind what
    they stood behind; of several at one place, and where the sides contradict each other, the lowest ``rank`` is first.
    """
    sides = [[key for key in side if key in kept] for side in (base, ours, theirs)]
    common = set.intersection(*map(set, sides))
    after: dict[Key, set[Key]] = {key: set() for side in sides[1:] for key in side}
    for one, other in pairwise(_skeleton(sides, common)):
        after[one].add(other)
    for side in sides[1:]:
        for one, other in pairwise(side):
            if one not in common or other not in common:
                after[one].add(other)
    return _sorted(after, rank)


def _skeleton(sides: Sequence[Sequence[Key]], common: set[Key]) -> list[Key]:
    base, ours, theirs = ([key for key in side if key in common] for side in sides)
    return theirs if ours == base else ours if theirs in (base, ours) else base


def _sorted(after: dict[Key, set[Key]], rank: Callable[[Key], Any]) -> list[Key]:
    waiting = dict.fromkeys(after, 0)
    for following in after.values():
        for key in following:
            waiting[key] += 1
    ready = [(rank(key), key) for key, count in waiting.items() if not count]
    heapify(ready)
    result: list[Key] = []
    while waiting:
        # Sides that contradict each other make a ring: it is opened at its lowest key.
        key = heappop(ready)[1] if ready else min(waiting, key=rank)
        if key not in waiting:
            continue
        del waiting[key]
        result.append(key)
        for next_key in after[key] & waiting.keys():
            waiting[next_key] -= 1
            if not waiting[next_key]:
                heappush(ready, (rank(next_key), next_key))
    return result
