"""A thousand pupils exported, against the same cells written with the bare libraries."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import xlsxwriter
from pairs import measured, show

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.kinds import table_kind
from iom.exchange.exporting.agenda import agenda_of_round
from iom.exchange.exporting.calendar import calendar_bytes
from iom.exchange.exporting.tables import table_of
from iom.exchange.tables.write import write
from iom.model.school import School
from iom.store.load import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
TODAY = date(2026, 11, 18)
COPIES = 15  # of 68 pupils
PAIRS = 11

Cells = Sequence[Sequence[object]]


def run(pairs: int | None) -> None:
    """Measure the table of pupils with their guardians as CSV and XLSX, written to memory."""
    school = thousand_pupils(load(EXAMPLE).school)
    table = table_of(table_kind("students"), Bearings(school, None, TODAY))
    headings = [column.title() for column in table.columns]
    ratios = []
    for form, bare, aim in (("csv", bare_csv, 10), ("xlsx", bare_xlsx, 3)):
        subject, peer = partial(_exported, school, form), partial(bare, headings, list(table.cells(form)))
        name = f"{len(table.rows):,} pupils as {form.upper()}"
        ratios.append(measured(name, subject, peer, pairs=pairs or PAIRS, aim=aim))
    show("Exports", "the same cells by csv or xlsxwriter", ratios)
    autumn = school.runs["2026-autumn"]
    agenda = agenda_of_round(autumn)
    whole = measured(
        f"calendar of a round, {len(agenda.entries)} entries",
        lambda: calendar_bytes(agenda_of_round(autumn)),
        lambda: calendar_bytes(agenda),
        pairs=pairs or PAIRS,
        aim=2,
    )
    show("Calendar", "writing alone", [whole])


def thousand_pupils(school: School) -> School:
    """The example's pupils again and again, with ids of their own."""
    more = {
        f"students/{identifier}-{number}.toml": student
        for number in range(1, COPIES)
        for identifier, student in school.students.items()
    }
    return school.with_documents(more)


def _exported(school: School, form: str) -> int:
    stream = io.BytesIO()
    table = table_of(table_kind("students"), Bearings(school, None, TODAY))
    write(form, [table.sheet(form)], stream)
    return stream.tell()


def bare_csv(headings: Sequence[str], cells: Cells) -> None:
    """Write the cells with the csv module."""
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8-sig", newline="")
    csv.writer(stream).writerows([headings, *cells])
    stream.flush()


def bare_xlsx(headings: Sequence[str], cells: Cells) -> None:
    """Write the cells with XlsxWriter, a row at a time, dates as dates."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    page.write_row(0, 0, headings)
    for number, row in enumerate(cells, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif cell is not None:
                page.write(number, column, cell)
    book.close()
