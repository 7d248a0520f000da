"""False conflicts of plain git under the layout of the documents: two people work on one pupil's round at once.

``python tests/benchmarks/layout_conflicts.py [PAIRS]``. Each edit is an event of the school's day, written where the
layout puts it: one document, one author. Compatible edits that git merge-file refuses are false conflicts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "changes"))

from concurrent_edits import Editors, documents

from iom.model.edits import Add
from iom.toml.edit import edit

#: Who writes which document, and how often in a hundred events; the two people are never the same.
WRITERS = {
    "tutor": ((30, "rounds/2026-autumn/routes/*.toml"), (14, "consultations/fedoseeva-im/*.toml")),
    "teacher": ((24, "rounds/2026-autumn/journals/board-game.toml"),),
    "other teacher": ((24, "rounds/2026-autumn/journals/my-district.toml"),),
    "family": ((12, "rounds/2026-autumn/choices/*.toml"),),
    "expert": ((10, "rounds/2026-autumn/assessments/*.toml"),),
    "pupil with the tutor's help": ((8, "rounds/2026-autumn/routes/*.toml"),),
    "form teacher": ((4, "students/*.toml"),),
    "coordinator": ((4, "rounds/2026-autumn/moves.toml"),),
}


def main() -> None:
    """Measure as many pairs as the argument says."""
    run(int(sys.argv[1]) if len(sys.argv) > 1 else None)


def run(pairs: int | None) -> None:
    """Print the share of pairs with a conflict, for one edit a side and for up to four."""
    pairs = pairs or 2000
    for most in (1, 4):
        random = Random(most)
        found = sum(conflicts(random, most) for _pair in range(pairs))
        sys.stdout.write(f"up to {most} edits a side: {found} of {pairs} = {100 * found / pairs:.1f} %\n")


def conflicts(random: Random, most: int) -> bool:
    """Whether one pair of compatible work of two people conflicts in any document."""
    weights = [sum(weight for weight, _glob in places) for places in WRITERS.values()]
    first, second = random.choices(list(WRITERS), weights, k=2)
    while first == second:
        second = random.choices(list(WRITERS), weights)[0]
    sides: list[dict[str, list[Add]]] = []
    for who in (first, second):
        side: dict[str, list[Add]] = {}
        for _edit in range(random.randint(1, most)):
            glob = random.choices([g for _w, g in WRITERS[who]], [w for w, _g in WRITERS[who]])[0]
            path = min(TEXTS_OF[glob])  # everybody is busy with the same pupil
            side.setdefault(path, []).append(EDITORS.event(path, random))
        sides.append(side)
    return any(is_conflict(path, sides[0][path], sides[1][path]) for path in sides[0].keys() & sides[1].keys())


def is_conflict(path: str, ours: list[Add], theirs: list[Add]) -> bool:
    """Whether git's merge of lines refuses these additions to one document."""
    base = TEXTS[path]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (edit(base, ours), base, edit(base, theirs)), strict=True):
            file.write_text(text, "utf-8")
        return bool(subprocess.run(["git", "merge-file", "-pq", *files], capture_output=True, check=False).returncode)


class Events(Editors):
    """New entries in lists that grow."""

    def event(self, path: str, random: Random) -> Add:
        """One new entry."""
        lists = [
            key for key, value in self.data[path].items() if isinstance(value, list) and isinstance(value[0], dict)
        ]
        name = random.choice(lists)
        return Add((name,), self._like(random.choice(self.data[path][name])))


GLOBS = sorted({glob for places in WRITERS.values() for _weight, glob in places})
TEXTS_OF = {glob: documents(glob) for glob in GLOBS}
TEXTS = {path: text for texts in TEXTS_OF.values() for path, text in texts.items()}
EDITORS = Events(TEXTS, 1)

if __name__ == "__main__":
    main()
