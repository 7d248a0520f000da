"""A second opinion: rules, waste, improving chains and reasons looked up anew, with no code of the engine.

Only the plain data of `iom.allocation.problem` is shared. Costs are tuples compared in the order of the aims, where the
engine uses weights; chains are looked for with Bellman and Ford's rounds, where the engine keeps potentials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from operator import add, sub

from iom.allocation.problem import Answer, Course, Problem, Pupil
from iom.allocation.reasons import Reason

Cost = tuple[int, int, int, int, int, int]
NOTHING: Cost = (0, 0, 0, 0, 0, 0)
FREE = ""  # the node of free seats


@dataclass(frozen=True, slots=True)
class Breach:
    """A property that does not hold: its name, and whom or what it is about."""

    property: str
    about: tuple[str, ...] = ()


def number_of(seed: str, code: str) -> str:
    """The lottery number as it must read."""
    return sha256(f"{seed}|{code}".encode()).hexdigest()


class Opinion:
    """One placement, looked at without the engine."""

    def __init__(self, problem: Problem, seats: Answer) -> None:
        self.problem = problem
        self.seats = {pupil.id: tuple(seats.get(pupil.id, ())) for pupil in problem.pupils}
        self.pupils: Mapping[str, Pupil] = {pupil.id: pupil for pupil in problem.pupils}
        self.courses: Mapping[str, Course] = {course.id: course for course in problem.courses}
        self.inside: dict[str, list[str]] = {course: [] for course in self.courses}
        for code, held in self.seats.items():
            for course in held:
                self.inside.setdefault(course, []).append(code)
        numbers = sorted(self.pupils, key=lambda code: (number_of(problem.seed, code), code))
        self.turn = {code: len(numbers) - at for at, code in enumerate(numbers)}
        accounts = [pupil.account for pupil in problem.pupils if not pupil.late]
        self.chosen = len(accounts), sum(accounts)
        self.best = {code: _best(pupil, self) for code, pupil in self.pupils.items()}
        self.apart: dict[str, set[str]] = {}
        for one, other in problem.apart:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def breaches(self) -> list[Breach]:
        """Everything that does not hold; none in a placement as promised."""
        found = [*self._rules(), *self._wasted()]
        chain = [] if found else self.improving_chain()
        return [*found, *([Breach("chain", tuple(chain))] if chain else ())]

    def _rules(self) -> Iterator[Breach]:
        for code, held in self.seats.items():
            pupil = self.pupils[code]
            clash = any(self.clash(one, other) for one, other in combinations(held, 2))
            listed = set(held) <= set(pupil.wishes) | set(pupil.pins)
            broken = {
                "picks": len(held) > pupil.picks,
                "clash": len(set(held)) != len(held) or clash,
                "open": not listed or bool(set(held) & set(pupil.barred) - set(pupil.pins)),
                "pin": not set(pupil.pins) <= set(held),
            }
            yield from (Breach(name, (code, *held)) for name, is_broken in broken.items() if is_broken)
        for identifier, inside in self.inside.items():
            course = self.courses.get(identifier)
            if course is None or len(inside) > (0 if course.closed else course.most):
                yield Breach("seats", (identifier,))
            elif 0 < len(inside) < course.least:
                yield Breach("minimum", (identifier,))
        for one, other in self.problem.apart:
            if set(self.seats[one]) & set(self.seats[other]):
                yield Breach("apart", (one, other))

    def _wasted(self) -> Iterator[Breach]:
        """Who is short while a wished course that runs has a free seat at a free hour."""
        for code, held in self.seats.items():
            if len(held) < self.pupils[code].picks:
                for course in self.wishes(code):
                    if self.inside[course] and self.has_seat(course) and self.fits(code, course, held):
                        yield Breach("waste", (code, course))

    def clash(self, one: str, other: str) -> bool:
        """Whether nobody can attend both."""
        return other in self.courses[one].clashes or one in self.courses[other].clashes

    def wishes(self, code: str) -> list[str]:
        """The wishes that are open to the pupil and to be had at all."""
        pupil = self.pupils[code]
        return [wish for wish in pupil.wishes if wish in self.courses and wish not in pupil.barred]

    def has_seat(self, course: str) -> bool:
        """Whether somebody more could come in."""
        return not self.courses[course].closed and len(self.inside[course]) < self.courses[course].most

    def fits(self, code: str, course: str, held: Sequence[str]) -> bool:
        """Whether the course goes with what the pupil holds, and nobody is there to be kept apart from."""
        near = self.apart.get(code, set())
        free = course not in held and not any(self.clash(course, other) for other in held)
        return free and not (near and near & set(self.inside[course]))

    def worth(self, code: str, course: str) -> int:
        """What a course counts for the pupil: its place from the end of the list."""
        pupil = self.pupils[code]
        if course not in pupil.wishes:
            return 0
        length = len(pupil.wishes)
        return min(length, length - pupil.wishes.index(course) + (course in pupil.favoured))

    def loss(self, code: str, held: Sequence[str]) -> int:
        """The disappointment: places lost against the best set without limits of seats."""
        return self.best[code] - sum(self.worth(code, course) for course in held)

    def first_counts(self, code: str) -> bool:
        """Whether the pupil's first wish is an aim: not for who lost less than the average in earlier rounds."""
        number, lost = self.chosen
        pupil = self.pupils[code]
        return self.problem.first_wishes and not pupil.late and number * pupil.account >= lost

    def cost(self, code: str, held: Sequence[str]) -> Cost:
        """Missing courses squared, first wish unmet, disappointment squared, the lottery; then who has not chosen."""
        pupil, loss = self.pupils[code], self.loss(code, held)
        first = self.first_counts(code) and not (pupil.wishes and pupil.wishes[0] in held)
        missing, squares = (pupil.picks - len(held)) ** 2, (loss + pupil.account) ** 2
        if pupil.late:
            return 0, 0, 0, 0, missing, squares * (len(self.turn) + 1) ** 3 + self.turn[code] * loss
        return missing, int(first), squares, self.turn[code] * loss, 0, 0

    def figures(self) -> tuple[int, int, int]:
        """Courses missing, first wishes met, and the sum of squared disappointments of who has chosen."""
        missing = sum(pupil.picks - len(self.seats[code]) for code, pupil in self.pupils.items())
        chosen = [(code, pupil.wishes[:1]) for code, pupil in self.pupils.items() if not pupil.late]
        first = sum(bool(set(wish) & set(self.seats[code])) for code, wish in chosen)
        return missing, first, sum(self.cost(code, self.seats[code])[2] for code, _wish in chosen)

    def improving_chain(self) -> list[str]:
        """The pupils of a chain of exchanges that serves the aims better; none where there is no such chain.

        A pupil stands on one exchange of a chain.
        """
        banned: set[tuple[str, str, str]] = set()
        while True:
            edges = self._edges(self.pupils, banned)
            cycle = _negative(edges, [FREE, *self.courses])
            if not cycle:
                return []
            pupils = [edges[edge][1] for edge in cycle if edges[edge][1]]
            twice = [edge for edge in cycle if edges[edge][1] and pupils.count(edges[edge][1]) > 1]
            if not twice:
                return pupils
            banned.update((*edge, edges[edge][1]) for edge in twice[1:])

    def holds(self, reason: Reason) -> bool:
        """Whether a reason is true, every number of it."""
        pupil, held = self.pupils[reason.pupil], self.seats[reason.pupil]
        wish = reason.wish
        if wish in held or pupil.wishes[reason.rank - 1] != wish:
            return False
        looked_up: Mapping[str, Callable[[Reason], bool]] = {
            "barred": lambda one: pupil.barred.get(one.wish) == one.other,
            "closed": self._closed_holds,
            "clash": self._clash_holds,
            "apart": lambda one: bool(self.apart.get(one.pupil, set()) & set(self.inside[one.wish])),
            "chain": self._chain_holds,
            "tie": self._chain_holds,
            "total": lambda one: not self._gains(one),
            "fixed": lambda one: not self._leads(pupil, wish, self._gains(one)),
        }
        return looked_up[reason.kind](reason)

    def _closed_holds(self, reason: Reason) -> bool:
        wanted = sum(reason.wish in self.wishes(code) for code, one in self.pupils.items() if not one.late)
        told = (reason.wanted, reason.needed)
        return not self.inside[reason.wish] and told == (wanted, self.courses[reason.wish].least)

    def _clash_holds(self, reason: Reason) -> bool:
        pupil, other = reason.pupil, reason.other
        more = self.worth(pupil, other) >= self.worth(pupil, reason.wish) or other in self.pupils[pupil].pins
        return other in self.seats[pupil] and self.clash(reason.wish, other) and more

    def _gains(self, reason: Reason) -> list[str]:
        """What the pupil could give up for the wish and be better off."""
        changes = self._changes(reason.pupil)
        return [source for source, target, cost in changes if target == reason.wish and cost < NOTHING]

    def _chain_holds(self, reason: Reason) -> bool:
        """Whether the exchanges can be made, cost what the reason says, and do not serve the aims."""
        pupils = [code for code, _source, _target in reason.exchanges]
        if pupils[0] != reason.pupil or len(set(pupils)) != len(pupils) or len(pupils) != reason.moved + 1:
            return False
        total, lost, firsts = NOTHING, 0, 0
        more: Counter[str] = Counter()
        for code, source, target in reason.exchanges:
            after = next((held for *edge, held in self._exchanges(code) if edge == [source, target]), None)
            if after is None:
                return False
            total = _plus(total, _less(self.cost(code, after), self.cost(code, self.seats[code])))
            more[source] -= 1
            more[target] += 1
            if code != reason.pupil:
                lost += self.worth(code, source) - self.worth(code, target)
                first = self.pupils[code].wishes[:1] if self.first_counts(code) else ()
                firsts += (source in first) - (target in first)
        own = reason.exchanges[0]
        gained = self.worth(own[0], own[2]) - self.worth(own[0], own[1])
        seats = all(self._takes(course, number) for course, number in more.items() if course != FREE)
        told = (own[2], lost, firsts, gained) == (reason.wish, reason.lost, reason.firsts, reason.gained)
        return seats and told and total >= NOTHING and (total[:3] == NOTHING[:3]) == (reason.kind == "tie")

    def _takes(self, course: str, more: int) -> bool:
        """Whether so many pupils more, or fewer, leave the course between its minimum and its seats."""
        known, number = self.courses[course], len(self.inside[course]) + more
        return number <= known.most and (more >= 0 or number >= known.least)

    def _leads(self, pupil: Pupil, wish: str, gains: Sequence[str]) -> bool:
        """Whether exchanges of others lead from the wish to something that the pupil could give up for it."""
        edges = self._edges([code for code in self.pupils if code != pupil.id])
        reached, pending = {wish}, [wish]
        while pending:
            node = pending.pop()
            further = {target for source, target in edges if source == node} - reached
            reached |= further
            pending.extend(further)
        return bool(reached & set(gains))

    def _edges(
        self, people: Iterable[str], banned: Collection[tuple[str, str, str]] = ()
    ) -> dict[tuple[str, str], tuple[Cost, str]]:
        """For each two courses, the cheapest pupil who may change from the one to the other."""
        edges: dict[tuple[str, str], tuple[Cost, str]] = {}
        for course in self.problem.courses:
            if self.inside[course.id] and self.has_seat(course.id):
                edges[course.id, FREE] = (NOTHING, "")
            if len(self.inside[course.id]) > course.least:
                edges[FREE, course.id] = (NOTHING, "")
        for code in people:
            for source, target, cost in self._changes(code):
                if (source, target, code) not in banned:
                    edge = (source, target)
                    if edge not in edges or (cost, code) < edges[edge]:
                        edges[edge] = (cost, code)
        return edges

    def _changes(self, code: str) -> Iterator[tuple[str, str, Cost]]:
        """Every exchange with the change of cost."""
        before = self.cost(code, self.seats[code])
        for source, target, after in self._exchanges(code):
            yield source, target, _less(self.cost(code, after), before)

    def _exchanges(self, code: str) -> Iterator[tuple[str, str, list[str]]]:
        """Every exchange of one course for another that the pupil could make, and what the pupil would hold then."""
        held, pupil = self.seats[code], self.pupils[code]
        targets = [wish for wish in self.wishes(code) if wish not in held and self.inside[wish]]
        sources = [course for course in held if course not in pupil.pins]
        for source in (*sources, *([FREE] if len(held) < pupil.picks else [])):
            rest = [course for course in held if course != source]
            for target in targets:
                if self.fits(code, target, rest):
                    yield source, target, [*rest, target]
        for source in sources:
            yield source, FREE, [one for one in held if one != source]


def _best(pupil: Pupil, opinion: Opinion) -> int:
    """The most that a clash-free set of open wishes counts, seats without limit."""
    wishes = sorted(
        ((opinion.worth(pupil.id, wish), wish) for wish in opinion.wishes(pupil.id)),
        key=lambda pair: (-pair[0], pair[1]),
    )

    def most(start: int, left: int, held: tuple[str, ...]) -> int:
        if start == len(wishes) or not left:
            return 0
        worth, wish = wishes[start]
        if any(opinion.clash(wish, other) for other in held):
            return most(start + 1, left, held)
        taken = worth + most(start + 1, left - 1, (*held, wish))
        # The next ones count no more, so passing over pays only where this one stands in somebody's way.
        if taken >= sum(worth for worth, _wish in wishes[start + 1 : start + 1 + left]):
            return taken
        blocks = any(opinion.clash(wish, other) for _worth, other in wishes[start + 1 :])
        return max(taken, most(start + 1, left, held)) if blocks else taken

    return most(0, pupil.picks, ())


def _less(one: Cost, other: Cost) -> Cost:
    return (*map(sub, one, other),)


def _plus(one: Cost, other: Cost) -> Cost:
    return (*map(add, one, other),)


def _negative(edges: Mapping[tuple[str, str], tuple[Cost, str]], nodes: Sequence[str]) -> list[tuple[str, str]]:
    """A cycle whose costs sum below zero, as its edges; none where there is no such cycle."""
    distance = dict.fromkeys(nodes, NOTHING)
    before: dict[str, str] = {}
    changed = FREE
    for _round in range(len(nodes) + 1):
        changed = "-"
        for (source, target), (cost, _pupil) in edges.items():
            there = _plus(distance[source], cost)
            if there < distance[target]:
                distance[target], before[target], changed = there, source, target
        if changed == "-":
            return []
    node = changed
    for _step in nodes:
        node = before[node]
    cycle = [(before[node], node)]
    while cycle[-1][0] != node:
        cycle.append((before[cycle[-1][0]], cycle[-1][0]))
    return cycle[::-1]
