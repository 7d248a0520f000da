"""Cheapest ways through the condensed graph, along potentials that leave no edge below zero."""

from __future__ import annotations

from collections.abc import Collection
from heapq import heappop, heappush

from iom.allocation.chains import Chains


def shortest(chains: Chains, start: int, ends: Collection[int] = ()) -> tuple[list[int], dict[int, int]]:
    """Distances from a node (``chains.nothing`` where no way leads), and the node before each on the cheapest way.

    Where ``ends`` are named, only the distance of the nearest of them is sure to be right.
    """
    potential, weight = chains.potential, chains.weight
    distance = [chains.nothing] * chains.size
    distance[start] = 0
    before: dict[int, int] = {}
    done: set[int] = set()
    heap = [(0, start)]
    nearest, lowest = chains.nothing, min((potential[end] for end in ends), default=0)
    while heap:
        here, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        if node in ends:
            nearest = min(nearest, here + potential[node])
        if ends and here + lowest >= nearest:
            break
        for other, cost in enumerate(weight[node]):
            if cost < chains.nothing:
                there = here + cost + potential[node] - potential[other]
                if there < distance[other] and other not in done:
                    distance[other], before[other] = there, node
                    heappush(heap, (there, other))
    return [
        reduced - potential[start] + potential[node] if node in done else chains.nothing
        for node, reduced in enumerate(distance)
    ], before


def edges_between(before: dict[int, int], start: int, end: int) -> list[tuple[int, int]] | None:
    """The edges of the way from ``start`` to ``end``; None where there is no way."""
    edges, node = [], end
    while node != start:
        if node not in before:
            return None
        edges.append((before[node], node))
        node = before[node]
    return edges[::-1]
