"""The example school, its tables written and read in the process of the test."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.kinds import table_kind
from iom.exchange.exporting.tables import table_of
from iom.exchange.importing.answers import Answers
from iom.exchange.importing.desk import ImportDesk
from iom.exchange.importing.intake import Reader
from iom.exchange.importing.opening import Format, opened, require_clear
from iom.exchange.importing.plan import Plan, Planner
from iom.exchange.tables.write import write
from iom.model.school import Run, School
from iom.store.load import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
TODAY = date(2026, 11, 18)

Take = Callable[..., Plan]
Export = Callable[..., bytes]


@pytest.fixture(scope="session")
def example() -> School:
    return load(EXAMPLE).school


@pytest.fixture(scope="session")
def autumn(example: School) -> Run:
    return example.runs["2026-autumn"]


def _bearings(school: School) -> Bearings:
    return Bearings(school, next(iter(school.runs.values()), None), TODAY)


@pytest.fixture(scope="session")
def exported() -> Export:
    """Writes the table of a kind: ``exported(school, kind, format)``."""

    def call(school: School, kind: str, form: str = "csv") -> bytes:
        stream = io.BytesIO()
        write(form, [table_of(table_kind(kind), _bearings(school)).sheet(form)], stream)
        return stream.getvalue()

    return call


@pytest.fixture(scope="session")
def imported() -> Take:
    """Reads a table of a kind with nobody to ask: ``imported(school, kind, table, format)``."""

    def call(school: School, kind: str, table: bytes | str, form: str = "csv", **answers: Mapping[str, str]) -> Plan:
        raw = table.encode() if isinstance(table, str) else table
        desk = ImportDesk(school, _bearings(school).run, TODAY, Answers(**answers), None)
        described = table_kind(kind)
        columns = described.columns(desk)
        found = opened(raw, f"table.{form}", columns, Format())
        require_clear(found, columns, "")
        reader = Reader(columns, desk, {})
        rows = [
            row
            for one in found.tables
            for row in reader.rows(one.layout, one.keys(), file=f"table.{form}", several=form == "xlsx")
        ]
        return Planner(described, desk, None).plan(rows)

    return call
