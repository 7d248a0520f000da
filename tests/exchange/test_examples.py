"""The messy tables of the examples are what their script makes, and are read as their README says."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from iom.exchange.tables.read import read
from iom.model.folding import folded

FOLDER = Path(__file__).parents[2] / "examples" / "import"
FILES: dict[str, Callable[[], bytes]] = runpy.run_path(str(Path(__file__).parent / "make_examples.py"))["FILES"]


def contents(table: Path | bytes, name: str) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    book = read(table, name=name)
    return [(grid.name, [(row.number, [cell.text for cell in row.cells]) for row in grid.rows]) for grid in book.grids]


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_what_its_script_makes(name: str):
    assert contents(FOLDER / name, name) == contents(FILES[name](), name)


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_small_and_explained(name: str):
    assert (FOLDER / name).stat().st_size < 20_000
    assert f"`{name}`" in (FOLDER / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [("class-list.csv", "cp1251", ";"), ("wishes-form.csv", "utf-8", ","), ("wishes-list.txt", "utf-16", "\t")],
)
def test_encoding_and_delimiter_are_those_of_the_readme(name: str, encoding: str, delimiter: str):
    source = read(FOLDER / name).source

    assert (source.encoding, source.delimiter) == (encoding, delimiter)


def test_new_pupils_are_nobody_of_the_example_school():
    known = {
        folded(line.partition('"')[2].strip().strip('"'))
        for path in (FOLDER.parent / "zarechnaya" / "students").glob("*.toml")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("name = ")
    }
    texts = {
        folded(text)
        for name in ("class-list.csv", "families.xlsx")
        for _, rows in contents(FOLDER / name, name)
        for _, row in rows
        for text in row
    }

    assert len(known) > 60
    assert not known & texts
