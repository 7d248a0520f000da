from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def started(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "iom", *arguments],
        cwd=cwd, env={**os.environ, **environ}, capture_output=True, check=False, encoding="utf-8", errors="replace",
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [("--version",), ("--lang", "ru", "--version")])
def test_the_version_is_the_same_on_both_ways(tmp_path, arguments):
    found = started(*arguments, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("iom 0.")


def test_the_exit_code_reaches_the_shell(tmp_path):
    assert started("no-such-command", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "utf-8"])
def test_no_encoding_stops_the_program(tmp_path, encoding):
    found = started("--lang", "ru", "--help", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert (found.returncode, found.stderr) == (0, "")
    assert "iom" in found.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["completion", "bash"], ["--json", "nothing"]])
def test_a_reader_that_leaves_is_no_error(tmp_path, arguments):
    read, write = os.pipe()
    os.close(read)
    try:
        found = subprocess.run(
            [sys.executable, "-m", "iom", *arguments], cwd=tmp_path, stdout=write, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(write)
    assert (found.returncode, found.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["--json", "nothing"]])
def test_output_that_finds_no_room_is_no_success_and_no_traceback(tmp_path, arguments):
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-m", "iom", *arguments],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8",
        )  # fmt: skip
    assert found.returncode in {2, 4}
    assert "Traceback" not in found.stderr


def test_completion_answers_by_the_variable(tmp_path):
    found = started("completion", "z", cwd=tmp_path, _IOM_COMPLETE="bash")
    assert (found.returncode, found.stdout, found.stderr) == (0, "zsh\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no undecodable arguments there")
def test_an_argument_that_is_no_text_is_told_and_not_a_bug(tmp_path):
    found = subprocess.run([sys.executable, "-m", "iom", b"\xff\xfe"], cwd=tmp_path, capture_output=True, check=False)
    assert found.returncode == 2
    assert b"U+DCFF" in found.stderr
