from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from iom.terminal.editor import EditorFailedError, EditorMissingError, edit_file, edit_text, editor_words


def editor(tmp_path: Path, code: str, name: str = "editor.py") -> dict[str, str]:
    script = tmp_path / name
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{code}\n", encoding="utf-8")
    return {"EDITOR": shlex.join([sys.executable, str(script)])}


def test_what_the_editor_leaves_comes_back(tmp_path: Path) -> None:
    appends = editor(tmp_path, "path.write_bytes(path.read_bytes() + 'Ё\\r\\n'.encode())")
    assert edit_text('name = "Ася"\n', environment=appends) == 'name = "Ася"\nЁ\r\n'


def test_the_editor_gets_the_file_itself(tmp_path: Path) -> None:
    document = tmp_path / "a.toml"
    document.write_text("x = 1\n", encoding="utf-8")
    edit_file(document, environment=editor(tmp_path, "path.write_text('x = 2')"))
    assert document.read_text(encoding="utf-8") == "x = 2"


@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("nano", ["+7", "{path}"]),
        ("vim", ["+7", "{path}"]),
        ("hx", ["{path}:7"]),
        ("code", ["--wait", "--goto", "{path}:7"]),
        ("unknown", ["{path}"]),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a script without an extension does not run there")
def test_a_known_editor_opens_at_the_line(tmp_path: Path, program: str, arguments: list[str]) -> None:
    told = tmp_path / "told"
    script = tmp_path / program
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {shlex.quote(str(told))}\n', encoding="utf-8")
    script.chmod(0o755)
    path = tmp_path / "a.toml"
    edit_file(path, 7, {"VISUAL": str(script), "EDITOR": "false"})
    assert told.read_text(encoding="utf-8").split() == [argument.format(path=path) for argument in arguments]


@pytest.mark.parametrize("wanted", ["no-such-editor-anywhere --wait", "unclosed 'quote", "/"])
def test_an_editor_that_cannot_start_is_named(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(EditorMissingError) as caught:
        edit_file(tmp_path / "a.toml", environment={"EDITOR": wanted})
    assert str(caught.value.facts["editor"]) in wanted


def test_without_any_editor_there_is_a_polite_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EditorMissingError):
        editor_words({"EDITOR": "  "})


def test_what_a_failing_editor_left_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(EditorFailedError) as caught:
        edit_text("x = 1", environment=editor(tmp_path, "path.write_text('broken'); sys.exit(3)"))
    assert caught.value.facts["status"] == 3
