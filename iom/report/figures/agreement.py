"""Agreement of those who judge: Krippendorff's alpha of ordered levels, with its interval.

The library `krippendorff` computes alpha. The interval comes from drawing whole products anew a thousand times, since
the criteria of one product hang together; the draw has a fixed seed, so the same marks give the same figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING, Any, Final

from iom.report.extra import papers_extra
from iom.report.figures.ratings import Product, Rating, Side
from iom.report.small import FEWEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS: Final = 1000
RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667  # Krippendorff: below this, not even tentative conclusions

Counts = dict[Product, list[list[int]]]  # a row a criterion: how often each level was given


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha and the ends of its 95 % interval; None where all gave the same mark throughout, or too few judged."""

    products: int
    marks: int
    alpha: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are so many products that a figure may be shown."""
        return self.products >= FEWEST


def between(ratings: Iterable[Rating], first: Side, second: Side) -> Agreement:
    """How far two sides agree about the same products; several of one side count as their middle mark."""
    levels: defaultdict[tuple[Product, str], dict[Side, list[int]]] = defaultdict(dict)
    for rating in ratings:
        if rating.side in (first, second):
            levels[rating.product, rating.criterion].setdefault(rating.side, []).append(rating.level)
    both = {unit: [median_low(marks) for marks in sides.values()] for unit, sides in levels.items() if len(sides) == 2}
    return _agreement(both)


def among(ratings: Iterable[Rating], side: Side | None = None) -> Agreement:
    """How far experts agree with one another, or those of one side; the pupil's own marks are left out."""
    levels: defaultdict[tuple[Product, str], list[int]] = defaultdict(list)
    for rating in ratings:
        if rating.side != "pupil" and side in (None, rating.side):
            levels[rating.product, rating.criterion].append(rating.level)
    return _agreement({unit: marks for unit, marks in levels.items() if len(marks) > 1})


def _agreement(units: Mapping[tuple[Product, str], list[int]]) -> Agreement:
    highest = max((max(marks) for marks in units.values()), default=0)
    counts: Counts = {}
    for (product, _criterion), marks in sorted(units.items()):
        row = [0] * (highest + 1)
        for level in marks:
            row[level] += 1
        counts.setdefault(product, []).append(row)
    total = sum(map(len, units.values()))
    found = Agreement(len(counts), total)
    if not found.enough or len({level for marks in units.values() for level in marks}) < 2:
        return found
    return Agreement(len(counts), total, *_alpha_with_interval(counts))


def _alpha_with_interval(counts: Counts) -> tuple[float, float, float]:
    with papers_extra():
        import numpy as np
    tables = [np.array(rows) for rows in counts.values()]
    drawn = np.random.default_rng(len(tables)).integers(0, len(tables), (DRAWS, len(tables)))
    alphas = [_alpha(np.concatenate([tables[position] for position in draw])) for draw in drawn]
    low, high = np.nanpercentile(alphas, (2.5, 97.5))
    return _alpha(np.concatenate(tables)), float(low), float(high)


def _alpha(counts: NDArray[np.int64]) -> float:
    """Alpha of value counts; where a draw holds one level alone nothing is known, and it counts as not drawn."""
    with papers_extra():
        import krippendorff
    if (counts.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    value: Any = krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal")
    return float(value)
