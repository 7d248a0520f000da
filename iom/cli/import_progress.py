"""The line that tells how far an import has come; it goes while somebody is asked."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any

from iom.ask.question import Asker, Question, Reply
from iom.language import N_, say
from iom.terminal.progress import working
from iom.views.sheet import Sheet


class Progress:
    """Drawn while its context lasts, but for the times between `pause` and `go_on`."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._quiet = quiet
        self._stack = ExitStack()
        self._done = 0

    def __enter__(self) -> Progress:
        self.go_on()
        return self

    def __exit__(self, *_ended: object) -> None:
        self.pause()

    def step(self, done: int) -> None:
        """So many are done."""
        self._done = done

    def pause(self) -> None:
        """Take the line away."""
        self._stack.close()

    def go_on(self) -> None:
        """Draw the line again."""
        if not self._quiet:
            self._stack.enter_context(working(self._text, sys.stderr))

    def _text(self, _seconds: int, _steps: int) -> str:
        # Counted here: a line that is drawn again begins its own count anew.
        return say(N_("Rows taken in: {done} of {total}"), {"done": self._done, "total": self._total})


class Waiting:
    """An asker before whose questions the progress line goes."""

    def __init__(self, asker: Asker, progress: Progress) -> None:
        self._asker = asker
        self._progress = progress

    def show(self, sheet: Sheet) -> None:
        """See `Asker.show`."""
        self._progress.pause()
        self._asker.show(sheet)
        self._progress.go_on()

    def ask(self, question: Question) -> Any | Reply:
        """See `Asker.ask`."""
        self._progress.pause()
        answer = self._asker.ask(question)
        self._progress.go_on()
        return answer
