"""Problems of the data as a compiler shows them: the place, the line with a mark under it, the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from iom.errors import Place, Problem, Severity
from iom.language import ngettext, pgettext, say
from iom.terminal.cells import clipped, width
from iom.terminal.gate import shown, shown_line
from iom.terminal.printer import Printer
from iom.views.sheet import Cell, Tone

_TONES: dict[Severity, Tone] = {"error": "bad", "warning": "warn", "note": "muted"}
_CONTEXT = 24  # cells kept before the mark where a long line is cut

TextOf = Callable[[str], str | None]


def print_problems(printer: Printer, problems: Iterable[Problem], text_of: TextOf) -> None:
    """Print ``problems`` by document and place, then their counts.

    ``text_of`` gives the text of a document, or None where it cannot be read.
    """
    ordered = sorted(problems, key=_order)
    for problem in ordered:
        _print_problem(printer, problem, text_of)
        printer.line()
    if ordered:
        printer.text(counted(ordered), "strong")


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place or Place(0, 0)
    return problem.document, place.line, place.column, problem.fault.code, str(problem.keys)


def counted(problems: Iterable[Problem]) -> str:
    """How many problems of each severity, and in how many documents."""
    problems = list(problems)
    severities = Counter(problem.severity for problem in problems)
    errors, warnings, notes = severities["error"], severities["warning"], severities["note"]
    counts = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors) if errors else "",
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) if warnings else "",
        ngettext("{count} note", "{count} notes", notes).format(count=notes) if notes else "",
    ]
    documents = len({problem.document for problem in problems})
    where = ngettext("in {count} document", "in {count} documents", documents).format(count=documents)
    return f"{', '.join(filter(None, counts))} {where}"


def _print_problem(printer: Printer, problem: Problem, text_of: TextOf) -> None:
    tone = _TONES[problem.severity]
    place = problem.place
    spot = f"{problem.document}:{place.line}:{place.column}" if place else problem.document
    # The place stands unbroken on a line of its own: editors and terminals make a link of it.
    printer.line(Cell(shown_line(spot), "strong"))
    label = f"  {_severity(problem.severity)} {problem.fault.code}: "
    printer.text(say(problem.fault.text, problem.facts), first=label, first_tone=tone)
    source = _source_line(text_of(problem.document), place) if place else None
    if place and source is not None:
        _print_excerpt(printer, source, place, tone)
    if problem.fault.hint:
        printer.text(say(problem.fault.hint, problem.facts), first="  → ")


def _severity(severity: Severity) -> str:
    names = {
        "error": pgettext("severity", "error"),
        "warning": pgettext("severity", "warning"),
        "note": pgettext("severity", "note"),
    }
    return names[severity]


def _source_line(text: str | None, place: Place) -> str | None:
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[place.line - 1] if place.line <= len(lines) else None


def _print_excerpt(printer: Printer, source: str, place: Place, tone: Tone) -> None:
    gutter = f"{place.line:>6} │ "
    room = printer.width - width(gutter)
    before, marked = source[: place.column - 1], source[place.column - 1 :]
    if place.end_column is not None:
        marked = marked[: place.end_column - place.column]
    start = 0
    if width(shown(source)) > room and width(shown(before)) > _CONTEXT:
        start = max(0, len(before) - _CONTEXT)
    cut = "…" if start else ""
    left = cut + shown(before[start:])
    length = max(1, width(shown(marked.rstrip())) if place.end_column is not None else 1)
    printer.line(Cell(gutter, "muted"), Cell(clipped(cut + shown(source[start:]), room)))
    mark = "^" * min(length, max(1, room - width(left)))
    printer.line(Cell(" " * 6 + " │ ", "muted"), Cell(" " * width(left)), Cell(mark, tone))
