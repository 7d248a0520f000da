"""Which remembered transactions went into which commit of git, so that undo can take the commit back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from iom.store.records import records
from iom.store.state import prepared, state_folder

_NAME: Final = "committed.json"


def newest(root: Path) -> str | None:
    """The record of the last transaction, if one is remembered."""
    state = state_folder(root)
    return next(reversed(records(state)), None) if state.exists() else None


def remember(root: Path, names: Sequence[str], commit: str) -> None:
    """Note that the transactions with these records are in the commit."""
    known = set(records(prepared(root)))
    kept = {name: made for name, made in _read(root).items() if name in known and name not in names}
    (prepared(root) / _NAME).write_text(json.dumps({**kept, **dict.fromkeys(names, commit)}), "utf-8")


def last_commit(root: Path) -> tuple[str, int] | None:
    """The commit that the last transaction went into, and how many of the last ones did; None where it did not."""
    state = state_folder(root)
    if not state.exists():
        return None
    commits = _read(root)
    names = list(reversed(records(state)))
    made = commits.get(names[0]) if names else None
    if made is None:
        return None
    count = next((index for index, name in enumerate(names) if commits.get(name) != made), len(names))
    return made, count


def _read(root: Path) -> dict[str, str]:
    try:
        found = json.loads((state_folder(root) / _NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(made) for name, made in found.items()} if isinstance(found, dict) else {}
