"""What really reaches a terminal: the byte stream of a pty."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX terminal")

READY = r">\x1b\[.*?\x1b\[\?25h"  # the cursor is shown behind the prompt: keys are read one by one
OURS = re.compile(r"\x1b\[(?:0|1|2|31|32|33)m")

SCREEN = """
    import sys
    from iom.errors import Fault, Place, Problem
    from iom.terminal.messages import Messages
    from iom.terminal.printer import Printer
    from iom.terminal.problems import print_problems
    from iom.views.sheet import *
    evil = "\\x1b]0;owned\\x07\\x1b[2J\\x9b31m\\x90q\\x9c\\u202eevil\\u2066\\u200b\\r\\b[bold]x[/]"
    printer = Printer(sys.stdout)
    printer.show(Sheet(evil, (
        Table((Column(evil, flexible=True),), ((Cell(evil, "bad"),),), evil),
        Pairs(((evil, Cell(evil, "good")),), evil), Lines((evil,), evil, evil), Bars(((evil, 3, 2),), evil),
    )))
    Messages(printer).fail(evil, evil, evil)
    problem = Problem(Fault("E0", "{x}", "{x}"), evil, facts={"x": evil}, place=Place(1, 3))
    print_problems(printer, [problem], lambda _: evil)
"""

QUESTIONS = """
    import sys
    from datetime import date
    from iom import language
    from iom.ask.kinds import Confirm, Date, Text
    from iom.ask.options import Option
    from iom.ask.question import Form, Question
    from iom.ask.rollcall import RollCall
    from iom.terminal.asker import TerminalAsker
    from iom.terminal.printer import Printer
    language.use("ru")
    asker = TerminalAsker(Printer(sys.stderr))
    roll = RollCall(tuple(Option(f"pupil-{n}", f"Ученик {n}") for n in range(1, 13)))
    print(asker.ask(Question(Form("absent", RollCall, ""), roll, "Кого нет?")))
    print(asker.ask(Question(Form("sure", Confirm, ""), Confirm(), "Верно?", default=True)))
    print(repr(asker.ask(Question(Form("why", Text, ""), Text(multiline=True), "Почему?", required=False))))
    print(asker.ask(Question(Form("on", Date, ""), Date(date(2026, 6, 12)), "Когда?")))
"""


@pytest.fixture
def spawn() -> Callable[..., Any]:
    def start(code: str, **environment: str) -> Any:
        terminal = pexpect.spawn(
            sys.executable,
            ["-c", textwrap.dedent(code)],
            encoding="utf-8",
            timeout=20,
            dimensions=(40, 80),
            env={
                "TERM": "xterm-256color",
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "PYTHONUTF8": "1",
                **environment,
            },
        )
        terminal.delaybeforesend = None
        return terminal

    return start


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}])
def test_hostile_data_brings_no_escape_of_its_own(spawn: Callable[..., Any], environment: dict[str, str]) -> None:
    stream = spawn(SCREEN, **environment).read()
    assert "Traceback" not in stream
    assert "owned" in stream
    assert ("\x1b" in stream) is (not environment)
    rest = OURS.sub("", stream).replace("\r\n", "\n")
    assert not re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", rest)


def test_questions_are_answered_in_russian_without_a_word_of_english(spawn: Callable[..., Any]) -> None:
    terminal = spawn(QUESTIONS)
    seen = []
    for question, keys, answer in [
        ("Кого нет", "3 7у\r", "RollCallAnswer(absent=('pupil-3',), excused=('pupil-7',))"),
        ("Верно", "\r", "True"),
        ("Почему", "раз\x1b\rдва\r", r"'раз\\nдва'"),
        ("Когда", "завтрак\rзавтра\r", "2026-06-13"),
    ]:
        terminal.expect_exact(question)
        terminal.expect(READY)
        seen.append(terminal.before)
        for key in re.findall(r"\x1b\r|.", keys, re.DOTALL):
            terminal.send(key)
        terminal.expect(re.escape(answer) if "\\" not in answer else answer)
        seen.append(terminal.before)
    terminal.expect(pexpect.EOF)
    words = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", "".join(map(str, seen)))))
    assert words <= {"Enter", "Esc", "Ctrl"}


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_stopping_interrupts_the_program(spawn: Callable[..., Any], key: str) -> None:
    terminal = spawn(QUESTIONS)
    terminal.expect(READY)
    terminal.send("3" + key)
    terminal.expect("KeyboardInterrupt")
    terminal.expect(pexpect.EOF)


def test_esc_goes_back_from_a_wrong_line_as_well(spawn: Callable[..., Any]) -> None:
    terminal = spawn(QUESTIONS)
    terminal.expect(READY)
    terminal.send("77\r")
    terminal.expect(r"\x1b\[0;7m77\x1b.*?\x1b\[\?25h")  # the wrong line, selected
    terminal.send("\x1b")
    terminal.expect_exact("Reply.BACK")
    terminal.close()
