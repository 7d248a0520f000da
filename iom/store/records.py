"""Records of finished transactions, for undo: numbered files in the state folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from iom.store.journal import RECORD

KEPT: Final = 20


def records(state: Path) -> list[str]:
    """The names of the records, oldest first."""
    with os.scandir(state) as entries:
        return sorted((entry.name for entry in entries if entry.name.startswith(RECORD)), key=_number)


def next_record(state: Path) -> str:
    """The name that the record of the next transaction gets."""
    known = records(state)
    return f"{RECORD}{_number(known[-1]) + 1 if known else 1}"


def outlived(record: str) -> str | None:
    """The record that is too old to be kept once ``record`` is there.

    Undo uses them up from the newest on, so the numbers have no holes.
    """
    number = _number(record) - KEPT
    return f"{RECORD}{number}" if number > 0 else None


def _number(name: str) -> int:
    digits = name.removeprefix(RECORD)
    return int(digits) if digits.isdecimal() else 0
