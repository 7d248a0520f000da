"""Places the same instances with `iom allocate` and its peers, and judges all answers alike.

    python compare.py SHARED INSTANCES [NAME…]

SHARED holds ``measure.py`` and INSTANCES the files that ``instances.py`` beside it makes. Run it in an environment of
its own with fairpyx, highspy, ortools and numpy; ``IOM`` names the installed program. Peers get Borda values and
conflicts as their interfaces ask; each runs in a process of its own, whole command timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

PEERS = (
    "serial_dictatorship",
    "round_robin",
    "bidirectional_round_robin",
    "iterated_maximum_matching_adjusted",
    "iterated_maximum_matching_unadjusted",
)
SECONDS = 240
IOM = os.environ.get("IOM", "iom")

FAIRPYX = """
import json, sys
import fairpyx
data = json.load(open(sys.argv[1]))
ids = [course["id"] for course in data["courses"]]
slots = [set(course["slots"]) for course in data["courses"]]
values = {s["id"]: {ids[c]: len(s["prefs"]) - r for r, c in enumerate(s["prefs"])} for s in data["students"]}
full = {who: {c: row.get(c, 0) for c in ids} for who, row in values.items()}
conflicts = {ids[a]: [ids[b] for b in range(len(ids)) if b != a and slots[a] & slots[b]] for a in range(len(ids))}
instance = fairpyx.Instance(
    valuations=full, agent_capacities={s["id"]: s["k"] for s in data["students"]},
    item_capacities={c["id"]: c["max"] for c in data["courses"]}, item_conflicts=conflicts,
    agent_conflicts={who: [c for c in ids if c not in row] for who, row in values.items()},
)
answer = fairpyx.divide(getattr(fairpyx.algorithms, sys.argv[2]), instance=instance)
print(json.dumps({who: [c for c in held if c in values[who]] for who, held in answer.items()}))
"""


def timed(command: list[str]) -> tuple[str | None, float, int]:
    """Standard output, seconds of the whole command, peak memory in KiB; no output where it failed."""
    started = time.perf_counter()
    try:
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%M", *command], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None, SECONDS, 0
    seconds = time.perf_counter() - started
    memory = done.stderr.strip().rsplit("\n", maxsplit=1)[-1]
    return (done.stdout if done.returncode == 0 else None), seconds, int(memory) if memory.isdigit() else 0


def main() -> None:
    """Print one line of JSON for each program and instance."""
    shared, folder, *names = sys.argv[1:]
    for name in names or ["S100x10", "M1000x40", "AGH2003", "AGH2004"]:
        instance = str(Path(folder) / f"{name}.json")
        commands = {"iom allocate": [IOM, "allocate", instance]}
        commands |= {f"fairpyx {peer}": [sys.executable, "-c", FAIRPYX, instance, peer] for peer in PEERS}
        for program, command in commands.items():
            answer, seconds, memory = timed(command)
            row: dict[str, object] = {"instance": name, "program": program, "seconds": round(seconds, 2), "kib": memory}
            if answer is None:
                row["failed"] = True
            else:
                path = Path(folder) / "answer.json"
                path.write_text(answer, "utf-8")
                judged = subprocess.run(
                    [sys.executable, str(Path(shared) / "measure.py"), instance, str(path)],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                row |= json.loads(judged.stdout)
            sys.stdout.write(json.dumps(row) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
