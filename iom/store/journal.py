"""The journal: one file that holds everything a transaction takes to be finished or taken back."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

# Written in full and synced before any document's folder is touched; not a decision yet.
INTENT: Final = "intent"
# The same file once the transaction is decided.
JOURNAL: Final = "journal"
# The same file once the transaction is done: what undo needs.
RECORD: Final = "undo-"

_MAGIC: Final = b"iom-journal 1 "


@dataclass(frozen=True, slots=True)
class Step:
    """What a transaction does to one file; None stands for «no such file».

    ``path`` is relative to the root with forward slashes; ``mode`` are the permission bits that the file
    has (or had, when the step deletes it), None for the usual ones.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


class Placed(NamedTuple):
    """A step with its target, the target's folder, and where the new bytes wait.

    That is beside the target, so that replacing it is one call on any system.
    """

    step: Step
    folder: Path
    target: Path
    staged: Path


@dataclass(frozen=True, slots=True)
class Journal:
    """A transaction: its steps, the folders it makes (outermost first), and what it does to undo.

    ``record`` is the name under which it can be undone afterwards, ``undoes`` the record that it uses up.
    """

    label: str
    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()
    record: str | None = None
    undoes: str | None = None
    token: str = field(default_factory=lambda: os.urandom(4).hex())

    def placed(self, root: Path) -> tuple[Placed, ...]:
        """The steps with their places on the disk."""
        return tuple(self._placed(root, step) for step in self.steps)

    def _placed(self, root: Path, step: Step) -> Placed:
        folder, _, name = step.path.rpartition("/")
        place = root / folder
        return Placed(step, place, place / name, place / f".{name}.{self.token}.iom")


def encode(journal: Journal) -> bytes:
    """The journal as a file: a digest of the rest, a line of JSON, then all bytes before and after."""
    header = {
        "label": journal.label,
        "steps": [
            {"path": step.path, "before": _size(step.before), "after": _size(step.after), "mode": step.mode}
            for step in journal.steps
        ],
        "folders": journal.folders,
        "record": journal.record,
        "undoes": journal.undoes,
        "token": journal.token,
    }
    contents = (content for step in journal.steps for content in (step.before, step.after) if content)
    body = json.dumps(header).encode() + b"\n" + b"".join(contents)
    return _MAGIC + sha256(body).hexdigest().encode() + b"\n" + body


def decode(content: bytes) -> Journal | None:
    """The journal in a file's content; None when the file is torn or no journal."""
    first, _, body = content.partition(b"\n")
    if first != _MAGIC + sha256(body).hexdigest().encode():
        return None
    line, _, rest = body.partition(b"\n")
    header: dict[str, Any] = json.loads(line)
    steps, position = [], 0
    for step in header.pop("steps"):
        before, position = _slice(rest, position, step["before"])
        after, position = _slice(rest, position, step["after"])
        steps.append(Step(step["path"], before, after, step["mode"]))
    return Journal(steps=tuple(steps), folders=tuple(header.pop("folders")), **header)


def stored(path: Path) -> Journal | None:
    """The journal in the file ``path``; None when there is none or it is torn."""
    try:
        return decode(path.read_bytes())
    except FileNotFoundError:
        return None


def _size(content: bytes | None) -> int | None:
    return None if content is None else len(content)


def _slice(content: bytes, position: int, size: int | None) -> tuple[bytes | None, int]:
    if size is None:
        return None, position
    return content[position : position + size], position + size
