from __future__ import annotations

import pytest

from iom.errors import Exit
from iom.store import records
from iom.store.state import state_folder
from iom.store.transaction import StaleError, Write, transact
from iom.store.undo import NothingToUndoError, Undone, undo


def test_the_last_transaction_is_taken_back_whole(workspace, put, look):
    before = look(workspace)
    put(workspace, label="walk", a=b"a = 2\n", old__c=None, new__deep__d=b"d = 1\n")

    assert undo(workspace) == Undone("walk", ("a.toml", "old/c.toml", "new/deep/d.toml"))
    assert look(workspace) == before


def test_the_next_undo_takes_the_one_before_back(workspace, put, look):
    seen = [look(workspace)]
    for number in (2, 3, 4):
        put(workspace, label=str(number), a=b"a = %d\n" % number)
        seen.append(look(workspace))

    for label in ("4", "3"):
        seen.pop()
        assert undo(workspace).label == label
        assert look(workspace) == seen[-1]
    put(workspace, label="new", a=b"a = 5\n")
    assert [undo(workspace).label for _ in range(2)] == ["new", "2"]
    assert look(workspace) == seen[0]
    with pytest.raises(NothingToUndoError):
        undo(workspace)


def test_nothing_to_undo(workspace):
    with pytest.raises(NothingToUndoError) as refused:
        undo(workspace)
    assert refused.value.exit_code is Exit.NOT_FOUND
    assert not state_folder(workspace).exists()


@pytest.mark.parametrize("edit", ["a.toml", "new.toml"])
def test_a_file_edited_since_is_never_overwritten(workspace, put, look, edit):
    put(workspace, a=b"a = 2\n", new=b"n = 1\n", routes__b=b"b = 2\n")
    (workspace / edit).write_bytes(b"by hand\n")
    before = look(workspace)

    with pytest.raises(StaleError) as refused:
        undo(workspace)

    assert refused.value.facts == {"paths": [edit]}
    assert look(workspace) == before
    (workspace / edit).write_bytes({"a.toml": b"a = 2\n", "new.toml": b"n = 1\n"}[edit])
    undo(workspace)
    assert (workspace / "a.toml").read_bytes() == b"a = 1\n"


def test_a_deleted_file_made_again_by_hand_stays(workspace, put):
    put(workspace, a=None)
    (workspace / "a.toml").write_bytes(b"again\n")

    with pytest.raises(StaleError):
        undo(workspace)
    assert (workspace / "a.toml").read_bytes() == b"again\n"


def test_permission_bits_come_back_with_a_deleted_file(workspace, put):
    (workspace / "a.toml").chmod(0o600)
    put(workspace, a=None)
    undo(workspace)

    assert (workspace / "a.toml").stat().st_mode & 0o777 == 0o600


def test_only_the_last_transactions_are_remembered(workspace, put):
    for number in range(2, records.KEPT + 5):
        put(workspace, a=b"a = %d\n" % number)

    assert len(records.records(state_folder(workspace))) == records.KEPT
    for _ in range(records.KEPT):
        undo(workspace)
    assert (workspace / "a.toml").read_bytes() == b"a = 4\n"
    with pytest.raises(NothingToUndoError):
        undo(workspace)


def test_a_transaction_may_ask_not_to_be_remembered(workspace):
    transact(workspace, [Write("d.toml", b"d = 1\n")], [], label="x", keep_undo=False)

    with pytest.raises(NothingToUndoError):
        undo(workspace)


def test_a_damaged_record_is_not_used(workspace, put):
    put(workspace, a=b"a = 2\n")
    state = state_folder(workspace)
    [name] = records.records(state)
    (state / name).write_bytes((state / name).read_bytes()[:-1])

    with pytest.raises(NothingToUndoError):
        undo(workspace)
    assert (workspace / "a.toml").read_bytes() == b"a = 2\n"
