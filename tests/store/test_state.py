from __future__ import annotations

from pathlib import Path

import pytest

from iom.store.state import prepared, state_folder


def repository(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    return folder


def test_in_a_repository_the_state_lies_in_the_git_directory(tmp_path):
    git = repository(tmp_path / ".git")

    assert state_folder(tmp_path).parent == git / "iom"


def test_two_workspaces_of_one_repository_have_a_state_each(tmp_path):
    git = repository(tmp_path / ".git")
    places = {state_folder(tmp_path / name) for name in (".", "north", "south")}

    assert len(places) == 3
    assert {place.parent for place in places} == {git / "iom"}


def test_the_state_does_not_depend_on_how_the_root_is_written(tmp_path, monkeypatch):
    repository(tmp_path / ".git")
    (tmp_path / "north").mkdir()
    monkeypatch.chdir(tmp_path / "north")

    assert state_folder(Path()) == state_folder(tmp_path / "north") == state_folder(tmp_path / "x" / ".." / "north")


@pytest.mark.parametrize("absolute", [True, False])
def test_a_worktree_has_its_own_state(tmp_path, absolute):
    repository(tmp_path / "main" / ".git")
    own = repository(tmp_path / "main" / ".git" / "worktrees" / "autumn")
    tree = tmp_path / "autumn"
    tree.mkdir()
    (tree / ".git").write_text(f"gitdir: {own if absolute else '../main/.git/worktrees/autumn'}\n")

    assert state_folder(tree).parent == own / "iom"
    assert state_folder(tmp_path / "main").parent == tmp_path / "main" / ".git" / "iom"


def test_outside_git_the_state_lies_in_the_workspace(tmp_path):
    assert state_folder(tmp_path) == tmp_path / ".iom"


@pytest.mark.parametrize("content", [b"gitdir: nowhere\n", b"\xff\x00", b""])
def test_a_git_file_that_leads_nowhere_is_no_repository(tmp_path, content):
    (tmp_path / ".git").write_bytes(content)

    assert state_folder(tmp_path) == tmp_path / ".iom"


def test_a_folder_called_git_that_is_none_is_no_repository(tmp_path):
    (tmp_path / ".git").mkdir()

    assert state_folder(tmp_path) == tmp_path / ".iom"


def test_looking_makes_nothing_preparing_does(tmp_path):
    state_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []

    assert prepared(tmp_path) == tmp_path / ".iom"
    assert (tmp_path / ".iom" / ".gitignore").read_text() == "*\n"
