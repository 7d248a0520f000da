"""Whole sets exchanged: who changes several courses at once, so that two hours can be given up for a third."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from math import comb

from iom.allocation.chains import Chains, Move
from iom.allocation.paths import edges_between, shortest
from iom.allocation.table import Table

Held = tuple[int, ...]
SMALL = 15_000  # up to so many possible sets everybody is looked at, else only those whom chains do not serve
TRIES = 2  # sets of one pupil that are tried out, the most promising first
PASSES = 20


def reseat(chains: Chains) -> int:
    """Let pupils change whole sets as long as that serves the aims; how many did.

    A chain has each pupil on one exchange. Here a pupil leaves the graph and takes another set, and the cheapest ways
    from what is entered to what is left, one after the other, make room for it. Every change that stays is an
    improvement, as the seating afterwards is compared with the one before.
    """
    changed = 0
    for _pass in range(PASSES):
        before = changed
        pupils = _unserved(chains)
        distances = [shortest(chains, node)[0] for node in range(chains.size)] if pupils else []
        for pupil in pupils:
            changed += any(_changed(chains, pupil, held) for held in _promising(chains, pupil, distances))
        if changed == before:
            break
    return changed


def _unserved(chains: Chains) -> list[int]:
    """Who may gain by a change of more than one course, in the order of the lottery."""
    table = chains.seating.table
    everybody = [pupil for pupil, moves in enumerate(chains.movable) if moves]
    if sum(comb(len(table.wishes[pupil]), table.pupils[pupil].picks) for pupil in everybody) <= SMALL:
        return everybody
    return [pupil for pupil in everybody if pupil in chains.doubled or _is_entangled(table, pupil)]


def _is_entangled(table: Table, pupil: int) -> bool:
    """Whether one wish stands in the way of two others that go together."""
    wishes, clash = table.wishes[pupil], table.clash
    for wish in wishes:
        others = [other for other in wishes if other != wish and clash[wish] >> other & 1]
        if any(not clash[one] >> other & 1 for one, other in combinations(others, 2)):
            return True
    return False


def _promising(chains: Chains, pupil: int, distances: list[list[int]]) -> Iterator[Held]:
    """Sets that differ by more than one exchange and might pay, by the cheapest ways looked at one by one."""
    seating = chains.seating
    table, now = seating.table, tuple(seating.held[pupil])
    before = seating.cost_of(pupil, now)
    found = []
    for held in _sets(chains, pupil):
        left = [course for course in now if course not in held]
        entered = [course for course in held if course not in now]
        if len(entered) < 2 and len(left) < 2 and pupil not in chains.doubled:
            continue  # a chain would have found it
        ends = (*left, chains.free)
        price = sum(min(distances[course][end] for end in ends) for course in entered)
        price += sum(min(0, distances[chains.free][course]) for course in left)
        gain = seating.cost_of(pupil, held) - before + price
        if gain < -(table.square[pupil] // 2):
            found.append((gain, held))
    found.sort()
    return (held for _gain, held in found[:TRIES])


def _sets(chains: Chains, pupil: int) -> Iterator[Held]:
    """Every set of open wishes that the pupil may hold, pins included, of at most one course less than now."""
    seating, table = chains.seating, chains.seating.table
    pins = table.pins[pupil]
    wishes = [
        wish
        for wish in table.wishes[pupil]
        if seating.most[wish] and wish not in pins and not seating.is_kept_apart(pupil, wish)
    ]
    fewest = max(0, len(seating.held[pupil]) - len(pins) - 1)
    for number in range(fewest, table.pupils[pupil].picks - len(pins) + 1):
        for rest in combinations(wishes, number):
            if _go_together(table, (*pins, *rest)):
                yield (*pins, *rest)


def _go_together(table: Table, held: Collection[int]) -> bool:
    mask = 0
    for course in held:
        if mask & table.clash[course]:
            return False
        mask |= 1 << course
    return True


def _changed(chains: Chains, pupil: int, held: Held) -> bool:
    """Give the pupil the set, others making room; undone where that does not pay."""
    seating = chains.seating
    too_few = seating.too_few()
    chains.take_out(pupil)
    with chains.noting() as before:
        made = _made(chains, pupil, held)
        cost = (seating.too_few() - too_few) * seating.table.weights.minimum
        cost += sum(
            seating.cost_of(one, seating.held[one]) - seating.cost_of(one, courses) for one, courses in before.items()
        )
        pays = made and cost < 0 and not _together(chains, before)
    if not pays:
        chains.make([move for one, courses in before.items() for move in _moves(chains, one, courses)])
    chains.put_back(pupil)
    chains.polish()
    return pays


def _made(chains: Chains, pupil: int, held: Held) -> bool:
    """Make room for each course entered, the cheapest way to something left or to a free seat."""
    now = chains.seating.held[pupil]
    left = [course for course in now if course not in held]
    for course in [course for course in held if course not in now]:
        distance, before = shortest(chains, course)
        end = min((*left, chains.free), key=lambda node: (distance[node], node))
        edges = edges_between(before, course, end)
        if edges is None:
            return False
        moves = [(one, *edge) for edge in edges if (one := chains.pupil_on(*edge)) is not None]
        if len({one for one, _source, _target in moves}) < len(moves):
            return False
        chains.make([*moves, (pupil, end, course)])
        left = [other for other in left if other != end]
        chains.polish()
    chains.make([(pupil, course, chains.free) for course in left])
    chains.polish()
    return True


def _moves(chains: Chains, pupil: int, courses: Collection[int]) -> list[Move]:
    """Back to these courses."""
    now = chains.seating.held[pupil]
    left = [course for course in now if course not in courses]
    entered = [course for course in courses if course not in now]
    out = [(pupil, course, chains.free) for course in left]
    return [*out, *((pupil, chains.free, course) for course in entered)]


def _together(chains: Chains, touched: Collection[int]) -> bool:
    seating = chains.seating
    return any(seating.is_kept_apart(one, course) for one in touched for course in seating.held[one])
