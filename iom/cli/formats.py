"""What check shows: for people, for programs, and for the annotations of a forge."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from iom.cli.context import current
from iom.cli.output import write, write_json
from iom.cli.problems import problem_data
from iom.errors import Exit, IomError, Problem, Severity
from iom.language import N_, ngettext, say
from iom.store.load import Loaded

FORMATS: Final = ("text", "json", "github")
_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


class UnknownFormatError(IomError):
    """There is no format ``given``."""

    text = N_("There is no format “{given}”.")
    hint = N_("Formats: {known}.")
    exit_code = Exit.USAGE


def settled(given: str | None) -> str:
    """The format that is asked for; ``--json`` asks for one as well.

    Raises:
        UnknownFormatError: there is none of that name.
    """
    if given is None:
        return "json" if current().json else "text"
    if given not in FORMATS:
        raise UnknownFormatError(given=given, known=FORMATS)
    return given


def show(loaded: Loaded, problems: Sequence[Problem], form: str, staged: int | None = None) -> None:
    """Write the problems on stdout; of so many ``staged`` documents alone, where only those were looked at."""
    if form == "json":
        data = [problem_data(problem, loaded.text) for problem in problems]
        write_json({"documents": len(loaded.raw), "problems": data})
    elif form == "github":
        sys.stdout.write("".join(annotation(problem, _from_repository(loaded.root)) for problem in problems))
    else:
        _show_text(loaded, problems, staged)


def _show_text(loaded: Loaded, problems: Sequence[Problem], staged: int | None) -> None:
    if not problems:
        write(_nothing_wrong(len(loaded.raw), staged))
        return
    from iom.terminal.printer import Printer
    from iom.terminal.problems import print_problems

    print_problems(Printer(sys.stdout, color=current().color), problems, loaded.text)


def _nothing_wrong(documents: int, staged: int | None) -> str:
    if staged is None:
        found = ngettext("{count} document, no problems.", "{count} documents, no problems.", documents)
        return say(found, {"count": documents})
    found = ngettext(
        "The commit changes {count} document and brings no problems.",
        "The commit changes {count} documents and brings no problems.",
        staged,
    )
    return say(found, {"count": staged})


def annotation(problem: Problem, prefix: str) -> str:
    """The problem as a workflow command of GitHub; ``prefix`` leads from the repository to the workspace."""
    place = problem.place
    spot = {"file": prefix + problem.document}
    if place:
        spot |= {"line": str(place.line), "col": str(place.column)}
        spot |= {"endColumn": str(place.end_column)} if place.end_column else {}
    spot["title"] = problem.fault.code
    fields = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in spot.items())
    said = (say(text, problem.facts) for text in (problem.fault.text, problem.fault.hint) if text)
    return f"::{_COMMANDS[problem.severity]} {fields}::{_escaped(chr(10).join(said))}\n"


def _escaped(text: str, signs: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in "%\r\n" + signs else sign for sign in text)


def _from_repository(root: Path) -> str:
    """The way from the repository's top to the workspace, ending in a slash unless it is empty."""
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    way = root.relative_to(top).as_posix()
    return "" if way == "." else f"{way}/"
