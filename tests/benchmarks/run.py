"""The benchmarks' command: ``python tests/benchmarks/run.py [NAME…]``, the names as in `NAMES`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

NAMES = {
    "start-up": "start_up",
    "load": "loading",
    "transaction": "transactions",
    "merges": "merges",
    "layout-conflicts": "layout_conflicts",
    "histories": "histories",
    "papers": "papers",
    "boards": "boards",
    "imports": "imports",
    "exports": "exports",
}


def main() -> None:
    """Run the benchmarks that are named, or all of them."""
    parser = argparse.ArgumentParser(description="Measure iom against named peers; prints tables of ratios.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES) + "; all of them when none is named")
    parser.add_argument("--pairs", type=int, help="how many pairs of measurements a line of a table stands on")
    given = parser.parse_args()
    unknown = set(given.names) - NAMES.keys()
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    for name in given.names or NAMES:
        benchmark: Callable[[int | None], None] = import_module(NAMES[name]).run
        benchmark(given.pairs)


if __name__ == "__main__":
    main()
