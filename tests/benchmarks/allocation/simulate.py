"""Six rounds in a row, and what a simple lie gains: `python simulate.py SHARED` (needs `instances.py` there)."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from typing import Any

from iom.allocation.engine import allocate
from iom.allocation.lottery import in_order
from iom.allocation.problem import from_data
from iom.allocation.worth import best_value

ROUNDS = 6
Answer = Mapping[str, tuple[str, ...]]


def losses(data: dict[str, Any], answer: Answer) -> dict[str, int]:
    """Places lost by each pupil against the best set of the true list."""
    courses = data["courses"]
    clash = [sum(1 << b for b, two in enumerate(courses) if set(one["slots"]) & set(two["slots"])) for one in courses]
    found = {}
    for student in data["students"]:
        prefs = student["prefs"]
        worth = {courses[at]["id"]: len(prefs) - rank for rank, at in enumerate(prefs)}
        best = best_value(range(len(prefs), 0, -1), clash, prefs, student["k"])
        found[student["id"]] = best - sum(worth.get(course, 0) for course in answer[student["id"]])
    return found


def serial(data: dict[str, Any]) -> Answer:
    """Random serial dictatorship: in turn, everybody takes all courses at once."""
    left = [course["max"] for course in data["courses"]]
    students = {student["id"]: student for student in data["students"]}
    answer = {}
    for code in in_order(data["seed"], students):
        taken: set[int] = set()
        held = []
        for at in students[code]["prefs"]:
            slots = set(data["courses"][at]["slots"])
            if len(held) < students[code]["k"] and left[at] and not slots & taken:
                left[at] -= 1
                taken |= slots
                held.append(data["courses"][at]["id"])
        answer[code] = tuple(held)
    return answer


def gini(values: list[int]) -> float:
    """Gini's coefficient, 0 where all are equal."""
    ordered, total = sorted(values), sum(values)
    weighted = sum(rank * value for rank, value in enumerate(ordered, start=1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def rounds(
    make: Callable[..., dict[str, Any]], seed: int, place: Callable[[dict[str, Any]], Answer], *, account: bool
) -> list[int]:
    """Summed losses of 300 pupils after six rounds."""
    lost: dict[str, int] = {}
    for term in range(ROUNDS):
        data = {**make(300, 15, 3, 8, 6, seed=seed * 100 + term), "seed": f"{seed}|{term}"}
        for student in data["students"] if account else []:
            student["account"] = lost.get(student["id"], 0)
        for code, places in losses(data, place(data)).items():
            lost[code] = lost.get(code, 0) + places
    return list(lost.values())


def own(data: dict[str, Any]) -> Answer:
    """The answer of the engine with the default rules."""
    return allocate(from_data(data)).seats


def lie(make: Callable[..., dict[str, Any]], trials: int) -> dict[str, tuple[float, float]]:
    """Mean value of the truth, and mean gain of each lie, in places, before list and lottery of others are known."""
    chance, found = random.Random(1), {"hottest of my three on top": 0, "only four of six": 0}
    truth = 0
    for trial in range(trials):
        data = {**make(100, 10, 3, 6, 5, seed=1000 + trial), "seed": f"lie {trial}"}
        student = chance.choice(data["students"])
        prefs = list(student["prefs"])
        wanted = [
            sum(one["prefs"][0] == at for one in data["students"]) / data["courses"][at]["max"] for at in range(10)
        ]
        hottest = max(prefs[:3], key=lambda at: wanted[at])
        honest = losses(data, own(data))[student["id"]]
        truth += 15 - honest
        lies = {
            "hottest of my three on top": [hottest, *(at for at in prefs if at != hottest)],
            "only four of six": prefs[:4],
        }
        for name, told in lies.items():
            student["prefs"] = told
            answer = own(data)
            student["prefs"] = prefs
            found[name] += honest - losses(data, answer)[student["id"]]
    return {name: (truth / trials, gain / trials) for name, gain in found.items()}


def main() -> None:
    """Print the table of both."""
    sys.path.insert(0, sys.argv[1])
    from instances import synthetic

    for name, place, account in (("serial", serial, False), ("iom", own, False), ("iom with account", own, True)):
        runs = [rounds(synthetic, seed, place, account=account) for seed in range(3)]
        mean = sum(sum(run) / len(run) for run in runs) / len(runs)
        spread = sum(map(gini, runs)) / len(runs)
        most = sum(map(max, runs)) / len(runs)
        sys.stdout.write(f"{name}: mean {mean:.2f}, Gini {spread:.3f}, unluckiest {most:.1f}\n")
        sys.stdout.flush()
    for name, (truth, gain) in lie(synthetic, 300).items():
        sys.stdout.write(f"lie, {name}: {gain:+.3f} of {truth:.2f} ({100 * gain / truth:+.2f} %)\n")


if __name__ == "__main__":
    main()
