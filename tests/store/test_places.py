from __future__ import annotations

import os
from pathlib import Path

import pytest

from iom.errors import Exit
from iom.store.places import CaseClashError, DeviceNameError, SymlinkError, UnsafePathError
from iom.store.transaction import Write, transact


def refusal(root: Path, *paths: str) -> UnsafePathError:
    with pytest.raises(UnsafePathError) as refused:
        transact(root, [Write(path, b"x = 1\n") for path in paths], [], label="unsafe")
    assert refused.value.exit_code is Exit.INVALID
    return refused.value


@pytest.mark.parametrize(
    "path",
    [
        "../a.toml",
        "students/../../a.toml",
        "/etc/a.toml",
        "./a.toml",
        "students//a.toml",
        "",
        "a\\b.toml",
        "C:/a.toml",
        "a.toml:stream",
        "a\n.toml",
        "a\x00.toml",
        "a.toml.",
        "a.toml ",
        "folder /a.toml",
        ".git/config",
        ".GIT/config",
        "students/.iom/a.toml",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(workspace, look, path):
    before = look(workspace)
    assert refusal(workspace, path).facts == {"path": path}
    assert look(workspace) == before


@pytest.mark.parametrize("path", ["con", "students/NUL.toml", "aux/a.toml", "com1.toml", "LPT9", "conin$"])
def test_names_of_devices_are_refused(workspace, path):
    assert type(refusal(workspace, path)) is DeviceNameError


@pytest.mark.parametrize("path", ["console.toml", "nuller/a.toml", "com.toml", "com10.toml", ".gitignore"])
def test_names_like_those_of_devices_are_fine(workspace, path):
    transact(workspace, [Write(path, b"")], [], label="x")
    assert (workspace / path).exists()


@pytest.mark.parametrize(
    ("paths", "other"),
    [
        (["A.toml"], "a.toml"),
        (["Routes/new.toml"], "routes"),
        (["routes/B.TOML"], "routes/b.toml"),
        (["new/x.toml", "new/X.toml"], "new/x.toml"),
        (["new/x.toml", "New/y.toml"], "new"),
    ],
)
def test_names_that_differ_only_in_case_are_refused(workspace, paths, other):
    refused = refusal(workspace, *paths)
    assert type(refused) is CaseClashError
    assert refused.facts["other"] == other


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("target", ["../outside", "routes"])
def test_a_linked_folder_is_refused(workspace, tmp_path, target):
    (tmp_path / "outside").mkdir()
    (workspace / "students").symlink_to(target)

    assert type(refusal(workspace, "students/b.toml")) is SymlinkError
    assert not (tmp_path / "outside" / "b.toml").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_linked_file_is_refused(workspace, tmp_path):
    (tmp_path / "secret").write_bytes(b"kept")
    (workspace / "link.toml").symlink_to(tmp_path / "secret")
    (workspace / "dangling.toml").symlink_to(tmp_path / "nowhere")

    assert type(refusal(workspace, "link.toml")) is SymlinkError
    assert type(refusal(workspace, "dangling.toml")) is SymlinkError
    assert (tmp_path / "secret").read_bytes() == b"kept"


def test_a_folder_in_the_place_of_a_file_is_refused_and_the_other_way_round(workspace):
    refusal(workspace, "routes")
    refusal(workspace, "a.toml/b.toml")
