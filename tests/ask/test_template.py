from __future__ import annotations

import tomllib
from datetime import date

from iom.ask.given import from_file
from iom.ask.kinds import Date, Text
from iom.ask.marks import Marks, Scale
from iom.ask.options import Option
from iom.ask.question import Form, Question
from iom.ask.ranking import Ranking
from iom.ask.template import template

WISHES = Form("wishes", Ranking, "the wishes")
REASONS = Form("reasons", Text, "why", scoped=True)
MARKS = Form("marks", Marks, "the marks")
ON = Form("on", Date, "the day")
FORMS = (WISHES, REASONS, MARKS, ON)
QUESTIONS = (
    Question(WISHES, Ranking((Option("chess", "Шахматы\nи\x1b[31m шашки", note="6 мест"),)), "Wishes?"),
    Question(REASONS, Text(), "Why chess?", about="chess", required=False),
    Question(MARKS, Marks((Scale("idea", "Замысел", {0: "", 1: ""}),)), "Marks?"),
)


def test_a_fresh_template_is_valid_toml_that_answers_nothing() -> None:
    assert tomllib.loads(template("averina-polina", QUESTIONS, FORMS)) == {"averina-polina": {}}


def test_a_template_names_every_question_and_what_may_be_chosen() -> None:
    text = template("averina-polina", QUESTIONS, FORMS)
    assert all(f"# {form.name} = " in text or f".{form.name}]" in text for form in FORMS)
    assert "#   chess · Шахматы и [31m шашки · 6 мест" in text


def test_a_template_without_its_comment_signs_is_an_answers_file() -> None:
    text = template("averina-polina", QUESTIONS, FORMS)
    keys = [line[2:] for line in text.splitlines() if " = " in line or line.startswith("# [")]
    data = tomllib.loads("\n".join(["[averina-polina]", *keys]))
    assert data == {
        "averina-polina": {
            "wishes": [],
            "marks": {"idea": 0},
            "on": date(2026, 9, 1),
            "reasons": {"chess": ""},
        }
    }
    assert from_file(data, FORMS, ["averina-polina"], "answers.toml")[1] == ()
