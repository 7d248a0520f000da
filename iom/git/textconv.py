"""A document as diffs show it: its own lines, each entry's header with what tells it from the others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from iom.model.edits import Data
from iom.toml.fast import parsed
from iom.toml.layout import scan

_TELLING: Final = ("on", "date", "since", "by", "student", "kind", "ref", "stage", "decision", "offer", "title", "goal")
_WIDE: Final = 60


def main(file: Path) -> str:
    """The text to compare; the text as it is where it is no TOML."""
    text = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    try:
        return readable(text, parsed(text))
    except ValueError:
        return text


def readable(text: str, data: Data) -> str:
    """The text with every header of an entry saying which one it is."""
    pieces: list[str] = []
    position = 0
    for section in scan(text).sections[1:]:
        label = _label(data, section.path)
        if label:
            pieces += [text[position : section.head_end].rstrip("\n"), f" {label}\n"]
            position = section.head_end
    return "".join([*pieces, text[position:]])


def _label(data: Any, path: tuple[str | int, ...]) -> str:
    for step in path:
        data = data[step]
    if not isinstance(data, dict) or "id" not in data:
        return ""
    facts = [data["id"], *(data[key] for key in _TELLING if key in data)]
    said = " · ".join(re.sub(r"\s+", " ", str(fact)) for fact in facts)
    return said if len(said) <= _WIDE else said[:_WIDE] + "…"
