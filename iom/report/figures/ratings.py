"""Marks as they were given: who judged which product by which criterion, and on whose side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from iom.language import N_
from iom.model.assessing import expert_marks, self_marks, teacher_marks
from iom.model.school import Run, School

Side = Literal["pupil", "parent", "teacher", "partner"]
SIDES: Final[dict[Side, str]] = {
    "pupil": N_("pupils"),
    "parent": N_("parents"),
    "teacher": N_("teachers"),
    "partner": N_("partners"),
}

Product = tuple[str, str]  # pupil and offer


class Rating(NamedTuple):
    """One mark of one person for one product by one criterion."""

    product: Product
    criterion: str
    rater: str
    side: Side
    level: int


def ratings(run: Run) -> tuple[Rating, ...]:
    """Every mark that counts: the latest of each person, none of the own family (S0 R0-7)."""
    return tuple(rating for product in products(run) for rating in _of(run, product))


def products(run: Run) -> tuple[Product, ...]:
    """Pupil and offer of each product in the journals, in a fixed order."""
    found = {(product.student, offer) for offer, journal in run.journals.items() for product in journal.products}
    return tuple(sorted(found))


def side_of(school: School, person: str) -> Side:
    """On whose side an expert judges; a teacher who is also a parent judges as a teacher."""
    if person in school.staff:
        return "teacher"
    return "parent" if person in school.guardians else "partner"


def named(run: Run, criterion: str) -> str:
    """The title of a criterion, from the first offer whose rubric has it; else its id."""
    for offer in run.offers.values():
        found = offer.rubric.criterion(criterion) if offer.rubric else None
        if found:
            return f"{found.label} {found.title}"
    return criterion


def criteria(run: Run) -> tuple[str, ...]:
    """Ids of all criteria of the round, in the order of the rubrics."""
    rubrics = (offer.rubric for _, offer in sorted(run.offers.items()) if offer.rubric)
    return tuple(dict.fromkeys(criterion.id for rubric in rubrics for criterion in rubric.criteria))


def _of(run: Run, product: Product) -> Iterator[Rating]:
    own = self_marks(run, *product)
    given: list[tuple[str, Side, dict[str, int]]] = [(product[0], "pupil", own)] if own else []
    given += [(person, side_of(run.school, person), marks) for person, marks in _judged(run, product)]
    for person, side, marks in given:
        yield from (Rating(product, criterion, person, side, level) for criterion, level in marks.items())


def _judged(run: Run, product: Product) -> Iterable[tuple[str, dict[str, int]]]:
    return sorted({**teacher_marks(run, *product), **expert_marks(run, *product)}.items())
