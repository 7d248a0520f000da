from __future__ import annotations

import io
from datetime import date

import pytest

from iom.ask.kinds import AnswerError, Date, Text
from iom.ask.options import Option
from iom.ask.question import Form, Question, Reply
from iom.ask.ranking import Ranking
from iom.ask.scripted import ScriptedAsker
from iom.terminal.echo import EchoAsker
from iom.terminal.printer import Printer
from iom.views.sheet import Lines, Sheet

OFFERS = (Option("chess", "Шахматы", codes=("C1",), note="6 мест"), Option("choir", "Хор", warning="занято"))
wishes = Question(Form("wishes", Ranking, ""), Ranking(OFFERS), "Пожелания?")
why = Question(Form("why", Text, ""), Text(multiline=True), "Почему?", required=False)
day = Question(Form("on", Date, ""), Date(date(2026, 6, 12)), "Когда?", default=date(2026, 6, 12))


def echo(*replies: object) -> tuple[EchoAsker, io.StringIO]:
    paper = io.StringIO()
    return EchoAsker(Printer(paper, 60, "never"), ScriptedAsker(list(replies))), paper


def test_a_scripted_answer_looks_like_a_typed_one() -> None:
    asker, paper = echo("2 1")
    assert asker.ask(wishes) == ("choir", "chess")
    assert paper.getvalue() == ("\n? Пожелания?\n   1  C1 Шахматы · 6 мест\n   2  Хор · ! занято\n  > 2 1\n")


def test_of_many_options_the_first_are_shown_and_a_block_is_drawn_once() -> None:
    asker, paper = echo("1")
    many = Ranking(tuple(Option(f"o{number}", f"Курс {number}") for number in range(1, 8)))
    asker.ask(Question(wishes.form, many, "Пожелания?"))
    assert "   4  Курс 4\n   …  7\n" in paper.getvalue()
    rubric = Lines(("критерии",))
    asker.show(Sheet("первый", (rubric,)))
    asker.show(Sheet("второй", (rubric,)))
    assert paper.getvalue().count("критерии") == 1


@pytest.mark.parametrize(
    ("question", "reply", "line", "answer"),
    [
        (day, "", "  [2026-06-12] >", date(2026, 6, 12)),
        (why, Reply.SKIP, "  > -", Reply.SKIP),
        (why, "..", "  > ..", Reply.BACK),
        (wishes, ["choir"], "  > choir", ("choir",)),
        (why, "раз\nдва", "    два", "раз\nдва"),
    ],
)
def test_every_reply_is_shown_as_typed(question: Question, reply: object, line: str, answer: object) -> None:
    asker, paper = echo(reply)
    assert asker.ask(question) == answer
    assert paper.getvalue().splitlines()[-1] == line


def test_screens_are_drawn() -> None:
    asker, paper = echo()
    asker.show(Sheet("Аверина Полина", (Lines(("5а",)),)))
    assert paper.getvalue() == "\nАверина Полина\n\n5а\n"


def test_a_wrong_script_is_shown_and_fails() -> None:
    asker, paper = echo("7")
    with pytest.raises(AnswerError):
        asker.ask(wishes)
    assert "✗ There is no 7 among the options." in paper.getvalue()
