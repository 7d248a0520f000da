"""The program run in the process of the test, as a shell would see it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from iom.cli.program import run


@dataclass(frozen=True)
class Outcome:
    """What a run left: exit code, and the two streams."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@pytest.fixture
def iom(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Outcome]:
    """Runs ``iom`` with the arguments, in ``cwd`` (a fresh folder), with ``input`` on a stdin that is no terminal."""

    def call(
        *arguments: str,
        cwd: Path | None = None,
        input: str | None = None,  # noqa: A002 - the name that subprocess gave it
        env: Mapping[str, str] | None = None,
    ) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch:
            patch.chdir(cwd or tmp_path)
            for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
                patch.delenv(name, raising=False)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((input or "").encode()), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(arguments)
        return Outcome(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Registers a function of the test as a command: ``registered(function, name="try", …)``."""
    from types import ModuleType

    from iom.cli import registry

    def register(function: Callable[..., Any], name: str = "try", **fields: Any) -> None:
        module = ModuleType(f"commands_of_a_test_{name}")
        module.function = function
        monkeypatch.setitem(sys.modules, module.__name__, module)
        entry = registry.Command(name, module.__name__, "function", registry.BEGIN, "try it", **fields)
        monkeypatch.setattr(registry, "COMMANDS", (*registry.COMMANDS, entry))

    return register
