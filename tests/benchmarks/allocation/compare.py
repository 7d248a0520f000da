"""Places the same instances with `iom allocate` and its peers, and judges all answers alike.

    python tests/benchmarks/allocation/compare.py SHARED [--quick | --long] [--environment FOLDER]

SHARED holds ``instances.py``, ``measure.py`` and ``agh/``. Peers are installed from ``peers.txt`` beside this file into
an environment of their own in a temporary folder (or FOLDER, which is kept and used again). Each program runs in a
process of its own; whole commands are measured, and only ratios within one run mean anything. ``IOM`` names the program
to be measured. About five minutes on a quiet machine; with ``--long`` peers may take ten minutes each.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
IOM = shutil.which(os.environ.get("IOM", "iom")) or str(Path(sys.executable).parent / "iom")
FAST = (
    "serial_dictatorship",
    "round_robin",
    "bidirectional_round_robin",
    "TTC_function",
    "SP_function",
    "iterated_maximum_matching_adjusted",
    "iterated_maximum_matching_unadjusted",
    "utilitarian_matching",
)
SLOW = (
    "TTC_O_function",
    "SP_O_function",
    "OC_function",
    "gale_shapley",
    "almost_egalitarian_with_donation",
    "almost_egalitarian_without_donation",
    "course_match",
)
ROUNDS = {
    "S100x10": (*FAST, *SLOW),
    "AGH2003": (*FAST, *SLOW),
    "AGH2004": (*FAST, *SLOW),
    "M1000x40": FAST,
    "L10000x200": ("serial_dictatorship", "bidirectional_round_robin"),
    "MIN100x14": (),
    "MIN1000x60": (),
}
BROKEN = ("over_capacity", "under_minimum", "clashes", "unlisted", "over_k")


@dataclass
class Bench:
    """Where everything lies, and how long a peer may take."""

    shared: Path
    folder: Path
    python: Path
    seconds: int
    rows: list[dict[str, Any]] = field(default_factory=list)

    def timed(self, command: list[str], seconds: int) -> tuple[str | None, float, float, int]:
        """Standard output (None where it failed), seconds of the whole command and of the processor, peak KiB.

        What takes longer than so many seconds of the processor is stopped.
        """

        def limited() -> None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

        started = time.perf_counter()
        told = ["/usr/bin/time", "-f", "%U %S %M", *command]
        done = subprocess.run(told, capture_output=True, text=True, preexec_fn=limited, check=False)
        user, system, memory = done.stderr.strip().rsplit("\n", maxsplit=1)[-1].split()
        output = done.stdout if done.returncode == 0 else None
        return output, time.perf_counter() - started, float(user) + float(system), int(memory)

    def judge(self, name: str, program: str, command: list[str], seconds: int) -> None:
        """Run one program on one instance, and print its line of the table."""
        output, wall, processor, memory = self.timed(command, seconds)
        row: dict[str, Any] = {"instance": name, "program": program, "wall": wall, "seconds": processor}
        row["memory"] = memory
        if output is not None:
            answer = self.folder / "answer.json"
            answer.write_text(output.strip().rsplit("\n", maxsplit=1)[-1], "utf-8")
            judged = [str(self.python), str(self.shared / "measure.py"), str(self.instance(name)), str(answer)]
            done = subprocess.run(judged, capture_output=True, text=True, check=False)
            row |= json.loads(done.stdout) if done.returncode == 0 else {}
        self.rows.append(row)
        say(line(row))

    def instance(self, name: str) -> Path:
        """The file of an instance."""
        return self.folder / f"{name}.json"


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def line(row: dict[str, Any]) -> str:
    """A row of the table."""
    head = f"| {row['instance']} | {row['program']} | {row['wall']:.1f} | {row['seconds']:.2f} | "
    head += f"{row['memory'] / 1024:.0f} |"
    if "full" not in row:
        return f"{head} stopped or crashed | | | | | | |"
    broken = ", ".join(f"{name} {row[name]}" for name in BROKEN if row[name])
    return (
        f"{head} {100 * row['full']:.1f} | {100 * row['first']:.1f} | {row['mean_u']:.3f} | {row['min_u']:.2f} "
        f"| {row['p05_u']:.2f} | {row['ef1']} | {broken} |"
    )


def environment(folder: Path) -> Path:
    """The Python of the peers, installed where it is not yet."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "peers.txt")]
        subprocess.run(install, check=True)
    return python


def one_course_each(bench: Bench) -> None:
    """The same wishes for one course a pupil, which is what `matching` can do."""
    for name in ("S100x10", "M1000x40"):
        data = json.loads(bench.instance(name).read_text("utf-8"))
        for student in data["students"]:
            student["k"] = 1
        for course in data["courses"]:
            course["min"] = 0
        bench.instance(f"{name} k=1").write_text(json.dumps(data), "utf-8")


def programs(bench: Bench, name: str, algorithms: list[str]) -> Iterator[tuple[str, list[str], int]]:
    """What is run on an instance: its name, the command, how long it may take."""
    instance, peers = str(bench.instance(name)), [str(bench.python), str(HERE / "peers.py")]
    yield "iom allocate", [IOM, "allocate", instance], 300
    if name in {"S100x10", "AGH2003", "AGH2004", "MIN100x14"}:
        yield "iom allocate --exact", [IOM, "allocate", "--exact", instance], 300
    if not name.startswith("MIN"):
        yield "OR-tools flow, squared ranks", [*peers, "ortools", instance], bench.seconds
    for algorithm in algorithms:
        yield f"fairpyx {algorithm}", [*peers, "fairpyx", instance, algorithm], bench.seconds


def start_up(bench: Bench) -> None:
    """Placing S against the start of the smallest program that uses the same library for its commands."""
    hello = bench.folder / "hello.py"
    hello.write_text(
        "import typer\napp = typer.Typer()\n@app.command()\ndef main():\n    print('hello')\napp()\n", "utf-8"
    )
    python = str(Path(IOM).parent / "python")
    pairs = []
    for _pair in range(7):
        _out, _wall, small, _memory = bench.timed([python, str(hello)], 60)
        _out, _wall, own, _memory = bench.timed([IOM, "allocate", str(bench.instance("S100x10"))], 60)
        pairs.append((small, own))
    small, own = (median(values) for values in zip(*pairs, strict=True))
    say(f"\nProcessor: a typer program {small:.2f} s, iom allocate S {own:.2f} s: {own - small:+.2f} s (aim: +0.15)")


def ratios(bench: Bench) -> None:
    """The aims that are ratios of times, or no worse than any valid algorithm of fairpyx."""
    for name in ROUNDS:
        rows = [row for row in bench.rows if row["instance"] == name and "full" in row]
        own = next((row for row in rows if row["program"] == "iom allocate"), None)
        valid = [row for row in rows if row["program"].startswith("fairpyx") and not any(row[key] for key in BROKEN)]
        if own is None or not valid:
            continue
        below = {
            key: [row["program"] for row in valid if row[key] > own[key] + 1e-9]
            for key in ("full", "first", "min_u", "p05_u")
        }
        worse = {key: who for key, who in below.items() if who}
        fullest = max(valid, key=lambda row: (row["full"], row["first"]))
        mean = own["mean_u"] / max(row["mean_u"] for row in valid)
        say(
            f"{name}: {fullest['program']} takes {fullest['seconds'] / own['seconds']:.1f} times as long; "
            f"mean u {100 * mean - 100:+.1f} % against the best; below a valid one: {worse or 'nowhere'}"
        )


def main() -> None:
    """Print the table, then the ratios."""
    parser = argparse.ArgumentParser(description="Measure iom allocate against its peers.")
    parser.add_argument("shared", type=Path, help="the folder with instances.py, measure.py and agh/")
    parser.add_argument("--long", action="store_true", help="give each peer ten minutes instead of twenty seconds")
    parser.add_argument("--quick", action="store_true", help="leave out the algorithms that take long or crash")
    parser.add_argument("--environment", type=Path, help="where the peers are, or are to be installed and kept")
    parser.add_argument("--only", nargs="+", default=list(ROUNDS), help="names of instances")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        python = environment(given.environment or folder / "peers")
        subprocess.run([str(python), str(given.shared / "instances.py"), str(folder)], check=True, capture_output=True)
        bench = Bench(given.shared, folder, python, 600 if given.long else 20)
        say(
            "| instance | program | s | of processor | MB | all % | first % | mean u | worst | 5th pct | EF1 | broken |"
        )
        say("|---|---|---|---|---|---|---|---|---|---|---|---|")
        for name in given.only:
            algorithms = [one for one in ROUNDS[name] if not given.quick or one not in SLOW]
            for program, command, seconds in programs(bench, name, algorithms):
                bench.judge(name, program, command, seconds)
        one_course_each(bench)
        for name in ("S100x10 k=1", "M1000x40 k=1"):
            bench.judge(name, "iom allocate", [IOM, "allocate", str(bench.instance(name))], 300)
            peers = [str(python), str(HERE / "peers.py"), "matching", str(bench.instance(name))]
            bench.judge(name, "matching HospitalResident", peers, bench.seconds)
        start_up(bench)
        ratios(bench)


if __name__ == "__main__":
    main()
