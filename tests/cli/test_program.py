from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
import typer

from iom import language
from iom.cli import mistakes
from iom.cli.context import current
from iom.cli.options import Reason, Yes
from iom.cli.program import run
from iom.errors import Exit, Fault, IomError, Place, Problem


class LostError(IomError):
    text = "{name} is lost."
    hint = "Look for {name}."
    exit_code = Exit.NOT_FOUND


def test_the_version_is_one_line(iom):
    assert iom("--version").out.startswith("iom 0.")
    assert iom("--version", "--json").data.keys() == {"iom", "version"}


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["inti"], "✗ There is no command inti.\n  Did you mean iom init?\n"),
        (["help"], "✗ There is no command help.\n  Did you mean iom --help?\n"),
        (["xyzzy"], "✗ There is no command xyzzy.\n  See: iom --help\n"),
        (["init", "--exampel"], "✗ iom init has no option --exampel.\n  Did you mean --example?\n"),
        (["init", "--qqq"], "✗ iom init has no option --qqq.\n  See: iom init --help\n"),
        (["init", "-q"], "✗ iom init has no option -q.\n  See: iom init --help\n"),
        (["--jsn", "init"], "✗ iom has no option --jsn.\n  Did you mean --json?\n"),
        (["init", "--name"], "✗ A value is missing after --name.\n  See: iom init --help\n"),
        (["init", "--example=yes"], "✗ --example takes no value.\n  See: iom init --help\n"),
        (["init", "a", "b", "c"], "✗ There is too much: b c.\n  See: iom init --help\n"),
        (["completion"], "✗ SHELL is missing.\n  See: iom completion --help\n"),
        (["--lang"], "✗ A value is missing after --lang.\n  See: iom --help\n"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_how_to_go_on(iom, argv, said):
    found = iom(*argv)
    assert (found.code, found.out, found.err) == (2, "", said)


def test_the_same_mistake_in_russian(iom):
    found = iom("--lang", "ru", "inti")
    assert found.err == "✗ Нет команды inti.\n  Может быть, iom init?\n"


def test_one_process_speaks_both_languages_and_keeps_neither(iom):
    language.use("en")
    pages = [iom("--lang", spoken, "init", "--help").out for spoken in ("ru", "en", "ru")]
    assert "Параметры" in pages[0]
    assert "Options" in pages[1]
    assert pages[2] == pages[0]
    assert language.current() == "en"


def test_without_a_command_the_help_is_shown_and_the_code_says_so(iom):
    found = iom()
    assert (found.code, found.out) == (2, "")
    assert "Usage: iom" in found.err
    assert iom("--json").data["error"]["code"] == "no-command"


def test_a_command_gets_the_context(iom, registered, tmp_path):
    seen = []
    registered(lambda: seen.append(current()))
    assert iom("try", "--today", "2026-11-16", "--lang", "ru").code == 0
    assert (seen[0].today, seen[0].language, seen[0].interactive) == (date(2026, 11, 16), "ru", False)


def test_options_of_a_command_arrive_as_they_were_typed(iom, registered):
    seen = []

    def function(
        who: Annotated[list[str] | None, typer.Argument(help="who")] = None,
        reason: Reason = None,
        yes: Yes = False,
        mark: Annotated[list[str] | None, typer.Option("--mark", help="marks")] = None,
    ) -> None:
        seen.append((who, reason, yes, mark))

    registered(function)
    assert iom("try", "anna", "boris", "--reason", "12", "-y", "--mark", "a=1", "--mark", "b=2").code == 0
    assert iom("try", "--", "--reason").code == 0
    assert seen == [(["anna", "boris"], "12", True, ["a=1", "b=2"]), (["--reason"], None, False, None)]


def test_the_code_of_a_command_is_the_code_of_the_run(iom, registered):
    registered(lambda: Exit.PROBLEMS)
    assert iom("try").code == 1


def test_an_error_is_told_with_its_hint(iom, registered):
    def function() -> None:
        raise LostError(name="anna")

    registered(function)
    found = iom("try")
    assert (found.code, found.err) == (6, "✗ anna is lost.\n  Look for anna.\n")


def test_an_error_in_json_is_one_document_on_stdout(iom, registered):
    fault = Fault("E0999", "{what} is wrong", "mend {what}")
    problem = Problem(fault, "students/anna.toml", ("forms", 0), {"what": "form"}, Place(3, 8))

    def function() -> None:
        raise LostError(name="anna", problems=(problem,))

    registered(function)
    found = iom("try", "--json")
    assert found.err == ""
    assert found.data == {
        "iom": 1,
        "error": {"code": "lost", "exit": 6, "text": "anna is lost.", "hint": "Look for anna."},
        "problems": [
            {
                "range": {"start": {"line": 2, "character": 7}, "end": {"line": 2, "character": 8}},
                "severity": 1, "code": "E0999", "source": "iom", "message": "form is wrong\n→ mend form",
                "data": {"document": "students/anna.toml", "keys": ["forms", 0], "hint": "mend form"},
                "document": "students/anna.toml", "line": 3, "column": 8,
                "keys": ["forms", 0], "text": "form is wrong", "hint": "mend form",
            }
        ],
    }  # fmt: skip
    told = iom("try").err
    assert "students/anna.toml:3:8\n  error E0999: form is wrong\n  → mend form\n" in told
    assert told.endswith("✗ anna is lost.\n  Look for anna.\n")


def test_text_from_data_is_shown_and_not_obeyed(iom, registered):
    def function() -> None:
        raise LostError(name="a\x1b[2Jb\nc\u202ed")

    registered(function)
    told, data = iom("try"), iom("try", "--json")
    assert told.err.splitlines()[0] == "✗ a␛[2Jb␤c<U+202E>d is lost."
    assert not any(obeyed in data.out for obeyed in "\x1b\u202e")


def _fails_with_a_name() -> None:
    pupil = "Аверина Полина"
    raise KeyError(pupil)


def test_a_bug_is_told_politely_without_a_traceback(iom, registered):
    registered(_fails_with_a_name)
    found = iom("try")
    assert found.code == 70
    assert "This is a mistake in iom" in found.err
    assert "KeyError" in found.err
    assert "Traceback" not in found.err
    assert "Аверина" not in found.err
    assert iom("try", "--json").data["error"]["exit"] == 70


def test_the_trace_of_a_bug_holds_neither_variables_nor_the_text_of_the_error(iom, registered):
    def function() -> None:
        name = "Полина".upper()
        try:
            raise ValueError(name)
        except ValueError as error:
            raise RuntimeError(name) from error

    registered(function)
    found = iom("try", "--debug")
    assert "test_program.py" in found.err
    assert "ValueError" in found.err
    assert "ПОЛИНА" not in found.err


def test_ctrl_c_is_130(iom, registered):
    def function() -> None:
        raise KeyboardInterrupt

    registered(function)
    found = iom("try")
    assert (found.code, found.err) == (130, "✗ Stopped.\n")
    assert iom("try", "--json").data["error"]["code"] == "stopped"


def test_a_closed_pipe_is_141_in_silence(iom, registered):
    def function() -> None:
        raise BrokenPipeError(errno.EPIPE, "closed")

    registered(function)
    found = iom("try")
    assert (found.code, found.err) == (141, "")


def test_what_the_system_refuses_is_no_bug(iom, registered):
    def function() -> None:
        Path("no such file").read_bytes()

    registered(function)
    found = iom("try")
    assert found.code == 4
    assert "no such file" in found.err


def test_a_closed_input_cancels(iom, registered):
    def function() -> None:
        raise EOFError

    registered(function)
    found = iom("try")
    assert (found.code, found.err) == (3, "✗ Cancelled; nothing was changed.\n")


def test_a_full_disk_under_stdout_is_told(monkeypatch, capsys):
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert run(["--version"]) == 4
    assert "No space left on device" in capsys.readouterr().err


def classes(root: type) -> Iterator[type]:
    yield root
    for child in root.__subclasses__():
        yield from classes(child)


def typer_classes() -> list[type]:
    return [kind for kind in classes(typer.TyperException) if kind.__module__.startswith("typer")]


@pytest.mark.parametrize("kind", [*typer_classes(), typer.Abort], ids=lambda kind: kind.__name__)
def test_every_error_of_typer_has_a_meaning_of_its_own(kind):
    assert kind in mistakes._MEANINGS


def test_typer_has_the_errors_that_we_know():
    assert {typer.TyperException, typer.BadParameter} < set(typer_classes())
    assert set(mistakes._MEANINGS) == {*typer_classes(), typer.Abort}


def error_of(kind: type) -> Exception:
    """An error of typer with English words of its own."""
    match kind.__name__:
        case "FileError":
            return kind("a.toml", hint="Unspeakable English")
        case "NoSuchOption" | "BadOptionUsage":
            return kind("--x", "Unspeakable English")
        case "NoArgsIsHelpError":
            error = kind.__new__(kind)
            error.ctx = None
            return error
        case _:
            return kind("Unspeakable English")


@pytest.mark.parametrize("kind", [*typer_classes(), typer.Abort], ids=lambda kind: kind.__name__)
def test_no_word_of_typer_reaches_a_person(iom, registered, kind):
    def function() -> None:
        raise error_of(kind)

    registered(function)
    found = iom("try", "--lang", "ru")
    assert found.code in {2, 3, 6}
    assert "Unspeakable" not in found.err
    assert any("а" <= letter <= "я" for letter in found.err.lower())
