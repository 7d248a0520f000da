from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom import language
from iom.ask.kinds import AnswerError
from iom.model.base import WEEKDAYS
from iom.walk.records.guardians import RELATIONS, Link, Links, StrangeGuardianError
from iom.walk.records.hours import Hour, Hours
from iom.walk.records.seats import SeatCount, SeatNumbers
from iom.walk.records.texts import Grades, Identifier, Phrases

GUARDIANS = Links({"averina-oi": "Аверина Ольга Игоревна", "averin-do": "Аверин Денис Олегович"})
plain = st.text("абвгдеёжз abc-", min_size=1).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("wed 15:00-16:30", [Hour("wed", time(15), time(16, 30))]),
        ("ср 15.00–16.30 музыка", [Hour("wed", time(15), time(16, 30), "музыка")]),
        ("Вторник 14-15 кабинет 21; fri 1400-1500", [
            Hour("tue", time(14), time(15), "кабинет 21"),
            Hour("fri", time(14), time(15)),
        ]),
        ("", []),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_type_them(typed: str, hours: list[Hour]):
    assert Hours().parse(typed) == tuple(hours)


@pytest.mark.parametrize(
    "typed",
    ["wed", "wed 15:00", "xyz 15:00-16:00", "wed 16:00-15:00", "wed 15:00-15:00", "wed 15:61-16:00", "15:00-16:00"],
)
def test_no_hour_is_made_of_nonsense(typed: str):
    with pytest.raises(AnswerError):
        Hours().parse(typed)


def test_overlapping_hours_are_refused_and_touching_ones_are_not():
    assert len(Hours().parse("wed 14-15; wed 15-16")) == 2
    with pytest.raises(AnswerError):
        Hours().parse("wed 14-15; wed 14:30-16")


@given(
    st.lists(
        st.tuples(st.sampled_from(WEEKDAYS), st.integers(0, 11), st.integers(12, 23), plain),
        unique_by=lambda row: row[0],
    )
)
def test_a_flag_of_hours_reads_back(rows: list[tuple[str, int, int, str]]):
    hours = tuple(Hour(day, time(start), time(end), room) for day, start, end, room in rows)
    spaced = tuple(hour._replace(room=" ".join(hour.room.split(" "))) for hour in hours)
    assert Hours().parse(Hours.flag(spaced)) == spaced
    assert Hours().parse(Hours.data(spaced)) == spaced


@pytest.mark.parametrize(
    ("typed", "seats"),
    [
        ("5/10/12", SeatNumbers(5, 10, 12)),
        ("5/12", SeatNumbers(5, None, 12)),
        (" 5 - 12 ", SeatNumbers(5, None, 12)),
        ("1/1/1", SeatNumbers(1, 1, 1)),
    ],
)
def test_seats_are_read(typed: str, seats: SeatNumbers):
    assert SeatCount().parse(typed) == seats
    assert SeatCount().parse(SeatCount.flag(seats)) == seats


@pytest.mark.parametrize("typed", ["", "12", "12/5", "5/4/12", "0/5", "5/100", "5/10/12/14", "a/b", "5.5/6", "-5/6"])
def test_seats_that_make_no_sense_are_refused(typed: str):
    with pytest.raises(AnswerError):
        SeatCount().parse(typed)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("averina-oi:mother:legal", Link("averina-oi", "mother", True)),
        ("Аверина : мать", Link("averina-oi", "mother")),
        ("averin-do:отец:законный", Link("averin-do", "father", True)),
    ],
)
def test_a_guardian_is_found_with_the_relation(typed: str, link: Link):
    assert GUARDIANS.parse(typed) == (link,)


@pytest.mark.parametrize(
    "typed",
    [
        "averina-oi",
        "averina-oi:",
        "averina-oi:queen",
        "nobody:mother",
        "averina-oi:mother:maybe",
        "aver:mother",
        "averina-oi:mother;averina-oi:mother:legal",
    ],
)
def test_a_guardian_that_is_not_clear_is_refused(typed: str):
    with pytest.raises(AnswerError):
        GUARDIANS.parse(typed)


def test_a_guardian_unlike_all_others_is_refused_without_a_guess():
    with pytest.raises(StrangeGuardianError) as refused:
        GUARDIANS.parse("nobody:mother")
    assert "{" not in refused.value.hint


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("spoken", ["ru", "en"])
def test_relations_are_understood_in_both_languages(relation: str, spoken: str):
    from iom.views.terms import term

    language.use(spoken)
    assert GUARDIANS.parse(f"averina-oi:{term(relation)}") == (Link("averina-oi", relation),)


@pytest.mark.parametrize(("typed", "grades"), [("5", (5,)), ("7 5,6", (5, 6, 7)), ("5 - 7", (5, 6, 7)), (5, (5,))])
def test_grades_are_read(typed: object, grades: tuple[int, ...]):
    assert Grades().parse(typed) == grades


@pytest.mark.parametrize("typed", ["0", "12", "7-5", "5а", "пятый", True])
def test_grades_that_no_school_has_are_refused(typed: object):
    with pytest.raises(AnswerError):
        Grades().parse(typed)


@given(st.lists(plain.map(lambda text: " ".join(text.split())), unique=True))
def test_a_flag_of_phrases_reads_back(phrases: list[str]):
    assert Phrases().parse(Phrases.flag(tuple(phrases))) == tuple(phrases)


def test_phrases_are_parted_by_semicolons_where_one_stands():
    assert Phrases().parse("опыты, театр") == ("опыты", "театр")
    assert Phrases().parse("опыты, но тихие; театр") == ("опыты, но тихие", "театр")


@pytest.mark.parametrize("typed", ["", "a", "Анна", "a b", "../x", "con", "-x", 5, None])
def test_an_id_is_an_id(typed: object):
    with pytest.raises(AnswerError):
        Identifier().parse(typed)
