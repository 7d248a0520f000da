"""Exchange chains on the condensed graph: one node a course and one for free seats (allocation.md §4)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from heapq import heapify, heappop, heappush
from itertools import count

from iom.allocation.seating import Seating

VERSION_BITS = 24

Move = tuple[int, int, int]  # pupil, node left, node entered


class Chains:
    """The cheapest exchange between any two courses, kept up to date, and the search for chains that gain.

    An edge from one course to another is the cheapest pupil who may swap the first for the second. The node ``free``
    (the last) stands for a seat: from it lead pupils who may take one more course, to it those who may give one up, and
    seats that are or become free. A cycle is a chain of exchanges; it gains when its edges sum below zero.

    No cycle gains as long as every edge costs at least the fall of a potential along it. Each edge that
    becomes cheaper is taken up in turn: either the potentials can be mended, or the mending comes back to its start and
    has found a chain (Cotton and Maler 2006).
    """

    def __init__(self, seating: Seating, movable: Iterable[int]) -> None:
        self.seating = seating
        table = seating.table
        self.free = len(table.courses)
        self.size = self.free + 1
        self.movable = [False] * len(table.pupils)
        for pupil in movable:
            self.movable[pupil] = True
        self.pupil_bits = max(1, len(table.pupils).bit_length())
        self.nothing = table.weights.minimum * 4 * (self.size + 1)
        self.version = [0] * len(table.pupils)
        self.heaps: list[list[list[int]]] = [[[] for _ in range(self.size)] for _ in range(self.size)]
        self.weight = [[self.nothing] * self.size for _ in range(self.size)]
        self.potential = [0] * self.size
        self.waiting: deque[tuple[int, int]] = deque()
        self.parked: list[tuple[int, int, int]] = []
        self.applied = 0
        self._hurries = False
        self._before: dict[int, tuple[int, ...]] | None = None
        self._fill()

    def _fill(self) -> None:
        for pupil, moves in enumerate(self.movable):
            if moves:
                for source, target, key in self._entries(pupil):
                    self.heaps[source][target].append(key)
        for source in range(self.size):
            for target in range(self.size):
                heapify(self.heaps[source][target])
                self._refresh(source, target)

    def _entries(self, pupil: int) -> Iterable[tuple[int, int, int]]:
        """Every edge that the pupil may stand on, with its key: cost, pupil, version."""
        seating, table = self.seating, self.seating.table
        person, worth, clash = table.pupils[pupil], table.worth[pupil], table.clash
        mask, first, pins = seating.mask[pupil], table.first[pupil], table.pins[pupil]
        loss = table.best[pupil] - seating.value[pupil]
        twice, square, tie = 2 * (loss + person.account), table.square[pupil], table.tie[pupil]
        first_wish, lack = table.first_wish[pupil], table.missing[pupil]
        missing = person.picks - len(seating.held[pupil])
        low = pupil << VERSION_BITS | self.version[pupil]
        shift = self.pupil_bits + VERSION_BITS
        loose = [course for course in seating.held[pupil] if course not in pins]
        partnered = pupil in table.partners
        found = []
        for target in table.wishes[pupil]:
            if not seating.most[target] or mask >> target & 1 or (partnered and seating.is_kept_apart(pupil, target)):
                continue
            gain = worth[target]
            wins_first = first_wish if target == first else 0
            blocked = mask & clash[target]
            if not blocked and missing > 0:
                cost = -gain * (square * (twice - gain) + tie) - wins_first - lack * (2 * missing - 1)
                found.append((self.free, target, cost << shift | low))
            for source in loose:
                if blocked and blocked != 1 << source:
                    continue
                change = worth[source] - gain
                cost = change * (square * (twice + change) + tie) - wins_first
                if source == first:
                    cost += first_wish
                found.append((source, target, cost << shift | low))
        for source in loose:
            change = worth[source]
            cost = change * (square * (twice + change) + tie) + lack * (2 * missing + 1)
            if source == first:
                cost += first_wish
            found.append((source, self.free, cost << shift | low))
        return found

    def _refresh(self, source: int, target: int) -> None:
        """Find the cheapest pupil of an edge anew; an edge that became too cheap for the potentials has to wait."""
        cost = self._cost(source, target)
        row = self.weight[source]
        if cost < row[target] and cost + self.potential[source] < self.potential[target]:
            self.waiting.append((source, target))
            if not self._hurries:
                return
        row[target] = cost

    def _take_up(self) -> tuple[int, int]:
        """The next edge that waits, now with its true cost: till then mending must not lead along it."""
        source, target = self.waiting.popleft()
        self.weight[source][target] = self._cost(source, target)
        return source, target

    def _cost(self, source: int, target: int) -> int:
        heap, version = self.heaps[source][target], self.version
        mask, low = (1 << self.pupil_bits) - 1, (1 << VERSION_BITS) - 1
        while heap and version[heap[0] >> VERSION_BITS & mask] != heap[0] & low:
            heappop(heap)
        cost = heap[0] >> self.pupil_bits + VERSION_BITS if heap else self.nothing
        if source == self.free and target != self.free:
            return min(cost, self._cost_of_fewer(target))
        if target == self.free and source != self.free:
            return min(cost, self._cost_of_more(source))
        return cost

    def _cost_of_fewer(self, course: int) -> int:
        """What it costs that the course ends with one pupil less."""
        seating = self.seating
        if not seating.count[course]:
            return self.nothing
        return seating.table.weights.minimum if seating.count[course] <= seating.least[course] else 0

    def _cost_of_more(self, course: int) -> int:
        """What it costs that the course ends with one pupil more."""
        seating = self.seating
        if seating.count[course] >= seating.most[course]:
            return self.nothing
        return -seating.table.weights.minimum if seating.count[course] < seating.least[course] else 0

    def hurry(self) -> None:
        """Carry out most of the chains that gain: quicker than `polish`, which is to follow, as it may miss some.

        Mending leads along edges that wait, too. That finds long chains early, but can leave potentials that are wrong.
        """
        self._hurries = True
        for source, target in self.waiting:
            self.weight[source][target] = self._cost(source, target)
        self._follow()
        self._hurries = False
        for source, row in enumerate(self.weight):
            for target, cost in enumerate(row):
                if cost + self.potential[source] < self.potential[target]:
                    row[target] = self.nothing
                    self.waiting.append((source, target))

    def polish(self) -> int:
        """Carry out chains until none gains; how many there were."""
        last_taken_up = 0
        while True:
            self._follow()
            if not self.parked or self.applied == last_taken_up:
                return self.applied
            last_taken_up = self.applied
            parked, self.parked = self.parked, []
            for source, target, key in parked:
                heappush(self.heaps[source][target], key)
                self._refresh(source, target)

    def _follow(self) -> None:
        while self.waiting:
            source, target = self._take_up()
            while cycle := self._mended(source, target):
                self._carry_out(cycle)

    def settle(self) -> None:
        """Mend the potentials without moving anybody; a gain that is left over is passed over."""
        while self.waiting:
            source, target = self._take_up()
            while cycle := self._mended(source, target):
                moves = [(one, *edge) for edge in _edges(cycle) if (one := self.pupil_on(*edge)) is not None]
                people = [one for one, _source, _target in moves]
                twice = [(source, target) for one, source, target in moves if people.count(one) > 1]
                # The more there are who stand on an edge, the less is lost without the first of them.
                edges = twice or [(source, target) for _one, source, target in moves]
                self._park(*max(edges, key=lambda edge: (len(self.heaps[edge[0]][edge[1]]), edge)))

    def _mended(self, source: int, target: int) -> list[int] | None:
        """Mend the potentials for an edge, or find the cycle (its nodes) that gains by it."""
        potential, weight = self.potential, self.weight
        short = potential[source] + weight[source][target] - potential[target]
        if short >= 0:
            return None
        level = potential.copy()  # to which a node would have to fall
        level[target] += short
        before = {target: source}
        settled: dict[int, int] = {}
        heap = [(short, target)]
        while heap:
            fall, node = heappop(heap)
            if level[node] - potential[node] != fall:
                continue
            if node == source:
                return _walked(before, source)
            here = settled[node] = level[node]
            level[node] = -self.nothing << 2  # settled: nothing is lower
            row = weight[node]
            edges = zip(count(), row, level)  # the innermost loop of the program: one sum and one comparison an edge
            for other in [at for at, cost, there in edges if here + cost < there]:
                level[other] = here + row[other]
                before[other] = node
                heappush(heap, (level[other] - potential[other], other))
        for node, here in settled.items():
            potential[node] = here
        return None

    def _carry_out(self, cycle: list[int]) -> None:
        moves = [(pupil, *edge) for edge in _edges(cycle) if (pupil := self.pupil_on(*edge)) is not None]
        if twice := self._wrong(moves):
            self._park(*twice)
            return
        self.applied += 1
        self.make(moves)

    def make(self, moves: Iterable[Move]) -> None:
        """Carry out exchanges, whatever they cost, and look at everybody's edges anew."""
        moves = list(moves)
        for pupil, _source, _target in moves:
            if self._before is not None and pupil not in self._before:
                self._before[pupil] = tuple(self.seating.held[pupil])
        touched = self._with_partners(pupil for pupil, _source, _target in moves)
        stale = {(source, target): None for pupil in touched for source, target, _key in self._entries(pupil)}
        self._seat(moves)
        for pupil in touched:
            self._renew(pupil, stale)
        for _pupil, *nodes in moves:
            for node in nodes:
                stale[node, self.free] = stale[self.free, node] = None
        self._refresh_all(stale)

    @contextmanager
    def noting(self) -> Iterator[dict[int, tuple[int, ...]]]:
        """Note what everybody held who is moved meanwhile."""
        self._before = {}
        try:
            yield self._before
        finally:
            self._before = None

    def take_out(self, pupil: int) -> None:
        """Let the pupil stand on no edge, though still on the same seats, until `put_back`."""
        stale = {(source, target): None for source, target, _key in self._entries(pupil)}
        self.movable[pupil] = False
        self._renew(pupil, stale)
        self._refresh_all(stale)

    def put_back(self, pupil: int) -> None:
        """Let the pupil stand on edges again."""
        stale: dict[tuple[int, int], None] = {}
        self.movable[pupil] = True
        self._renew(pupil, stale)
        self._refresh_all(stale)

    def ban(self, pupil: int, source: int, target: int) -> None:
        """Keep the pupil from one exchange."""
        heap = self.heaps[source][target]
        heap[:] = [key for key in heap if self._pupil(key) != pupil]
        heapify(heap)
        self._refresh(source, target)

    def _renew(self, pupil: int, stale: dict[tuple[int, int], None]) -> None:
        self.version[pupil] += 1
        if self.movable[pupil]:
            for source, target, key in self._entries(pupil):
                heappush(self.heaps[source][target], key)
                stale[source, target] = None

    def _refresh_all(self, stale: dict[tuple[int, int], None]) -> None:
        stale.pop((self.free, self.free), None)
        for source, target in stale:
            self._refresh(source, target)

    def _seat(self, moves: Iterable[Move]) -> None:
        for pupil, source, target in moves:
            if source != self.free:
                self.seating.leave(pupil, source)
            if target != self.free:
                self.seating.enter(pupil, target)

    def _with_partners(self, pupils: Iterable[int]) -> list[int]:
        partners = self.seating.table.partners
        everybody = dict.fromkeys(pupils)
        for pupil in list(everybody):
            everybody.update(dict.fromkeys(other for other in partners.get(pupil, ()) if self.movable[other]))
        return list(everybody)

    def pupil_on(self, source: int, target: int) -> int | None:
        """The pupil who stands on the edge; None where a seat is or becomes free."""
        heap = self.heaps[source][target]
        top = heap[0] >> self.pupil_bits + VERSION_BITS if heap else self.nothing
        if source == self.free and self._cost_of_fewer(target) <= top:
            return None
        if target == self.free and self._cost_of_more(source) <= top:
            return None
        return self._pupil(heap[0])

    def _pupil(self, key: int) -> int:
        return key >> VERSION_BITS & (1 << self.pupil_bits) - 1

    def _wrong(self, moves: list[Move]) -> tuple[int, int] | None:
        """The last edge of a pupil who stands on two, where both together do not do or do not gain."""
        seen: dict[int, list[tuple[int, int]]] = {}
        for pupil, source, target in moves:
            seen.setdefault(pupil, []).append((source, target))
        doubled = [pupil for pupil, edges in seen.items() if len(edges) > 1]
        if not doubled:
            return None
        gained = sum(self.weight[source][target] for pupil, source, target in moves if pupil not in doubled)
        for pupil in doubled:
            held = [*self.seating.held[pupil], *(target for _source, target in seen[pupil] if target != self.free)]
            for source, _target in seen[pupil]:
                if source != self.free:
                    held.remove(source)
            if not self._is_possible(pupil, held):
                return seen[pupil][-1]
            gained += self.seating.cost_of(pupil, held) - self.seating.cost_of(pupil, self.seating.held[pupil])
        return seen[doubled[-1]][-1] if gained >= 0 else None

    def _is_possible(self, pupil: int, held: list[int]) -> bool:
        mask = 0
        for course in held:
            if mask & self.seating.table.clash[course]:
                return False
            mask |= 1 << course
        return len(held) <= self.seating.table.pupils[pupil].picks

    def _park(self, source: int, target: int) -> None:
        """Pass over the pupil on the edge until something else has changed."""
        self.parked.append((source, target, heappop(self.heaps[source][target])))
        self._refresh(source, target)


def _edges(cycle: list[int]) -> list[tuple[int, int]]:
    return list(zip(cycle, cycle[1:] + cycle[:1], strict=True))


def _walked(before: dict[int, int], source: int) -> list[int]:
    """The nodes of the cycle, in the order of its edges, beginning after ``source``."""
    nodes = [source]
    while (node := before[nodes[-1]]) != source:
        nodes.append(node)
    nodes.reverse()
    return [*nodes[-1:], *nodes[:-1]]
