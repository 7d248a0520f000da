"""The example school on disk, and the program walked through it: by script, by flags, by a file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from iom.ask.scripted import ScriptedAsker
from iom.cli import walking

EXAMPLE = Path(__file__).parents[3] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn/"


@dataclass
class Place:
    """One copy of the example school."""

    root: Path
    iom: Callable[..., Any]
    patch: pytest.MonkeyPatch

    def __call__(self, day: str, *words: str, **settings: Any) -> Any:
        """The program on that day, nobody at the terminal."""
        return self.iom("-C", str(self.root), "--today", day, "--lang", "en", *words, **settings)

    def asked(self, day: str, replies: Mapping[str, object], *words: str) -> Any:
        """The program on that day, with somebody at the terminal who gives these replies."""
        with self.patch.context() as patch:
            patch.setattr(walking, "person", lambda: ScriptedAsker(replies))
            return self(day, *words)

    def path(self, name: str) -> Path:
        return self.root / ROUND / name

    def text(self, name: str) -> str:
        return self.path(name).read_text("utf-8")

    def digest(self) -> str:
        """What all documents hold."""
        found = hashlib.sha256()
        for path, content in self.documents().items():
            found.update(path.encode() + b"\0" + content + b"\0")
        return found.hexdigest()

    def documents(self) -> dict[str, bytes]:
        paths = sorted(path for path in self.root.rglob("*.toml") if ".iom" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def answers(self, text: str, name: str = "answers.toml") -> str:
        """An answers file beside the workspace."""
        path = self.root.parent / f"{self.root.name}-{name}"
        path.write_text(text, "utf-8")
        return str(path)


@pytest.fixture
def places(tmp_path, iom, monkeypatch):
    """Fresh copies of the example school."""

    def build(name: str = "school") -> Place:
        shutil.copytree(EXAMPLE, tmp_path / name)
        return Place(tmp_path / name, iom, monkeypatch)

    return build


@pytest.fixture
def place(places) -> Place:
    return places()
