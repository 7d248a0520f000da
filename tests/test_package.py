"""The package as it is installed: what it depends on, what it holds, and what its quickest answers import."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import iom
from iom.version import VERSION

PACKAGE = Path(iom.__file__).parent
TOP = PACKAGE.parent
HEAVY = {
    "pydantic",
    "rich",
    "questionary",
    "prompt_toolkit",
    "rtoml",
    "tomlrt",
    "tomli_w",
    "filelock",
    "anyascii",
    "wcwidth",
}
IMPORTED = """
import sys
from iom.__main__ import main
sys.argv = ["iom", *sys.argv[1:]]
assert main() == 0
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """The top-level names of all modules that a run of the program imports."""
    command = [sys.executable, "-c", IMPORTED, *arguments]
    found = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    return {name.partition(".")[0] for name in found.stderr.split()}


def project() -> dict[str, Any]:
    return tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]


def distribution(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imports_of_the_package() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "locale":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("arguments", [["--help"], ["student", "--help"], ["--lang", "ru", "--help"]], ids=" ".join)
def test_help_waits_for_no_heavy_library(arguments: list[str]):
    found = imported(*arguments)
    assert "iom" in found
    assert not found & HEAVY


def test_the_version_waits_for_nothing_at_all():
    assert not imported("--version") & (HEAVY | {"typer", "re", "gettext", "json"})


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    installed = packages_distributions()
    outside = set(imports_of_the_package()) - sys.stdlib_module_names - {"iom"}
    unknown = {name for name in outside if name not in installed}
    # pydantic and jinja2 are built of two packages each and declare the second one themselves.
    needed = {distribution(installed[name][0]) for name in outside - unknown - {"pydantic_core", "markupsafe"}}
    declarations = [*project()["dependencies"], *project()["optional-dependencies"]["papers"]]
    declared = {distribution(re.split(r"[<>=!~ ;\[]", each)[0]) for each in declarations}
    assert unknown == set()
    assert needed == declared


def test_the_version_is_said_once_and_the_same():
    assert project()["version"] == VERSION


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Without isolation nothing is fetched: the tools of the build are among those of the tests.
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(TOP)]
    found = subprocess.run(build, capture_output=True, check=False, encoding="utf-8")
    assert found.returncode == 0, found.stdout + found.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_made_of_the_source_archive_holds_all_that_runs(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    code = {path.relative_to(TOP).as_posix() for path in PACKAGE.rglob("*.py") if path.name != "build_hook.py"}
    example = {f"iom/{path.relative_to(TOP).as_posix()}" for path in (TOP / "examples").rglob("*.toml")}
    kinds = ("*.toml", "*.jinja", "*.css", "*.js")
    data = {path.relative_to(TOP).as_posix() for kind in kinds for path in PACKAGE.rglob(kind)} | {"iom/py.typed"}
    assert code | example | data | {"iom/locale/ru/LC_MESSAGES/iom.mo"} <= names
    assert not [name for name in names if name.endswith((".po", "build_hook.py"))]


@pytest.mark.slow
def test_the_wheel_speaks_russian_and_brings_the_example(wheel: Path, tmp_path: Path):
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    start = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from iom.__main__ import main; sys.exit(main())"

    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", start, *arguments]
        found = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
        assert found.returncode == 0, found.stderr
        return found.stdout

    assert "показать" in run("--lang", "ru", "--help")
    run("init", "school", "--example")
    assert (tmp_path / "school" / "students" / "averina-polina.toml").is_file()
    assert "выбор" in run("-C", "school", "--lang", "ru", "status")
    assert "Чей ход" in run("-C", "school", "--lang", "ru", "report", "board", "--html", "-")


def test_the_readme_has_two_lines_of_set_up_that_ci_follows():
    lines = [line for line in (TOP / "README.md").read_text("utf-8").splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[0].endswith("iom demo")
    assert "pytest" in lines[1]
