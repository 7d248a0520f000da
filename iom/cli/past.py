"""The school as it was: the option ``--at``, and what it means. Git is imported only where the past is asked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from iom.cli.context import current
from iom.language import N_
from iom.store.load import Loaded

At = Annotated[
    str | None, typer.Option("--at", metavar=N_("REV|DATE"), help=N_("as it was in a commit, or at the end of a day"))
]


def loaded_at(at: str | None) -> Loaded:
    """The school as it is, or as it was in a commit or at the end of a day. Raises as `commit_at`."""
    if at is None:
        return current().load()
    from iom.git.trees import commit_at, committed
    from iom.store.sources import of_contents

    root = current().root
    return of_contents(root, committed(root, commit_at(root, at)))


def day_at(at: str | None) -> date:
    """Today, or the day on which the state was committed."""
    if at is None:
        return current().today
    from iom.git.run import git
    from iom.git.trees import commit_at

    root = current().root
    return date.fromisoformat(git(root, "show", "-s", "--format=%as", commit_at(root, at)).strip())
