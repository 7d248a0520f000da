from __future__ import annotations

import pytest

from iom.store.overlay import generation, pending, read_bytes, unfinished
from iom.store.undo import undo


def test_a_quiet_workspace_has_nothing_unfinished(workspace, put):
    put(workspace, a=b"a = 2\n")

    assert not pending(workspace)
    assert unfinished(workspace) == {}
    assert read_bytes(workspace, "a.toml") == b"a = 2\n"


def test_a_missing_document_is_missing(workspace):
    with pytest.raises(FileNotFoundError):
        read_bytes(workspace, "none.toml")


def test_looking_makes_nothing(tmp_path):
    assert not pending(tmp_path)
    assert unfinished(tmp_path) == {}
    assert generation(tmp_path) == generation(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_transaction_begins_a_generation(workspace, put):
    marks = [generation(workspace)]
    for number in range(2, 6):
        put(workspace, a=b"a = %d\n" % number)
        assert generation(workspace) == generation(workspace)
        marks.append(generation(workspace))
    undo(workspace)
    marks.append(generation(workspace))

    assert len({*marks}) == len(marks)


def test_a_generation_is_no_mark_of_the_documents_alone(workspace):
    before = generation(workspace)
    (workspace / "a.toml").write_bytes(b"by hand\n")

    assert generation(workspace) == before
