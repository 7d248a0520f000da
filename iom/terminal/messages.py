"""Messages to the person on standard error, as verbs with a meaning."""

from __future__ import annotations

from iom.terminal.printer import Printer
from iom.views.sheet import Cell, Tone


class Messages:
    """What the program says beside its data: done, still to do, good to know, careful, failed."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def done(self, text: str) -> None:
        """Something is done."""
        self._say("✓", "good", text)

    def todo(self, text: str, command: str = "") -> None:
        """The person has to do something; ``command`` does it."""
        self._say("☐", "strong", text)
        self.command(command)

    def note(self, text: str) -> None:
        """Something good to know."""
        self._say("·", "muted", text)

    def warn(self, text: str, hint: str = "", command: str = "") -> None:
        """Something may not be as the person thinks."""
        self._say("!", "warn", text)
        self._more(hint, command)

    def fail(self, text: str, hint: str = "", command: str = "") -> None:
        """Something could not be done; ``hint`` says how to mend it."""
        self._say("✗", "bad", text)
        self._more(hint, command)

    def command(self, text: str) -> None:
        """A command to copy, on a line of its own that is never wrapped."""
        if text:
            self._printer.line(Cell("  " + text, "strong"))

    def _more(self, hint: str, command: str) -> None:
        if hint:
            self._printer.text(hint, first="  ")
        self.command(command)

    def _say(self, sign: str, tone: Tone, text: str) -> None:
        self._printer.text(text, "plain", f"{sign} ", tone)
