"""Sixty faults in one file: all are reported in one run, each at its cell, and none besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing_tables import taken_in

from iom.exchange.tables.grid import letters
from iom.exchange.tables.write import OutSheet, write
from iom.model.school import School

COLUMNS = (
    "id", "name", "form", "since", "left_on", "interests", "busy", "guardian1", "guardian1_relation",
    "guardian1_legal", "guardian1_phone", "mother", "mother_phone", "father",
)  # fmt: skip
POLINA = {"name": "Аверина Полина Игоревна", "form": "5а"}

#: Cells of a row by column, and what is wrong with it: column and code. Rows without faults stand between.
SOUND: tuple[dict[str, str], ...] = (
    {"name": "Ёлкин Артём Юрьевич", "form": "5г", "since": "01.09.2026", "mother": "Ёлкина Дарья Павловна"},
    {"name": "Ёлкина Вера Юрьевна", "form": "6а", "mother": "Ёлкина Дарья Павловна"},
    POLINA,
    {"name": "Цветаев Ян Робертович", "form": "11", "busy": "пн 15:00-16:00; ср 15.00–16.00 музыка"},
    {"name": "Шубин Фрол Ильич", "form": "7 «Б»", "guardian1": "Шубина Инна Львовна", "guardian1_relation": "бабушка"},
    {"id": "new", "name": "Бабушкин Лев Андреевич", "form": "5в", "left_on": "1 февраля 2026"},
    {"name": "Жилин Ким Саввич", "form": "5а", "father": "Жилин Савва Кимович", "interests": "шахматы; плавание"},
)
FAULTY: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    # Days.
    ({"since": "02/03/2026"}, {"since": "ambiguous-date"}),
    ({"since": "5-6-2026"}, {"since": "ambiguous-date"}),
    ({"since": "31.02.2026"}, {"since": "no-such-day"}),
    ({"since": "00.09.2026"}, {"since": "no-such-day"}),
    ({"since": "31 июня 2026"}, {"since": "no-such-day"}),
    ({"since": "2026-13-01"}, {"since": "no-such-day"}),
    ({"since": "01.09.1026"}, {"since": "no-such-day"}),
    ({"since": "1 сентября"}, {"since": "year"}),
    ({"since": "01.09"}, {"since": "year"}),
    ({"since": "46054"}, {"since": "date"}),
    ({"since": "осенью"}, {"since": "date"}),
    ({"left_on": "13/13/2026"}, {"left_on": "no-such-day"}),
    ({"left_on": "да"}, {"left_on": "date"}),
    ({"left_on": "2027-02-29"}, {"left_on": "no-such-day"}),
    # Classes.
    ({"form": "12а"}, {"form": "form"}),
    ({"form": "а5"}, {"form": "form"}),
    ({"form": "0б"}, {"form": "form"}),
    ({"form": "выбыл"}, {"form": "form"}),
    # Names and ids.
    ({"name": "", "interests": "бег"}, {"name": "missing"}),
    ({"name": "—"}, {"name": "name"}),
    ({"name": "Ученик 17"}, {"name": "name"}),
    ({"name": "Ку\x07зин Лев"}, {"name": "character"}),
    ({"id": "Иванов"}, {"id": "id"}),
    ({"id": "con"}, {"id": "id"}),
    ({"id": "a"}, {"id": "id"}),
    ({"id": "nobody-knows", "name": ""}, {"id": "no-such-id"}),
    # Formulas.
    ({"name": "#REF!"}, {"name": "formula"}),
    ({"form": "#Н/Д"}, {"form": "formula"}),
    # Hours.
    ({"busy": "пн"}, {"busy": "hour"}),
    ({"busy": "пн 15:00"}, {"busy": "hour"}),
    ({"busy": "пн 25:00-26:00"}, {"busy": "hour"}),
    ({"busy": "пн 16:00-15:00"}, {"busy": "hour"}),
    ({"busy": "каждый 15:00-16:00"}, {"busy": "hour"}),
    # Guardians.
    ({"guardian1": "Птица Анна Ивановна"}, {"guardian1": "relation"}),
    ({"guardian1": "Грач Ева Ивановна", "guardian1_relation": "соседка"}, {"guardian1_relation": "choice"}),
    (
        {"guardian1": "Птица Яна Ивановна", "guardian1_relation": "тётя", "guardian1_legal": "наверное"},
        {"guardian1_legal": "yes-no"},
    ),
    ({"guardian1_phone": "8 902 555-01-01"}, {"guardian1_phone": "nobodys"}),
    ({"guardian1_relation": "мать"}, {"guardian1_relation": "nobodys"}),
    ({"mother_phone": "8 902 555-01-02"}, {"mother_phone": "nobodys"}),
    ({"mother": "нет 1"}, {"mother": "name"}),
    ({"father": "8 902 555-01-03"}, {"father": "name"}),
    # Several in one row.
    (
        {"since": "32.01.2026", "left_on": "вчера", "busy": "x"},
        {"since": "no-such-day", "left_on": "date", "busy": "hour"},
    ),
    # Somebody who may be there already.
    ({**POLINA, "name": "Аверена Полина Игоревна"}, {"name": "doubtful-person"}),
    ({**POLINA, "name": "Полина Игоревна Аверина"}, {"name": "doubtful-person"}),
    ({**POLINA, "name": "Aвepинa Полина Игоревна"}, {"name": "doubtful-person"}),
    ({**POLINA, "name": "Аверина Полина"}, {"name": "doubtful-person"}),
    ({**POLINA, "name": "Аверина П. И."}, {"name": "doubtful-person"}),
    ({"name": "Ветрова Ульяна Сергеевна", "form": "5а"}, {"name": "doubtful-person"}),
    ({**POLINA, "form": "6б"}, {"name": "doubtful-person"}),
    ({"name": "Гилёва Тимур Константинович", "form": "5б"}, {"name": "doubtful-person"}),
    ({"name": "Гилев Тимур Константинович", "form": "5б"}, {"name": "doubtful-person"}),
    # Two rows of one file.
    ({"name": "Ёлкин Артём Юрьевич", "form": "5г"}, {"name": "doubtful-person"}),
    ({"name": "Елкин Артем Юрьевич", "form": "5г"}, {"name": "doubtful-person"}),
    ({"name": "Жилин Кимм Саввич", "form": "5а"}, {"name": "doubtful-person"}),
    # What the documents say otherwise.
    ({"id": "gilev-timur", "name": "Гилёв Тимур Иванович", "form": "5б"}, {"name": "differs"}),
    ({"id": "drozdova-varvara", "name": "", "form": "5а", "since": "01.09.2026"}, {"form": "differs"}),
    ({"id": "zykov-saveliy", "form": "", "interests": "рыбалка"}, {"name": "differs", "interests": "differs"}),
)


def unlike(number: int) -> str:
    """A name that no other is like."""
    syllables = ("бра", "гло", "дун", "жи", "кре", "лум", "мя", "пос", "ста", "тры", "фен", "ше")
    names = ("Арсений", "Глеб", "Егор", "Лука", "Ян")
    one, two = syllables[number % 12], syllables[number * 5 // 12 % 12]
    three = syllables[(number * 7 + 3) % 12]
    return f"{(one + two + three).capitalize()}ев {names[number % 5]} {(three + one).capitalize()}вич"


def table() -> tuple[OutSheet, list[tuple[str, str]]]:
    """The sheet, and place and code of every fault in it."""
    rows, expected = [], []
    sound = list(SOUND)
    rows.append([sound[0].get(column, "") for column in COLUMNS])
    sound.pop(0)
    for number, (cells, faults) in enumerate(FAULTY):
        if sound and number % 4 == 0:
            rows.append([sound[0].get(column, "") for column in COLUMNS])
            sound.pop(0)
        own = {"name": unlike(number), "form": "8а", **cells}
        rows.append([own.get(column, "") for column in COLUMNS])
        line = len(rows) + 1
        expected += [(f"t.xlsx:5!{letters(COLUMNS.index(column))}{line}", code) for column, code in faults.items()]
    return OutSheet("5", COLUMNS, rows), expected


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "t.xlsx"
    write("xlsx", [table()[0]], path)
    return path


def test_there_are_sixty_of_them():
    assert len(table()[1]) >= 60


def test_every_fault_is_reported_at_its_cell_and_none_besides(file: Path, zarechnaya: School):
    taken = taken_in(zarechnaya, "students", file)
    assert sorted(taken.reasons) == sorted(table()[1])


def test_the_rows_between_are_sound(file: Path, zarechnaya: School):
    taken = taken_in(zarechnaya, "students", file)
    good = [one.intake.record.get("name") for one in taken.plan.outcomes if one.status != "rejected"]
    assert good == [row["name"] for row in SOUND]
