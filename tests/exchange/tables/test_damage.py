"""Damaged tables: read or refused, never a crash."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import UnreadableTableError

FOLDER = Path(__file__).parents[3] / "examples" / "import"
TABLES = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix != ".md"} | {
    "a.json": '[{"a": "б", "c": [1, 2.5, {"d": null}]}, {"a": true}]'.encode(),
    "a.jsonl": b'{"a": 1}\n{"b": "x"}\n',
}
#: Where (as a share of the whole), how many bytes go, and what comes instead.
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=6)), min_size=1, max_size=5)


def damaged(raw: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    for share, gone, new in damage:
        place = int(share * len(raw))
        raw = raw[:place] + new + raw[place + gone :]
    return raw


def is_read_or_refused(raw: bytes, name: str) -> bool:
    try:
        for grid in read(raw, name=name).grids:
            list(grid.rows)
    except UnreadableTableError as error:
        return str(error).startswith(name)
    return True


@settings(max_examples=200)
@given(st.sampled_from(sorted(TABLES)), DAMAGE)
def test_a_damaged_file_is_read_or_refused(name: str, damage: list[tuple[float, int, bytes]]):
    assert is_read_or_refused(damaged(TABLES[name], damage), name)


@pytest.mark.parametrize("name", ["families.xlsx", "attendance.ods"])
@settings(max_examples=100)
@given(st.integers(0, 50), DAMAGE)
def test_a_workbook_with_a_damaged_part_is_read_or_refused(
    name: str, number: int, damage: list[tuple[float, int, bytes]]
):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(TABLES[name])) as old, zipfile.ZipFile(out, "w") as new:
        parts = old.namelist()
        for part in parts:
            raw = old.read(part)
            new.writestr(part, damaged(raw, damage) if part == parts[number % len(parts)] else raw)

    assert is_read_or_refused(out.getvalue(), name)
