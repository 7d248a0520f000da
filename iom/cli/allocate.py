"""The command that places an instance file, without a workspace."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from iom.cli.context import current
from iom.cli.output import write, write_json
from iom.errors import Exit, IomError
from iom.language import N_, refusal

if TYPE_CHECKING:
    from iom.allocation.problem import Problem

TOLD: Final = 3  # contradictions; the others come when these are mended

Instance = Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("JSON with students and courses; - is stdin"))]
Seed = Annotated[str | None, typer.Option("--seed", metavar=N_("TEXT"), help=N_("seed of the lottery"))]
Level = Annotated[
    bool, typer.Option("--no-first-wishes", help=N_("do not put first wishes above the least disappointment"))
]
Exact = Annotated[
    bool, typer.Option("--exact", help=N_("let HiGHS decide which courses run; needs pip install 'iom[exact]'"))
]


class NoInstanceError(IomError):
    """An instance file (``path``) that cannot be read."""

    text = N_("{path} cannot be read: {reason}.")
    hint = N_("Name a JSON file with students and courses, or - for the standard input.")
    exit_code = Exit.NOT_FOUND


def allocate(instance: Instance, seed: Seed = None, no_first_wishes: Level = False, exact: Exact = False) -> None:
    """Place the pupils of an instance file in its courses; prints ``{pupil: [course, …]}``."""
    from iom.allocation.problem import from_data
    from iom.cli.engines import place

    data = _read(instance)
    if isinstance(data, dict):
        data |= {"seed": seed} if seed is not None else {}
        data |= {"first_wishes": False} if no_first_wishes else {}
    problem = from_data(data)
    _require_no_contradiction(problem)
    outcome = place(problem, exact=exact)
    if current().json:
        facts = {"engine": outcome.engine, "status": outcome.status, "closed": list(outcome.closed)}
        proven = {"squares": outcome.score[3], "bound": outcome.bound}
        write_json({**facts, **proven, "answer": outcome.seats})
    else:
        write(json.dumps(outcome.seats, ensure_ascii=False, separators=(",", ":")))


def _require_no_contradiction(problem: Problem) -> None:
    """Make sure that all pins can stand.

    Raises:
        InstanceError: they cannot.
    """
    from iom.allocation.problem import InstanceError
    from iom.allocation.shortage import contradictions

    if found := contradictions(problem):
        from iom.allocation.wording import shortage_text

        raise InstanceError(what="; ".join(shortage_text(one, str, str) for one in found[:TOLD]))


def _read(path: str) -> Any:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return json.loads(raw)
    except OSError as error:
        raise NoInstanceError(path=path, reason=refusal(error)) from None
    except (ValueError, RecursionError) as error:
        raise NoInstanceError(path=path, reason=str(error)) from None
