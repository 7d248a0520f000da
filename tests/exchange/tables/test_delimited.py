"""Text with delimiters."""

from __future__ import annotations

from itertools import repeat

import pytest

from iom.exchange.tables.delimited import detected_decimal_comma, detected_delimiter
from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import (
    EmptyTableError,
    LongLineError,
    OpenQuoteError,
    StrayQuoteError,
    TooWideError,
    UnknownFormatError,
)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1;2\n", ";"),
        ("a,b\n1,2\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("Курс;Чему учит\nХимия;опыты, смеси, растворы\nМультстудия;кадр, свет\n", ";"),
        ('Время,Курсы\n01.09,"Химия; Мультстудия; Квест"\n02.09,"Химия; Квест; Планер"\n', ","),
        ("МБОУ СОШ, г. Пермь\nСписок, 5а\n\nФИО;Балл\nАверина;4,5\nГилёв;3,5\n", ";"),
        ('Имя,О себе\nЛев,"строка\nещё; и ещё; строка"\n', ","),
        ("одна колонка\nещё строка\n", ";"),
        ('a,b\n"""",x\n"5""",y\n', ","),
        ("sep=|\na|b,c\n", "|"),
        ("sep=\r\na;b\r\n1;2\r\n", ";"),
    ],
)
def test_the_delimiter_is_the_one_that_makes_even_rows(text: str, delimiter: str):
    assert detected_delimiter(text) == delimiter


@pytest.mark.parametrize(
    ("text", "comma"), [("a;4,5\nb;3\n", True), ("a;4.5\nb;3\n", False), ("a;b\nc;5\n", None), ("a;01.02.2026\n", None)]
)
def test_decimal_commas_are_told_from_points(text: str, comma: bool | None):
    assert detected_decimal_comma(text, ";") is comma


def test_what_was_detected_is_reported():
    source = read("ФИО;Балл\nГилёв;4,5\n".encode("cp1251"), name="a.csv").source

    assert (source.format, source.encoding, source.delimiter, source.decimal_comma) == ("csv", "cp1251", ";", True)


def test_what_is_given_is_not_detected():
    source = read(b"a;b,c\n1;2,3\n", name="a.csv", delimiter=",", encoding="cp1251", decimal_comma=False).source

    assert (source.encoding, source.delimiter, source.decimal_comma) == ("cp1251", ",", False)


def test_every_cell_has_its_line_and_column():
    grid = read('a;b\n"x\ny";z\n\nк;л\n'.encode(), name="a.csv").grids[0]

    places = [(cell.text, cell.place) for row in grid.rows for cell in row.cells]
    assert places == [
        ("a", "a.csv:1:1"),
        ("b", "a.csv:1:2"),
        ("x\ny", "a.csv:2:1"),
        ("z", "a.csv:2:2"),
        ("к", "a.csv:5:1"),
        ("л", "a.csv:5:2"),
    ]


def test_rows_can_be_gone_through_again():
    grid = read(b"a;b\n1;2\n", name="a.csv").grids[0]

    assert list(grid.rows) == list(grid.rows)


def test_ragged_rows_stay_as_they_are(cells):
    assert cells(b"a;b;c\n1\n1;2;3;4\n") == [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]


def test_leading_zeros_long_numbers_and_dates_stay_texts(cells):
    row = ["007", "79123456789", "01.02.2026", "7.9E10", " 5 ", "1/2"]

    assert cells((";".join(row) + "\n").encode()) == [row]


def test_blank_rows_are_left_out(cells):
    assert cells(b"a;b\n;\n\n ; \n1;2\n") == [["a", "b"], ["1", "2"]]


def test_headings_alone_are_a_table_without_rows(cells):
    assert cells("ФИО;Класс".encode()) == [["ФИО", "Класс"]]


def test_the_line_that_tells_the_delimiter_is_no_row(cells):
    assert cells(b"sep=;\r\na;b\r\n1;2\r\n") == [["a", "b"], ["1", "2"]]


def test_old_line_ends_part_rows_too(cells):
    assert cells(b"a;b\r1;2\r") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\n\n \n"])
def test_an_empty_file_is_refused(raw: bytes):
    with pytest.raises(EmptyTableError):
        read(raw, name="a.csv")


def test_a_quote_that_is_never_closed_is_placed_where_it_opens(cells):
    with pytest.raises(OpenQuoteError, match="line 2"):
        cells(b'a;b\n"1;2\n3;4\n', delimiter=";")


def test_text_behind_a_quote_is_placed(cells):
    with pytest.raises(StrayQuoteError, match="line 2"):
        cells('a;b\n"Маяк" школа;2\n'.encode(), delimiter=";")


def test_quotes_within_a_cell_are_text(cells):
    assert cells('Школа "Маяк";2\n'.encode()) == [['Школа "Маяк"', "2"]]


def test_a_row_of_thousands_of_columns_is_refused(cells):
    with pytest.raises(TooWideError, match="row 2"):
        cells(b"a;b\n" + b";".join(repeat(b"x", 2000)) + b"\n")


def test_a_line_of_millions_of_characters_is_refused(cells):
    with pytest.raises(LongLineError, match="line 2"):
        cells(b"a;b\n" + b"x" * 2_000_000)


def test_a_line_of_millions_of_delimiters_is_refused(cells):
    with pytest.raises(TooWideError):
        cells(b"a;b\n" + b";" * 900_000, delimiter=";")


def test_a_strange_delimiter_is_refused(cells):
    with pytest.raises(UnknownFormatError, match="TAB"):
        cells(b"a:b\n", delimiter=":")
