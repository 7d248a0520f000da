"""A process killed anywhere in a transaction leaves everything old or everything new.

Here the calls of `iom.store.platform` are cut short one after the other, on every system; the system
calls themselves are in `test_kill.py`.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from iom.store import platform
from iom.store.finishing import OvertakenRecoveryError
from iom.store.overlay import pending, read_bytes, unfinished
from iom.store.places import SymlinkError
from iom.store.state import state_folder
from iom.store.transaction import recover
from iom.store.undo import NothingToUndoError, undo

CALLS = ("write", "sync", "sync_folder", "replace", "remove", "make_folder", "remove_folder")


class Killed(BaseException):
    """The process ends here: nothing that it would do afterwards has an effect."""


class Death:
    """Ends the process at the call ``number`` (1 first): before it, halfway into it, or after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, when: str) -> None:
        self.left, self.when = number, when
        for name in CALLS:
            monkeypatch.setattr(platform, name, self.wrapped(name, getattr(platform, name)))

    def wrapped(self, name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object) -> object:
            self.left -= 1
            if self.left > 0:
                return call(*arguments)
            if self.left == 0 and self.when == "after":
                call(*arguments)
            elif self.left == 0 and self.when == "halfway" and name == "write":
                path, content, *_ = arguments
                call(path, content[: len(content) // 2])
            raise Killed

        return counted


def killed(number: int, when: str, action: Callable[[], object]) -> bool:
    """Whether ``action`` was killed before its end."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        Death(monkeypatch, number, when)
        try:
            action()
        except Killed:
            return True
    return False


def seen(root: Path, tree: dict[str, bytes | None]) -> dict[str, bytes]:
    """The documents as a reader sees them."""
    lacking = unfinished(root)
    paths = {path for path, content in tree.items() if content is not None and path.endswith(".toml")}
    return {path: read_bytes(root, path) for path in {*paths, *lacking} if lacking.get(path, b"") is not None}


def documents(tree: dict[str, bytes | None]) -> dict[str, bytes]:
    return {path: content for path, content in tree.items() if content is not None}


NEW = {
    "a.toml": b"a = 2\n",
    "routes": None,
    "routes/b.toml": b"b = 2\n",
    "new": None,
    "new/deep": None,
    "new/deep/d.toml": b"d = 1\n",
}


@pytest.fixture
def change(put) -> Callable[[Path], None]:
    return lambda root: put(root, a=b"a = 2\n", routes__b=b"b = 2\n", old__c=None, new__deep__d=b"d = 1\n")


@pytest.fixture
def fresh(tmp_path, workspace) -> Callable[[], Path]:
    """Gives a new copy of the workspace at each call."""
    numbers = itertools.count()
    return lambda: Path(shutil.copytree(workspace, tmp_path / f"copy-{next(numbers)}"))


def deaths(fresh: Callable[[], Path], action: Callable[[Path], object], when: str = "before") -> Iterator[Path]:
    """Workspaces in which ``action`` was killed: at its first call, at its second, and so on to its last."""
    for number in itertools.count(1):
        root = fresh()
        if not killed(number, when, partial(action, root)):
            return
        yield root


@pytest.mark.parametrize("when", ["before", "halfway", "after"])
def test_killed_anywhere_everything_is_old_or_new(fresh, change, look, when):
    old, outcomes = look(fresh()), []
    for root in deaths(fresh, change, when):
        decided = pending(root)
        assert seen(root, look(root)) in (documents(old), documents(NEW))

        recover(root)
        assert look(root) in (old, NEW)
        assert look(root) == NEW or not decided
        assert not recover(root)
        outcomes.append(look(root) == NEW)
    # Old up to the decision, new from then on; both were met.
    assert outcomes == sorted(outcomes)
    assert {*outcomes} == {False, True}
    assert len(outcomes) > 20


def test_killed_again_in_the_recovery_everything_is_old_or_new(fresh, change, look):
    old, points = look(fresh()), 0
    for number, _ in enumerate(deaths(fresh, change), 1):

        def crashed(number: int = number) -> Path:
            root = fresh()
            killed(number, "halfway", partial(change, root))
            return root

        decided = pending(crashed())
        for root in deaths(crashed, recover, "after"):
            assert seen(root, look(root)) in (documents(old), documents(NEW))
            recover(root)
            assert look(root) == (NEW if decided else old)
            points += 1
    assert points > 100


def test_the_change_can_be_undone_exactly_if_it_was_made(fresh, change, look):
    old, undone = look(fresh()), 0
    for root in deaths(fresh, change, "after"):
        recover(root)
        if look(root) == NEW:
            undo(root)
            undone += 1
        assert look(root) == old
        with pytest.raises(NothingToUndoError):
            undo(root)
    assert undone > 5


def test_an_undo_killed_anywhere_is_done_or_not(fresh, put, change, look):
    old, outcomes = look(fresh()), []

    def changed_twice() -> Path:
        root = fresh()
        put(root, label="earlier", routes__b=b"b = 1.5\n")
        change(root)
        return root

    middle = old | {"routes/b.toml": b"b = 1.5\n"}
    for root in deaths(changed_twice, undo, "after"):
        recover(root)
        outcomes.append(look(root) == middle)
        if not outcomes[-1]:
            assert look(root) == NEW
            undo(root)
            assert look(root) == middle
        assert undo(root).label == "earlier"
        assert look(root) == old
    assert {*outcomes} == {False, True}


def test_a_killed_process_does_not_hinder_the_next_change(fresh, put, change, look):
    old = look(fresh())
    for root in deaths(fresh, change):
        put(root, e=b"e = 1\n")
        assert look(root) in [before | {"e.toml": b"e = 1\n"} for before in (old, NEW)]
        assert not recover(root)


def test_readers_write_nothing(fresh, change):
    for root in deaths(fresh, change, "after"):
        before = {path: path.lstat().st_mtime_ns for path in root.rglob("*")}
        seen(root, {"a.toml": b""})
        assert {path: path.lstat().st_mtime_ns for path in root.rglob("*")} == before


@pytest.fixture
def half_done(fresh, change) -> Path:
    """A workspace whose process died just after its decision."""
    return next(root for root in deaths(fresh, change) if pending(root))


def test_an_edit_between_crash_and_recovery_stays_and_ours_is_kept_aside(half_done, look):
    (half_done / "a.toml").write_bytes(b"by hand\n")
    assert read_bytes(half_done, "a.toml") == b"by hand\n"

    with pytest.raises(OvertakenRecoveryError) as told:
        recover(half_done)

    assert told.value.facts["paths"] == ["a.toml"]
    assert look(half_done) == NEW | {"a.toml": b"by hand\n"}
    [kept] = (state_folder(half_done) / "aside").iterdir()
    assert kept.read_bytes() == b"a = 2\n"
    assert not recover(half_done)


def test_a_reader_sees_what_is_to_be_deleted_as_gone(half_done):
    assert (half_done / "old/c.toml").exists()
    assert unfinished(half_done)["old/c.toml"] is None
    with pytest.raises(FileNotFoundError):
        read_bytes(half_done, "old/c.toml")


def test_a_decision_about_a_path_that_became_a_link_is_not_carried_out(half_done, tmp_path):
    outside = tmp_path / "outside.toml"
    outside.write_bytes(b"kept")
    (half_done / "a.toml").unlink()
    (half_done / "a.toml").symlink_to(outside)

    with pytest.raises(SymlinkError):
        recover(half_done)
    assert outside.read_bytes() == b"kept"


def test_a_folder_tidied_away_between_crash_and_recovery_is_made_again(fresh, put):
    def with_empty_folder() -> Path:
        root = fresh()
        (root / "empty").mkdir()
        return root

    create = partial(put, empty__e=b"e = 1\n")
    root = next(root for root in deaths(with_empty_folder, create) if pending(root))
    shutil.rmtree(root / "empty")

    assert recover(root)
    assert (root / "empty" / "e.toml").read_bytes() == b"e = 1\n"
