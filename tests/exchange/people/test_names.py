"""In what names of one person may differ."""

from __future__ import annotations

import pytest

from iom.exchange.people.names import abbreviated, distance, likeness, parent_of, siblings, words


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ("Елкин Артем Юрьевич", "Ёлкин Артём Юрьевич", "spelling"),
        ("Aвepин Денис Олегович", "Аверин Денис Олегович", "spelling"),  # Latin A, e, p
        ("АВЕРИН денис олегович", "Аверин Денис Олегович", "spelling"),
        ("Денис Олегович Аверин", "Аверин Денис Олегович", "order"),
        ("Аверен Денис Олегович", "Аверин Денис Олегович", "typing"),
        ("Аверни Денис Олегович", "Аверин Денис Олегович", "typing"),
        ("Аверин Денис", "Аверин Денис Олегович", "patronymic"),
        ("Денис Аверин", "Аверин Денис Олегович", "patronymic"),
        ("Аверин Д. О.", "Аверин Денис Олегович", "initials"),
        ("Ветрова Полина Игоревна", "Аверина Полина Игоревна", "surname"),
        ("Мамедов Расул", "Мамедов Расул Эльдар оглы", "patronymic"),
        ("Мамедова Лейла Эльдар", "Мамедова Лейла Эльдар кызы", "spelling"),
        ("Грачев - Лебедев Илья", "Грачёв-Лебедев Илья", "spelling"),
        ("Грачев- Лебедев Илья", "Грачёв-Лебедев Илья Львович", "patronymic"),
        ("Аверин Пётр Олегович", "Аверин Денис Олегович", None),
        ("Аверин Денис Олегович", "Ельцова Злата Игоревна", None),
    ],
)
def test_two_names_are_alike(first: str, second: str, how: str | None):
    assert likeness(words(first), words(second)) == how
    assert likeness(words(second), words(first)) == how


@pytest.mark.parametrize(
    ("first", "second", "may_be"),
    [
        ("Бурая О. И.", "Бурая Ольга Игоревна", True),
        ("Ёжикова Юля Викторовна", "Ежикова Юлия Викторовна", True),
        ("Бурая О. С.", "Бурая Ольга Игоревна", False),
        ("Бурая Инна Игоревна", "Бурая Анна Игоревна", False),
        ("Бурая Юля Ивановна", "Бурая Юлия Игоревна", False),
        ("Бурая", "Бурая Ольга Игоревна", False),
    ],
)
def test_a_name_may_be_another_one_cut_short(first: str, second: str, may_be: bool):
    assert abbreviated(words(first), words(second)) is may_be
    assert abbreviated(words(second), words(first)) is may_be


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("лев", "лев", 0), ("лев", "лёв", 1), ("аверин", "аверни", 1), ("аверин", "верин", 1), ("лев", "глеб", 2)],
)
def test_letters_are_counted(one: str, other: str, edits: int):
    assert distance(one, other, 2) == edits


def test_too_many_letters_are_not_counted():
    assert distance("варвара", "мирослава", 2) == 3


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("Аверина Ольга Игоревна", "mother"), ("Аверин Денис Олегович", "father"), ("Аверин Денис", None),
        ("Мамедов Расул Фарид оглы", "father"), ("Мамедова Лейла Фарид кызы", "mother"), ("Аверина О. И.", None),
    ],
)  # fmt: skip
def test_a_patronymic_tells_mother_from_father(name: str, relation: str | None):
    assert parent_of(name) == relation


def test_brother_and_sister_have_a_surname_and_a_father_in_common():
    assert siblings("Новиков Иван Петрович", "Новикова Анна Петровна")
    assert siblings("Белый Лев Ильич", "Белая Ева Ильинична")
    assert not siblings("Новиков Иван Петрович", "Новикова Анна Павловна")
    assert not siblings("Новиков Иван", "Новикова Анна")
