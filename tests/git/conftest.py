"""A repository with a small school, on real branches."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from iom.git.installing import clone_of, install

ROUTE = "rounds/2026-autumn/routes/averina-polina.toml"
FILES = {
    "iom.toml": 'schema = 1\nname = "Школа"\nlanguage = "ru"\n',
    "students/averina-polina.toml": 'schema = 1\nname = "Аверина Полина"\n',
    "staff/fedoseeva-im.toml": 'schema = 1\nname = "Федосеева Ирина"\nroles = ["tutor"]\n',
    "rounds/2026-autumn/round.toml": 'schema = 1\ntitle = "Осень"\nschool_year = "2026-2027"\n',
    ROUTE: """\
# Маршрут.
schema = 1
request = "Хочу ставить опыты"

[[goals]]
id = "20260525-0c1w"
goal = "Отличать"
level_aim = 2
""",
}


@dataclass(frozen=True)
class Repository:
    """A working tree and what one does with it."""

    root: Path

    def git(self, *words: str, ok: bool = True) -> str:
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == 0 or not ok, done.stdout + done.stderr
        return done.stdout

    def code(self, *words: str) -> int:
        return subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=False).returncode

    def read(self, path: str = ROUTE) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, text: str, path: str = ROUTE) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def commit(self, message: str = "change") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", message)

    def on(self, branch: str, text: str, path: str = ROUTE) -> None:
        """Commit a text on a branch that begins here, and come back."""
        here = self.git("rev-parse", "--abbrev-ref", "HEAD").strip()
        self.git("switch", "-q", "-c", branch)
        self.write(text, path)
        self.commit(f"on {branch}")
        self.git("switch", "-q", here)

    def install(self) -> None:
        install(clone_of(self.root))


@pytest.fixture
def bare_repository(tmp_path: Path) -> Repository:
    """The school committed, with nothing of iom set."""
    root = tmp_path / "school"
    root.mkdir()
    made = Repository(root)
    made.git("init", "-q")
    for path, text in FILES.items():
        made.write(text, path)
    made.commit("school")
    return made


@pytest.fixture
def repository(bare_repository: Repository) -> Repository:
    """The school with everything installed, attributes committed."""
    bare_repository.install()
    bare_repository.commit("attributes")
    return bare_repository
