"""Documents that a merge left open, as the index of git keeps them: what was, ours, theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iom.changes.documents import Answers, MergedText, UnmergeableError, merge_documents
from iom.changes.rules import rules_of
from iom.git.driver import is_frozen
from iom.git.run import git, git_bytes
from iom.model.keys import Keys, find
from iom.toml.fast import parsed


@dataclass(frozen=True, slots=True)
class Unmerged:
    """One document: its path in the workspace, and its three contents (None: no such file)."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None

    @property
    def is_deleted(self) -> bool:
        """Whether one side took the document away."""
        return self.ours is None or self.theirs is None

    def merged(self, answers: Answers) -> MergedText:
        """Both sides in one, with the answers given so far.

        Raises:
            UnmergeableError: that cannot be done key by key.
        """
        try:
            texts = [(side or b"").decode("utf-8") for side in (self.base, self.ours, self.theirs)]
        except UnicodeDecodeError as error:
            raise UnmergeableError from error
        return merge_documents(texts[0], texts[1], texts[2], rules_of(self.path), answers=answers)

    def mine(self, keys: Keys) -> Any:
        """What our side has at ``keys``; None where there is nothing, or no TOML."""
        try:
            return find(parsed((self.ours or b"").decode("utf-8-sig").replace("\r\n", "\n")), keys)
        except (ValueError, KeyError, TypeError):
            return None

    def is_paper(self, root: Path) -> bool:
        """Whether it is frozen, so that only one side as a whole can stay."""
        data = []
        for side in (self.base, self.ours, self.theirs):
            try:
                data.append(parsed((side or b"").decode("utf-8-sig").replace("\r\n", "\n")))
            except ValueError:
                continue
        return is_frozen(root / self.path, self.path, data)


def unmerged(root: Path) -> tuple[Unmerged, ...]:
    """Every open document below ``root``. Raises as `git`."""
    found: dict[str, dict[str, str]] = {}
    for row in filter(None, git(root, "ls-files", "-u", "-z", "--", ".").split("\0")):
        about, _tab, path = row.partition("\t")
        _mode, blob, stage = about.split()
        if path.endswith(".toml"):
            found.setdefault(path, {})[stage] = blob
    return tuple(
        Unmerged(path, *(_content(root, stages.get(each)) for each in "123")) for path, stages in found.items()
    )


def settle(root: Path, path: str, *, deleted: bool = False) -> None:
    """Tell git that the document is merged, as it stands on the disk. Raises as `git`."""
    git(root, "rm" if deleted else "add", *(("--cached", "-q") if deleted else ()), "--", path)


def _content(root: Path, blob: str | None) -> bytes | None:
    return None if blob is None else git_bytes(root, "cat-file", "blob", blob)
