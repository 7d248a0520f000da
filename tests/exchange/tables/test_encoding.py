"""Encodings told apart."""

from __future__ import annotations

import pytest

from iom.exchange.tables.encoding import checked, detected
from iom.exchange.tables.unreadable import BinaryError, UnknownFormatError, WrongEncodingError

TEXTS = [
    "ФИО;Класс\nГилёв Тимур;5б\n",
    "Фамилия;Имя\r\nЩукина;Юлия\r\n",
    "да;нет\n",
    "КЛАСС;ФИО\n5А;АВЕРИНА ПОЛИНА ИГОРЕВНА\n",
    "id;name\n17;Ёлкин Эдуард\n",
    "Иванова И. И.,5а,8 912 345-67-89\n",
    "№;ФИО;Телефон\n1;Фёдоров Ян;+7 (342) 200-00-00\n",
    "Курс;Педагог\n«Кухонная химия: опыты без взрыва»;Паршина Н. В.\n",
    "a;b;c;d\n1;2;3;ой\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_short_russian_texts_are_told_by_their_bytes(text: str, encoding: str):
    raw = text.encode(encoding)

    assert raw.decode(detected(raw, "a.csv")) == text


@pytest.mark.parametrize("text", [text for text in TEXTS if "№" not in text and "«" not in text])
@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_older_russian_encodings_are_told_too(text: str, encoding: str):
    assert detected(text.encode(encoding), "a.csv") == encoding


def test_utf8_is_told_when_its_first_russian_letter_stands_far_behind():
    raw = b"a;b\n" * 200_000 + "ё;ж\n".encode()

    assert detected(raw, "a.csv") == "utf-8"


def test_utf8_with_a_broken_letter_is_utf8_all_the_same():
    raw = "ФИО;Класс\nНовикова Анна Петровна;5а\n".encode()
    assert detected(raw[:20] + b"\xff" + raw[21:], "a.csv") == "utf-8"


def test_plain_latin_text_is_utf8():
    assert detected(b"name,form\nPolina,5a\n", "a.csv") == "utf-8"


def test_zero_bytes_are_no_text():
    with pytest.raises(BinaryError):
        detected(b"a;b\n\0\0\0\1;c\n", "a.csv")


def test_an_encoding_that_was_named_wrongly_is_refused():
    with pytest.raises(WrongEncodingError, match="utf-8"):
        checked("Гилёв".encode("cp1251"), "utf-8", "a.csv")


@pytest.mark.parametrize("named", ["windows-russian", "hex", "zlib", "rot13", "idna", "undefined"])
def test_an_encoding_that_nobody_writes_tables_in_is_refused(named: str):
    with pytest.raises(UnknownFormatError, match="cp1251"):
        checked(b"a", named, "a.csv")


def test_a_named_encoding_keeps_its_mark_out_of_the_first_cell():
    assert checked("\ufeffа".encode(), "utf-8", "a.csv") == "utf-8-sig"


@pytest.mark.parametrize("named", ["utf-16", "utf-16-le"])
@pytest.mark.parametrize("written", ["utf-16", "utf-16-le"])
def test_utf16_is_read_with_and_without_its_mark(named: str, written: str):
    raw = "ФИО;Класс".encode(written)

    assert raw.decode(checked(raw, named, "a.csv")) == "ФИО;Класс"
