"""Ids of new people do not depend on the order of the rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iom.exchange.people.naming import Newcomer, named
from iom.model.identifiers import is_id

NAMESAKES = [
    Newcomer("Иванов Иван Ильич", "5а", pupil=True),
    Newcomer("Иванов Иван Львович", "5а", pupil=True),
    Newcomer("Иванов Иван Львович", "6б", pupil=True),
    Newcomer("Петров Пётр Ильич", "5а", pupil=True),
    Newcomer("Иванов Иван Ильич", "", pupil=False),
]


def test_whoever_is_alone_has_the_short_id():
    assert named({"1": NAMESAKES[3]}, lambda _one: False) == {"1": "petrov-petr"}


def test_namesakes_add_the_patronymic_then_the_class():
    ids = named(dict(enumerate(NAMESAKES)), lambda _one: False)  # type: ignore[arg-type]
    assert ids == {
        0: "ivanov-ivan-ilich",
        1: "ivanov-ivan-lvovich-5a",
        2: "ivanov-ivan-lvovich-6b",
        3: "petrov-petr",
        4: "ivanov-ii",
    }


@given(st.permutations(range(len(NAMESAKES))))
def test_the_order_of_the_rows_does_not_matter(order: list[int]):
    ids = named({str(at): NAMESAKES[at] for at in order}, lambda one: one == "petrov-petr")
    assert ids == named({str(at): one for at, one in enumerate(NAMESAKES)}, lambda one: one == "petrov-petr")


def test_whoever_cannot_be_told_apart_has_an_id_all_the_same():
    ids = named({"1": NAMESAKES[0], "2": NAMESAKES[0], "3": NAMESAKES[0]}, lambda _one: False)
    assert len(set(ids.values())) == 3
    assert all(map(is_id, ids.values()))
