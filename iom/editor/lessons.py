"""Explanations of the codes: why there is such a rule, where it comes from, and an example before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from iom.language import pgettext
from iom.toml.read import read

FOLDER: Final = Path(__file__).parent / "lessons"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person learns about one code.

    ``why`` is a message id, ``source`` says where the rule comes from and is not translated. ``before`` and
    ``after`` are a whole document or a part of ``document``; without a document, what is typed in a terminal in the
    workspace's folder. ``beside`` are other documents by path, whole, without which the mistake is none. Where the
    name of a file is at fault, ``before_file`` and ``after_file`` are paths. Empty: there is nothing to show.
    """

    why: str
    source: str
    document: str = ""
    before: str = ""
    after: str = ""
    before_file: str = ""
    after_file: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why there is such a rule, in the chosen language."""
        return pgettext("reason", self.why)


@cache
def lessons() -> Mapping[str, Lesson]:
    """Every lesson by its code."""
    found: dict[str, Lesson] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = read(path.read_bytes(), path.name).data or {}
        found |= {code: Lesson(**fields) for code, fields in data.items()}
    return found
