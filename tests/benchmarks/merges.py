"""Random compatible pairs of concurrent edits: conflicts and wrong results of our merge, and of plain git beside it.

``python tests/benchmarks/merges.py [PAIRS] [--seed N] [--git N]`` (100,000 pairs by default; git for every Nth).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "changes"))

from concurrent_edits import GROWING, Editors, Pair, by_id, documents

from iom.changes.documents import UnmergeableError, lost_comments, merge_documents
from iom.changes.rules import rules_of
from iom.toml.fast import parsed
from iom.toml.sameness import same

PAIRS = 100_000


def main() -> None:
    """Measure as the arguments say."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("pairs", nargs="?", type=int, default=PAIRS)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--git", type=int, default=20, help="give every Nth pair to git merge-file as well")
    options = given.parse_args()
    run(options.pairs, options.seed, options.git)


def run(pairs: int | None, seed: int = 1, every: int = 20) -> None:
    """Draw the pairs, merge them, print the counts; ``every`` so many pairs go to git as well."""
    half = (pairs or PAIRS) // 2
    texts = documents(*GROWING)
    for most in (1, 4):
        editors = Editors(texts, seed + most)
        counts: Counter[str] = Counter()
        for number in range(half):
            pair = editors.pair(most)
            counts[ours(pair)] += 1
            if number % every == 0:
                counts[f"git: {git(pair)}"] += 1
        asked = sum(count for name, count in counts.items() if name.startswith("git: "))
        sys.stdout.write(f"up to {most} edits a side, {half} pairs, git for {asked}: {dict(counts)}\n")
        sys.stdout.flush()


def ours(pair: Pair) -> str:
    """What our merge made of a pair."""
    try:
        result = merge_documents(pair.base, pair.ours, pair.theirs, rules_of(pair.path))
    except UnmergeableError:
        return "refused"
    if result.conflicts:
        return "conflict"
    right = same(by_id(parsed(result.text)), by_id(pair.expected))
    kept = not lost_comments((pair.base, pair.ours, pair.theirs), result.text)
    return "right" if right and kept else "wrong"


def git(pair: Pair) -> str:
    """What ``git merge-file`` made of it."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (pair.ours, pair.base, pair.theirs), strict=True):
            file.write_text(text, "utf-8")
        done = subprocess.run(["git", "merge-file", "-p", *map(str, files)], capture_output=True, check=False)
    if done.returncode:
        return "conflict"
    try:
        return "right" if same(by_id(parsed(done.stdout.decode())), by_id(pair.expected)) else "wrong"
    except ValueError:
        return "no TOML"


if __name__ == "__main__":
    main()
