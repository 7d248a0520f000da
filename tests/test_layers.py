"""The layers of the house hold, and every module has its place in them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import iom

PACKAGE = Path(iom.__file__).parent
TOP = PACKAGE.parent


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def test_the_layers_hold(tmp_path: Path):
    lint = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint, "--config", str(TOP / "pyproject.toml"), "--cache-dir", str(tmp_path)]
    found = subprocess.run(command, cwd=TOP, capture_output=True, check=False, encoding="utf-8")
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_layers_name_every_part_of_the_package():
    house = contracts()[0]
    assert house["exhaustive"] is True
    assert house["containers"] == ["iom"]
    ignored = set(house["exhaustive_ignores"])
    assert ignored == {"__main__", "locale", "version", "examples"}


def test_each_ban_holds_for_every_part_but_its_owner():
    parts = {f"iom.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")} | {"iom.errors", "iom.language"}
    owners = {
        "typer": "iom.cli",
        "rich": "iom.terminal",
        "rtoml": "iom.toml",
        "xlsxwriter": "iom.exchange",
        "typst": "iom.report",
    }
    for contract in contracts()[1:]:
        owner = owners[contract["forbidden_modules"][0]]
        lacking = parts - {owner, "iom.locale"} - set(contract["source_modules"])
        assert not lacking, f"{contract['name']}: add {sorted(lacking)} to source_modules"


def test_nothing_is_excused():
    assert not [contract["name"] for contract in contracts() if contract.get("ignore_imports")]
