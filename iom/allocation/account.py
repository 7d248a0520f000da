"""The luck account: disappointments of earlier rounds, computed from their published papers and never stored."""

from __future__ import annotations

from iom.model.rounds import Allocation
from iom.model.school import Run

LOOKED_BACK = 12  # rounds; a longer chain of previous rounds is taken for a loop


def accounts(run: Run) -> dict[str, int]:
    """By participant, places lost in the published rounds before this one.

    A round costs the sum of the wishes met less that of the first ones (1 + 2 + 3); a course missing counts as one
    place behind the list, and a placement by hand costs nothing. Who had expressed no wishes lost none.
    """
    found: dict[str, int] = {}
    seen = {run.id}
    previous = run.round.previous
    while previous and previous not in seen and len(seen) <= LOOKED_BACK:
        seen.add(previous)
        earlier = run.school.runs.get(previous)
        if earlier is None:
            break
        for code, lost in lost_in(earlier).items():
            if participant := earlier.participants.get(code):
                person = run.school.renamed.get(participant, participant)
                found[person] = found.get(person, 0) + lost
        previous = earlier.round.previous
    return found


def lost_in(run: Run) -> dict[str, int]:
    """By code, places lost in the published placement of a round; what is not published yet counts nothing."""
    return {} if run.allocation is None or not run.allocation.published_on else losses(run.allocation)


def losses(allocation: Allocation) -> dict[str, int]:
    """By code, places lost in a placement; how many courses each was to get, its lists say."""
    ranks: dict[str, list[int]] = {}
    by_hand: dict[str, int] = {}
    for placement in allocation.placements:
        if placement.wish:
            ranks.setdefault(placement.code, []).append(placement.wish)
        else:
            by_hand[placement.code] = by_hand.get(placement.code, 0) + 1
    late = {entry.code for entry in allocation.lists if entry.late}
    lists = {entry.code: entry for entry in allocation.lists}
    lost: dict[str, int] = {}
    for code in {*ranks, *by_hand, *lists} - late:
        met, entry = ranks.get(code, []), lists.get(code)
        missing = max(0, (entry.picks or 0) - len(met) - by_hand.get(code, 0)) if entry else 0
        counted = len(met) + missing
        places = sum(met) + (missing * (len(entry.wishes) + 1) if entry else 0)
        lost[code] = max(0, places - counted * (counted + 1) // 2)
    return lost
