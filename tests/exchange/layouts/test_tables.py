"""Tables found within sheets."""

from __future__ import annotations

import pytest

from iom.exchange.layouts.mapping import TableMap
from iom.exchange.layouts.tables import Layout, NoHeadingError, NoHeadingRowError, found


def shown(layout: Layout) -> list[tuple[str | None, list[str]]]:
    """Each record: the class that titles give it, and its cells."""
    return [
        (
            record.context["form"].text if "form" in record.context else None,
            [cell.text for cell in record.values.values()],
        )
        for record in layout.records
    ]


def why(layout: Layout) -> list[tuple[int, str]]:
    return [(dropped.row.number, dropped.why) for dropped in layout.dropped]


def test_a_plain_table_has_its_heading_first(columns, grid):
    layout = found(grid("ФИО|Класс\nАверина Полина|5а\nГилёв Тимур|5б"), columns)

    assert layout.heading_row == 1
    assert shown(layout) == [(None, ["Аверина Полина", "5а"]), (None, ["Гилёв Тимур", "5б"])]
    assert layout.dropped == ()


def test_a_class_list_of_an_electronic_journal(columns, grid):
    layout = found(
        grid("""
МБОУ «Заречинская СОШ № 4»
Список обучающихся 5 «А» класса

№ п/п|Ф.И.О.|Дата рождения
1|Аверина Полина|01.02.2015
2|Бабушкин Лев|

Итого:|2
Классный руководитель: Вяткина Н. П.
"""),
        columns,
    )

    assert layout.heading_row == 4
    assert layout.context["form"].text == "5а"
    assert layout.context["form"].place == "Лист1!0:2"
    assert shown(layout) == [("5а", ["1", "Аверина Полина", "01.02.2015"]), ("5а", ["2", "Бабушкин Лев"])]
    assert why(layout) == [(1, "title"), (2, "title"), (8, "total"), (9, "total")]


def test_several_classes_in_one_sheet_each_under_its_title(columns, grid):
    layout = found(
        grid("""
Класс: 5 «А»
№|ФИО|Дата рождения
1|Аверина Полина|01.02.2015
Всего учеников: 1

Класс: 5 «Б»
№|ФИО|Дата рождения
1|Гилёв Тимур|
5в
1|Журавлёв Матвей|
"""),
        columns,
    )

    assert [(form, cells[1]) for form, cells in shown(layout)] == [
        ("5а", "Аверина Полина"),
        ("5б", "Гилёв Тимур"),
        ("5в", "Журавлёв Матвей"),
    ]
    assert why(layout) == [(1, "title"), (4, "total"), (6, "title"), (7, "heading"), (9, "title")]


def test_a_title_in_two_cells(columns, grid):
    layout = found(grid("Класс:|5 «А»\n\n№|ФИО|Дата рождения\n1|Аверина Полина|"), columns)

    assert shown(layout) == [("5а", ["1", "Аверина Полина"])]


def test_the_class_in_the_sheets_name(columns, grid):
    layout = found(grid("№|ФИО\n1|Аверина Полина", name="5А класс"), columns)

    assert layout.context["form"].place == "5А класс"
    assert shown(layout) == [("5а", ["1", "Аверина Полина"])]


def test_merged_headings_in_two_rows_are_joined(columns, grid):
    layout = found(
        grid("""
№|ФИО|Представитель 1||Представитель 2||Дата рождения
|  |ФИО|Телефон|ФИО|Телефон|
1|Аверина Полина|Аверина О. И.|+7 912|Аверин Д. О.|+7 913|01.02.2015
"""),
        columns,
    )

    assert {pair.position: pair.key for pair in layout.matching.pairs} == {
        1: "name",
        2: "guardian_1",
        3: "phone_1",
        4: "guardian_2",
        5: "phone_2",
        6: "born_on",
    }
    assert len(layout.records) == 1


def test_headings_in_two_rows_that_come_again_are_no_records(columns, grid):
    layout = found(
        grid("""
№|ФИО|Представитель 1|
|  |ФИО|Телефон
1|Аверина Полина|Аверина О. И.|
5б
№|ФИО|Представитель 1|
|  |ФИО|Телефон
1|Гилёв Тимур||
"""),
        columns,
    )

    assert [cells[1] for _, cells in shown(layout)] == ["Аверина Полина", "Гилёв Тимур"]
    assert why(layout) == [(4, "title"), (5, "heading"), (6, "heading")]


def test_a_mere_title_over_headings_does_not_hide_them(columns, grid):
    layout = found(
        grid("Ученик|||Сведения о представителе|\n|Класс|Дата рождения|Представитель 1|Телефон\nЛев|5а|||"), columns
    )

    assert {pair.key for pair in layout.matching.pairs} == {"name", "form", "born_on", "guardian_1"}


def test_the_answers_of_an_online_form(columns, grid):
    layout = found(
        grid("""
Отметка времени|Фамилия, имя, отчество ученика|Класс|Выбранные курсы (не больше трёх)|Что вам важно?
2026-09-10 14:05:33|Аверина Полина|5а|Кухонная химия: опыты без взрыва, Мультстудия|
"""),
        columns,
    )

    assert [(pair.position, pair.key) for pair in layout.matching.pairs] == [
        (0, "given_on"),
        (2, "form"),
        (3, "wishes"),
    ]
    assert {pair.key for pair in layout.matching.near} == {"name"}
    assert layout.matching.unmatched == ((4, "Что вам важно?"),)


def test_a_row_with_one_cell_under_a_known_heading_is_a_record(columns, grid):
    layout = found(grid("ФИО|Класс\nАверина Полина|\nГилёв Тимур|5б"), columns)

    assert [cells for _, cells in shown(layout)] == [["Аверина Полина"], ["Гилёв Тимур", "5б"]]


def test_a_row_with_one_cell_under_an_unknown_heading_is_a_note_that_is_told(columns, grid):
    layout = found(grid("Примечание|ФИО|Класс\n|Аверина Полина|5а\nсписок неполный||"), columns)

    assert len(layout.records) == 1
    assert why(layout) == [(3, "note")]


@pytest.mark.parametrize(
    "row",
    [
        "учитель|Паршина Н. В.|01.02.1980|",
        "директор|Оборина Л. Ф.||",
        "Всеволодова Ия|5а||",
        "1|Итоговый Пётр|01.02.2015|",
    ],
)
def test_a_record_that_only_begins_like_a_total_is_kept(columns, grid, row: str):
    layout = found(grid(f"Ученик|Класс|Дата рождения|Пожелания\nАверина Полина|5а||\n{row}"), columns)

    assert len(layout.records) == 2


@pytest.mark.parametrize(
    "row", ["|Итого|2|", "ВСЕГО: 25|||", "Количество учеников|25||", "Подпись|______|/Паршина/|", "Дата: 01.09.2026|||"]
)
def test_totals_and_signatures_are_no_records(columns, grid, row: str):
    layout = found(grid(f"№|ФИО|Класс|Дата рождения\n1|Аверина Полина|5а|\n{row}"), columns)

    assert len(layout.records) == 1
    assert why(layout) == [(3, "total")]


def test_a_table_of_one_column_is_a_table(columns, grid):
    layout = found(grid("ФИО\nАверина Полина\nГилёв Тимур"), columns)

    assert [cells for _, cells in shown(layout)] == [["Аверина Полина"], ["Гилёв Тимур"]]


def test_headings_alone_have_no_records(columns, grid):
    assert found(grid("ФИО|Класс"), columns).records == ()


def test_an_empty_sheet_has_an_empty_layout(columns, grid):
    layout = found(grid(""), columns)

    assert (layout.records, layout.headings) == ((), ())


def test_a_sheet_without_headings_is_refused(columns, grid):
    with pytest.raises(NoHeadingError, match=r"список\.csv: Лист1"):
        found(grid("Аверина Полина|5а\nГилёв Тимур|5б"), columns, file="список.csv")


def test_the_heading_row_can_be_named(columns, grid):
    text = "ФИО|Класс\nпример|5а\nУченик|Класс\nАверина Полина|5а"
    layout = found(grid(text), columns, table_map=TableMap.new(heading_row=3))

    assert layout.heading_row == 3
    assert [cells for _, cells in shown(layout)] == [["Аверина Полина", "5а"]]


def test_a_heading_row_that_is_not_there_is_refused(columns, grid):
    with pytest.raises(NoHeadingRowError):
        found(grid("ФИО|Класс"), columns, table_map=TableMap.new(heading_row=9))


def test_every_row_is_a_record_or_told(columns, grid):
    text = "Школа\n5а\n№|ФИО|Класс\n1|Лев|5а\nИтого|1\n|||заметка\n5б\n№|ФИО|Класс\n1|Злата|"
    sheet = grid(text)
    layout = found(sheet, columns)

    told = {record.number for record in layout.records} | {dropped.row.number for dropped in layout.dropped}
    assert told | {layout.heading_row} == {row.number for row in sheet.rows}
