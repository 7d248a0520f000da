"""What an import did or would do, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from iom.exchange.columns.column import Column
from iom.exchange.importing.cautions import Caution
from iom.exchange.importing.opening import Opened, Table
from iom.exchange.importing.plan import STATUSES, Outcome, Plan, Status
from iom.language import N_, _, ngettext, say, shown
from iom.views.sheet import Block, Cell, Lines, Pairs, Sheet, Tone
from iom.views.sheet import Column as Shown
from iom.views.sheet import Table as ShownTable

_TONES: Final[Mapping[Status, Tone]] = {"new": "good", "changed": "warn", "same": "muted", "rejected": "bad"}
_COUNTED: Final[Mapping[Status, str]] = {
    "new": N_("new rows"),
    "changed": N_("changed rows"),
    "same": N_("same rows"),
    "rejected": N_("rejected rows"),
}
_FEW: Final = 3  # places that have a line each, though the reason is the same
_SHOWN: Final = 10  # places that are named of more
_DELIMITERS: Final = {"\t": N_("tab"), " ": N_("space")}


@dataclass(frozen=True)
class Report:
    """An import: the file as it was read, the plan, and what was written."""

    kind: str
    title: str
    opened: Opened
    columns: tuple[Column, ...]
    plan: Plan
    cautions: tuple[Caution, ...] = ()
    written: bool = False
    rejected_file: str = ""
    kept_file: str = ""
    dry_run: bool = False
    diff: str = ""

    def sheet(self) -> Sheet:
        """How the table was read, the four counts, and every rejected row."""
        counted: dict[Status, int] = {status: self.plan.count(status) for status in STATUSES}
        counts = tuple(
            (_(_COUNTED[status]), Cell(str(count), _TONES[status] if count else "plain"))
            for status, count in counted.items()
        )
        rejected = Lines(tuple(self._rejected()), _("Rejected")) if self.plan.count("rejected") else None
        title = say(N_("Import: {what}"), {"what": _(self.title)})
        blocks: tuple[Block, ...] = (self._source(), Pairs(counts, _("Rows")), *self._files())
        return Sheet(title, (*blocks, rejected) if rejected else blocks)

    def _files(self) -> Iterator[Lines]:
        if self.rejected_file:
            text = N_("The rejected rows are in {file}: mend them there and import that file.")
            yield Lines((say(text, {"file": self.rejected_file}),))
        if self.kept_file:
            text = N_("{file} holds other rows, mended ones perhaps, and stays as it is.")
            yield Lines((Cell(say(text, {"file": self.kept_file}), "warn"),))

    def _source(self) -> Pairs:
        source = self.opened.source
        rows: list[tuple[str, str]] = [(_("File"), source.file), (_("Format"), source.format)]
        if source.encoding:
            rows.append((_("Encoding"), source.encoding))
        if source.delimiter:
            named = _DELIMITERS.get(source.delimiter)
            rows.append((_("Delimiter"), _(named) if named else source.delimiter))
        if source.decimal_comma is not None:
            rows.append((_("Decimal sign"), _("comma") if source.decimal_comma else _("point")))
        for table in self.opened.tables:
            rows.append((self._table_name(table), self._columns(table)))
            rows += [(_("Said above the rows"), above)] if (above := self._above(table)) else []
        if ignored := list(dict.fromkeys(heading for table in self.opened.tables for heading in table.ignored())):
            rows.append((_("Not read"), ", ".join(ignored)))
        if skipped := (*self.opened.without_table, *source.hidden):
            rows.append((_("Sheets left out"), ", ".join(skipped)))
        if dropped := self._dropped():
            rows.append((_("Lines left out"), dropped))
        return Pairs(tuple(rows))

    def _table_name(self, table: Table) -> str:
        return table.layout.name if len(self.opened.tables) > 1 else _("Columns")

    def _columns(self, table: Table) -> str:
        titles = {column.key: column.title() for column in self.columns}
        return ", ".join(
            title if title == pair.heading.strip() else f"{pair.heading.strip()} → {title}"
            for pair in table.pairs
            if (title := titles.get(pair.key, pair.key))
        )

    def _above(self, table: Table) -> str:
        """What titles and the sheet's name say of the rows, and where."""
        titles = {column.key: column.title() for column in self.columns}
        found: dict[str, None] = {}
        for record in table.layout.records:
            for key, cell in record.context.items():
                if cell.place and key in titles:
                    found[f"{titles[key]}: {cell.text} ({cell.place})"] = None
        return ", ".join(found)

    def _dropped(self) -> str:
        count = sum(len(table.layout.dropped) for table in self.opened.tables)
        text = ngettext("{count} line (titles, totals, notes)", "{count} lines (titles, totals, notes)", count)
        return say(text, {"count": count}) if count else ""

    def _rejected(self) -> Iterator[Cell | str]:
        """A line for each reason; one that is the same in many rows stands once, with their places."""
        places: dict[str, list[str]] = {}
        for outcome in self.plan.outcomes:
            for reason in outcome.reasons if outcome.status == "rejected" else ():
                places.setdefault(reason.said(), []).append(outcome.place(reason))
        for said, found in places.items():
            if len(found) <= _FEW:
                yield from (f"{place}: {said}" for place in found)
                continue
            facts = {"places": found[:_SHOWN], "count": len(found) - _SHOWN, "all": len(found), "reason": said}
            text = N_("{places} and {count} more ({all} rows): {reason}")
            yield say(text if len(found) > _SHOWN else N_("{places} ({all} rows): {reason}"), facts)

    def data(self) -> dict[str, Any]:
        """The report as JSON data."""
        source = self.opened.source
        return {
            "kind": self.kind,
            "file": source.file,
            "format": source.format,
            "encoding": source.encoding,
            "delimiter": source.delimiter,
            "decimal_comma": source.decimal_comma,
            "tables": [self._table_data(table) for table in self.opened.tables],
            "sheets_left_out": [*self.opened.without_table, *source.hidden],
            "counts": {status: self.plan.count(status) for status in STATUSES},
            "rejected": [row for outcome in self.plan.outcomes for row in _rejected_data(outcome)],
            "cautions": [one.data() for one in self.cautions],
            "written": self.written,
            "dry_run": self.dry_run,
            **({"diff": self.diff} if self.dry_run else {}),
            **({"rejected_file": self.rejected_file} if self.rejected_file else {}),
            **({"kept_file": self.kept_file} if self.kept_file else {}),
        }

    def _table_data(self, table: Table) -> dict[str, Any]:
        return {
            "sheet": table.layout.name,
            "heading_row": table.layout.heading_row,
            "columns": [{"heading": pair.heading, "column": pair.key, "match": pair.kind} for pair in table.pairs],
            "not_read": list(table.ignored()),
            "said_above": self._above(table),
            "rows": len(table.layout.records),
            "lines_left_out": [{"row": one.row.number, "why": one.why} for one in table.layout.dropped],
        }


def _rejected_data(outcome: Outcome) -> Iterable[dict[str, Any]]:
    if outcome.status != "rejected":
        return
    for reason in outcome.reasons:
        yield {
            "row": outcome.intake.record.number,
            "place": outcome.place(reason),
            "column": reason.column,
            "code": reason.code,
            "text": say(reason.text, reason.facts),
            "hint": say(reason.hint, reason.facts),
        }


def match_sheet(opened: Opened, columns: tuple[Column, ...]) -> Sheet:
    """Which heading means which column, with the first value of each, to be looked at before anything is read."""
    titles = {column.key: column.title() for column in columns}
    return Sheet(_("How the table is read"), tuple(_match_table(table, titles, opened) for table in opened.tables))


def _match_table(table: Table, titles: Mapping[str, str], opened: Opened) -> ShownTable:
    heads = (Shown(_("Heading"), flexible=True), Shown(_("Means")), Shown(_("First value"), flexible=True))
    first = table.layout.records[0].values if table.layout.records else {}
    rows: list[tuple[Cell | str, ...]] = []
    for pair in sorted((*table.pairs, *table.layout.matching.near), key=lambda pair: pair.position):
        sample = first[pair.position].text if pair.position in first else ""
        near = pair.kind == "near"
        title = titles.get(pair.key, pair.key)
        rows.append((pair.heading, Cell(f"{title}?" if near else title, "warn" if near else "plain"), sample))
    rows += [(heading, Cell(_("is not read"), "muted"), "") for _at, heading in table.layout.matching.unmatched]
    context = [f"{titles.get(key, key)}: {shown(cell.text)}" for key, cell in table.layout.context.items()]
    name = table.layout.name if len(opened.tables) > 1 else opened.source.file
    return ShownTable(heads, tuple(rows), " · ".join([name, *context]))
