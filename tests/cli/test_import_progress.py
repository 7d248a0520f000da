"""The line that tells how far an import has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from iom.ask.kinds import Confirm
from iom.ask.question import Form, Question
from iom.cli import import_progress
from iom.cli.import_progress import Progress, Waiting
from iom.views.sheet import Sheet

QUESTION = Question(Form("yes", Confirm, "go ahead"), Confirm(), "Go ahead?")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[int, int], str]]:
    """The lines that are drawn at this moment."""
    drawn: list[Callable[[int, int], str]] = []

    @contextmanager
    def working(text: Callable[[int, int], str], _stream: object) -> Iterator[Callable[[], None]]:
        drawn.append(text)
        yield lambda: None
        drawn.remove(text)

    monkeypatch.setattr(import_progress, "working", working)
    return drawn


class Asked:
    """Notes what is drawn while it asks."""

    def __init__(self, lines: list[Any]) -> None:
        self.lines = lines
        self.drawn: list[int] = []

    def show(self, sheet: Sheet) -> None:
        self.drawn.append(len(self.lines))

    def ask(self, question: Question) -> bool:
        self.drawn.append(len(self.lines))
        return True


def test_no_line_is_drawn_while_somebody_is_asked_and_the_count_goes_on(lines):
    asker = Asked(lines)
    with Progress(9, quiet=False) as progress:
        progress.step(4)
        assert Waiting(asker, progress).ask(QUESTION) is True
        Waiting(asker, progress).show(Sheet(""))
        assert [line(0, 0) for line in lines] == ["Rows taken in: 4 of 9"]
    assert (lines, asker.drawn) == ([], [0, 0])


def test_quiet_draws_nothing(lines):
    with Progress(9, quiet=True) as progress:
        progress.step(4)
        assert lines == []
