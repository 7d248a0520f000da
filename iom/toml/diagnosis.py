"""All faults of a text that is not TOML, each with its place."""

from __future__ import annotations

import re
from typing import Final

from iom.errors import Place, Problem
from iom.toml import faults
from iom.toml.causes import cause
from iom.toml.layout import statement_before

TRIES: Final = 20
CHARACTERS: Final = 1_000_000

_HEADER: Final = re.compile(r"[ \t]*(\[+)[ \t]*([A-Za-z0-9_.-]+)?")
_NEXT: Final = re.compile(r"[ \t]*(?:\[\[?[A-Za-z_\"]|[A-Za-z0-9_.-]+[ \t]*=)")
# Behind a text that is never closed, everything else would be a fault that only follows from it.
_LAST: Final = (faults.OPEN_LONG_TEXT, faults.TOO_DEEP)


def diagnose(text: str, document: str, refusal: str = "") -> tuple[Problem, ...]:
    """The faults of a text that the fast parser refused, in the order of their places; at least one.

    ``refusal`` is what the fast parser said: only its numbers are used, and only where the exact one sees no fault.
    Each faulty line is blanked and the rest read again, so that one fault does not hide the next.
    """
    from tomlrt import TOMLParseError, loads

    problems: list[Problem] = []
    for number in range(min(TRIES, 1 + CHARACTERS // (len(text) + 1))):
        try:
            loads(text)
        except TOMLParseError as error:
            message = str(error).rsplit(" (line ", 1)[0]
            fault, facts, offset = cause(message, text, error.offset)
            problems.append(Problem(fault, document, facts=facts, place=place_of(text, offset)))
            if fault in _LAST:
                break
            keep_name = fault is faults.HEADER
            text = _without(text, error.offset, f"faulty-{number}", keep_name=keep_name)
        else:
            break
    if not problems:
        problems.append(Problem(faults.NOT_TOML, document, place=_fast_place(refusal)))
    return tuple(sorted(problems, key=lambda problem: problem.place or Place(1, 1)))


def place_of(text: str, offset: int) -> Place:
    """Line and column of a character."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _fast_place(refusal: str) -> Place:
    found = re.search(r"line (\d+) column (\d+)", refusal)
    return Place(int(found[1]), int(found[2])) if found else Place(1, 1)


def _without(text: str, offset: int, stand_in: str, *, keep_name: bool) -> str:
    """The text with the faulty statement blanked; a faulty header becomes one that nothing else clashes with."""
    start = text.rfind("\n", 0, statement_before(text, offset)) + 1
    end = _statement_end(text, start, offset)
    header = _HEADER.match(text, start)
    blank = "\n" * text.count("\n", start, end)
    if header:
        is_entry = keep_name and header[1] == "[[" and header[2]
        blank = (f"[[{header[2].strip('.')}]]" if is_entry else f"[{stand_in}]") + blank
    return text[:start] + blank + text[end:]


def _statement_end(text: str, start: int, offset: int) -> int:
    """Where to read on: behind the faulty line, or behind the list that it belongs to."""
    end = _line_end(text, start)
    if offset < end:
        return end
    while end < len(text):
        line = text[end : _line_end(text, end)]
        if _NEXT.match(line):
            return end
        end = _line_end(text, end)
        if line.lstrip().startswith(("]", "}")):
            return end
    return end


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1
