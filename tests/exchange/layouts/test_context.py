"""Classes in titles."""

from __future__ import annotations

import pytest

from iom.exchange.layouts.context import form_in


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("5а класс", "5а"),
        ("Класс: 5 «А»", "5а"),
        ("Класс 5-Б", "5б"),
        ('Список учащихся 11 "В" класса', "11в"),
        ("5А", "5а"),
        ("5 а", "5а"),
        ("Список обучающихся 5«А» класса на 01.09.2026", "5а"),
        ("2026-2027 учебный год, 10А класс", "10а"),
        ("Class 5a", "5a"),
        ("Класс:\xa06б", "6б"),
        ("7 класс", "7"),
        ("Класс: 7", "7"),
    ],
)
def test_a_title_names_its_class(title: str, form: str):
    assert form_in(title) == form


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Лист1",
        "МБОУ «Заречинская СОШ № 4»",
        "Осенний выбор, 5-е классы",
        "Список классов",
        "Итого: 25",
        "2026-2027 учебный год",
        "Классный руководитель: Паршина Н. В.",
        "15а корпус",
        "12а класс",
        "ул. Лесная, 5а, школа",
        "Аверина Полина",
    ],
)
def test_other_titles_name_none(title: str):
    assert form_in(title) is None
