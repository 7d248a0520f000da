"""Two streams: data to stdout, everything said on the side to stderr."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final, Protocol

from iom.cli.context import current, entered
from iom.terminal.gate import shown
from iom.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from iom.ask.question import Asker
    from iom.terminal.messages import Messages
    from iom.terminal.printer import Printer
    from iom.views.sheet import Sheet

FORMAT: Final = 1
# Characters that a terminal would obey and that JSON lets through; escaped, they are still the same data.
_OBEYED: Final = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class View(Protocol):
    """Something to look at: a sheet for people, data for programs."""

    def sheet(self) -> Sheet:
        """What the printer draws."""

    def data(self) -> dict[str, Any]:
        """The same facts as JSON data, keys and codes in English."""


def emit(view: View) -> None:
    """Show ``view`` on stdout: one JSON document with ``--json``, else its sheet, through a pager where it is long."""
    if current().json:
        write_json(view.data())
    else:
        show(view.sheet())


def show(sheet: Sheet) -> None:
    """Draw a sheet on stdout, on a terminal through a pager where it is long."""
    from iom.terminal.pager import page
    from iom.terminal.printer import Printer, fitting_width, wants_color

    color = current().color
    if not sys.stdout.isatty():
        Printer(sys.stdout, color=color).show(sheet)
        return
    drawn = io.StringIO()
    colored = wants_color(sys.stdout, color, os.environ)
    Printer(drawn, fitting_width(sys.stdout), "always" if colored else "never").show(sheet)
    page(drawn.getvalue(), sys.stdout)


def messages() -> Messages:
    """What the program says beside its data, on stderr: done, todo, note, warn, fail."""
    from iom.terminal.messages import Messages

    return Messages(printer())


def printer() -> Printer:
    """The printer on stderr."""
    from iom.terminal.printer import Printer

    context = entered()
    return Printer(sys.stderr, color=context.color if context else "auto")


def person() -> Asker | None:
    """Whoever sits at the terminal and may be asked; None where nobody does."""
    if current().stand_in:
        return current().stand_in
    if not current().interactive:
        return None
    from iom.terminal.asker import TerminalAsker
    from iom.terminal.printer import Printer

    return TerminalAsker(Printer(sys.stdout, color=current().color))


def working(text: Callable[[int, int], str]) -> AbstractContextManager[Callable[[], None]]:
    """`iom.terminal.progress.working` on stderr; nothing with ``--json``."""
    if current().json:
        return nullcontext(lambda: None)
    from iom.terminal.progress import working as shown_working

    return shown_working(text, sys.stderr)


def write_json(data: dict[str, Any]) -> None:
    """One JSON document on stdout."""
    text = json.dumps({"iom": FORMAT, **data}, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def write(text: str) -> None:
    """Lines on stdout that are no sheet: a script, a diff. A terminal is shown what it would obey."""
    text = shown(text) if sys.stdout.isatty() else text
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def note(text: str) -> None:
    """Lines on stderr; what a terminal would obey is shown instead."""
    sys.stderr.write(shown(text) + "\n")


def version(*, json: bool) -> int:
    """The version on stdout."""
    if json:
        write_json({"version": VERSION})
    else:
        write(f"iom {VERSION}")
    return 0


def _plain(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
