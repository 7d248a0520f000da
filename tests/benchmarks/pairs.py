"""Interleaved pairs: a subject and its peer measured by turns, and the median of their ratios."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Ratio:
    """One line of a table: medians in seconds, the median of the pairs' ratios, and what was aimed at."""

    name: str
    subject: float
    peer: float
    ratio: float
    aim: float


def seconds(action: Callable[[], object]) -> float:
    """How long ``action`` takes by the wall clock; what was left over from before is cleared away first."""
    gc.collect()
    start = perf_counter()
    action()
    return perf_counter() - start


def measured(name: str, subject: Callable[[], object], peer: Callable[[], object], *, pairs: int, aim: float) -> Ratio:
    """Run both once unmeasured, then by turns; whatever slows the machine for a while then slows both."""
    subject()
    peer()
    times = [(seconds(subject), seconds(peer)) for _pair in range(pairs)]
    return ratio_of(name, times, aim)


def ratio_of(name: str, times: Sequence[tuple[float, float]], aim: float) -> Ratio:
    """The line of these pairs of times."""
    return Ratio(
        name,
        median(subject for subject, _peer in times),
        median(peer for _subject, peer in times),
        median(subject / peer for subject, peer in times),
        aim,
    )


def show(title: str, peer: str, ratios: Sequence[Ratio]) -> None:
    """Print the table as Markdown, so that it can be pasted into ``docs/benchmarks.md``."""
    lines = [f"### {title}", "", f"| what | ms | {peer}, ms | ratio | aim |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {each.name} | {each.subject * 1000:.1f} | {each.peer * 1000:.1f} | **{each.ratio:.2f}** | ≤ {each.aim:g} |"
        for each in ratios
    ]
    sys.stdout.write("\n".join([*lines, "", ""]))
    sys.stdout.flush()
