from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest

from iom.terminal.pager import page, pager_words


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def pager(tmp_path: Path) -> tuple[dict[str, str], Path]:
    seen = tmp_path / "seen"
    script = tmp_path / "pager.py"
    script.write_text(f"import sys, pathlib\npathlib.Path({str(seen)!r}).write_bytes(sys.stdin.buffer.read())\n")
    return {"PAGER": shlex.join([sys.executable, str(script)])}, seen


LONG = "строка\n" * 200


def test_long_text_on_a_terminal_goes_through_the_pager(tmp_path: Path) -> None:
    environment, seen = pager(tmp_path)
    terminal = Terminal()
    page(LONG, terminal, environment)
    assert seen.read_text(encoding="utf-8") == LONG
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "text"), [(io.StringIO, LONG), (Terminal, "строка\n")])
def test_a_file_and_a_short_text_need_no_pager(tmp_path: Path, stream: type[io.StringIO], text: str) -> None:
    environment, seen = pager(tmp_path)
    paper = stream()
    page(text, paper, environment)
    assert paper.getvalue() == text
    assert not seen.exists()


@pytest.mark.parametrize("wanted", ["", "cat", "no-such-pager-anywhere", "unclosed 'quote", "/"])
def test_without_a_usable_pager_the_text_is_written(wanted: str) -> None:
    terminal = Terminal()
    page(LONG, terminal, {"PAGER": wanted})
    assert terminal.getvalue() == LONG
    assert pager_words({"PAGER": wanted}) == []
