"""What is told after a walk: of one alone also what is lacking, of an offer nothing about stages."""

from __future__ import annotations

import pytest

from iom import language
from iom.views.sheet import Lines, Table
from iom.walk.batch import Outcome, Outcomes
from iom.walk.request import RequestPart

POLINA = Outcome("averina-polina", "Аверина Полина", (RequestPart(),), "choice", ("no wishes yet",), ("student",))
LEV = Outcome("babushkin-lev", "Бабушкин Лев", (), "implementation", (), ())
CHEMISTRY = Outcome("chemistry", "Курс chemistry", (), "", (), ())


def drawn(*rows: Outcome) -> tuple[Table, tuple[Lines, ...]]:
    table, *lines = Outcomes("choice", list(rows)).sheet().blocks
    assert isinstance(table, Table)
    return table, tuple(block for block in lines if isinstance(block, Lines))


def test_one_alone_is_told_what_is_still_lacking():
    _table, (lines,) = drawn(POLINA)
    assert (lines.title, lines.lines) == ("Still lacking", ("no wishes yet",))


def test_after_the_decision_the_next_stage_is_spoken_of():
    parts, missing = (RequestPart(),), ("no lesson yet",)
    on = Outcome("averina-polina", "Аверина Полина", parts, "implementation", missing, ("teacher",))
    _table, (lines,) = drawn(on)
    assert lines.title == "What the next stage asks for"


def test_a_queue_is_one_table():
    table, lines = drawn(POLINA, LEV)
    assert lines == ()
    assert [row[:2] for row in table.rows] == [("Аверина Полина", "request"), ("Бабушкин Лев", "nothing was due")]


def test_an_offer_has_no_stage_and_waits_for_nobody():
    table, lines = drawn(CHEMISTRY)
    assert ([column.title for column in table.columns], lines) == (["", "done"], ())
    assert table.rows == (("Курс chemistry", "nothing was due"),)


@pytest.mark.parametrize(("spoken", "done"), [("ru", "запрос"), ("en", "request")])
def test_parts_are_told_in_words_and_given_to_programs_by_id(spoken, done):
    language.use(spoken)
    table, _lines = drawn(POLINA)
    assert table.rows[0][1] == done
    assert Outcomes("choice", [POLINA]).data()["subjects"][0]["parts"] == ["request"]
