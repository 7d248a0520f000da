"""Eight processes that write the same workspace at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from iom.store.transaction import recover

PROCESSES = 8
ROUNDS = 20
WORKER = """
import sys
from pathlib import Path
from iom.store.lock import LockedError
from iom.store.transaction import Expectation, StaleError, Write, digest, transact

root, own, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])


def read(path):
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None


def change(number):
    paths = ["shared.toml", f"own/{own}.toml", f"drawer/{own}-{number}.toml", f"drawer/{own}-{number - 1}.toml"]
    shared, mine, fresh, last = (read(path) for path in paths)
    line = f"{own} {number}\\n".encode()
    contents = [(shared or b"") + line, (mine or b"") + line, line, None]
    expected = [Expectation(path, None if raw is None else digest(raw))
                for path, raw in zip(paths, (shared, mine, fresh, last))]
    transact(root, [Write(*pair) for pair in zip(paths, contents)], expected, label=own)


for number in range(rounds):
    while True:
        try:
            change(number)
        except (StaleError, LockedError):
            continue
        break
    print(own, number, flush=True)
"""


def start(root: Path, own: int, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, str(root), str(own), str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_no_acknowledged_change_is_lost(workspace):
    workers = [start(workspace, own, ROUNDS) for own in range(PROCESSES)]
    said = [worker.communicate() for worker in workers]

    assert [worker.returncode for worker in workers] == [0] * PROCESSES, said
    acknowledged = [line for out, _ in said for line in out.splitlines()]
    assert len(acknowledged) == PROCESSES * ROUNDS
    assert sorted((workspace / "shared.toml").read_text().splitlines()) == sorted(acknowledged)
    for own in range(PROCESSES):
        mine = [line for line in acknowledged if line.startswith(f"{own} ")]
        assert (workspace / f"own/{own}.toml").read_text().splitlines() == mine
    assert {path.name for path in (workspace / "drawer").iterdir()} == {
        f"{own}-{ROUNDS - 1}.toml" for own in range(PROCESSES)
    }


def test_no_acknowledged_change_is_lost_when_some_are_killed(workspace):
    workers = [start(workspace, own, 10**6 if own < 3 else ROUNDS) for own in range(PROCESSES)]
    victims, rest = workers[:3], workers[3:]
    heard = []
    for number, victim in enumerate(victims):
        heard += [victim.stdout.readline().strip() for _ in range(3 + number)]
        victim.kill()
        heard += victim.stdout.read().splitlines()
        victim.communicate()
    said = [worker.communicate() for worker in rest]
    recover(workspace)

    assert [worker.returncode for worker in rest] == [0] * len(rest), said
    acknowledged = heard + [line for out, _ in said for line in out.splitlines()]
    written = (workspace / "shared.toml").read_text().splitlines()
    assert len(set(written)) == len(written)
    assert {*acknowledged} <= {*written}
    # What a victim had decided but not yet said, at most one change each.
    unsaid = {*written} - {*acknowledged}
    assert len({line.split()[0] for line in unsaid}) == len(unsaid)
    assert {line.split()[0] for line in unsaid} <= {"0", "1", "2"}
    for own in range(PROCESSES):
        mine = [line for line in written if line.startswith(f"{own} ")]
        assert (workspace / f"own/{own}.toml").read_text().splitlines() == mine
