"""Loading a workspace: every problem placed, nothing hidden by one broken file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from iom.store.load import load
from iom.store.tree import WorkspaceNotFoundError, open_workspace

Write = Callable[[str, str | bytes], Path]

SCHOOL = 'schema = 1\nname = "Школа"\n'
PUPIL = 'schema = 1\nname = "Аверина Полина"\n'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(path: str, content: str | bytes) -> Path:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    put("iom.toml", SCHOOL)
    return put


def test_the_root_is_found_upwards(write: Write, tmp_path: Path) -> None:
    write("students/averina-polina.toml", PUPIL)
    assert open_workspace(tmp_path / "students") == tmp_path


def test_no_workspace_is_a_polite_error(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceNotFoundError):
        open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("path", "content", "codes", "place"),
    [
        ("students/aa.toml", PUPIL + 'left_on = "x"\n', ["E0202"], (3, 11)),
        ("students/aa.toml", "", ["E0201", "E0201"], (1, 1)),
        ("students/aa.toml", PUPIL.replace("\n", "\r\n") + "left_on = 1\r\n", ["E0202"], (3, 11)),
        ("students/aa.toml", b"\xef\xbb\xbf" + PUPIL.encode() + b"left_on = 1\n", ["E0202"], (3, 11)),
        ("students/aa.toml", PUPIL + "interests = [\n", None, (3, 13)),
        ("students/aa.toml", PUPIL.encode("cp1251"), None, (2, 9)),
        ("students/aa.toml", PUPIL + "# " + "x" * (2 << 20), None, None),
        ("students/aa.toml", PUPIL + "a." * 1000 + "b = 1\n", None, None),
        ("students/aa.toml", PUPIL + "a = " + "[" * 20000, None, None),
    ],
)
def test_a_broken_document_is_a_problem_with_its_place(
    write: Write,
    tmp_path: Path,
    path: str,
    content: str | bytes,
    codes: list[str] | None,
    place: tuple[int, int] | None,
) -> None:
    write(path, content)
    write("students/healthy.toml", PUPIL)
    loaded = load(tmp_path)
    assert "healthy" in loaded.school.students
    assert loaded.school.broken == {path}
    assert {problem.document for problem in loaded.problems} == {path}
    found = [problem.fault.code for problem in loaded.problems]
    assert found == codes if codes else found
    first = loaded.problems[0].place
    assert place is None or (first and (first.line, first.column)) == place


def test_unknown_keys_are_kept_and_no_problem_of_loading(write: Write, tmp_path: Path) -> None:
    write("students/aa.toml", PUPIL + 'colour = "red"\n')
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.school.students["aa"].unknown_keys() == ("colour",)


def test_files_where_no_document_belongs_are_strangers(write: Write, tmp_path: Path) -> None:
    write("students/Аверина.toml", PUPIL)
    write("rounds/2026-autumn/notes.toml", "")
    write("README.toml", "")
    write("students/.hidden.toml", "")
    assert load(tmp_path).strangers == ("rounds/2026-autumn/notes.toml", "students/Аверина.toml")


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_links_are_not_followed(write: Write, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.toml"
    outside.write_text(PUPIL, "utf-8")
    write("students/bb.toml", PUPIL)
    (tmp_path / "students" / "aa.toml").symlink_to(outside)
    (tmp_path / "guardians").symlink_to(tmp_path / "students")
    loaded = load(tmp_path)
    assert set(loaded.school.students) == {"bb"}
    assert loaded.school.guardians == {}
    assert {(problem.fault.code, problem.document) for problem in loaded.problems} == {
        ("E0301", "students/aa.toml"),
        ("E0301", "guardians"),
    }


def test_problems_of_rules_are_placed_by_their_keys(write: Write, tmp_path: Path) -> None:
    from iom.errors import Fault, Problem

    write("students/aa.toml", PUPIL + '\n[[forms]]\nid = "x1"\nsince = 2026-09-01\nform = "5а"\n')
    loaded = load(tmp_path)
    (problem,) = loaded.placed([Problem(Fault("E0000", "x"), "students/aa.toml", ("forms", 0, "form"))])
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (7, 8)
