"""A kind of table: its columns, its rows out of the documents, and what a row says about them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.misfit import Misfit
from iom.model.base import Document
from iom.model.edits import Data
from iom.model.keys import Keys
from iom.model.kinds import Kind

if TYPE_CHECKING:
    from iom.exchange.tables.grid import Cell

#: Values of one row by column key, as the columns' types read and show them. A cell that is empty has none.
Values = Mapping[str, Any]

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Record:
    """One row as it was read: ``place`` names it, ``number`` counts it, cells and values go by column key.

    ``reason`` is why it was rejected, where it stands in a file of rejected rows.
    """

    number: int
    place: str
    cells: Mapping[str, Cell]
    values: Values
    reason: str = ""

    def get(self, column: str, default: Any = None) -> Any:
        """The value of a column; None where the cell is empty or the table has no such column."""
        return self.values.get(column, default)

    def text(self, column: str) -> str:
        """What stands in the cell; empty where there is none."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""


@dataclass(frozen=True)
class Said:
    """What rows say about one document.

    ``data`` holds the keys that they give and no others: nothing is ever erased. Tables are joined key by key, lists
    of entries by ``id``; any other list is one value, save those named in ``sets``, to which items are added. A value
    that differs from the document's is decided by the person. ``entry`` leads to what the rows are about, where that
    is an entry or an item of one of its lists; ``columns`` tells, for a key, the column that gave it, where the two are
    not called alike; ``settled`` are keys whose value takes the place of another without a question.
    """

    kind: Kind
    ids: tuple[str, ...]
    data: Data
    entry: Keys = ()
    columns: Mapping[str, str] = field(default_factory=lambda: _NO_COLUMNS)
    sets: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Party:
    """Somebody whom a row names by columns of these keys, so that near matches are asked about.

    ``of`` is the slot of the pupil whose guardian this is; of several parties in a row, pupils come first. Who may not
    be new must be there already; whoever is ``required`` has an id or a name in every row.
    """

    slot: str
    kind: Kind
    name: str
    id: str
    form: str = ""
    phone: str = ""
    email: str = ""
    of: str = ""
    may_be_new: bool = True
    required: bool = False


class Desk(Bearings, ABC):
    """Where rows are taken in, one after another: what is there includes what earlier rows brought."""

    @abstractmethod
    def document(self, kind: Kind, *ids: str) -> Document | None:
        """A document as earlier rows left it; None where there is none."""

    @abstractmethod
    def person(self, record: Record, slot: str) -> str | None:
        """The id, old or new, of a `Party` of the row; None where the row names nobody there."""

    @abstractmethod
    def prefers_table(self, record: Record, column: str, there: str, here: str) -> bool:
        """Whether the table counts where it says ``here`` and the documents say ``there``; the person decides.

        Where nobody can be asked, the answer is no, and the row is rejected.
        """

    def keyed(self, record: Record) -> tuple[str, ...]:
        """Ids of those who have the row's value in the declared key column; none where no such column is declared."""
        return ()


class TableKind(ABC):
    """One kind of table. ``name`` stands on the command line, ``title`` is a message id.

    A kind ``in_round`` is read and written within one round.
    """

    name: str
    title: str
    in_round: bool = False

    @abstractmethod
    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """The columns in their order, as they are written; all of them may be read."""

    @abstractmethod
    def rows(self, bearings: Bearings) -> Iterable[Values]:
        """The rows that the documents make, in a stable order. Read again, they say what is there already."""

    @abstractmethod
    def says(self, desk: Desk, records: Sequence[Record]) -> Iterable[Said | Misfit]:
        """What a group of rows says, the document that it is about first; or why it cannot be taken.

        The values fit their columns, and required ones are there; what else is wrong is a `Misfit` of a column.
        """

    def group(self, desk: Desk, record: Record) -> Hashable:
        """What rows have in common that say one thing together: they are taken together or not at all."""
        return record.place

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """Who is named in a row and may be new."""
        return ()
