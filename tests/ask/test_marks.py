from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.ask.kinds import AnswerError
from iom.ask.marks import DigitCountError, Marks, MissingMarkError, NotALevelError, Scale

LEVELS = {0: "нет", 1: "начато", 2: "есть", 3: "отлично"}
RUBRIC = (
    Scale("idea", "Замысел", LEVELS, code="P1"),
    Scale("work", "Исполнение", LEVELS, code="P2"),
    Scale("speech", "Защита", {0: "нет", 1: "да"}, code="P3"),
)
MARKS = {"idea": 2, "work": 3, "speech": 1}


@pytest.mark.parametrize(
    "typed",
    [
        "P1=2,P2=3,P3=1",
        "Р1=2 р2=3 р3 = 1",  # Cyrillic Р
        "speech=1; idea=2, work=3",
        "2 3 1",
        "2,3,1",
        "231",
        231,
        [2, 3, "1"],
        {"P1": 2, "work": "3", "Р3": 1},
    ],
)
def test_marks_are_named_or_stand_in_the_order_of_the_criteria(typed: object) -> None:
    assert Marks(RUBRIC).parse(typed) == MARKS


def test_every_criterion_wants_a_mark_unless_some_are_enough() -> None:
    with pytest.raises(MissingMarkError) as caught:
        Marks(RUBRIC).parse("P1=2")
    assert caught.value.facts["criteria"] == "work, speech"
    assert Marks(RUBRIC, partial=True).parse("P1=2") == {"idea": 2}


def test_a_level_outside_the_rubric_is_refused_with_the_levels() -> None:
    with pytest.raises(NotALevelError) as caught:
        Marks(RUBRIC).parse("2 3 2")
    assert caught.value.facts == {"criterion": "P3", "given": "2", "levels": "0, 1"}


@pytest.mark.parametrize("typed", ["23", "2311", "2 3", ""])
def test_a_line_with_another_number_of_marks_is_refused(typed: str) -> None:
    with pytest.raises(DigitCountError):
        Marks(RUBRIC).parse(typed)


@pytest.mark.parametrize(
    "typed", ["P9=1,P1=1,P2=1", "P1=1,P1=2,P2=2,P3=1", "P1=,P2=1", "2 x 1", {"P1": True}, None, True]
)
def test_what_are_no_marks_is_refused(typed: object) -> None:
    with pytest.raises(AnswerError):
        Marks(RUBRIC).parse(typed)


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{1,12}", fullmatch=True), min_size=1, unique=True), st.data())
def test_marks_read_back(ids: list[str], data: st.DataObject) -> None:
    kind = Marks(tuple(Scale(name, name, LEVELS) for name in ids))
    marks = {name: data.draw(st.integers(0, 3)) for name in ids}
    assert kind.parse(kind.flag(marks)) == kind.parse(kind.data(marks)) == marks
