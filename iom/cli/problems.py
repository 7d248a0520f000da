"""Problems of documents as data for programs, in the shape of an LSP diagnostic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from iom.errors import Place, Problem, Severity
from iom.language import say

#: The numbers of ``DiagnosticSeverity`` in the Language Server Protocol 3.17.
SEVERITIES: Final[dict[Severity, int]] = {"error": 1, "warning": 2, "note": 3}

TextOf = Callable[[str], str | None]


def problem_data(problem: Problem, text_of: TextOf = lambda _document: None) -> dict[str, object]:
    """The problem for ``--json``: an LSP diagnostic, with what a reader of ours wants beside it.

    ``range`` counts lines and UTF-16 units from 0, as LSP does; ``line`` and ``column`` count characters from 1.
    ``keys`` leads to the value, list positions from 0. ``text_of`` gives the text of a document, if it has one:
    without it, a column is taken to hold letters of one unit.
    """
    place = problem.place
    text, hint = say(problem.fault.text, problem.facts), say(problem.fault.hint, problem.facts)
    keys = list(problem.keys)
    return {
        "range": lsp_range(place, text_of(problem.document)),
        "severity": SEVERITIES[problem.severity],
        "code": problem.fault.code,
        "source": "iom",
        "message": f"{text}\n→ {hint}" if hint else text,
        "data": {"document": problem.document, "keys": keys, "hint": hint},
        "document": problem.document,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "keys": keys,
        "text": text,
        "hint": hint,
    }


def lsp_range(place: Place | None, text: str | None) -> dict[str, dict[str, int]]:
    """The place as an LSP range; the document's first character where there is no place."""
    if place is None:
        return {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    lines = text.split("\n") if text is not None else []
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    ending = place.end_column or place.column + 1
    return {
        "start": {"line": place.line - 1, "character": _units(line, place.column - 1)},
        "end": {"line": place.line - 1, "character": _units(line, ending - 1)},
    }


def _units(line: str, characters: int) -> int:
    # Letters beyond the first plane (an emoji, say) take two UTF-16 units.
    return characters + sum(sign > "\uffff" for sign in line[:characters])
