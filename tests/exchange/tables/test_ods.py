"""Sheets of ODS workbooks."""

from __future__ import annotations

import pytest

from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import EncryptedTableError, TooManyCellsError, TooWideError


def table(rows: str, name: str = "5а", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str = "", **attributes: object) -> str:
    inner = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{inner}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ({"office__value_type": "string"}, "007", "007"),
        ({"office__value_type": "float", "office__value": "5.0"}, "5,0", "5"),
        ({"office__value_type": "float", "office__value": "7"}, "007", "007"),
        ({"office__value_type": "float", "office__value": "79123456789"}, "7,9E+10", "79123456789"),
        ({"office__value_type": "float", "office__value": "2.5"}, "2,5", "2.5"),
        ({"office__value_type": "date", "office__date_value": "2026-02-01"}, "01.02.26", "2026-02-01"),
        ({"office__value_type": "date", "office__date_value": "2026-02-01T14:05:00"}, "x", "2026-02-01 14:05"),
        ({"office__value_type": "time", "office__time_value": "PT09H30M00S"}, "9:30", "09:30"),
        ({"office__value_type": "boolean", "office__boolean_value": "true"}, "ИСТИНА", "true"),
        ({"office__value_type": "string"}, "#Н/Д", "#Н/Д"),
        ({"office__value_type": "percentage", "office__value": "0.5"}, "50%", "0.5"),
        ({}, "без типа", "без типа"),
    ],
)
def test_a_cell_is_what_a_person_sees(cells, ods, attributes, shown: str, text: str):
    assert cells(ods(table(row(cell(shown, **attributes)))), "a.ods") == [[text]]


def test_paragraphs_spaces_and_tabs_are_kept_and_notes_left_out(cells, ods):
    inner = (
        "<table:table-cell><office:annotation><text:p>заметка</text:p></office:annotation>"
        '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>'
        "<text:p>вторая <text:span>строка</text:span></text:p></table:table-cell>"
    )

    assert cells(ods(table(row(inner))), "a.ods") == [["a  b\tc\nвторая строка"]]


def test_repeated_rows_and_columns_are_counted(ods):
    repeated = row(cell("x", table__number_columns_repeated=2), cell(table__number_columns_repeated=3), cell("y"))
    rows = row(times=4) + repeated + row(cell(table__number_columns_repeated=16384), times=1_000_000) + row(cell("z"))
    grid = read(ods(table(rows)), name="a.ods").grids[0]

    assert [(one.number, [each.text for each in one.cells]) for one in grid.rows] == [
        (5, ["x", "x", "", "", "", "y"]),
        (1_000_006, ["z"]),
    ]


def test_merged_cells_are_empty_but_their_first(cells, ods):
    assert cells(ods(table(row(cell("a"), "<table:covered-table-cell/>", cell("b")))), "a.ods") == [["a", "", "b"]]


def test_each_sheet_is_read_by_itself_and_hidden_ones_are_named(ods):
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    raw = ods(table(row(cell("a"))) + table(row(cell("b")), "5б") + table(row(cell("c")), "в", "ta2"), styles=styles)
    book = read(raw, name="a.ods")

    assert [(grid.name, [one.cells[0].place for one in grid.rows]) for grid in book.grids] == [
        ("5а", ["a.ods:5а!A1"]),
        ("5б", ["a.ods:5б!A1"]),
    ]
    assert book.source.hidden == ("в",)


def test_a_locked_workbook_is_refused(cells, ods):
    with pytest.raises(EncryptedTableError):
        cells(ods("", manifest="<encryption-data/>"), "a.ods")


def test_a_filled_row_repeated_ten_million_times_is_refused(cells, ods):
    with pytest.raises(TooManyCellsError):
        cells(ods(table(row(cell("x"), times=10_000_000))), "a.ods")


def test_a_filled_cell_repeated_over_all_columns_is_refused(cells, ods):
    with pytest.raises(TooWideError):
        cells(ods(table(row(cell("x", table__number_columns_repeated=16384)))), "a.ods")
