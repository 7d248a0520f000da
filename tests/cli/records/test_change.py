from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
TODAY = ("--today", "2026-10-01")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.toml")
        if ".iom" not in path.parts
    }


def test_a_renamed_pupil_is_followed_through_open_rounds_only(iom: Run, folder: Path):
    closed = (folder / "rounds/2025-spring/routes/averina-polina.toml").read_bytes()
    done = iom("student", "rename", "Аверина", "averina-polya", "--json", cwd=folder)
    assert done.code == 0
    assert done.data["kept"] == ["rounds/2025-spring/routes/averina-polina.toml"]
    after = tree(folder)
    assert after["rounds/2025-spring/routes/averina-polina.toml"] == closed
    assert "rounds/2026-autumn/routes/averina-polya.toml" in after
    assert "students/averina-polina.toml" not in after
    assert 'formerly = ["averina-polina"]' in after["students/averina-polya.toml"].decode()
    assert 'student = "averina-polya"' in after["groups/fifth-a.toml"].decode()
    assert 'averina-polya = "A1"' in after["rounds/2026-autumn/codes.toml"].decode()
    assert iom("check", *TODAY, cwd=folder).code == 0


def test_comments_survive_a_renaming(iom: Run, folder: Path):
    assert iom("student", "rename", "averina-polina", "averina-polya", cwd=folder).code == 0
    after = tree(folder)
    assert "# Поля" in after["students/averina-polya.toml"].decode()
    assert "# мама приходит по вторникам" in after["students/averina-polya.toml"].decode()
    assert "# её слова" in after["rounds/2026-autumn/routes/averina-polya.toml"].decode()
    assert 'averina-polya = "A1"  # выдан' in after["rounds/2026-autumn/codes.toml"].decode()
    assert "# с первого дня" in after["groups/fifth-a.toml"].decode()


def test_a_renaming_is_one_change_to_undo(iom: Run, folder: Path):
    before = tree(folder)
    iom("guardian", "rename", "averina-oi", "averina-olga", cwd=folder)
    assert 'id = "averina-olga"' in tree(folder)["students/averina-polina.toml"].decode()
    assert iom("undo", cwd=folder).code == 0
    assert tree(folder) == before


def test_the_old_id_still_finds_the_person(iom: Run, folder: Path):
    iom("student", "rename", "averina-polina", "averina-polya", cwd=folder)
    assert iom("student", "show", "averina-polina", "--json", cwd=folder).data["id"] == "averina-polya"
    refused = iom("staff", "add", "--id", "averina-polina", "--name", "Другая Анна", cwd=folder)
    assert refused.code == 5


def test_a_dry_run_of_a_renaming_writes_nothing(iom: Run, folder: Path):
    before = tree(folder)
    done = iom("student", "rename", "averina-polina", "averina-polya", "--dry-run", cwd=folder)
    assert "rename to students/averina-polya.toml" in done.out
    assert '+student = "averina-polya"' in done.out
    assert tree(folder) == before


def test_an_id_that_is_taken_or_none_is_refused(iom: Run, folder: Path):
    before = tree(folder)
    assert iom("student", "rename", "averina-polina", "parshina-nv", cwd=folder).code == 5
    assert iom("student", "rename", "averina-polina", "Полина", cwd=folder).code == 2
    assert iom("student", "rename", "averina-polina", "../x", cwd=folder).code == 2
    assert iom("student", "rename", "nobody-at-all", "x-y", cwd=folder).code == 6
    assert tree(folder) == before


def test_a_broken_document_that_names_the_person_stops_the_renaming(iom: Run, folder: Path):
    (folder / "groups/fifth-a.toml").write_text("schema = 1\ntutor = \n# averina-polina\n", "utf-8")
    done = iom("student", "rename", "averina-polina", "averina-polya", cwd=folder)
    assert done.code == 4
    assert "groups/fifth-a.toml" in done.err


def test_removing_refuses_and_names_every_place(iom: Run, folder: Path):
    done = iom("student", "remove", "averina-polina", "--confirm", "averina-polina", "--json", cwd=folder)
    assert done.code == 5
    assert {(problem["document"], tuple(problem["keys"])) for problem in done.data["problems"]} == {
        ("groups/fifth-a.toml", ("members", 0, "student")),
        ("rounds/2025-spring/routes/averina-polina.toml", ()),
        ("rounds/2026-autumn/codes.toml", ("codes", "averina-polina")),
        ("rounds/2026-autumn/routes/averina-polina.toml", ()),
    }
    assert "left_on = " in done.data["error"]["hint"]
    assert (folder / "students/averina-polina.toml").exists()


def test_removing_wants_the_id_repeated(iom: Run, folder: Path):
    unrepeated = iom("student", "remove", "bolotov-egor", cwd=folder)
    assert unrepeated.code == 2
    assert "--confirm bolotov-egor" in unrepeated.err
    assert iom("student", "remove", "bolotov-egor", "--confirm", "bolotov", cwd=folder).code == 3
    assert iom("student", "remove", "bolotov-egor", "--dry-run", cwd=folder).code == 0
    assert (folder / "students/bolotov-egor.toml").exists()
    assert iom("student", "remove", "болотов", "--confirm", "bolotov-egor", cwd=folder).code == 0
    assert not (folder / "students/bolotov-egor.toml").exists()


def test_one_of_two_documents_of_a_human_may_go(iom: Run, folder: Path):
    iom("guardian", "add", "--id", "parshina-nv", cwd=folder)
    assert iom("guardian", "remove", "parshina-nv", "--confirm", "parshina-nv", cwd=folder).code == 0
    assert (folder / "staff/parshina-nv.toml").exists()
    assert iom("staff", "remove", "parshina-nv", "--confirm", "parshina-nv", cwd=folder).code == 5
