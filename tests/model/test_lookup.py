from __future__ import annotations

import pytest

from iom.errors import Exit
from iom.model.lookup import AmbiguousError, NotFoundError, NothingAlikeError, find

NAMES = {
    "averina-polina": "Аверина Полина Игоревна",
    "averkin-petr": "Аверкин Пётр",
    "babushkin-lev": "Бабушкин Лев Олегович",
    "semenova-anna": "Семёнова Анна",
    "semenova-alla": "Семёнова Алла",
    "kitchen-chemistry": "Кухонная химия",
    "c1": "Цифра",
    "rimskiy-korsakov-ivan": "Римский-Корсаков Иван",
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("averina-polina", "averina-polina"),
        ("AVERINA-Polina", "averina-polina"),
        ("averi", "averina-polina"),
        ("semenova-an", "semenova-anna"),
        ("С1", "c1"),  # typed in Cyrillic
        ("Аверина Полина Игоревна", "averina-polina"),
        ("аверина полина", "averina-polina"),
        ("Полина Аверина", "averina-polina"),
        ("Игоревна Полина Аверина", "averina-polina"),
        ("Авери", "averina-polina"),
        ("Ав Петр", "averkin-petr"),
        ("Бабушкин Л.О.", "babushkin-lev"),
        ("семенова анна", "semenova-anna"),
        ("химия", "kitchen-chemistry"),
        ("Римский", "rimskiy-korsakov-ivan"),
        ("Римский-Корсаков", "rimskiy-korsakov-ivan"),
        ("  Бабушкин   Лев ", "babushkin-lev"),
        ("old-lev", "babushkin-lev"),
    ],
)
def test_what_people_type_finds_the_one_meant(wanted: str, expected: str) -> None:
    assert find(NAMES, wanted, {"old-lev": "babushkin-lev", "gone": "nobody"}) == expected


def test_an_id_counts_before_longer_ids_that_begin_alike() -> None:
    assert find({"ivanov": "Иванов Пётр", "ivanov-lev": "Иванов Лев"}, "ivanov") == "ivanov"


def test_a_whole_surname_counts_before_its_beginnings() -> None:
    assert find({"one": "Гилёва Анна", "two": "Гилёв Тимур"}, "гилев") == "two"


def test_a_surname_counts_before_a_first_name() -> None:
    assert find({"one": "Бабушкин Лев", "two": "Левин Олег"}, "лев") == "two"


@pytest.mark.parametrize("wanted", ["Семёнова", "semenova", "семенова а", "Ав"])
def test_several_that_fit_are_listed_with_id_and_name(wanted: str) -> None:
    with pytest.raises(AmbiguousError) as raised:
        find(NAMES, wanted)
    candidates = raised.value.facts["candidates"]
    assert isinstance(candidates, list)
    assert len(candidates) == 2
    assert all("(" in candidate for candidate in candidates)
    assert raised.value.exit_code is Exit.NOT_FOUND


def test_at_most_eight_candidates_are_listed() -> None:
    with pytest.raises(AmbiguousError) as raised:
        find({f"ivanov-{letter}": "Иванов" for letter in "abcdefghijkl"}, "Иванов")
    candidates = raised.value.facts["candidates"]
    assert isinstance(candidates, list)
    assert candidates[0] == "ivanov-a (Иванов)"
    assert len(candidates) == 8


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [("averrina-polina", "averina-polina"), ("Авирина", "averina-polina"), ("Кухоная химия", "kitchen-chemistry")],
)
def test_a_miss_names_the_nearest(wanted: str, nearest: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        find(NAMES, wanted)
    assert f"{nearest} ({NAMES[nearest]})" in str(raised.value.facts["nearest"])


def test_a_first_name_in_latin_letters_names_all_who_have_it_in_their_id() -> None:
    pupils = {f"{surname}-zlata": f"{surname} Злата" for surname in ("a", "b", "c", "d")}
    with pytest.raises(NotFoundError) as raised:
        find({**pupils, "e-zlatan": "e Златан"}, "Zlata")
    assert raised.value.facts["nearest"] == [f"{one} ({name})" for one, name in pupils.items()]


def test_a_miss_says_which_command_lists_what_there_is() -> None:
    with pytest.raises(NothingAlikeError) as raised:
        find(NAMES, "qqqqqqqqqq", listed_by="iom student list")
    assert raised.value.facts["listed_by"] == "iom student list"


def test_what_no_command_lists_is_named() -> None:
    with pytest.raises(NotFoundError) as raised:
        find({"2026-autumn": "Осень"}, "qqqqqqqqqq", listed_by="")
    assert raised.value.facts["nearest"] == ["2026-autumn (Осень)"]


@pytest.mark.parametrize("wanted", ["", "  ", "???", "qqqqqqqqqq", "gone"])
def test_nothing_alike_is_said_plainly(wanted: str) -> None:
    with pytest.raises(NothingAlikeError):
        find(NAMES, wanted, {"gone": "nobody"})
    with pytest.raises(NothingAlikeError):
        find({}, wanted)
