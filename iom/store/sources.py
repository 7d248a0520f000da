"""Schools that are not on the disk: the index of git, or one of its commits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iom.store.load import Loaded, assembled


def of_contents(root: Path, contents: Mapping[str, bytes]) -> Loaded:
    """The school of these bytes by path from the root, broken documents as problems."""
    return assembled(root, contents.items(), [])
