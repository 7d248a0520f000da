"""Documents as the index and the commits of git keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from iom.errors import Exit, IomError
from iom.git.run import attempted, git, git_bytes
from iom.language import N_
from iom.model.kinds import CALENDAR, FOLDERS, WORKSPACE

_FILE = ("100644", "100755")


class NoCommitError(IomError):
    """Nothing is called ``given``."""

    text = N_("There is no commit {given} in the history of git.")
    hint = N_("Name a commit, a branch, or a day like 2026-11-16.")
    exit_code = Exit.NOT_FOUND


class NoHistoryYetError(IomError):
    """The history begins after the day ``given``."""

    text = N_("The history of git begins after {given}.")
    hint = N_("Name a later day; iom log shows the first one.")
    exit_code = Exit.NOT_FOUND


def commit_at(root: Path, given: str) -> str:
    """The commit that a person means by a revision, or by the day at whose end it was the last.

    Raises:
        NoCommitError, NoHistoryYetError: there is none.
        GitMissingError, NoRepositoryError: there is no history.
    """
    from iom.git.run import top_of

    top_of(root)
    if day := _day(given):
        found = git(root, "rev-list", "-1", f"--before={day.isoformat()} 23:59:59", "HEAD").strip()
        if not found:
            raise NoHistoryYetError(given=day)
        return found
    code, out, _error = attempted(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{given}^{{commit}}")
    if code:
        raise NoCommitError(given=given)
    return out.decode().strip()


def committed(root: Path, commit: str) -> dict[str, bytes]:
    """The documents of a commit by path from the workspace's root; none before the first commit."""
    if attempted(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")[0]:
        return {}
    return _contents(root, _rows(git(root, "ls-tree", "-r", "-z", commit, "--", ".")))


def staged_contents(root: Path) -> dict[str, bytes]:
    """The documents as the next commit would have them. Raises as `git`."""
    return _contents(root, _rows(git(root, "ls-files", "-s", "-z", "--", ".")))


def changed_paths(root: Path, commit: str) -> frozenset[str]:
    """Paths that differ between a commit and the disk, new files too. Raises as `git`."""
    changed = git(root, "diff", "--name-only", "--relative", "--no-ext-diff", "-z", commit, "--", ".")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(filter(None, (changed + new).split("\0")))


def blobs(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The contents of these blobs, asked for at once. Raises as `git`."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    answer = git_bytes(root, "cat-file", "--batch", input="".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, bytes] = {}
    position = 0
    for name in wanted:
        end = answer.index(b"\n", position)
        words = answer[position:end].split()
        size = int(words[2]) if len(words) == 3 else 0
        found[name] = answer[end + 1 : end + 1 + size]
        position = end + 1 + (size + 1 if len(words) == 3 else 0)
    return found


def is_document(path: str) -> bool:
    """Whether a path from the workspace's root is one that the program reads."""
    return path in (WORKSPACE.template, CALENDAR.template) or (
        path.endswith(".toml") and path.partition("/")[0] in FOLDERS
    )


def _rows(listing: str) -> Iterator[tuple[str, str]]:
    for row in filter(None, listing.split("\0")):
        about, _tab, path = row.partition("\t")
        words = about.split()
        if words[0] in _FILE and is_document(path):
            # ls-tree: mode, type, blob; ls-files: mode, blob, stage.
            yield path, words[2] if words[1] == "blob" else words[1]


def _contents(root: Path, rows: Iterator[tuple[str, str]]) -> dict[str, bytes]:
    names = dict(rows)
    content = blobs(root, names.values())
    return {path: content[name] for path, name in names.items()}


def _day(given: str) -> date | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d?)\.(\d{4})", given.strip(), re.ASCII)
    if match is None:
        return None
    numbers = [int(part) for part in match.groups() if part]
    try:
        return date(*(numbers if match[1] else reversed(numbers)))
    except ValueError:
        return None
