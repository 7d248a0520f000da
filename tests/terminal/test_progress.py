"""The line that tells that a long work goes on."""

from __future__ import annotations

import io
from threading import Event

import pytest

from iom.terminal import progress
from iom.terminal.progress import working


class Terminal(io.StringIO):
    """A terminal that tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.drawn.set()
        return written


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PAUSE", 0.001)


def said(seconds: int, steps: int) -> str:
    return f"Считаю\x1b: {steps}"


@pytest.mark.usefixtures("impatient")
def test_a_long_work_tells_its_steps_and_leaves_nothing_behind():
    terminal = Terminal()
    with working(said, terminal) as told:
        told()
        told()
        terminal.drawn.clear()
        assert terminal.drawn.wait(10)
    drawn = terminal.getvalue()
    assert ": 2" in drawn
    assert "Считаю\x1b" not in drawn
    assert drawn.endswith("\r\x1b[K")


@pytest.mark.usefixtures("impatient")
def test_a_pipe_gets_nothing():
    pipe = io.StringIO()
    with working(said, pipe) as told:
        told()
    assert pipe.getvalue() == ""


def test_quick_work_draws_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    terminal = Terminal()
    with working(said, terminal) as told:
        told()
    assert terminal.getvalue() == ""


@pytest.mark.usefixtures("impatient")
def test_the_line_goes_when_the_work_fails():
    terminal = Terminal()

    def failing() -> None:
        with working(said, terminal):
            assert terminal.drawn.wait(10)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert terminal.getvalue().endswith("\r\x1b[K")
