"""Completion of options while typing, by any word of their names, in Cyrillic too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from iom.ask.options import Option
from iom.model.folding import folded
from iom.terminal.gate import shown_line


class OptionCompleter(Completer):
    """Completes to ids: the whole line where one is picked, the last piece where several are."""

    def __init__(self, options: Sequence[Option], *, whole_line: bool) -> None:
        self._whole_line = whole_line
        self._known = [(option, _beginnings(option)) for option in options]

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The options of which a name, or a word of it, begins with what is typed."""
        typed = document.text_before_cursor.lstrip()
        piece = typed if self._whole_line else re.split(r"[\s,;]", typed)[-1]
        wanted = folded(piece)
        # A number is an answer of its own; a list of everything helps nobody.
        if not wanted or wanted.isdecimal():
            return
        for option, beginnings in self._known:
            if any(name.startswith(wanted) for name in beginnings):
                yield Completion(
                    option.id,
                    start_position=-len(piece),
                    display=shown_line(option.label),
                    display_meta=shown_line(option.note or option.id),
                )


def _beginnings(option: Option) -> list[str]:
    names = [folded(name) for name in (option.id, *option.codes, option.label)]
    return [*names, *(word for name in names[1:] for word in name.split()[1:])]
