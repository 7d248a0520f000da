from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from iom.errors import Exit
from iom.store import platform
from iom.store.failures import DiskFullError, NotPermittedError, NotWrittenError, UnfinishedError
from iom.store.finishing import OvertakenError
from iom.store.state import state_folder
from iom.store.transaction import Expectation, StaleError, Write, digest, recover, transact


def test_several_files_change_together(workspace, put, look):
    put(workspace, a=b"a = 2\n", routes__b=b"b = 2\n", old__c=None, new__deep__d=b"d = 1\n")

    assert look(workspace) == {
        "a.toml": b"a = 2\n",
        "routes": None,
        "routes/b.toml": b"b = 2\n",
        "new": None,
        "new/deep": None,
        "new/deep/d.toml": b"d = 1\n",
    }


def test_a_folder_left_empty_goes_but_never_the_root(tmp_path, put, look):
    put(tmp_path, one__two__a=b"")
    put(tmp_path, one__two__a=None)

    assert look(tmp_path) == {}
    assert tmp_path.exists()


def test_an_empty_transaction_leaves_no_trace(workspace):
    transact(workspace, [], [], label="nothing")
    transact(
        workspace,
        [Write("a.toml", b"a = 1\n"), Write("none.toml", None)],
        [Expectation("a.toml", digest(b"a = 1\n"))],
        label="the same bytes",
    )

    assert not state_folder(workspace).exists()


def test_what_already_stands_there_is_not_written_again(workspace, put):
    before = (workspace / "a.toml").stat()
    put(workspace, a=b"a = 1\n", routes__b=b"b = 2\n")

    assert (workspace / "a.toml").stat().st_ino == before.st_ino
    assert (workspace / "a.toml").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param([Expectation("a.toml", digest(b"a = 0\n"))], id="a written file was edited"),
        pytest.param([Expectation("a.toml", None)], id="a file to be created is there"),
        pytest.param([], id="a file nobody looked at is there"),
        pytest.param(
            [Expectation("a.toml", digest(b"a = 1\n")), Expectation("routes/b.toml", digest(b"b = 0\n"))],
            id="a file depended on was edited",
        ),
        pytest.param(
            [Expectation("a.toml", digest(b"a = 1\n")), Expectation("gone.toml", digest(b""))],
            id="a file depended on is gone",
        ),
    ],
)
def test_a_stale_decision_writes_nothing(workspace, look, expected):
    before = look(workspace)

    with pytest.raises(StaleError) as refused:
        transact(workspace, [Write("a.toml", b"a = 2\n"), Write("z.toml", b"")], expected, label="stale")

    assert refused.value.exit_code is Exit.CONFLICT
    assert look(workspace) == before


def test_a_stale_decision_names_its_files(workspace):
    expected = [Expectation("routes/b.toml", None), Expectation("a.toml", None)]

    with pytest.raises(StaleError) as refused:
        transact(workspace, [Write("a.toml", b"")], expected, label="stale")

    assert refused.value.facts == {"paths": ["a.toml", "routes/b.toml"]}


def test_files_read_but_not_depended_on_may_change(workspace):
    (workspace / "routes/b.toml").write_bytes(b"b = 7\n")

    transact(workspace, [Write("a.toml", b"a = 2\n")], [Expectation("a.toml", digest(b"a = 1\n"))], label="x")

    assert (workspace / "a.toml").read_bytes() == b"a = 2\n"


def test_an_edit_while_the_change_is_staged_is_stale(workspace, look, monkeypatch):
    stage = platform.sync

    def sync(path: Path) -> None:
        (workspace / "routes/b.toml").write_bytes(b"edited\n")
        stage(path)

    monkeypatch.setattr(platform, "sync", sync)
    expected = [Expectation("a.toml", digest(b"a = 1\n")), Expectation("routes/b.toml", digest(b"b = 1\n"))]
    before = look(workspace)

    with pytest.raises(StaleError):
        transact(workspace, [Write("a.toml", b"a = 2\n"), Write("new/d.toml", b"")], expected, label="x")

    assert look(workspace) == before | {"routes/b.toml": b"edited\n"}
    assert not recover(workspace)


def test_an_edit_in_the_moment_of_replacing_stays_and_ours_is_kept_aside(workspace, put, monkeypatch):
    sync_folder = platform.sync_folder

    def edit(path: Path) -> None:
        monkeypatch.setattr(platform, "sync_folder", sync_folder)
        (workspace / "a.toml").write_bytes(b"edited\n")
        sync_folder(path)

    monkeypatch.setattr(platform, "sync_folder", edit)
    with pytest.raises(OvertakenError) as told:
        put(workspace, a=b"a = 2\n", routes__b=b"b = 2\n")

    assert (workspace / "a.toml").read_bytes() == b"edited\n"
    assert (workspace / "routes/b.toml").read_bytes() == b"b = 2\n"
    assert told.value.facts["paths"] == ["a.toml"]
    [kept] = Path(str(told.value.facts["folder"])).iterdir()
    assert kept.read_bytes() == b"a = 2\n"
    assert not recover(workspace)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_permission_bits_are_kept(workspace, put):
    (workspace / "a.toml").chmod(0o640)
    put(workspace, a=b"a = 2\n", d=b"")

    assert stat.S_IMODE((workspace / "a.toml").stat().st_mode) == 0o640
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((workspace / "d.toml").stat().st_mode) == 0o666 & ~umask


def test_one_file_twice_is_a_mistake_of_the_caller(workspace):
    with pytest.raises(ValueError, match="once"):
        transact(workspace, [Write("a.toml", b"1"), Write("a.toml", b"2")], [], label="x")


def test_an_interruption_before_the_decision_changes_nothing(workspace, put, look, monkeypatch):
    before = look(workspace)

    def interrupt(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(platform, "sync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(workspace, a=b"a = 2\n", new__d=b"d = 1\n")
    monkeypatch.undo()

    assert look(workspace) == before
    assert not recover(workspace)


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced on Windows")
def test_a_file_system_that_cannot_sync_folders_is_put_up_with(workspace, put, monkeypatch):
    sync = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    put(workspace, a=b"a = 2\n")

    assert (workspace / "a.toml").read_bytes() == b"a = 2\n"
    assert not recover(workspace)


CAUSES = [
    pytest.param(errno.ENOSPC, DiskFullError, id="disk full"),
    pytest.param(errno.EROFS, NotPermittedError, id="read-only"),
    pytest.param(errno.EACCES, NotPermittedError, id="no permission"),
    pytest.param(errno.EIO, NotWrittenError, id="broken disk"),
]


@pytest.mark.parametrize(("number", "error"), CAUSES)
@pytest.mark.parametrize("call", ["write", "sync", "make_folder", "replace"])
def test_a_refusal_of_the_disk_before_the_decision_changes_nothing(
    workspace, put, look, monkeypatch, call, number, error
):
    before = look(workspace)
    state_folder(workspace).mkdir(parents=True)
    real = getattr(platform, call)

    def refuse(path: Path, *rest: object) -> None:
        if call == "write":
            # A full disk takes the beginning of a file.
            real(path, b"torn")
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(platform, call, refuse)
    with pytest.raises(error) as refused:
        put(workspace, a=b"a = 2\n", new__d=b"d = 1\n")
    monkeypatch.undo()

    assert type(refused.value) is error
    assert str(refused.value)
    assert look(workspace) == before
    assert not recover(workspace)


def test_a_refusal_after_the_decision_is_finished_by_the_next_command(workspace, put, look, monkeypatch):
    def refuse(path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(platform, "sync_folder", refuse)
    with pytest.raises(UnfinishedError):
        put(workspace, a=b"a = 2\n", routes__b=b"b = 2\n", new__d=b"d = 1\n")
    monkeypatch.undo()

    put(workspace, old__c=b"c = 2\n")
    assert look(workspace) == {
        "a.toml": b"a = 2\n",
        "routes": None,
        "routes/b.toml": b"b = 2\n",
        "new": None,
        "new/d.toml": b"d = 1\n",
        "old": None,
        "old/c.toml": b"c = 2\n",
    }


@pytest.mark.parametrize("path", ["a.toml", "."])
def test_a_protected_file_or_folder_is_refused_before_anything_is_written(workspace, put, look, monkeypatch, path):
    before = look(workspace)
    monkeypatch.setattr(platform, "writable", lambda place: place != workspace / path)

    with pytest.raises(NotPermittedError):
        put(workspace, a=None, routes__b=b"b = 2\n")

    assert look(workspace) == before


def test_nothing_to_recover(workspace, put):
    assert not recover(workspace)
    put(workspace, a=b"a = 2\n")
    assert not recover(workspace)


def test_a_torn_journal_is_no_decision(workspace, put, look):
    before = look(workspace)
    state = state_folder(workspace)
    state.mkdir(parents=True)
    (state / "journal").write_bytes(b"iom-journal 1 0000\n{}")

    assert recover(workspace)
    assert look(workspace) == before
    assert not recover(workspace)
