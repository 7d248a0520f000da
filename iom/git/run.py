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


class NoRepositoryError(IomError):
    """The folder is in no repository of git."""

    text = N_("{folder} is not kept in git.")
    hint = N_("Make a repository there: git init; without one everything but the history works.")
    exit_code = Exit.NOT_FOUND


class GitFailedError(IomError):
    """A call of git failed; ``reason`` is what git said."""

    text = N_("git {command} failed: {reason}")


def is_installed() -> bool:
    """Whether git can be run."""
    return shutil.which("git") is not None


def git(folder: Path, *words: str, input: bytes = b"") -> str:  # noqa: A002 - the name that subprocess gave it
    """What git prints for a command carried out in ``folder``.

    Raises:
        GitMissingError: there is no git.
        NoRepositoryError: ``folder`` is in no repository.
        GitFailedError: it failed.
    """
    return git_bytes(folder, *words, input=input).decode("utf-8", "replace")


def git_bytes(folder: Path, *words: str, input: bytes = b"") -> bytes:  # noqa: A002 - as above
    """The same as bytes. Raises as `git`."""
    code, out, error = attempted(folder, *words, input=input)
    if code and attempted(folder, "rev-parse", "--git-dir")[0]:
        raise NoRepositoryError(folder=str(folder))
    if code:
        raise GitFailedError(command=words[0], reason=error)
    return out


def attempted(folder: Path, *words: str, input: bytes = b"") -> tuple[int, bytes, str]:  # noqa: A002 - as above
    """Exit code, output and complaint of a command that may fail.

    Raises:
        GitMissingError: there is no git.
    """
    # core.quotePath: paths of documents are ASCII, but what stands beside them may not be.
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, capture_output=True, input=input, check=False)
    except FileNotFoundError:
        raise GitMissingError from None
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()


def top_of(folder: Path) -> Path:
    """The top folder of the working tree around ``folder``.

    Raises:
        GitMissingError: there is no git.
        NoRepositoryError: there is no working tree.
    """
    code, out, _error = attempted(folder, "rev-parse", "--show-toplevel")
    if code:
        raise NoRepositoryError(folder=str(folder))
    return Path(out.decode("utf-8", "surrogateescape").rstrip("\n"))


def prefix_of(root: Path) -> str:
    """The path of the workspace in its repository, ending in a slash unless it is empty. Raises as `top_of`."""
    code, out, _error = attempted(root, "rev-parse", "--show-prefix")
    if code:
        raise NoRepositoryError(folder=str(root))
    return out.decode("utf-8", "replace").rstrip("\n")
