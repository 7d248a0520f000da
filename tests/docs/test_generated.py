"""The generated pages of the documentation say what the program says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).with_name("generate.py")
DOCS = Path(__file__).parents[2] / "docs"


def compare(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", GENERATOR, folder], capture_output=True, encoding="utf-8", check=False
    )


def test_generated_pages_are_fresh():
    run = compare(DOCS)
    assert run.returncode == 0, f"stale, run: python tests/docs/generate.py --write\n{run.stdout}{run.stderr}"


def test_a_stale_page_is_noticed(tmp_path: Path):
    for page in DOCS.glob("*.md"):
        shutil.copy(page, tmp_path)
    stale = tmp_path / "problems.ru.md"
    stale.write_text(stale.read_text("utf-8").replace("### E0101", "### E0000"), "utf-8")
    run = compare(tmp_path)
    assert run.returncode == 1
    assert "problems.ru.md" in run.stdout
    assert "-### E0000" in run.stdout
