from __future__ import annotations

import io

from iom.terminal.messages import Messages
from iom.terminal.printer import Printer


def said(**calls: tuple[str, ...]) -> list[str]:
    paper = io.StringIO()
    messages = Messages(Printer(paper, 40, "never"))
    for verb, arguments in calls.items():
        getattr(messages, verb)(*arguments)
    return paper.getvalue().splitlines()


def test_each_verb_has_its_sign() -> None:
    lines = said(done=("Сохранено",), todo=("Нужно",), note=("К слову",), warn=("Осторожно",), fail=("Нельзя",))
    assert lines == ["✓ Сохранено", "☐ Нужно", "· К слову", "! Осторожно", "✗ Нельзя"]


def test_a_long_message_hangs_beside_its_sign_and_its_hint_follows() -> None:
    assert said(fail=("Очень длинное сообщение о том, чего сделать нельзя", "Попробуйте иначе.")) == [
        "✗ Очень длинное сообщение о том, чего",
        "  сделать нельзя",
        "  Попробуйте иначе.",
    ]


def test_a_command_to_copy_is_never_wrapped() -> None:
    command = "iom choose averina-polina --wishes kitchen-chemistry,board-game"
    assert said(todo=("Нужны пожелания", command))[-1] == "  " + command


def test_names_from_data_cannot_command_the_terminal() -> None:
    assert said(todo=("\x1b[2J", "iom \x1b]0;x\x07")) == ["☐ ␛[2J", "  iom ␛]0;x␇"]
