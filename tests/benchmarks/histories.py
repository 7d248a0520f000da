"""One merge by the driver, and `iom log` over a long history, against git and bare Python.

``python tests/benchmarks/run.py histories``, or ``python tests/benchmarks/histories.py [COMMITS]``. The driver is
called as `iom git install` has git call it; bytecode is compiled by the unmeasured first run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pairs import Ratio, measured, show

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
ROUTE = "rounds/2026-autumn/routes/antipina-lidiya.toml"
DRIVER = ("git", "merge-driver")
COMMITS = 2000


def main() -> None:
    """Print one table."""
    run(None, int(sys.argv[1]) if len(sys.argv) > 1 else COMMITS)


def run(pairs: int | None, commits: int = COMMITS) -> None:
    """Measure one merge, and the story of a pupil over so many commits."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        rows = [merging(Path(folder), pairs or 31), logging(Path(folder) / "school", commits, pairs or 5)]
    show("Git", "peer", rows)


def merging(folder: Path, pairs: int) -> Ratio:
    """The driver against git merge-file and the start of bare Python."""
    base = (EXAMPLE / ROUTE).read_text("utf-8")
    texts = (base.replace("level_aim = 3", "level_aim = 1"), base, base.replace("2026-10-30", "2026-10-31"))
    for name, text in zip(("ours", "base", "theirs"), texts, strict=True):
        (folder / name).write_text(text, "utf-8")
    driver = [str(Path(sys.executable).with_name("iom")), *DRIVER, "base", "A", "theirs", "7", ROUTE]

    def subject() -> None:
        shutil.copy(folder / "ours", folder / "A")
        subprocess.run(driver, cwd=folder, check=True)

    def peer() -> None:
        shutil.copy(folder / "ours", folder / "A")
        subprocess.run(["git", "merge-file", "A", "base", "theirs"], cwd=folder, check=True)
        subprocess.run([sys.executable, "-c", "pass"], cwd=folder, check=True)

    return measured("one merge", subject, peer, pairs=pairs, aim=2)


def logging(root: Path, commits: int, pairs: int) -> Ratio:
    """The story of a pupil against git log of the same documents."""
    shutil.copytree(EXAMPLE, root)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    stream = [commit(number, path) for number, path in enumerate([*files(root), *([ROUTE] * commits)])]
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=b"".join(stream), check=True)
    subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=root, check=True)
    paths = [path for path in files(root) if path.endswith(f"/{Path(ROUTE).name}")]
    story = [sys.executable, "-m", "iom", "log", Path(ROUTE).stem, "--json"]

    def subject() -> None:
        subprocess.run(story, cwd=root, check=True, stdout=subprocess.DEVNULL)

    def peer() -> None:
        subprocess.run(["git", "log", "-p", "--", *paths], cwd=root, check=True, stdout=subprocess.DEVNULL)

    return measured(f"iom log, {commits:,} commits (git log -p)", subject, peer, pairs=pairs, aim=10)


def files(root: Path) -> list[str]:
    """The documents below ``root``."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.toml"))


def commit(number: int, path: str) -> bytes:
    """One commit of a stream for git fast-import."""
    text = (EXAMPLE / path).read_text("utf-8")
    if number > 300 and path == ROUTE:
        text = text.replace("2026-10-30", f"2026-10-{number % 28 + 1:02}").replace("Хочу", f"Хочу {number}")
    content = text.encode()
    head = f"commit refs/heads/main\ncommitter T <t@example.org> {1_780_000_000 + 60 * number} +0000\ndata 1\nx\n"
    return f"{head}M 644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


if __name__ == "__main__":
    main()
