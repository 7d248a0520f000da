"""Headings matched with columns."""

from __future__ import annotations

import pytest

from iom.exchange.layouts.matching import likeness, match, reading


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ФИО", "name"),
        ("Ф.И.О.", "name"),
        ("Ф. И. О.", "name"),
        ("фио", "name"),
        (" ФИО\xa0", "name"),
        ("Ф\u00adИО", "name"),
        ("ФИО *", "name"),
        ("ФИО (обязательно)", "name"),
        ("1. ФИО", "name"),
        ("Фамилия,\nимя,\nотчество", "name"),
        ("ФАМИЛИЯ  ИМЯ  ОТЧЕСТВО", "name"),
        ("Full name", "name"),
        ("name", "name"),
        ("Клаcс", "form"),  # with a Latin c
        ("«Класс»:", "form"),
        ("Отмётка времени", "given_on"),
        ("Телефон представителя 2", "phone_2"),
        ("Представитель 2, телефон", "phone_2"),
        ("ФИО (как в журнале)", "name"),
        ("Выбранные курсы\nне больше трёх, через запятую", "wishes"),
        ("Кто с вами? [Представитель 1]", "guardian_1"),
    ],
)
def test_the_same_heading_in_another_dress_is_certain(columns, heading: str, key: str):
    assert [pair.key for pair in match([heading], columns).pairs] == [key]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Дата рожднения", "born_on"),
        ("Дата рождения ребёнка", "born_on"),
        ("Какие курсы вы выбрали? (выбранные курсы, не больше трёх)", "wishes"),
        ("Укажите фамилию, имя и отчество ученика", "name"),
        ("Телефон предстовителя 1", "phone_1"),
    ],
)
def test_a_heading_that_is_nearly_known_is_proposed(columns, heading: str, key: str):
    matching = match([heading], columns)

    assert matching.pairs == ()
    assert [(pair.key, pair.heading, 0.75 <= pair.score < 1) for pair in matching.near] == [(key, heading, True)]


@pytest.mark.parametrize("heading", ["Из какого вы класса пришли?", "Снилс", "Номер парты", "Оценка", "Телефон"])
def test_a_heading_that_is_like_none_is_unmatched(columns, heading: str):
    matching = match(["ФИО", heading], columns)

    assert matching.near == ()
    assert matching.unmatched == ((1, heading),)


def test_a_person_over_name_and_telephone_is_named_in_any_case(columns):
    told = type(columns[0])
    columns = (told("mother", ("ФИО мамы",)), told("mother_phone", ("Телефон мамы",)), told("father", ("ФИО папы",)))

    assert [pair.key for pair in match(["Мама ФИО", "Мама Телефон", "Папа ФИО"], columns).pairs] == [
        "mother",
        "mother_phone",
        "father",
    ]


def test_row_numbers_and_empty_headings_are_neither_matched_nor_unmatched(columns):
    matching = match(["№", "", "№ п/п", "ФИО", "N"], columns)

    assert [pair.position for pair in matching.pairs] == [3]
    assert matching.unmatched == ()


def test_two_headings_of_one_column_are_an_ambiguity(columns):
    matching = match(["ФИО", "Класс", "Ученик"], columns)

    assert [(one.headings, one.keys) for one in matching.ambiguous] == [(("ФИО", "Ученик"), ("name",))]
    assert [pair.key for pair in matching.pairs] == ["form"]
    assert matching.missing == ("name",)


def test_one_heading_of_two_columns_belongs_to_that_for_which_it_is_more_usual(columns):
    told = type(columns[0])
    columns = (told("title", ("Название", "Курс")), told("offer", ("Курс", "Название")))

    assert [(pair.heading, pair.key) for pair in match(["Название", "Курс"], columns).pairs] == [
        ("Название", "title"),
        ("Курс", "offer"),
    ]


def test_one_heading_as_usual_for_two_columns_is_an_ambiguity(columns):
    told = type(columns[0])
    matching = match(["Курс"], (told("first", ("Курс",)), told("second", ("Курс",))))

    assert [(one.headings, one.keys) for one in matching.ambiguous] == [(("Курс",), ("first", "second"))]
    assert matching.pairs == matching.near == matching.unmatched == ()


def test_a_required_column_that_is_not_there_is_missing(columns):
    assert match(["Класс"], columns).missing == ("name",)


def test_each_column_is_proposed_once_for_the_heading_most_like_it(columns):
    matching = match(["Дата рожденияя", "Дата рождениия ребёнка"], columns)

    assert [(pair.position, pair.key) for pair in matching.near] == [(0, "born_on")]
    assert [position for position, _ in matching.unmatched] == [1]


def test_numbers_in_headings_are_told_apart(columns):
    pairs = match(["Представитель 2", "Представитель 1"], columns).pairs

    assert [(pair.heading, pair.key) for pair in pairs] == [
        ("Представитель 2", "guardian_2"),
        ("Представитель 1", "guardian_1"),
    ]


def test_a_number_is_never_taken_for_another(columns):
    assert match(["Представитель 3"], columns).near == ()


def test_likeness_is_whole_for_the_same_and_none_for_nothing():
    assert likeness("Класс", "класс") == 1.0
    assert likeness("", "класс") == 0.0


def test_a_heading_reads_as_words():
    assert reading("  2) Класс,\n«параллель» (обязательный вопрос)*") == reading("класс параллель")
