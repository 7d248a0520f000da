from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iom.ask.scripted import ScriptedAsker
from iom.cli import edit as edit_command
from iom.cli import editing

Run = Callable[..., Any]
Set = Callable[..., ScriptedAsker]
PROFILE = "students/averina-polina.toml"


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Set:
    """An editor that does one piece of Python with the text each time, and a person who answers its questions."""

    def use(*steps: str, replies: tuple[object, ...] = ()) -> ScriptedAsker:
        count = tmp_path / "count"
        script = tmp_path / "editor.py"
        script.write_text(
            "import pathlib, sys\n"
            f"count = pathlib.Path({str(count)!r})\n"
            "number = int(count.read_text()) if count.exists() else 0\n"
            "count.write_text(str(number + 1))\n"
            "file = pathlib.Path(sys.argv[-1])\n"
            "text = file.read_bytes().decode()\n"
            f"exec({list(steps)!r}[number])\n"
            "file.write_bytes(text.encode())\n",
            "utf-8",
        )
        monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
        asker = ScriptedAsker(list(replies))
        monkeypatch.setattr(editing, "person", lambda: asker)
        monkeypatch.setattr(edit_command, "person", lambda: asker)
        return asker

    return use


def test_the_text_is_written_as_the_person_typed_it(iom: Run, folder: Path, editor: Set):
    editor("text = text.replace('# Поля', '#   Полечка  ') + '\\n# в конце'")
    before = (folder / PROFILE).read_text("utf-8")
    assert iom("student", "edit", "Аверина", cwd=folder).code == 0
    expected = before.replace("# Поля", "#   Полечка  ") + "\n# в конце"
    assert (folder / PROFILE).read_text("utf-8") == expected


def test_line_ends_and_mark_of_the_editor_are_kept(iom: Run, folder: Path, editor: Set):
    editor("text = '\\ufeff' + text.replace('\\n', '\\r\\n')")
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 0
    assert (folder / PROFILE).read_bytes().startswith(b"\xef\xbb\xbfschema = 1\r\n")


def test_nothing_changed_writes_nothing(iom: Run, folder: Path, editor: Set):
    editor("pass")
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 0
    assert iom("undo", cwd=folder).code != 0


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("text += '\\noops = \\n'", "E01"),
        ("text = text.replace('schema = 1', 'schema = \"1\"')", "E02"),
        ("text = text.replace('id = \"averina-oi\"', 'id = \"averina-xx\"')", "E031"),
        ("text = ''", "E02"),
    ],
    ids=["toml", "model", "rule", "empty"],
)
def test_a_text_that_does_not_fit_is_shown_and_never_written(iom: Run, folder: Path, editor: Set, step: str, code: str):
    before = (folder / PROFILE).read_bytes()
    editor(step, replies=("discard",))
    done = iom("student", "edit", "averina-polina", cwd=folder)
    assert done.code == 3
    assert PROFILE in done.err
    assert code in done.err
    assert (folder / PROFILE).read_bytes() == before


def test_the_person_may_mend_it_in_a_second_sitting_at_once(iom: Run, folder: Path, editor: Set):
    editor("text += '\\noops = \\n'", "text = text.replace('\\noops = \\n', '\\n# лучше\\n')", replies=("again",))
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 0
    assert (folder / PROFILE).read_text("utf-8").endswith("\n# лучше\n")


def test_a_draft_is_kept_and_gone_on_with(iom: Run, folder: Path, editor: Set):
    editor("text += '\\noops = \\n'", "text = text.replace('oops = ', '# oops')", replies=("keep", True))
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 3
    assert "oops" not in (folder / PROFILE).read_text("utf-8")
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 0
    assert (folder / PROFILE).read_text("utf-8").endswith("\n# oops\n")


def test_an_edit_of_somebody_else_is_never_overwritten(iom: Run, folder: Path, editor: Set):
    target = str(folder / PROFILE)
    editor(f"pathlib.Path({target!r}).write_text('schema = 1\\nname = \"Чужая Правка\"\\n', 'utf-8'); text += '# x\\n'")
    done = iom("student", "edit", "averina-polina", cwd=folder)
    assert done.code == 5
    assert "Чужая Правка" in (folder / PROFILE).read_text("utf-8")


def test_an_editor_that_fails_changes_nothing_and_loses_nothing(iom: Run, folder: Path, editor: Set):
    before = (folder / PROFILE).read_bytes()
    editor("file.write_bytes((text + '# почти').encode()); sys.exit(1)", "pass", replies=(True,))
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 3
    assert (folder / PROFILE).read_bytes() == before
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 0
    assert (folder / PROFILE).read_text("utf-8").endswith("# почти")


def test_problems_that_were_there_before_do_not_hold_an_edit_up(iom: Run, folder: Path, editor: Set):
    text = (folder / PROFILE).read_text("utf-8").replace('id = "averina-oi"', 'id = "averina-xx"')
    (folder / PROFILE).write_text(text, "utf-8")
    editor("text += '# ещё\\n'")
    assert iom("student", "edit", "averina-polina", cwd=folder).code == 0


def test_a_broken_document_can_be_mended(iom: Run, folder: Path, editor: Set):
    (folder / PROFILE).write_text("schema = 1\nname = \n", "utf-8")
    editor("text = text.replace('name = ', 'name = \"Аверина Полина\"')")
    assert iom("edit", PROFILE, cwd=folder).code == 0
    assert iom("student", "show", "averina-polina", cwd=folder).code == 0


def test_without_a_terminal_the_way_out_is_named(iom: Run, folder: Path):
    done = iom("student", "edit", "averina-polina", cwd=folder)
    assert done.code == 2
    assert f"iom check {PROFILE}" in done.err


def test_a_closed_round_stays_as_it_is(iom: Run, folder: Path, editor: Set):
    editor("text += '# x'")
    assert iom("edit", "rounds/2025-spring/round.toml", cwd=folder).code == 5


@pytest.mark.parametrize("what", ["calendar", "nobody.toml", "../iom.toml", "students"])
def test_edit_refuses_what_is_no_document(iom: Run, folder: Path, editor: Set, what: str):
    editor("pass")
    assert iom("edit", what, cwd=folder).code == 6


def test_several_documents_of_an_id_are_listed(iom: Run, folder: Path, editor: Set):
    asker = editor("text = '# сверху\\n' + text", replies=(PROFILE,))
    assert iom("edit", "averina-polina", cwd=folder).code == 0
    assert len(asker.questions[0].kind.options) == 3
    assert (folder / PROFILE).read_text("utf-8").startswith("# сверху")


def test_the_editor_comes_back_at_the_line_of_the_first_problem_of_the_document(
    iom: Run, folder: Path, editor: Set, monkeypatch: pytest.MonkeyPatch
):
    broken = ['schema = 1\nname = "Аверина Полина"\nleft_on = 15.01.2027\nx = = 1\n', "schema = 1\nname = 5\n"]
    lines = []

    def opened(file: Path, line: int) -> None:
        lines.append(line)
        if broken:
            file.write_text(broken.pop(0), "utf-8")

    monkeypatch.setattr("iom.terminal.editor.edit_file", opened)
    editor(replies=("again", "again", "discard"))
    assert iom("edit", PROFILE, cwd=folder).code == 3
    assert lines == [1, 3, 2]
