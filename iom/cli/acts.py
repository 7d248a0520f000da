"""The acts of the demonstration: what is typed on which day, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from iom.cli.example import example_school
from iom.language import current


@dataclass(frozen=True)
class Act:
    """One command of the demonstration; with ``replies`` it is walked as at a terminal.

    Of a ``quiet`` one the command alone is shown: what it prints adds nothing to the story.
    """

    title: str
    today: date
    command: tuple[str, ...]
    replies: Mapping[str, object] = field(default_factory=dict)
    quiet: bool = False


def acts() -> tuple[Act, ...]:
    """The acts in the chosen language, from ``examples/demo.<language>.toml``."""
    return tuple(_act(row) for row in _rows(example_school().parent / f"demo.{current()}.toml"))


def _rows(path: Path) -> list[dict[str, Any]]:
    from iom.toml.read import read

    reading = read(path.read_bytes(), path.name)
    assert reading.data is not None, reading.problems
    return list(reading.data["acts"])


def _act(row: Mapping[str, Any]) -> Act:
    return Act(
        row.get("title", ""), row["today"], tuple(row["command"]), row.get("replies", {}), row.get("quiet", False)
    )
