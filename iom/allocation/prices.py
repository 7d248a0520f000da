"""Prices of courses: what one seat more would be worth, and the bound that they prove without a solver."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from iom.allocation.chains import Chains
from iom.allocation.seating import Seating

Held = tuple[int, ...]
STEPS = 40
SETS = 3_000_000  # looked at for a better bound at most, counted as if no two courses were at one hour
UNIT = 64  # parts of one squared disappointment that prices are counted in


@dataclass(frozen=True)
class Prices:
    """What everybody would take if a seat in each course had its price, in 64ths of a squared disappointment.

    Whatever the prices, no placement with the same missing courses and first wishes costs less than what everybody
    would then choose, less what the seats there are would bring in (Lagrange). The potentials of a graph in which no
    chain gains make good prices: most pupils would choose what they have.
    """

    seating: Seating
    of: Sequence[int]

    @classmethod
    def in_graph(cls, chains: Chains) -> Prices:
        """The prices by the potentials of a graph."""
        seating, square = chains.seating, chains.seating.table.weights.square
        free = chains.potential[chains.free]
        return cls(
            seating, [max(0, UNIT * (free - potential) // square) for potential in chains.potential[: chains.free]]
        )

    @cached_property
    def preferred(self) -> list[tuple[int, Held]]:
        """By pupil, what the best set costs at these prices, and the set; nothing for who has not chosen."""
        return [self._preferred(pupil) for pupil in range(len(self.seating.table.pupils))]

    def wanted(self) -> Iterator[tuple[int, Held]]:
        """Who would rather have another set, and the set."""
        for pupil, (cost, held) in enumerate(self.preferred):
            if not self.seating.table.pupils[pupil].late and cost < self._cost(pupil, self.seating.held[pupil]):
                yield pupil, held

    def bound(self) -> int | None:
        """The least sum of squared disappointments at the same missing courses and first wishes.

        None where a course does not run for want of pupils: another choice of courses is another matter.
        """
        seating, table = self.seating, self.seating.table
        if any(most and not seating.most[course] for course, most in enumerate(table.most)):
            return None
        _few, missing, first, *_rest = seating.score()
        paid = sum(cost for cost, _held in self.preferred)
        earned = sum(price * most for price, most in zip(self.of, seating.most, strict=True))
        return max(0, -((earned + self._missing * missing + self._first * first - paid) // UNIT))

    def gap(self) -> float:
        """How far the squares are above the bound, as a share of them."""
        squares, reached = self.seating.score()[3], self.bound()
        return 1.0 if reached is None else (squares - reached) / max(1, squares)

    def improved(self) -> Prices:
        """Prices that prove more, looked for in small steps while the bound is not within half a percent.

        What too many would choose becomes dearer, what too few would choose cheaper.
        """
        best, now = self, self
        squares = self.seating.score()[3]
        sets = sum(2 ** len(wishes) for wishes in self.seating.table.wishes)
        for _step in range(min(STEPS, SETS // max(1, sets))):
            reached = now.bound()
            if reached is None or 200 * (squares - reached) <= squares:
                return now
            now = now._further(UNIT * (squares - reached))
            best = max(best, now, key=lambda prices: prices.bound() or 0)
        return best

    def _further(self, gap: int) -> Prices:
        chosen = [0] * len(self.of)
        for _cost, held in self.preferred:
            for course in held:
                chosen[course] += 1
        over = [number - most for number, most in zip(chosen, self.seating.most, strict=True)]
        length = sum(more * more for more, price in zip(over, self.of, strict=True) if more > 0 or price) or 1
        return Prices(
            self.seating,
            [max(0, price + gap * more // length) for price, more in zip(self.of, over, strict=True)],
        )

    @property
    def _missing(self) -> int:
        return UNIT * self.seating.table.weights.missing // self.seating.table.weights.square

    @property
    def _first(self) -> int:
        return UNIT * self.seating.table.weights.first // self.seating.table.weights.square

    def _cost(self, pupil: int, held: Collection[int]) -> int:
        table, person = self.seating.table, self.seating.table.pupils[pupil]
        loss = table.best[pupil] - sum(table.worth[pupil].get(course, 0) for course in held) + person.account
        unmet = self._first if table.first_wish[pupil] and table.first[pupil] not in held else 0
        short = self._missing * (person.picks - len(held)) ** 2
        return UNIT * loss * loss + short + unmet + sum(self.of[course] for course in held)

    def _preferred(self, pupil: int) -> tuple[int, Held]:
        """Every set that the pupil may hold, pins included, grown wish by wish."""
        seating, table, price = self.seating, self.seating.table, self.of
        person, pins = table.pupils[pupil], table.pins[pupil]
        if person.late:
            return 0, tuple(seating.held[pupil])
        worth, clash, first = table.worth[pupil], table.clash, table.first[pupil]
        loss = table.best[pupil] + person.account - sum(worth[course] for course in pins)
        unmet = self._first if table.first_wish[pupil] else 0
        paid = sum(price[pin] for pin in pins) + (0 if first in pins else unmet)
        sizes: list[list[tuple[int, int, int, Held]]] = [[] for _size in range(len(pins), person.picks + 1)] or [[]]
        sizes[0].append((sum(1 << pin for pin in pins), loss, paid, pins))
        for wish in table.wishes[pupil]:
            if seating.most[wish] and wish not in pins:
                bit, bars, gain = 1 << wish, clash[wish], worth[wish]
                paid = price[wish] - (unmet if wish == first else 0)
                for size in range(len(sizes) - 1, 0, -1):
                    sizes[size] += [
                        (mask | bit, lost - gain, cost + paid, (*held, wish))
                        for mask, lost, cost, held in sizes[size - 1]
                        if not mask & bars
                    ]
        found = []
        for size, sets in enumerate(sizes, start=len(pins)):
            short = self._missing * (person.picks - size) ** 2
            found += [(UNIT * lost * lost + cost + short, held) for _mask, lost, cost, held in sets]
        return min(found)
