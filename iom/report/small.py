"""Small groups: counts below five are hidden where a stranger reads, and whatever would give them away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FEWEST: Final = 5  # of fewer, a figure could name whose it is (requirements §6.21)


def disclosed(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The counts of one whole as they may be published: None for those below five, but nought stays nought.

    Whoever knows the total takes the shown counts from it: so at least two are hidden, and together they are no
    small group either; the smallest of the others is hidden until that is so.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < FEWEST}
    while hidden and (len(hidden) == 1 or sum(counts[place] for place in hidden) < FEWEST):
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        if not others:
            break
        hidden.add(min(others, key=lambda place: (counts[place], place)))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def masked(count: int) -> int | None:
    """One count that is part of no published total: None below five, but nought stays nought."""
    return None if 0 < count < FEWEST else count
