"""The commit whose documents lie in the working tree unchanged."""

from __future__ import annotations

from pathlib import Path

from iom.git.run import GitMissingError, attempted


def clean_commit(root: Path) -> str | None:
    """The short name of the commit, if every document of the workspace stands as it has it; None without git too."""
    try:
        code, commit, _error = attempted(root, "rev-parse", "--short", "--verify", "--quiet", "HEAD")
        if code:
            return None
        code, changed, _error = attempted(root, "status", "--porcelain", "--", ":(glob)**/*.toml")
    except GitMissingError:
        return None
    return None if code or changed.strip() else commit.decode("ascii", "replace").strip()
