"""Whole sets exchanged: who changes several courses at once, so that two hours can be given up for a third."""

from __future__ import annotations

from collections.abc import Collection

from iom.allocation.chains import Chains, Move
from iom.allocation.paths import edges_between, shortest
from iom.allocation.prices import Held, Prices

PASSES = 20
ENOUGH = 0.001  # of the squares: nearer to the bound, another look at all sets takes longer than it gains


def reseat(chains: Chains) -> Prices:
    """Let pupils change whole sets as long as that serves the aims; the prices of courses in the end.

    A chain has each pupil on one exchange. Here a pupil who would rather have another set at the prices that the graph
    implies leaves the graph and takes it, and the cheapest ways from what is entered to what is left, one after the
    other, make room for it. Every change that stays is an improvement, as the seating afterwards is compared with
    the one before.
    """
    prices = Prices.in_graph(chains)
    for _pass in range(PASSES):
        if prices.gap() <= ENOUGH:
            break
        changed = False
        for pupil, held in prices.wanted():
            if set(chains.seating.held[pupil]) != set(held):
                changed |= _changed(chains, pupil, held)
        if not changed:
            break
        prices = Prices.in_graph(chains)
    return prices


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
        ends = (*left, chains.free)
        distance, before = shortest(chains, course, ends)
        end = min(ends, key=lambda node: (distance[node], node))
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
    out = [(pupil, course, chains.free) for course in now if course not in courses]
    return [*out, *((pupil, chains.free, course) for course in courses if course not in now)]


def _together(chains: Chains, touched: Collection[int]) -> bool:
    seating = chains.seating
    return any(seating.is_kept_apart(one, course) for one in touched for course in seating.held[one])
