"""A process killed by the kernel at a system call of a transaction leaves everything old or everything new."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iom.store.transaction import recover

CALLS = "openat,write,fsync,fchmod,rename,renameat,unlink,unlinkat,mkdir,mkdirat,rmdir,flock,close"
STRACE = ["strace", "-f", "-qq"]
CHANGE = """
import os, sys
from pathlib import Path
from filelock import lock_descriptor
from iom.store.transaction import Expectation, Write, digest, transact
root = Path(sys.argv[1])
writes = [
    Write("a.toml", b"a = 2\\n"),
    Write("routes/b.toml", b"b = 2\\n"),
    Write("old/c.toml", None),
    Write("new/deep/d.toml", b"d = 1\\n"),
]
expected = [Expectation(each.path, digest((root / each.path).read_bytes())) for each in writes[:3]]
try: os.unlink("/begin-of-the-transaction")
except OSError: pass
transact(root, writes, expected, label="kill")
try: os.unlink("/end-of-the-transaction")
except OSError: pass
"""
STRIDE = 3
KILLED = (-9, 137)


def traced(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*STRACE, *options, sys.executable, "-c", CHANGE, str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    probe = [*STRACE, "-e", "trace=mkdir", "-e", "inject=mkdir:signal=KILL:when=1"]
    attempt = [*probe, sys.executable, "-c", "import os; os.mkdir('/')"]
    return subprocess.run(attempt, capture_output=True, check=False).returncode in KILLED


def calls_inside(log: Path) -> list[tuple[str, int]]:
    """The system calls of the transaction in a log: name, and which of its kind in the whole process."""
    counts: dict[str, int] = {}
    found, inside = [], False
    for line in log.read_text().splitlines():
        if not (call := re.match(r"\d+ +(\w+)\(", line)):
            continue
        name = call[1]
        counts[name] = counts.get(name, 0) + 1
        if "-of-the-transaction" in line:
            inside = "begin" in line
        elif inside:
            found.append((name, counts[name]))
    return found


@pytest.mark.slow
@pytest.mark.skipif(not strace_works(), reason="no strace, or it is not permitted")
@pytest.mark.parametrize("first", range(STRIDE))
def test_killed_at_a_system_call_everything_is_old_or_new(tmp_path, workspace, put, look, first):
    old = look(workspace)
    done = Path(shutil.copytree(workspace, tmp_path / "done"))
    log = tmp_path / "log"
    traced(done, "-e", f"trace={CALLS}", "-o", str(log))
    calls = calls_inside(log)
    new = look(done)
    assert new != old
    assert len(calls) > 60

    outcomes = []
    for number, (name, which) in enumerate(calls[first::STRIDE]):
        root = Path(shutil.copytree(workspace, tmp_path / f"copy-{number}"))
        ended = traced(root, "-e", f"trace={CALLS}", "-e", f"inject={name}:signal=KILL:when={which}", "-o", str(log))
        # Importing lists a folder again when a file came into it meanwhile: where it died is counted, not assumed.
        reached = len(calls_inside(log))
        assert ended.returncode in KILLED or reached == len(calls), (name, which, ended.stderr)
        recover(root)
        outcomes.append((reached, look(root) == new))
        assert look(root) in (old, new), (name, which)
        assert not recover(root)
    by_place = [is_new for _, is_new in sorted(outcomes)]
    assert {*by_place} == {False, True}
    assert by_place == sorted(by_place)
    assert len({reached for reached, _ in outcomes}) > len(outcomes) // 2
