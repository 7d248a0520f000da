"""Tables written, and read back."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import UnknownFormatError
from iom.exchange.tables.workbook_out import LongTextError
from iom.exchange.tables.write import FORMATS, OneSheetError, OutSheet, cell_text, write
from iom.language import speaking

PEOPLE = OutSheet(
    "5а",
    ("ФИО", "Дата", "Час", "Когда", "Курсов", "Балл", "Пришёл", "Заметка", "Курсы"),
    (
        (
            "Аверина Полина",
            date(2026, 2, 1),
            time(14, 5),
            datetime.fromisoformat("2026-02-01T14:05"),
            3,
            4.5,
            True,
            "=1+1",
            ("химия", "квест"),
        ),
        ("Гилёв Тимур", None, None, None, 0, -2, False, "+7 912 345-67-89", ()),
        ("007",),
    ),
    keys=("name", "day", "hour", "moment", "count", "mark", "came", "note", "offers"),
)


def written(kind: str, *sheets: OutSheet, **how: str) -> bytes:
    out = io.BytesIO()
    write(kind, sheets, out, **how)
    return out.getvalue()


def read_back(kind: str, sheet: OutSheet) -> list[list[str]]:
    grid = read(written(kind, sheet), name=f"a.{kind}", format=kind).grids[0]
    return [[cell.text for cell in row.cells] for row in grid.rows]


def trimmed(row: list[str]) -> list[str]:
    """The row without the empty cells at its end, which no format tells from none."""
    while row and not row[-1]:
        row = row[:-1]
    return row


@pytest.mark.parametrize("kind", FORMATS)
def test_values_come_back_as_the_texts_they_show(kind: str):
    rows = read_back(kind, PEOPLE)[1:]

    assert [trimmed(row) for row in rows] == [
        ["Аверина Полина", "2026-02-01", "14:05", "2026-02-01 14:05", "3", "4.5", "true", "=1+1", "химия; квест"],
        ["Гилёв Тимур", "", "", "", "0", "-2", "false", "+7 912 345-67-89"],
        ["007"],
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_sheets_give_the_same_bytes(kind: str):
    assert written(kind, PEOPLE) == written(kind, PEOPLE)


# What XML cannot hold, line ends that are one to a table, and lone halves of characters are left out.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12).map(str.strip)
RISKY = st.text(st.sampled_from("'=+-@;,|\t\"_x0A1 ё\n"), max_size=10).map(lambda text: text.strip(" \n"))


@settings(max_examples=60)
@given(st.lists(st.lists(st.one_of(TEXT, RISKY), min_size=1, max_size=4), max_size=5), st.sampled_from(FORMATS))
def test_texts_come_back_unchanged(rows: list[list[str]], kind: str):
    headings = ["ФИО", "Класс", "Курс", "Заметка"]
    whole = [row + [""] * (len(headings) - len(row)) for row in rows]
    back = read_back(kind, OutSheet("Лист", headings, whole))

    kept = [trimmed(row) for row in rows if any(text.strip() for text in row)]
    assert [trimmed(row) for row in back[1:]] == kept
    assert not kept or back[0][: max(map(len, kept))] == headings[: max(map(len, kept))]


def test_delimited_text_is_for_the_spreadsheet_program_of_the_language():
    with speaking("ru"):
        russian = written("csv", PEOPLE)
    with speaking("en"):
        english = written("csv", PEOPLE)

    assert russian.startswith("\ufeffФИО;Дата".encode())
    assert b";4,5;" in russian
    assert english.startswith("\ufeffФИО,Дата".encode())
    assert b",4.5," in english


def test_a_delimiter_that_is_given_is_used():
    assert written("csv", PEOPLE, delimiter="|").startswith("\ufeffФИО|Дата".encode())


def test_what_would_be_run_is_guarded_in_spreadsheets_and_not_in_json():
    assert b"'=1+1" in written("csv", PEOPLE)
    assert b"'=1+1" in written("tsv", PEOPLE)
    assert json.loads(written("json", PEOPLE))[0]["note"] == "=1+1"


def test_json_has_keys_and_values_of_its_own_types():
    first = json.loads(written("jsonl", PEOPLE).splitlines()[0])

    assert first == {
        "name": "Аверина Полина",
        "day": "2026-02-01",
        "hour": "14:05",
        "moment": "2026-02-01 14:05",
        "count": 3,
        "mark": 4.5,
        "came": True,
        "note": "=1+1",
        "offers": ["химия", "квест"],
    }


def test_no_rows_are_an_empty_array():
    assert json.loads(written("json", OutSheet("", ("a",), ()))) == []
    assert written("jsonl", OutSheet("", ("a",), ())) == b""


def test_a_workbook_is_fit_to_be_looked_at():
    page = openpyxl.load_workbook(io.BytesIO(written("xlsx", PEOPLE))).active

    assert page.title == "5а"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:I4"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width > page.column_dimensions["C"].width


def test_cells_of_a_workbook_have_their_types():
    page = openpyxl.load_workbook(io.BytesIO(written("xlsx", PEOPLE))).active

    assert page["B2"].value == datetime.fromisoformat("2026-02-01")
    assert (page["B2"].number_format, page["C2"].value) == ("dd.mm.yyyy", time(14, 5))
    assert (page["E2"].value, page["F2"].value, page["G2"].value) == (3, 4.5, True)
    assert (page["H2"].data_type, page["H2"].value) == ("s", "'=1+1")
    assert (page["A4"].data_type, page["A4"].value) == ("s", "007")


def test_addresses_do_not_become_links():
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", OutSheet("a", ("b",), [("https://example.org",)]))))

    assert book.active["A2"].hyperlink is None


def test_a_workbook_holds_several_sheets_with_lawful_names():
    titles = ["5а/5б", "5а 5б", "", "Очень длинное название листа, которое не помещается", "History"]
    raw = written("xlsx", *(OutSheet(title, ("a",), ()) for title in titles))

    assert openpyxl.load_workbook(io.BytesIO(raw)).sheetnames == [
        "5а 5б",
        "5а 5б (2)",
        "1",
        "Очень длинное название листа, к",
        "History.",
    ]


def test_a_text_that_no_cell_holds_is_refused_rather_than_cut():
    with pytest.raises(LongTextError, match="row 2"):
        written("xlsx", OutSheet("a", ("b",), [("x" * 40_000,)]))


def test_several_sheets_need_a_workbook():
    with pytest.raises(OneSheetError):
        written("csv", PEOPLE, PEOPLE)


def test_a_format_that_nobody_knows_is_refused():
    with pytest.raises(UnknownFormatError):
        written("ods", PEOPLE)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (2.5, "2.5"), (date(2026, 2, 1), "2026-02-01"), (("а", "б"), "а; б")],
)
def test_values_as_texts(value, text: str):
    assert cell_text(value) == text
