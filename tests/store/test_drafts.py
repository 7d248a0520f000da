from __future__ import annotations

import pytest

from iom.store import drafts, platform
from iom.store.failures import DiskFullError


def test_a_draft_comes_back(workspace):
    path = drafts.save(workspace, "choose averina-polina", b"x = 1\n")

    assert path.is_file()
    assert drafts.load(workspace, "choose averina-polina") == b"x = 1\n"
    assert drafts.names(workspace) == ["choose averina-polina"]


def test_a_later_draft_replaces_an_earlier_one_of_the_name_only(workspace):
    drafts.save(workspace, "one", b"1")
    drafts.save(workspace, "two", b"2")
    drafts.save(workspace, "one", b"3\n\n")

    assert drafts.load(workspace, "one") == b"3\n\n"
    assert drafts.load(workspace, "two") == b"2"
    drafts.drop(workspace, "one")
    assert drafts.load(workspace, "one") is None
    assert drafts.names(workspace) == ["two"]


@pytest.mark.parametrize("name", ["../../a", "con", "Опрос/5а", "A" * 500, "", "a\nb", "x\x00y"])
def test_any_name_is_safe(workspace, look, name):
    before = look(workspace)
    drafts.save(workspace, name, b"kept")

    assert drafts.load(workspace, name) == b"kept"
    assert drafts.names(workspace) == [name]
    assert look(workspace) == before


def test_names_that_differ_in_case_are_two_drafts(workspace):
    drafts.save(workspace, "a", b"1")
    drafts.save(workspace, "A", b"2")

    assert (drafts.load(workspace, "a"), drafts.load(workspace, "A")) == (b"1", b"2")


def test_reading_makes_nothing(tmp_path):
    assert drafts.load(tmp_path, "none") is None
    assert drafts.names(tmp_path) == []
    drafts.drop(tmp_path, "none")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_older_draft(workspace, monkeypatch):
    drafts.save(workspace, "one", b"older")

    def full(path: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(platform, "sync", full)
    with pytest.raises(DiskFullError):
        drafts.save(workspace, "one", b"newer")
    assert drafts.load(workspace, "one") == b"older"
    assert len(list((drafts.state_folder(workspace) / "drafts").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\n", b"# 7\n", b"x = 1\n"])
def test_a_file_that_is_no_draft_is_passed_over(workspace, content):
    path = drafts.save(workspace, "one", b"1")
    path.with_name("stranger.draft").write_bytes(content)

    assert drafts.names(workspace) == ["one"]
