"""The summary of one product's marks: per criterion mean, median, spread, own mark against the experts'.

Neither side sees the other's marks before both are given (design §3); the summary is made then alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

from iom.language import N_, _, say
from iom.model.assessing import expert_marks, self_marks
from iom.model.school import Run
from iom.model.teaching import Criterion
from iom.views.sheet import Cell, Column, Sheet, Table
from iom.views.wording import decimal

APART = 1  # a difference of more than one level is worth a talk


@dataclass(frozen=True, slots=True)
class CriterionSummary:
    """One criterion: own mark, and the experts' marks in ascending order."""

    id: str
    label: str
    title: str
    own: int | None
    experts: tuple[int, ...]

    @property
    def mean(self) -> Fraction | None:
        """The experts' mean, exact."""
        return Fraction(sum(self.experts), len(self.experts)) if self.experts else None

    @property
    def spread(self) -> int | None:
        """The highest of the experts' marks less the lowest."""
        return self.experts[-1] - self.experts[0] if self.experts else None

    @property
    def difference(self) -> Fraction | None:
        """Own mark less the experts' mean."""
        return None if self.own is None or self.mean is None else self.own - self.mean


@dataclass(frozen=True, slots=True)
class MarksSummary:
    """The marks of one pupil's product in one offer."""

    student: str
    name: str
    offer: str
    title: str
    experts: int
    criteria: tuple[CriterionSummary, ...]

    def sheet(self) -> Sheet:
        """A row a criterion."""
        facts = {"name": self.name, "title": self.title, "experts": self.experts}
        title = say(N_("{name}, “{title}”: own marks and those of {experts} experts"), facts)
        return Sheet(title, (self.table(),))

    def table(self) -> Table:
        """Own mark, the experts' mean, median and spread, and the difference, by criterion."""
        columns = (
            Column(_("criterion"), flexible=True),
            Column(_("own"), "right"),
            Column(_("mean"), "right"),
            Column(_("median"), "right"),
            Column(_("spread"), "right"),
            Column(_("difference"), "right"),
        )
        return Table(columns, tuple(map(_cells, self.criteria)))

    def data(self) -> dict[str, Any]:
        """For ``--json``; means as decimal numbers."""
        return {
            "student": self.student,
            "offer": self.offer,
            "experts": self.experts,
            "criteria": [
                {
                    "id": row.id,
                    "own": row.own,
                    "experts": list(row.experts),
                    "mean": None if row.mean is None else round(float(row.mean), 2),
                    "median": median(row.experts) if row.experts else None,
                    "spread": row.spread,
                    "difference": None if row.difference is None else round(float(row.difference), 2),
                }
                for row in self.criteria
            ],
        }


def marks_summary(run: Run, student: str, offer: str) -> MarksSummary | None:
    """The summary of one product; None until both the pupil and an expert have given marks."""
    own, experts = self_marks(run, student, offer), expert_marks(run, student, offer)
    document = run.offers.get(offer)
    if own is None or not experts or document is None or document.rubric is None:
        return None
    rows = tuple(_row(criterion, own, experts) for criterion in document.rubric.criteria)
    return MarksSummary(student, run.school.name(student), offer, run.offer_title(offer), len(experts), rows)


def _row(criterion: Criterion, own: dict[str, int], experts: dict[str, dict[str, int]]) -> CriterionSummary:
    given = tuple(sorted(marks[criterion.id] for marks in experts.values() if criterion.id in marks))
    return CriterionSummary(criterion.id, criterion.label, criterion.title, own.get(criterion.id), given)


def _cells(row: CriterionSummary) -> tuple[Cell | str, ...]:
    apart = row.difference is not None and abs(row.difference) > APART
    return (
        f"{row.label} {row.title}",
        "—" if row.own is None else str(row.own),
        decimal(row.mean),
        decimal(Fraction(median(row.experts)) if row.experts else None),
        "—" if row.spread is None else str(row.spread),
        Cell(decimal(row.difference, signed=True), "warn" if apart else "plain"),
    )
