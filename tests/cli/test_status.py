from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FILES = {
    "iom.toml": 'name = "Школа"\nlanguage = "ru"\n',
    "students/averina-polina.toml": 'name = "Аверина"\nforms = [{ id = "form-1", since = 2026-12-01, form = "5а" }]\n',
    "rounds/autumn/round.toml": """title = "Осень"
school_year = "2026-2027"
grades = [5]
opened_on = 2026-05-18
starts = 2026-09-14
ends = 2026-11-13
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("schema = 1\n" + text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["status", "next"])
def test_a_pupil_whose_class_begins_after_the_round_is_told_so(iom: Run, folder: Path, command: str):
    refused = iom("--lang", "en", "--today", "2026-12-02", command, "averina", cwd=folder)
    assert refused.code == 6
    assert "the first one begins on 2026-12-01" in " ".join(refused.err.split())


def test_a_class_within_the_round_is_a_class(iom: Run, folder: Path):
    path = folder / "students/averina-polina.toml"
    path.write_text(path.read_text("utf-8").replace("2026-12-01", "2026-09-20"), "utf-8")
    assert iom("--today", "2026-10-02", "status", "averina", cwd=folder).code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["status", "polina"], "Did you mean: averina-polina (Аверина)?"),
        (["status", "qqqqqq"], "The list shows what there is: iom student list"),
        (["status", "--offer", "qqqqqq"], "The list shows what there is: iom offer list"),
        (["status", "--group", "qqqqqq"], "The list shows what there is: iom group list"),
        (["course", "show", "qqqqqq"], "The list shows what there is: iom course list"),
        (["status", "--round", "qqqqqq"], "Did you mean: autumn (Осень)?"),
    ],
)
def test_a_miss_says_where_to_look(iom: Run, folder: Path, words: list[str], told: str):
    refused = iom("--lang", "en", *words, cwd=folder)
    assert refused.code == 6
    assert told in " ".join(refused.err.split())


@pytest.mark.parametrize("command", ["status", "next"])
def test_unreadable_documents_are_counted(iom: Run, folder: Path, command: str):
    assert iom(command, "--json", cwd=folder).data["unreadable"] == 0
    (folder / "students/babushkin-lev.toml").write_text("schema = 1\nname = 5\n", "utf-8")
    told = iom("--lang", "en", command, cwd=folder)
    assert told.code == 0
    assert "1 document cannot be read: iom check" in told.err
    assert iom(command, "--json", cwd=folder).data["unreadable"] == 1
