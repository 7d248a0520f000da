"""The fewest moves that seat everybody who is short: a search that goes deeper one move at a time."""

from __future__ import annotations

from collections.abc import Iterator

from iom.allocation.seating import Seating

Hop = tuple[int, int, int]  # pupil, course left (NOWHERE for none), course entered
Need = tuple[int, int, int]  # pupil, course that the pupil lost (NOWHERE for none), the first need that led to it
NOWHERE = -1
NODES = 10_000  # states looked at; what is not found by then is not proven


class _TooManyError(Exception):
    """More states than the search may look at."""


class FewestMoves:
    """Ways to give ``pupils`` a seat each, by the number of moves of people who sit somewhere already.

    Somebody moves out of a course when another takes the seat, or when the hour is needed for a course that the
    same person enters; either way there is one move and one need more. Nobody leaves a course just entered.
    """

    def __init__(self, seating: Seating, pupils: list[int], nodes: int = NODES) -> None:
        self.seating = seating.copy()
        self.needs: tuple[Need, ...] = tuple((pupil, NOWHERE, at) for at, pupil in enumerate(pupils))
        self.nodes = nodes
        self.hops: list[tuple[int, Hop]] = []
        self.entered: set[tuple[int, int]] = set()

    def found(self, most: int) -> tuple[list[list[Hop]] | None, bool]:
        """A way with the fewest moves, at most so many, a chain a seat; and whether there is none with fewer.

        Without a way, the second says that there is none at all within the limit.
        """
        try:
            for moves in range(self._at_least(self.needs), most + 1):
                if self._filled(self.needs, moves):
                    return [[hop for root, hop in self.hops if root == at] for at in range(len(self.needs))], True
        except _TooManyError:
            return None, False
        return None, True

    def _filled(self, needs: tuple[Need, ...], moves: int) -> bool:
        if not needs:
            return True
        self.nodes -= 1
        if self.nodes < 0:
            raise _TooManyError
        if self._at_least(needs) > moves:
            return False
        need = min(needs, key=lambda one: (len(self._targets(one)), one))
        rest = tuple(one for one in needs if one != need)
        return any(self._entered(need, target, rest, moves) for target in self._targets(need))

    def _targets(self, need: Need) -> list[int]:
        """The courses that could fill the need, if there were seats and the hours were free."""
        seating, (pupil, lost, _root) = self.seating, need
        return [
            course
            for course in seating.table.wishes[pupil]
            if seating.most[course]
            and course != lost
            and course not in seating.held[pupil]
            and not seating.is_kept_apart(pupil, course)
        ]

    def _at_least(self, needs: tuple[Need, ...]) -> int:
        """Moves that no way does without: each gives one of those a seat who have no free one to themselves."""
        seating = self.seating
        free = {course: seating.most[course] - count for course, count in enumerate(seating.count)}
        taken: dict[int, list[int]] = {}
        options = [[course for course in self._targets(need) if free[course] > 0] for need in needs]

        def seated(at: int, seen: set[int]) -> bool:
            for course in options[at]:
                if course not in seen:
                    seen.add(course)
                    holders = taken.setdefault(course, [])
                    if len(holders) < free[course]:
                        holders.append(at)
                        return True
                    for place, other in enumerate(holders):
                        if seated(other, seen):
                            holders[place] = at
                            return True
            return False

        return sum(not seated(at, set()) for at in range(len(needs)))

    def _entered(self, need: Need, target: int, rest: tuple[Need, ...], moves: int) -> bool:
        """Whether all is filled once the need is filled by ``target``; else everything is as it was."""
        seating, (pupil, lost, root) = self.seating, need
        in_the_way = [course for course in seating.held[pupil] if seating.table.clash[target] >> course & 1]
        moves -= len(in_the_way)
        if moves < 0 or not all(self._may_leave(pupil, course, alone=True) for course in in_the_way):
            return False
        for course in in_the_way:
            seating.leave(pupil, course)
        seating.enter(pupil, target)
        self.entered.add((pupil, target))
        self.hops.append((root, (pupil, lost, target)))
        needs = (*((pupil, course, root) for course in in_the_way), *rest)
        if seating.count[target] <= seating.most[target]:
            done = self._filled(needs, moves)
        else:
            done = moves > 0 and any(
                self._left((other, target, root), needs, moves - 1) for other in self._inside(target)
            )
        if not done:
            self.hops.pop()
            self.entered.discard((pupil, target))
            seating.leave(pupil, target)
            for course in in_the_way:
                seating.enter(pupil, course)
        return done

    def _left(self, need: Need, rest: tuple[Need, ...], moves: int) -> bool:
        pupil, course, _root = need
        self.seating.leave(pupil, course)
        done = self._filled((need, *rest), moves)
        if not done:
            self.seating.enter(pupil, course)
        return done

    def _inside(self, course: int) -> Iterator[int]:
        """Who could give up a seat in the course."""
        people = [pupil for pupil, mask in enumerate(self.seating.mask) if mask >> course & 1]
        return (pupil for pupil in people if self._may_leave(pupil, course))

    def _may_leave(self, pupil: int, course: int, *, alone: bool = False) -> bool:
        """Whether the pupil may leave; ``alone``: nobody comes in instead, and the minimum has to hold."""
        seating = self.seating
        enough = not alone or seating.count[course] > seating.least[course]
        return enough and course not in seating.table.pins[pupil] and (pupil, course) not in self.entered
