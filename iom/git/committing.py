"""One commit of exactly the files that a command wrote; never a push, never anybody else's change."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.git.installing import in_progress
from iom.git.run import attempted, git, top_of
from iom.language import N_

_WAITS: Final = 50  # a fifth of a second each: another git seldom needs longer
_SUBJECT: Final = 72


class MergeInProgressError(IomError):
    """A merge or the like (``what``) is going on."""

    text = N_("A {what} is going on in git: nothing is committed now. Nothing was written.")
    hint = N_("Finish it first (iom git resolve, then git commit or git {what} --continue), or leave --commit out.")
    exit_code = Exit.CONFLICT


class NotCommittedError(IomError):
    """The files are written, and git refused the commit; ``reason`` is what it said."""

    text = N_("Everything is written, but git did not commit it: {reason}")
    hint = N_("Mend the cause, then: git commit -- {paths}")
    exit_code = Exit.PROBLEMS


def require_calm(root: Path) -> None:
    """Refuse before anything is written where a commit could not follow.

    Raises:
        GitMissingError, NoRepositoryError: there is nothing to commit to.
        MergeInProgressError: a merge, rebase, cherry-pick or revert waits to be finished.
    """
    top_of(root)
    if what := in_progress(root):
        raise MergeInProgressError(what=what)


def commit_paths(root: Path, paths: Sequence[str], message: str) -> str | None:
    """Commit the present state of these paths alone; what else is staged stays staged.

    Returns:
        The commit; None where the paths are as they were committed already.

    Raises:
        NotCommittedError: git refused.
    """
    known = [path for path in paths if (root / path).exists() or _is_tracked(root, path)]
    new = [path for path in known if not _is_tracked(root, path)]
    if new:
        _patiently(root, paths, "add", "--intent-to-add", "--", *new)
    if not known or not git(root, "status", "--porcelain", "--", *known).strip():
        return None
    _patiently(root, paths, "commit", "--quiet", "--only", "-m", message, "--", *known)
    return git(root, "rev-parse", "HEAD").strip()


def message_of(command: str, paths: Sequence[str]) -> str:
    """What happened, in ids: the command, whom or what the documents are about, and the documents."""
    about = dict.fromkeys(path.rpartition("/")[2].removesuffix(".toml") for path in paths)
    subject = f"iom {command}: {', '.join(about)}"
    if len(subject) > _SUBJECT:
        subject = f"iom {command}: {len(paths)} documents"
    return "\n".join([subject, "", *paths])


def _is_tracked(root: Path, path: str) -> bool:
    return attempted(root, "ls-files", "--error-unmatch", "--", path)[0] == 0


def _patiently(root: Path, paths: Sequence[str], *words: str) -> None:
    for _wait in range(_WAITS):
        code, _out, error = attempted(root, *words)
        if code == 0:
            return
        if "index.lock" not in error:
            break
        time.sleep(0.2)
    raise NotCommittedError(reason="; ".join(filter(None, map(str.strip, error.splitlines()))), paths=" ".join(paths))
