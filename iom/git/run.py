"""Git, run as a program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_


class GitMissingError(IomError):
    """There is no git on this machine."""

    text = N_("git is not installed.")
    hint = N_("Install it to keep the history of the documents; without it everything else works.")
    exit_code = Exit.NOT_FOUND


class GitFailedError(IomError):
    """A call of git failed; ``reason`` is what git said."""

    text = N_("git {command} failed: {reason}")


def is_installed() -> bool:
    """Whether git can be run."""
    return shutil.which("git") is not None


def git(folder: Path, *words: str) -> str:
    """What git prints for a command carried out in ``folder``.

    Raises:
        GitMissingError: there is no git.
        GitFailedError: it failed.
    """
    if not is_installed():
        raise GitMissingError
    # core.quotePath: paths of documents are ASCII, but what stands beside them may not be.
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise GitFailedError(command=words[0], reason=done.stderr.strip())
    return done.stdout
