"""Frozen documents compared with the history of git."""

from __future__ import annotations

from typing import Final

from iom.check.frozen import frozen_changed
from iom.errors import Problem
from iom.git.run import GitMissingError, attempted
from iom.git.trees import blobs
from iom.model.kinds import ROUND
from iom.store.load import Loaded
from iom.store.sources import of_contents

_DIFF: Final = ("diff", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "-z")


def thawed(loaded: Loaded, revision: str = "HEAD") -> list[Problem]:
    """Frozen documents that differ from the revision; none where there is no history."""
    try:
        code, out, _error = attempted(loaded.root, *_DIFF, revision, "--", "rounds")
    except GitMissingError:
        return []
    paths = [path for path in out.decode("utf-8", "replace").split("\0") if path.endswith(".toml")]
    if code or not paths:
        return []
    rounds = {ROUND.path(path.split("/")[1]) for path in paths if path.count("/") > 1}
    names = {path: f"{revision}:./{path}" for path in {*paths, *rounds}}
    contents = blobs(loaded.root, names.values())
    before = of_contents(loaded.root, {path: contents[name] for path, name in names.items() if contents[name]})
    found = frozen_changed(before.school, loaded.school, revision)
    return [problem for problem in found if problem.document in paths]
