from __future__ import annotations

import pytest

from iom.ask.kinds import Number, Text
from iom.ask.question import Form, Question, Reply
from iom.ask.typed import AnswerNeededError, understood

AGE = Form("age", Number, "age")
required = Question(AGE, Number(5, 19), "How old?")
optional = Question(AGE, Number(5, 19), "How old?", required=False)
defaulted = Question(AGE, Number(5, 19), "How old?", default=11, required=False)


@pytest.mark.parametrize(
    ("question", "line", "meaning"),
    [
        (required, " 12 ", 12),
        (required, "..", Reply.BACK),
        (required, "--", Reply.NEXT),
        (optional, "-", Reply.SKIP),
        (optional, "", Reply.SKIP),
        (defaulted, "  ", 11),
        (defaulted, "-", Reply.SKIP),
        (Question(Form("why", Text, ""), Text(), "Why?"), "-- потому", "-- потому"),
    ],
)
def test_a_line_is_an_answer_a_sign_or_the_default(question: Question, line: str, meaning: object) -> None:
    assert understood(question, line) == meaning


@pytest.mark.parametrize("line", ["", "-"])
def test_a_required_answer_cannot_be_left_out(line: str) -> None:
    with pytest.raises(AnswerNeededError):
        understood(required, line)
