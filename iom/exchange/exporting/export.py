"""Everything that goes out, by the name on the command line: tables of kinds, views, the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.kinds import NAMES, table_kind
from iom.exchange.exporting.anonymous import Anonymity
from iom.exchange.exporting.pseudonyms import Pseudonyms
from iom.exchange.exporting.tables import OutTable, table_of
from iom.exchange.exporting.views import VIEWS, view_tables
from iom.language import N_, _
from iom.model.consenting import may_be_registered

CALENDAR: Final = "calendar"
EXPORTS: Final = (*NAMES, *VIEWS, CALENDAR)
ORDERS: Final = ("form", "offer")


@dataclass(frozen=True)
class Export:
    """Tables ready to be written; ``unconsented`` people of a registry are not among the rows."""

    tables: tuple[OutTable, ...]
    unconsented: tuple[str, ...] = ()


def titles() -> Mapping[str, str]:
    """Titles of everything that can be exported, in the chosen language."""
    kinds = {name: _(table_kind(name).title) for name in NAMES}
    return {**kinds, **{name: _(view.title) for name, view in VIEWS.items()}, CALENDAR: _(N_("Calendar"))}


def in_round(name: str) -> bool:
    """Whether the rows are those of one round."""
    return name in VIEWS or table_kind(name).in_round


def export_of(
    name: str, bearings: Bearings, *, form: str | None = None, order: str = "form", hidden: Pseudonyms | None = None
) -> Export:
    """The tables of a kind or a view: those of one class alone, with pseudonyms where ``hidden`` makes them.

    Raises:
        NoClassColumnError: a class is wanted of rows that have none.
    """
    tables = view_tables(name, bearings, by=order) if name in VIEWS else (table_of(table_kind(name), bearings),)
    if form is not None:
        tables = tuple(table.of_form(form) for table in tables)
    export = _registered(tables[0], bearings) if name == "mentors" else Export(tables)
    if hidden is None:
        return export
    return replace(export, tables=tuple(map(Anonymity(hidden).table, export.tables)))


def _registered(table: OutTable, bearings: Bearings) -> Export:
    """The registry of mentors: those alone whose data may be processed (design §3)."""
    people = [row["person"] for row in table.rows]
    refused = tuple(one for one in people if not may_be_registered(bearings.school, one, bearings.today))
    rows = tuple(row for row in table.rows if row["person"] not in refused)
    return Export((replace(table, rows=rows),), refused)
