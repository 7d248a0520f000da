"""Sheets of XLSX workbooks."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from iom.exchange.tables.grid import is_error
from iom.exchange.tables.number_formats import Look, look_of, number_text
from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import DamagedError, NoSheetError


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (5, "5"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (79123456789, "79123456789"),
        (1e-7, "0.0000001"),
        (1e20, "100000000000000000000"),
        (date(2026, 2, 1), "2026-02-01"),
        (datetime.fromisoformat("2026-02-01T14:05"), "2026-02-01 14:05"),
        (datetime.fromisoformat("2026-02-01T14:05:30"), "2026-02-01 14:05:30"),
        (time(9, 30), "09:30"),
        (True, "true"),
        (False, "false"),
        ("две\nстроки", "две\nстроки"),
        ("  края  ", "  края  "),
    ],
)
def test_a_cell_is_what_a_person_sees(cells, value, text: str):
    book = openpyxl.Workbook()
    book.active.append([value])

    assert cells(saved(book), "a.xlsx") == [[text]]


def test_zeros_that_come_from_the_number_format_stay(cells):
    book = openpyxl.Workbook()
    book.active["A1"] = 7
    book.active["A1"].number_format = "000"

    assert cells(saved(book), "a.xlsx") == [["007"]]


def test_a_formula_is_its_last_value_and_its_error_is_told(cells, xlsx):
    sheet = (
        '<row r="1"><c r="A1"><f>2+2</f><v>4</v></c><c r="B1" t="str"><f>A1&amp;"!"</f><v>4!</v></c>'
        '<c r="C1" t="e"><f>NA()</f><v>#N/A</v></c><c r="D1"><f>1+1</f></c>'
        '<c r="E1" t="b"><f>TRUE()</f><v>1</v></c></row>'
    )
    row = cells(xlsx(sheet), "a.xlsx")[0]

    assert row == ["4", "4!", "#N/A", "", "true"]
    assert [is_error(text) for text in row] == [False, False, True, False, False]


def test_rich_text_is_joined_and_its_pronunciation_left_out(cells, xlsx):
    strings = "<si><r><t>Кухонная </t></r><r><rPr/><t>химия</t></r><rPh sb='0' eb='1'><t>кана</t></rPh></si>"

    assert cells(xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings), "a.xlsx") == [
        ["Кухонная химия"]
    ]


def test_cells_without_references_stand_one_after_another(cells, xlsx):
    sheet = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c t='inlineStr'><is><t>x</t></is></c></row>"

    assert cells(xlsx(sheet), "a.xlsx") == [["1", "", "3"], ["x"]]


def test_names_with_a_prefix_are_names_all_the_same(cells, xlsx):
    row = '<x:row r="3"><x:c r="B3"><x:v>5</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="urn:any"><x:sheetData>{row}</x:sheetData></x:worksheet>'

    assert cells(xlsx("", parts={"xl/worksheets/sheet1.xml": sheet}), "a.xlsx") == [["", "5"]]


def test_places_name_file_sheet_and_cell(xlsx):
    grid = read(xlsx('<row r="7"><c r="C7"><v>5</v></c></row>', name="Класс 5а"), name="wishes.xlsx").grids[0]

    assert [cell.place for row in grid.rows for cell in row.cells][-1] == "wishes.xlsx:Класс 5а!C7"


def test_days_of_workbooks_from_1904_are_counted_from_there(cells):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([date(2026, 2, 1)])

    assert cells(saved(book), "a.xlsx") == [["2026-02-01"]]


def test_several_sheets_are_several_grids_and_hidden_ones_are_named():
    book = openpyxl.Workbook()
    book.active.title = "5а"
    book.create_sheet("5б")
    book.create_sheet("справочник").sheet_state = "hidden"
    found = read(saved(book), name="a.xlsx")

    assert [grid.name for grid in found.grids] == ["5а", "5б"]
    assert found.source.hidden == ("справочник",)


def test_one_sheet_can_be_asked_for_with_letters_of_the_other_alphabet_and_though_it_is_hidden():
    book = openpyxl.Workbook()
    book.active.title = "5А"
    book.create_sheet("скрытый").sheet_state = "veryHidden"

    assert [grid.name for grid in read(saved(book), name="a.xlsx", sheet="5a").grids] == ["5А"]
    assert [grid.name for grid in read(saved(book), name="a.xlsx", sheet="скрытый").grids] == ["скрытый"]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(NoSheetError, match="Sheet"):
        read(saved(openpyxl.Workbook()), name="a.xlsx", sheet="5в")


def test_lone_halves_of_characters_and_zeros_are_marked_as_lost(cells, xlsx):
    sheet = '<row><c t="str"><v>_xD83D__xDE00_</v></c><c t="str"><v>_xD800_а_x0000_</v></c></row>'
    assert cells(xlsx(sheet), "a.xlsx") == [["😀", "\ufffdа\ufffd"]]


def test_a_cell_that_refers_to_no_string_is_damage(cells, xlsx):
    with pytest.raises(DamagedError):
        cells(xlsx('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'), "a.xlsx")


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", Look()),
        ("0.00", Look()),
        ("# ##0\\ _р_.", Look()),
        ('0" дн."', Look()),
        ("[Red]0", Look()),
        ("dd.mm.yyyy", Look(day=True)),
        ("[$-419]d mmmm yyyy г.", Look(day=True)),
        ("mmm yy", Look(day=True)),
        ("h:mm", Look(clock=True)),
        ("mm:ss", Look(clock=True)),
        ("[h]:mm", Look(clock=True, duration=True)),
        ("dd.mm.yyyy hh:mm", Look(day=True, clock=True)),
        ("000000", Look(digits=6)),
    ],
)
def test_number_formats_tell_dates_from_numbers(code: str, look: Look):
    assert look_of(code) == look


@pytest.mark.parametrize(
    ("number", "look", "text"),
    [
        ("1", Look(day=True), "1900-01-01"),
        ("61", Look(day=True), "1900-03-01"),
        ("46054.999999999", Look(day=True, clock=True), "2026-02-02"),
        ("1.25", Look(clock=True, duration=True), "30:00"),
        ("-1", Look(day=True), "-1"),
        ("9999999999", Look(day=True), "9999999999"),
        ("nan", Look(), "nan"),
        ("1e400", Look(), "1e400"),
        ("слово", Look(day=True), "слово"),
    ],
)
def test_numbers_at_the_edges_of_the_calendar(number: str, look: Look, text: str):
    assert number_text(number, look) == text
