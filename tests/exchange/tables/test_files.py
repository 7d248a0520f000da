from __future__ import annotations

from pathlib import Path
from typing import IO

import pytest

from iom.exchange.tables.files import FileThereError, UnwritableFileError, put
from iom.language import say, speaking


def new(stream: IO[bytes]) -> None:
    stream.write(b"new")


def broken(stream: IO[bytes]) -> None:
    stream.write(b"half")
    raise ValueError("in the middle")


def test_a_file_is_written_whole(tmp_path: Path):
    put(tmp_path / "a.csv", new, force=False)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.csv": b"new"}


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    with pytest.raises(FileThereError):
        put(file, new, force=False)
    assert file.read_bytes() == b"old"
    put(file, new, force=True)
    assert file.read_bytes() == b"new"


def test_a_file_that_came_meanwhile_stays(tmp_path: Path):
    file = tmp_path / "a.csv"

    def slow(stream: IO[bytes]) -> None:
        file.write_bytes(b"somebody else's")
        new(stream)

    with pytest.raises(FileThereError):
        put(file, slow, force=False)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.csv": b"somebody else's"}


@pytest.mark.parametrize("force", [False, True])
def test_what_breaks_off_leaves_nothing(force: bool, tmp_path: Path):
    file = tmp_path / "a.csv"
    if force:
        file.write_bytes(b"old")
    with pytest.raises(ValueError, match="in the middle"):
        put(file, broken, force=force)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == ({"a.csv": b"old"} if force else {})


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path):
    put(tmp_path / f"{'ж' * 125}.csv", new)
    assert [len(one.name) for one in tmp_path.iterdir()] == [129]


def test_a_folder_that_is_not_there_is_told_in_both_languages(tmp_path: Path):
    with pytest.raises(UnwritableFileError) as caught:
        put(tmp_path / "nowhere" / "a.csv", new, force=False)
    with speaking("ru"):
        assert say("{reason}", caught.value.facts) == "нет такого файла или папки"
    assert "No such file or directory" in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(UnwritableFileError):
        put(tmp_path / "a.csv", new, force=True)
