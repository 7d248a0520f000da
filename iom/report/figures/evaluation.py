"""The report on evaluation: how far parents, teachers and pupils agree, and who uses the criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from iom.language import N_, _, pgettext, say
from iom.model.school import Run
from iom.report.figures.agreement import RELIABLE, TENTATIVE, Agreement, among, between
from iom.report.figures.experts import Leaning, Spread, leanings, spreads
from iom.report.figures.indicators import OF_EVALUATION, Facts
from iom.report.figures.ratings import SIDES, Side, criteria, named, ratings
from iom.report.figures.share import Share
from iom.report.small import FEWEST
from iom.views.sheet import Block, Cell, Column, Lines, Sheet, Table, Tone
from iom.views.wording import decimal

PAIRS: Final[tuple[tuple[Side, Side], ...]] = (
    ("pupil", "parent"),
    ("pupil", "teacher"),
    ("pupil", "partner"),
    ("parent", "teacher"),
    ("parent", "partner"),
    ("teacher", "partner"),
)


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Agreement by pairs of sides and among experts, spread by criterion, experts apart, indicators of S0."""

    round_id: str
    title: str
    day: date
    pairs: Mapping[tuple[Side, Side], Agreement]
    experts: Agreement
    spreads: tuple[Spread, ...]
    leanings: tuple[Leaning, ...]
    indicators: Mapping[str, tuple[str, Share]]
    names: Mapping[str, str]
    criteria: Mapping[str, str]

    def sheet(self) -> Sheet:
        """Tables that fit 80 columns, each figure with its number of products."""
        blocks = (self._agreements(), self._legend(), self._spreads(), self._apart(), self._indicators())
        facts = {"title": self.title, "day": self.day}
        return Sheet(say(N_("{title}: evaluation, {day}"), facts), blocks)

    def _agreements(self) -> Table:
        columns = (
            Column(_("who beside whom"), flexible=True),
            Column(_("products"), "right"),
            Column(pgettext("figure", "agreement"), "right"),
            Column("95 %"),
            Column(_("in words"), flexible=True),
        )
        rows = [(_sides(*pair), found) for pair, found in self.pairs.items() if found.products]
        rows.append((_("experts among themselves"), self.experts))
        return Table(columns, tuple(_agreement_cells(title, found) for title, found in rows))

    def _legend(self) -> Lines:
        text = _(
            "Agreement: Krippendorff's alpha of ordered levels. 1 is full agreement, 0 is no better than chance; the "
            "interval comes from 1,000 draws of whole products. Of several on one side the middle mark counts."
        )
        return Lines((Cell(text, "muted"),))

    def _spreads(self) -> Block:
        columns = (
            Column(_("criterion"), flexible=True),
            Column(_("products"), "right"),
            Column(_("mean spread"), "right"),
            Column(_("2 levels or more"), "right"),
            Column(_("own − experts'"), "right"),
        )
        return Table(columns, tuple(map(self._spread_cells, self.spreads)), _("Spread of the experts' marks"))

    def _spread_cells(self, spread: Spread) -> tuple[Cell | str, ...]:
        title = self.criteria.get(spread.criterion, spread.criterion)
        if not spread.enough:
            return (title, f"<{FEWEST}", "—", "—", "—")
        return (
            title,
            str(spread.products),
            decimal(spread.mean),
            str(spread.wide),
            decimal(spread.own_difference, signed=True),
        )

    def _apart(self) -> Lines:
        lines = [self._apart_line(one) for one in self.leanings if one.apart]
        return Lines(
            tuple(lines) or (_("Nobody's marks lie beyond all the others' again and again."),),
            _("Experts who differ from all others"),
            "-",
        )

    def _apart_line(self, leaning: Leaning) -> str:
        text = (
            N_("{name}: on average {levels} above everybody else's marks ({products} products)")
            if leaning.difference > 0
            else N_("{name}: on average {levels} below everybody else's marks ({products} products)")
        )
        name = self.names.get(leaning.person, leaning.person)
        return say(text, {"name": name, "levels": decimal(abs(leaning.difference)), "products": leaning.products})

    def _indicators(self) -> Table:
        rows = tuple((_(title), share.text()) for title, share in self.indicators.values())
        return Table((Column(_("indicator"), flexible=True), Column(_("share"), "right")), rows)

    def data(self) -> dict[str, Any]:
        """For ``--json``; figures about fewer than five products are left out."""
        return {
            "round": self.round_id,
            "day": self.day.isoformat(),
            "agreement": [
                {"sides": list(pair), **_agreement_data(found)} for pair, found in self.pairs.items() if found.products
            ],
            "experts": _agreement_data(self.experts),
            "criteria": [_spread_data(spread) for spread in self.spreads],
            "apart": [
                {"person": one.person, "products": one.products, "difference": _rounded(one.difference)}
                for one in self.leanings
                if one.apart
            ],
            "indicators": {key: share.data() for key, (_title, share) in self.indicators.items()},
        }


def evaluation_report(run: Run, today: date) -> EvaluationReport:
    """The report on the marks as they stand.

    Raises:
        MissingExtraError: the libraries of `iom[papers]` are not installed.
    """
    given, facts = ratings(run), Facts(run, today)
    order = criteria(run)
    return EvaluationReport(
        run.id,
        run.round.title,
        today,
        {pair: between(given, *pair) for pair in PAIRS},
        among(given),
        spreads(given, order),
        leanings(given),
        {one.key: (one.title, one.counted(facts)) for one in OF_EVALUATION},
        {rating.rater: run.school.name(rating.rater) for rating in given},
        {criterion: named(run, criterion) for criterion in order},
    )


def _sides(first: Side, second: Side) -> str:
    return f"{_(SIDES[first])} — {_(SIDES[second])}"


def _agreement_cells(title: str, found: Agreement) -> tuple[Cell | str, ...]:
    if not found.enough:
        return (title, f"<{FEWEST}", "—", "", Cell(_("too few products"), "muted"))
    words, tone = _in_words(found)
    if found.alpha is None:
        return (title, str(found.products), "—", "", Cell(words, tone))
    interval = f"{decimal(found.low, places=2)} … {decimal(found.high, places=2)}"
    return (title, str(found.products), decimal(found.alpha, places=2), interval, Cell(words, tone))


def _in_words(found: Agreement) -> tuple[str, Tone]:
    """One plain sentence. What may be concluded depends on the lower end of the interval (Krippendorff)."""
    if found.alpha is None or found.low is None:
        return _("all marks are the same"), "muted"
    if found.low >= RELIABLE:
        return _("they see the same"), "good"
    if found.low >= TENTATIVE:
        return _("mostly they see the same"), "good"
    if found.low <= 0:
        return _("no better than chance: talk the criteria over"), "bad"
    return _("they differ: talk before concluding"), "warn"


def _agreement_data(found: Agreement) -> dict[str, Any]:
    if not found.enough:
        return {"hidden": True}
    return {
        "products": found.products,
        "marks": found.marks,
        "alpha": None if found.alpha is None else _rounded(found.alpha),
        "interval": None if found.low is None or found.high is None else [_rounded(found.low), _rounded(found.high)],
    }


def _spread_data(spread: Spread) -> dict[str, Any]:
    if not spread.enough:
        return {"criterion": spread.criterion, "hidden": True}
    return {
        "criterion": spread.criterion,
        "products": spread.products,
        "mean_spread": _rounded(spread.mean),
        "wide": spread.wide,
        "own_difference": None if spread.own_difference is None else _rounded(spread.own_difference),
    }


def _rounded(number: Fraction | float) -> float:
    return round(float(number), 3)
