from __future__ import annotations

import subprocess
import sys

import pytest

from iom.errors import Exit
from iom.store.lock import LockedError, locked
from iom.store.state import state_folder

HOLDER = """
import sys
from pathlib import Path
from iom.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(workspace):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(workspace)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_the_lock_of_another_process_is_waited_for_then_refused(workspace, holder):
    with pytest.raises(LockedError) as refused, locked(workspace, timeout=0.05):
        pass
    assert refused.value.exit_code is Exit.CONFLICT
    assert refused.value.facts == {"root": str(workspace)}


def test_a_killed_process_holds_no_lock(workspace, holder):
    holder.kill()
    holder.wait()

    with locked(workspace, timeout=5) as folder:
        assert folder == state_folder(workspace)


def test_a_lock_given_back_can_be_taken(workspace):
    with pytest.raises(RuntimeError, match="inside"), locked(workspace):
        raise RuntimeError("inside")
    with locked(workspace, timeout=0):
        pass
