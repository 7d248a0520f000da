from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from iom.exchange.exporting.secret import NAME, DamagedKeyError, secret_key
from iom.store.state import state_folder


def test_the_key_is_made_once_and_kept_in_the_state(tmp_path: Path):
    key = secret_key(tmp_path)
    assert len(key) == 32
    assert secret_key(tmp_path) == key
    assert [file.name for file in state_folder(tmp_path).iterdir() if file.name.startswith("pseudonyms")] == [NAME]


def test_two_workspaces_have_two_keys(tmp_path: Path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert secret_key(first) != secret_key(second)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_nobody_else_may_read_the_key(tmp_path: Path):
    secret_key(tmp_path)
    assert stat.S_IMODE((state_folder(tmp_path) / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_what_is_no_key_is_not_used_and_not_replaced(content: bytes, tmp_path: Path):
    secret_key(tmp_path)
    file = state_folder(tmp_path) / NAME
    file.write_bytes(content)
    with pytest.raises(DamagedKeyError):
        secret_key(tmp_path)
    assert file.read_bytes() == content
