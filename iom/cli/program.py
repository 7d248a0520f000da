"""The program: options of its own taken out, the language set, the command carried out, errors told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextvars import copy_context
from pathlib import Path

from iom import language
from iom.cli import context, edge, output, pages
from iom.cli.arguments import Globals, take
from iom.cli.settling import settled
from iom.cli.speech import choose
from iom.errors import Exit, IomError


def run(argv: Sequence[str]) -> int:
    """Carry out a command line, without the program's name; the exit code.

    Nothing of a run is left in the process: the next one may speak another language.
    """
    return copy_context().run(_guarded, argv)


def _guarded(argv: Sequence[str]) -> int:
    given, rest = take(argv)
    json, debug = "json" in given.switches, "debug" in given.switches
    try:
        code = _told_or_done(given, rest, json=json)
        sys.stdout.flush()
    except BrokenPipeError:
        return int(Exit.PIPE_CLOSED)
    except KeyboardInterrupt:
        return edge.told(edge.StoppedError(), json=json)
    except OSError as error:
        return edge.told(edge.refused(error), json=json)
    except Exception as error:  # noqa: BLE001 - the edge: what nobody foresaw becomes a polite message
        return edge.bug(error, json=json, debug=debug)
    return code


def _told_or_done(given: Globals, rest: list[str], *, json: bool) -> int:
    start = Path(given.values.get("directory", "."))
    language.use(choose(given.values.get("lang"), start, os.environ))
    try:
        if "version" in given.switches:
            return output.version(json=json)
        context.enter(settled(given, language.current(), os.environ))
        return _carried_out(rest)
    except IomError as error:
        return edge.told(error, json=json)


def _carried_out(words: list[str]) -> int:
    # Imported here: typer takes most of the start, and a wrong option of the program needs none of it.
    from iom.cli.commands import call

    if not words and not context.current().json:
        output.note(pages.of_program())
        return int(Exit.USAGE)
    if context.current().commit:
        from iom.cli.saving import committing

        with committing(words):
            return call(words)
    return call(words)
