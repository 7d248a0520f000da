from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.ask.kinds import AnswerError
from iom.ask.options import Option
from iom.ask.rollcall import RollCall, RollCallAnswer

ROLL = tuple(Option(f"pupil-{number:02}", f"Ученик {number}") for number in range(1, 13))
NAMES = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{1,12}", fullmatch=True), min_size=1, unique=True)


@pytest.mark.parametrize("typed", ["3 7у", "3 7 у", "7+ 3", "3,7e", "3; 7У", "3 pupil-07:excused", "pupil-03, 7:у"])
def test_the_absent_are_numbers_and_an_excuse_is_a_suffix(typed: str) -> None:
    assert RollCall(ROLL).parse(typed) == RollCallAnswer(absent=("pupil-03",), excused=("pupil-07",))


@pytest.mark.parametrize("typed", ["", "  ", "нет", "none", "0", [], {}])
def test_nobody_is_absent(typed: object) -> None:
    assert RollCall(ROLL).parse(typed) == RollCallAnswer()


def test_a_table_and_a_list_from_a_file_are_understood() -> None:
    expected = RollCallAnswer(("pupil-01",), ("pupil-02",))
    assert RollCall(ROLL).parse({"absent": ["pupil-01"], "excused": [2]}) == expected
    assert RollCall(ROLL).parse(["pupil-01", "pupil-02:excused"]) == expected


@pytest.mark.parametrize("typed", ["13", "3 3у", "pupil", "7:болен", {"late": []}, {"absent": "3"}, None, True, [None]])
def test_a_wrong_roll_call_is_refused(typed: object) -> None:
    with pytest.raises(AnswerError):
        RollCall(ROLL).parse(typed)


@given(NAMES, st.data())
def test_a_roll_call_reads_back(ids: list[str], data: st.DataObject) -> None:
    options = tuple(Option(name, name) for name in ids if name != "none")
    here = {option.id: data.draw(st.sampled_from(["here", "absent", "excused"])) for option in options}
    said = RollCallAnswer(
        tuple(name for name, state in here.items() if state == "absent"),
        tuple(name for name, state in here.items() if state == "excused"),
    )
    kind = RollCall(options)
    assert kind.parse(kind.flag(said)) == kind.parse(kind.data(said)) == said
