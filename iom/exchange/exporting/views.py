"""Tables that are looked at and not read back: the board, the placements, the marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any, Final, NamedTuple

from iom.exchange.columns.assessments import criteria, heading_of
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import cells
from iom.exchange.columns.hours import WeekHour, WeekHours
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.pupils import COLUMNS, pupil_cells
from iom.exchange.columns.table_kind import Values
from iom.exchange.columns.values import Listing, ValueType, Whole, YesNo
from iom.exchange.exporting.tables import OutTable
from iom.language import N_, _, current
from iom.model import kinds
from iom.model.attendance import active_offers
from iom.model.naming import by_name, name_key
from iom.model.roster import is_gone, membership_spans
from iom.model.school import Run
from iom.model.timetable import form_order
from iom.stages.machine import Check
from iom.stages.requirement import REQUIREMENTS
from iom.views.board import board
from iom.views.marks import marks_summary
from iom.views.wording import role_title, stage_title


@dataclass(frozen=True)
class Word(ValueType[str]):
    """A code that is shown in words."""

    words: Callable[[str], str]
    closed = True

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """The words as they are: views are not read."""
        return text

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return self.words(value)


@dataclass(frozen=True)
class Criterion(ValueType[str]):
    """A criterion, shown by its code and title."""

    titles: Mapping[str, str]

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """The title as it is: views are not read."""
        return text

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return self.titles.get(value, value)


class Decimal(ValueType[float]):
    """A number with up to two digits behind the point."""

    def parse(self, text: str, bearings: Bearings) -> float | Misfit:
        """The number; views are not read."""
        return float(text.replace(",", "."))

    def show(self, value: float) -> str:
        """See `ValueType.show`."""
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if current() == "ru" else text


class View(NamedTuple):
    """A view: its title (a message id), its columns, and its rows."""

    title: str
    columns: Callable[[Bearings], tuple[Column, ...]]
    rows: Callable[[Bearings], Iterator[Values]]


def view_tables(name: str, bearings: Bearings, *, by: str = "form") -> tuple[OutTable, ...]:
    """The tables of a view, the first of which stands alone in a format of one table."""
    view = VIEWS[name]
    table = OutTable(name, _(view.title), view.columns(bearings), tuple(view.rows(bearings)))
    if name != "placements":
        return (table,)
    orders = ("form", "offer") if by == "form" else ("offer", "form")
    return tuple(_ordered(table, order) for order in orders)


def _ordered(table: OutTable, by: str) -> OutTable:
    """The placements class by class, or course by course."""
    titles = next(column.type for column in table.columns if column.key == "offer")

    def order(row: Values) -> tuple[Any, ...]:
        form, name = form_order(row.get("form", "")), name_key(row.get("name", ""))
        offer = name_key(titles.show(row["offer"]))
        return (form, name, offer) if by == "form" else (offer, form, name)

    title = _("Placements by class") if by == "form" else _("Placements by course")
    return OutTable(table.name, title, table.columns, tuple(sorted(table.rows, key=order)))


def _run(bearings: Bearings) -> Run:
    assert bearings.run
    return bearings.run


def _board_columns(bearings: Bearings) -> tuple[Column, ...]:
    lacking = Listing(Word(lambda name: _(REQUIREMENTS[name].title) if name in REQUIREMENTS else name))
    return (
        *COLUMNS,
        Column("tutor", N_("Tutor"), Named.of(bearings, kinds.STAFF)),
        Column("stage", N_("Stage"), Word(stage_title)),
        Column("since", N_("In this stage since"), Day()),
        Column("ready", N_("Gate is open"), YesNo()),
        Column("returned", N_("Returned"), YesNo()),
        Column("missing", N_("Lacking"), lacking),
        Column("waived", N_("Waived"), lacking),
        Column("waits_for", N_("Waits for"), Listing(Word(role_title))),
    )


def _board_rows(bearings: Bearings) -> Iterator[Values]:
    for row in board(_run(bearings), bearings.today).rows:
        pupil = {"student": row.subject, "name": row.name, "form": row.form or None, "tutor": row.tutor or None}
        lacking = {key: _of_state(row.checks, key) for key in ("missing", "waived")}
        state = {"stage": row.state, "since": row.since, "ready": row.ready, "returned": row.returned}
        yield cells(**pupil, **state, **lacking, waits_for=row.waits_for)


def _of_state(checks: tuple[Check, ...], state: str) -> tuple[str, ...]:
    return tuple(check.requirement for check in checks if check.state == state)


def _placement_columns(bearings: Bearings) -> tuple[Column, ...]:
    return (
        *COLUMNS,
        Column("offer", N_("Course"), Titled.of(kinds.OFFER, bearings)),
        Column("teachers", N_("Teachers"), Listing(Named.of(bearings))),
        Column("slots", N_("Hours"), WeekHours()),
        Column("wish", N_("Which wish"), Whole(1, 99)),
        Column("since", N_("On the roster since"), Day()),
    )


def _placement_rows(bearings: Bearings) -> Iterator[Values]:
    """Who is in which course today, or was at its end."""
    run = _run(bearings)
    for student in by_name(bearings.school, run.placed_students):
        if is_gone(run, student, bearings.today):
            continue
        wishes = {placement.offer: placement.wish for placement in run.placements_of(student)}
        since = {span.offer: span.since for span in membership_spans(run, student)}
        for one in active_offers(run, student, bearings.today):
            offer = run.offers.get(one)
            hours = [WeekHour(slot.day, slot.start, slot.end, slot.room or "") for slot in offer.slots] if offer else []
            row = cells(teachers=offer.teachers if offer else (), slots=tuple(hours), wish=wishes.get(one))
            yield {**dict(pupil_cells(bearings, student)), "offer": one, **row, "since": since[one]}


def _mark_columns(bearings: Bearings) -> tuple[Column, ...]:
    return (
        *COLUMNS,
        Column("offer", N_("Course"), Titled.of(kinds.OFFER, bearings)),
        Column("criterion", N_("Criterion"), Criterion(_criteria(bearings))),
        Column("own", N_("Own mark"), Whole(0, 9)),
        Column("experts", N_("Experts"), Whole(0, 99)),
        Column("mean", N_("Mean of the experts"), Decimal()),
        Column("median", N_("Median"), Decimal()),
        Column("spread", N_("Spread"), Whole(0, 9)),
        Column("difference", N_("Own less the experts'"), Decimal()),
    )


def _criteria(bearings: Bearings) -> Mapping[str, str]:
    found = criteria(bearings).items()
    return {one: heading_of(scale.criterion) for one, scale in found}


def _mark_rows(bearings: Bearings) -> Iterator[Values]:
    """A row a criterion of each product that has both sides' marks: neither sees the other's before (design §3)."""
    run = _run(bearings)
    for student in by_name(bearings.school, run.assessed):
        for offer in dict.fromkeys(entry.offer for _person, entry in run.assessed[student]):
            summary = marks_summary(run, student, offer)
            for row in summary.criteria if summary else ():
                numbers = cells(
                    own=row.own,
                    experts=len(row.experts),
                    mean=_rounded(row.mean),
                    median=_rounded(median(row.experts)) if row.experts else None,
                    spread=row.spread,
                    difference=_rounded(row.difference),
                )
                yield {**dict(pupil_cells(bearings, student)), "offer": offer, "criterion": row.id, **numbers}


def _rounded(number: Fraction | float | None) -> float | None:
    return None if number is None else round(float(number), 2)


VIEWS: Final[Mapping[str, View]] = {
    "board": View(N_("Board of the round"), _board_columns, _board_rows),
    "placements": View(N_("Placements"), _placement_columns, _placement_rows),
    "marks": View(N_("Marks by criterion"), _mark_columns, _mark_rows),
}
