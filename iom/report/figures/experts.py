"""Experts beside one another: how far their marks lie apart, and who differs from all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from iom.report.figures.ratings import Product, Rating
from iom.report.small import FEWEST

APART: Final = Fraction(1, 2)  # levels beyond all the others, on average: a stricter or a milder hand
WIDE: Final = 2  # levels between the highest and the lowest mark for one product

Marks = dict[tuple[Product, str], dict[str, int]]  # product and criterion -> person -> level


@dataclass(frozen=True, slots=True)
class Spread:
    """One criterion: products that two or more experts judged, and how far their marks lie apart."""

    criterion: str
    products: int
    mean: Fraction
    wide: int
    own_difference: Fraction | None

    @property
    def enough(self) -> bool:
        """Whether so many products were judged that the figure may be shown."""
        return self.products >= FEWEST


@dataclass(frozen=True, slots=True)
class Leaning:
    """How far one expert's marks lie beyond all the others' for the same products, in levels; negative is stricter.

    A mark between the others' counts as no difference, so that one strange hand does not make its neighbours strange.
    """

    person: str
    products: int
    marks: int
    difference: Fraction

    @property
    def apart(self) -> bool:
        """Whether this expert differs from all others, on so many products that it is no chance of one."""
        return self.products >= FEWEST and abs(self.difference) >= APART


def spreads(ratings: Iterable[Rating], criteria: Iterable[str]) -> tuple[Spread, ...]:
    """The spread by criterion, in the order of ``criteria``."""
    ratings = tuple(ratings)
    experts, own = _by_unit(ratings, pupils=False), _by_unit(ratings, pupils=True)
    found: defaultdict[str, list[tuple[Product, list[int]]]] = defaultdict(list)
    for (product, criterion), marks in experts.items():
        if len(marks) > 1:
            found[criterion].append((product, sorted(marks.values())))
    return tuple(_spread(criterion, found[criterion], own) for criterion in criteria if found[criterion])


def leanings(ratings: Iterable[Rating]) -> tuple[Leaning, ...]:
    """Each expert who judged beside others, those that differ most first."""
    differences: defaultdict[str, list[tuple[Product, Fraction]]] = defaultdict(list)
    for (product, _criterion), marks in _by_unit(ratings, pupils=False).items():
        for person, level in marks.items():
            others = [mark for other, mark in marks.items() if other != person]
            if others:
                differences[person].append((product, _beyond(level, others)))
    found = [
        Leaning(person, len({product for product, _ in rows}), len(rows), _mean(value for _, value in rows))
        for person, rows in differences.items()
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.difference), one.person)))


def _by_unit(ratings: Iterable[Rating], *, pupils: bool) -> Marks:
    found: Marks = {}
    for rating in ratings:
        if (rating.side == "pupil") is pupils:
            found.setdefault((rating.product, rating.criterion), {})[rating.rater] = rating.level
    return found


def _spread(criterion: str, judged: list[tuple[Product, list[int]]], own: Marks) -> Spread:
    widths = [marks[-1] - marks[0] for _, marks in judged]
    differences = [
        next(iter(own[product, criterion].values())) - _mean(map(Fraction, marks))
        for product, marks in judged
        if (product, criterion) in own
    ]
    return Spread(
        criterion,
        len(judged),
        _mean(map(Fraction, widths)),
        sum(width >= WIDE for width in widths),
        _mean(differences) if differences else None,
    )


def _beyond(level: int, others: list[int]) -> Fraction:
    return Fraction(max(level - max(others), 0) + min(level - min(others), 0))


def _mean(numbers: Iterable[Fraction]) -> Fraction:
    found = list(numbers)
    return sum(found, Fraction(0)) / len(found)
