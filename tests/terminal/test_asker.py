from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from iom.ask.kinds import Confirm, Date, Text
from iom.ask.marks import Marks, Scale
from iom.ask.options import Option, Pick
from iom.ask.question import Form, Question, Reply
from iom.ask.ranking import Ranking
from iom.ask.rollcall import RollCall, RollCallAnswer
from iom.terminal.asker import NoTerminalError, TerminalAsker
from iom.terminal.printer import Printer

ENTER, ESCAPE, ALT_ENTER, CTRL_C, CTRL_D, CTRL_R, BACKSPACE, TAB, RIGHT = (
    "\r",
    "\x1b",
    "\x1b\r",
    "\x03",
    "\x04",
    "\x12",
    "\x7f",
    "\t",
    "\x1b[C",
)

PUPILS = tuple(
    Option(f"pupil-{number:02}", name)
    for number, name in enumerate(
        ["Аверина Полина", "Быков Лев", "Вдовин Савелий", "Галкина Ева", "Дёмин Пётр", "Ежова Анна"]
        + [f"Ученик {number}" for number in range(7, 13)],
        1,
    )
)

wishes = Question(Form("wishes", Ranking, ""), Ranking(PUPILS), "Пожелания?")
roll = Question(Form("absent", RollCall, ""), RollCall(PUPILS), "Кого нет?")
who = Question(Form("who", Pick, ""), Pick(PUPILS), "Кто?", required=False)
why = Question(Form("why", Text, ""), Text(multiline=True), "Почему?")
title = Question(Form("title", Text, ""), Text(), "Название?")
scales = tuple(Scale(name, name, {0: "нет", 1: "есть"}) for name in ("idea", "work"))
marks = Question(Form("marks", Marks, ""), Marks(scales), "Оценки?")
day = Question(Form("on", Date, ""), Date(date(2026, 6, 12)), "Когда?", default=date(2026, 6, 12))
sure = Question(Form("sure", Confirm, ""), Confirm(), "Верно?")


class Desk:
    """A keyboard whose keys are pressed beforehand, and what was drawn."""

    def __init__(self, keyboard: Any) -> None:
        self._keyboard = keyboard
        self.paper = io.StringIO()
        self.asker = TerminalAsker(Printer(self.paper, 80), keyboard=keyboard, screen=DummyOutput())

    def ask(self, question: Question, keys: str) -> Any:
        self._keyboard.send_text(keys)
        return self.asker.ask(question)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(stack.enter_context(create_pipe_input()))


@pytest.mark.parametrize(
    ("question", "keys", "answer"),
    [
        (wishes, "3 1 7\r", ("pupil-03", "pupil-01", "pupil-07")),
        (who, "Дём\r", "pupil-05"),
        (who, "дем\r", "pupil-05"),
        (day, "\r", date(2026, 6, 12)),
        (day, "вчера\r", date(2026, 6, 11)),
        (sure, "д\r", True),
        (sure, "Н\r", False),
        (roll, "\r", RollCallAnswer()),
        (who, "\r", Reply.SKIP),
        (who, "-\r", Reply.SKIP),
        (who, "..\r", Reply.BACK),
        (who, "--\r", Reply.NEXT),
        (who, ESCAPE, Reply.BACK),
        (why, ESCAPE, Reply.BACK),
    ],
)
def test_keys_give_answers(desk: Desk, question: Question, keys: str, answer: object) -> None:
    assert desk.ask(question, keys) == answer


def test_two_absent_of_twelve_take_at_most_six_keys(desk: Desk) -> None:
    keys = "3 7у" + ENTER
    assert desk.ask(roll, keys) == RollCallAnswer(absent=("pupil-03",), excused=("pupil-07",))
    assert len(keys) <= 6


def test_six_wishes_take_twelve_keys(desk: Desk) -> None:
    keys = "3 1 7 2 9 8" + ENTER
    assert len(desk.ask(wishes, keys)) == 6
    assert len(keys) == 12


def test_a_long_wrong_line_can_be_mended(desk: Desk) -> None:
    only_the_wrong_wish_is_typed_anew = RIGHT + BACKSPACE * 2 + "2" + ENTER
    assert desk.ask(wishes, "3 77" + ENTER + only_the_wrong_wish_is_typed_anew) == ("pupil-03", "pupil-02")
    assert "77" in desk.paper.getvalue()


@pytest.mark.parametrize(
    ("question", "wrong", "right", "answer"),
    [
        (wishes, "3 77", "1 2", ("pupil-01", "pupil-02")),
        (roll, "77", "3", RollCallAnswer(absent=("pupil-03",))),
        (who, "77", "5", "pupil-05"),
        (sure, "может", "да", True),
        (day, "завтрак", "вчера", date(2026, 6, 11)),
        (marks, "99", "1 0", {"idea": 1, "work": 0}),
        (title, "-", "Опыты", "Опыты"),
        (why, "-", "Опыты", "Опыты"),
    ],
)
def test_what_is_typed_after_a_wrong_line_stands_in_its_place(
    desk: Desk, question: Question, wrong: str, right: str, answer: object
) -> None:
    assert desk.ask(question, wrong + ENTER + right + ENTER) == answer


def test_a_short_wrong_line_is_gone(desk: Desk) -> None:
    assert desk.ask(day, "завтрак" + ENTER + ENTER) == date(2026, 6, 12)


def test_a_long_wrong_line_goes_with_one_key(desk: Desk) -> None:
    assert desk.ask(roll, "3 77" + ENTER + BACKSPACE + ENTER) == RollCallAnswer()


@pytest.mark.parametrize("keys", ["-\r", "\r"])
def test_a_required_question_cannot_be_left_out(desk: Desk, keys: str) -> None:
    assert desk.ask(wishes, keys + "1" + ENTER) == ("pupil-01",)
    assert "An answer is needed" in desk.paper.getvalue()


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("typed", ["", "начало"])
def test_stopping_is_an_interrupt_whatever_is_typed(desk: Desk, typed: str, key: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.ask(why, typed + key)


def test_a_text_of_several_lines_ends_with_enter(desk: Desk) -> None:
    assert desk.ask(why, f"раз{ALT_ENTER}два\\{ENTER}три{ENTER}") == "раз\nдва\nтри"


def test_the_search_of_the_library_does_not_open(desk: Desk) -> None:
    assert desk.ask(sure, CTRL_R + "д" + ENTER) is True


def test_tab_completes_a_surname_typed_in_cyrillic(desk: Desk) -> None:
    assert desk.ask(who, "сав" + TAB + ENTER) == "pupil-03"


def test_the_question_is_drawn_with_numbers_and_the_way_to_answer(desk: Desk) -> None:
    desk.ask(wishes, "1" + ENTER)
    drawn = desk.paper.getvalue().splitlines()
    assert "? Пожелания?" in drawn
    assert "   1  Аверина Полина" in drawn
    assert "  12  Ученик 12" in drawn


def test_the_keys_are_explained_once(desk: Desk) -> None:
    desk.ask(sure, "y" + ENTER)
    desk.ask(sure, "y" + ENTER)
    assert desk.paper.getvalue().count("Ctrl-C") == 1


def test_hostile_labels_are_shown_not_obeyed(desk: Desk) -> None:
    hostile = Question(who.form, Pick((Option("x1", "\x1b]0;имя\x07", note="\x1b[2J"),)), "\x1b[31mКто?")
    desk.ask(hostile, "1" + ENTER)
    assert "\x1b" not in desk.paper.getvalue()
    assert "␛]0;имя␇ · ␛[2J" in desk.paper.getvalue()


@pytest.mark.parametrize("stdin", [io.StringIO("1\n"), None])
def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO | None) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(NoTerminalError):
        TerminalAsker(Printer(io.StringIO())).ask(sure)
