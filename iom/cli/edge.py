"""The edge: the one place where errors are printed and become exit codes."""

from __future__ import annotations

import re
import traceback
from typing import Any, Final

from iom.cli import output
from iom.cli.problems import problem_data
from iom.errors import Exit, IomError
from iom.language import N_, _, refusal, say, shown
from iom.terminal.gate import shown_line
from iom.version import VERSION

_FITS: Final = 76  # a hint stands two characters in on a line of 80


class StoppedError(IomError):
    """The person pressed Ctrl-C."""

    text = N_("Stopped.")
    exit_code = Exit.INTERRUPTED


class SystemRefusedError(IomError):
    """The operating system refused something that no other error names: ``reason``, at ``path``."""

    text = N_("The system refused: {reason} ({path}).")
    hint = N_("Look at the place and its permissions, then repeat the command.")


class BugError(IomError):
    """A mistake of the program itself; ``what`` and ``where`` name no data."""

    text = N_("This is a mistake in iom {version}: {what} in {where}. Your documents are as they were.")
    hint = N_("Please report it with the command that you typed; --debug shows more, and never any of your data.")
    exit_code = Exit.BUG


def told(error: IomError, *, json: bool) -> int:
    """Say what could not be done; the exit code."""
    # A fact may come from a document: its line breaks must not look like lines of ours.
    facts = {name: shown_line(shown(fact)) for name, fact in error.facts.items()}
    text, hint = say(error.text, facts), say(error.hint, facts)
    if json:
        output.write_json(
            {
                "error": {"code": code_of(error), "exit": int(error.exit_code), "text": text, "hint": hint},
                **_causes_data(error),
                "problems": [problem_data(problem) for problem in error.problems],
            }
        )
        return int(error.exit_code)
    if error.problems:
        from iom.terminal.problems import print_problems

        print_problems(output.printer(), error.problems, lambda _document: None)
    output.messages().fail(text, *_way_out(hint))
    for cause in leaves(error):
        # A problem with a place was told above.
        if not cause.problems:
            output.messages().fail(*_said(cause))
    return int(error.exit_code)


def leaves(error: IomError) -> tuple[IomError, ...]:
    """The causes of ``error`` that have no further ones."""
    return tuple(leaf for cause in error.causes for leaf in leaves(cause) or (cause,))


def _said(error: IomError) -> tuple[str, str, str]:
    # A fact may come from a document: its line breaks must not look like lines of ours.
    facts = {name: shown_line(shown(fact)) for name, fact in error.facts.items()}
    return (say(error.text, facts), *_way_out(say(error.hint, facts)))


def _causes_data(error: IomError) -> dict[str, object]:
    found = [
        {"code": code_of(cause), "text": say(cause.text, cause.facts), "hint": say(cause.hint, cause.facts)}
        for cause in leaves(error)
    ]
    return {"causes": found} if found else {}


def _way_out(hint: str) -> tuple[str, str]:
    """A long hint parted from the command that it names: that is to be copied, so it is never wrapped."""
    words, colon, command = hint.partition(": iom ")
    return (words + ":", "iom " + command) if colon and len(hint) > _FITS else (hint, "")


def code_of(error: IomError) -> str:
    """The stable name of a kind of error: ``WorkspaceNotFoundError`` is ``workspace-not-found``."""
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def refused(error: OSError) -> IomError:
    """An error of the system that nothing closer to it has caught."""
    return SystemRefusedError(reason=refusal(error), path=error.filename or _("no file"))


def bug(error: Exception, *, json: bool, debug: bool) -> int:
    """Say that the program is wrong; the exit code."""
    if debug:
        output.note("".join(_trace(error)).rstrip())
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return told(BugError(version=VERSION, what=type(error).__name__, where=where), json=json)


def _trace(error: BaseException) -> list[str]:
    # Neither local variables nor the error's own text: both may hold the names of children.
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = _trace(before) if before else []
    return [*earlier, *traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]


def _short(filename: str) -> str:
    parts: list[Any] = re.split(r"[\\/]", filename)
    return "/".join(parts[-3:])
