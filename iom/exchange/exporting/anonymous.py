"""A table without names: pseudonyms for people, no free text, nothing by which somebody is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.forms import ClassForm
from iom.exchange.columns.hours import Grades, WeekHour, WeekHours
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.references import Thing, Who
from iom.exchange.columns.table_kind import Values
from iom.exchange.columns.values import Choice, Hour, Identifier, Listing, Text, ValueType, Whole, YesNo
from iom.exchange.exporting.pseudonyms import Pseudonyms
from iom.exchange.exporting.tables import OutTable
from iom.exchange.exporting.views import Criterion, Decimal, Word
from iom.model import kinds

#: Tables whose ids are those of people; in the others, ``id`` names a thing, or an entry.
_OF_PEOPLE: Final = ("students", "guardians", "staff", "partners")
_OF_THINGS: Final = ("courses", "offers")
_OF_NAMED_THINGS: Final = ("groups", "events")
#: Texts of the catalogue, which families read anyway.
_CATALOGUE: Final = frozenset({("courses", "title"), ("courses", "code"), ("offers", "title")})
#: What would tell of a pupil that the support is one at risk.
_DELICATE: Final = frozenset({("groups", "track")})
#: Things whose ids and titles come from the catalogue; what an event or a group is called may hold a name.
_PUBLIC: Final = (kinds.COURSE, kinds.OFFER, kinds.RUBRIC, kinds.METASKILLS, kinds.DEFICITS, kinds.ROUND)
_HARMLESS: Final = (Day, Hour, Whole, YesNo, Choice, Grades, ClassForm, Criterion, Decimal, Word)

Change = Callable[[Any], Any]


class Plain(ValueType[str]):
    """A pseudonym, or a text in which nobody is told."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """The text as it is: what names nobody is not read back."""
        return text

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value


@dataclass(frozen=True)
class Anonymity:
    """Takes the people out of tables."""

    hidden: Pseudonyms

    def table(self, table: OutTable) -> OutTable:
        """The table with pseudonyms; columns that could tell somebody are gone.

        The rows are put into another order: that of the names would lead from a class list to everybody.
        """
        told = (column for column in table.columns if (table.name, column.key) not in _DELICATE)
        kept = [(column, change) for column in told if (change := self._change(table.name, column))]
        columns = tuple(self._column(column) for column, _change in kept)
        rows = [
            {column.key: change(row[column.key]) for column, change in kept if column.key in row} for row in table.rows
        ]
        return replace(table, columns=columns, rows=tuple(sorted(rows, key=lambda row: _order(columns, row))))

    def _column(self, column: Column) -> Column:
        heading = column.key if self.hidden.tells(column.title()) else column.heading
        return replace(column, heading=heading, type=_plain(column.type))

    def _change(self, name: str, column: Column) -> Change | None:
        """What becomes of the values of a column; None where it is left out."""
        match column.type:
            case Identifier():
                change = self._identifier(name, column.key)
            case Text():
                harmless = (name, column.key) in _CATALOGUE or column.key == "form"
                change = self.hidden.untold if harmless else None
            case Listing(item=Who()):
                change = self._people
            case Listing(item=item):
                one = self._change(name, replace(column, type=item))
                change = (lambda values: tuple(map(one, values))) if one else None
            case Who():
                change = self.hidden.person
            case Thing() as cells:
                change = self._thing(cells)
            case WeekHours():
                change = _without_places
            case _ as cells:
                change = _same if isinstance(cells, _HARMLESS) else None
        return change

    def _people(self, people: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(self.hidden.person, people)))

    def _identifier(self, name: str, key: str) -> Change | None:
        """An entry's id is made of names and days: a list of them would be tried until it fits, so it goes."""
        if key == "student" or key.endswith("_id") or (key == "id" and name in _OF_PEOPLE):
            return self.hidden.person
        if key == "id" and name in _OF_NAMED_THINGS:
            return lambda one: self.hidden.thing(name[:1], one)
        return self.hidden.untold if key == "id" and name in _OF_THINGS else None

    def _thing(self, cells: Thing) -> Change:
        if cells.kind in _PUBLIC:
            return lambda one: self.hidden.title(one, cells.show(one))
        return lambda one: self.hidden.thing(cells.kind.name[:1], one)


def _same(value: Any) -> Any:
    return value


def _without_places(hours: Iterable[WeekHour]) -> tuple[WeekHour, ...]:
    return tuple(WeekHour(one.day, one.start, one.end) for one in hours)


def _plain(cells: ValueType[Any]) -> ValueType[Any]:
    if isinstance(cells, Listing):
        return Listing(_plain(cells.item))
    return Plain() if isinstance(cells, Identifier | Who | Thing | Text) else cells


def _order(columns: Iterable[Column], row: Values) -> tuple[str, ...]:
    return tuple(column.type.show(row[column.key]) if column.key in row else "" for column in columns)
