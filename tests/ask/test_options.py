from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.ask.options import (
    NotAnOptionError,
    NothingToChooseError,
    Option,
    Pick,
    SeveralOptionsError,
    option_of,
    several,
)

COURSES = (
    Option("kitchen-chemistry", "Кухонная химия", codes=("C1",)),
    Option("kitchen-garden", "Огород на окне", codes=("C2",)),
    Option("board-game", "Настольная игра", codes=("C3",)),
)


@pytest.mark.parametrize(
    ("typed", "course"),
    [
        ("1", "kitchen-chemistry"),
        (3, "board-game"),
        ("board-game", "board-game"),
        ("b", "board-game"),
        ("kitchen-g", "kitchen-garden"),
        ("C2", "kitchen-garden"),
        ("с2", "kitchen-garden"),  # Cyrillic с
        ("С2", "kitchen-garden"),  # Cyrillic С
        ("кухонная  ХИМИЯ", "kitchen-chemistry"),
        ("огород", "kitchen-garden"),
    ],
)
def test_an_option_is_found_by_number_id_code_label_or_beginning(typed: object, course: str) -> None:
    assert option_of(COURSES, typed).id == course


def test_an_id_of_digits_goes_before_a_number() -> None:
    assert option_of([Option("20", "двадцать"), *[Option(f"o{n}", "") for n in range(30)]], "20").id == "20"


def test_a_shared_beginning_is_refused_with_the_options_it_may_mean() -> None:
    with pytest.raises(SeveralOptionsError) as caught:
        option_of(COURSES, "kitchen")
    assert caught.value.facts["possible"] == "kitchen-chemistry, kitchen-garden"


@pytest.mark.parametrize("wrong", ["4", "0", "-1", "шахматы", "", True, None, 1.0, 10**9])
def test_an_unknown_option_is_refused_with_the_possible_ones(wrong: object) -> None:
    with pytest.raises(NotAnOptionError) as caught:
        option_of(COURSES, wrong)
    assert caught.value.facts["possible"] == "1 kitchen-chemistry, 2 kitchen-garden, 3 board-game"


def test_of_many_options_the_nearest_are_named() -> None:
    many = [*COURSES, *[Option(f"offer-{n}", f"Курс {n}") for n in range(20)]]
    with pytest.raises(NotAnOptionError) as caught:
        option_of(many, "bord-game")
    assert caught.value.facts["possible"] == "board-game, 1–23"


def test_nothing_can_be_chosen_from_nothing() -> None:
    with pytest.raises(NothingToChooseError):
        option_of([], "1")


def test_a_line_may_mix_numbers_codes_ids_and_whole_labels() -> None:
    assert [option.id for option in several(COURSES, "3, Огород на окне; с1")] == [
        "board-game",
        "kitchen-garden",
        "kitchen-chemistry",
    ]


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{1,12}", fullmatch=True), min_size=1, unique=True), st.data())
def test_a_pick_reads_back(ids: list[str], data: st.DataObject) -> None:
    kind = Pick(tuple(Option(name, name) for name in ids))
    chosen = data.draw(st.sampled_from(ids))
    assert kind.parse(kind.flag(chosen)) == kind.parse(kind.data(chosen)) == chosen


def test_a_person_is_found_by_the_first_name_too() -> None:
    pupils = [Option("averina-polina", "Аверина Полина"), Option("polinin-lev", "Полинин Лев")]
    assert option_of(pupils, "лев").id == "polinin-lev"
    # A surname goes before a first name.
    assert option_of(pupils, "полин").id == "polinin-lev"
