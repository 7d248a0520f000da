from __future__ import annotations

import pytest

from iom.ask.kinds import AnswerError, Confirm, Number
from iom.ask.question import Form, Question, Reply
from iom.ask.scripted import ScriptedAsker, UnexpectedQuestionError

AGE = Question(Form("age", Number, "age"), Number(5, 19), "How old?")
SURE = Question(
    Form("sure", Confirm, "sure", scoped=True), Confirm(), "Sure?", about="chess", default=True, obvious=True
)


def test_replies_are_given_in_order_through_the_parsers() -> None:
    script = ScriptedAsker(["11", Reply.BACK, 12])
    assert [script.ask(AGE) for _ in range(3)] == [11, Reply.BACK, 12]
    assert script.questions == [AGE, AGE, AGE]


def test_replies_may_be_named() -> None:
    script = ScriptedAsker({"age": "11", "sure:chess": "н"})
    assert script.ask(SURE) is False
    assert script.ask(AGE) == 11


def test_an_obvious_question_needs_no_reply() -> None:
    assert ScriptedAsker([]).ask(SURE) is True


@pytest.mark.parametrize("replies", [[], {"sure": "д"}])
def test_a_question_that_is_not_in_the_script_is_named(replies: list[object]) -> None:
    with pytest.raises(UnexpectedQuestionError, match="--age: How old"):
        ScriptedAsker(replies).ask(AGE)


def test_a_script_may_interrupt_and_may_be_wrong() -> None:
    with pytest.raises(KeyboardInterrupt):
        ScriptedAsker([KeyboardInterrupt]).ask(AGE)
    with pytest.raises(AnswerError):
        ScriptedAsker(["сто"]).ask(AGE)
