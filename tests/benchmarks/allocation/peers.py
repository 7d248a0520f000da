"""Answers by other programs: ``python peers.py LIBRARY INSTANCE [ALGORITHM]`` prints ``{student: [course, …]}``.

Each library gets what its interface asks for: fairpyx Borda values and conflicts, `matching` one lottery as every
course's own order (it places in one course only), OR-tools a network with squared ranks.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Data = dict[str, Any]
Answer = dict[str, list[str]]


def fairpyx(data: Data, algorithm: str) -> Answer:
    """By one of fairpyx's algorithms."""
    import fairpyx as library

    ids = [course["id"] for course in data["courses"]]
    slots = [set(course["slots"]) for course in data["courses"]]
    values = {
        student["id"]: {ids[at]: len(student["prefs"]) - rank for rank, at in enumerate(student["prefs"])}
        for student in data["students"]
    }
    everything = range(len(ids))
    instance = library.Instance(
        valuations={who: {course: row.get(course, 0) for course in ids} for who, row in values.items()},
        agent_capacities={student["id"]: student["k"] for student in data["students"]},
        item_capacities={course["id"]: course["max"] for course in data["courses"]},
        item_conflicts={ids[a]: [ids[b] for b in everything if b != a and slots[a] & slots[b]] for a in everything},
        agent_conflicts={who: [course for course in ids if course not in row] for who, row in values.items()},
    )
    answer = library.divide(getattr(library.algorithms, algorithm), instance=instance)
    return {who: [course for course in held if course in values[who]] for who, held in answer.items()}


def matching(data: Data, _algorithm: str) -> Answer:
    """By deferred acceptance, one course a student."""
    from matching.games import HospitalResident

    ids = [course["id"] for course in data["courses"]]
    wishes = {student["id"]: [ids[at] for at in student["prefs"]] for student in data["students"]}
    lottery = sorted(wishes)
    random.Random(1).shuffle(lottery)
    orders = {course: [who for who in lottery if course in wishes[who]] for course in ids}
    wanted = {course: order for course, order in orders.items() if order}
    seats = {course["id"]: course["max"] for course in data["courses"] if course["id"] in wanted}
    solved = HospitalResident.create_from_dictionaries(wishes, wanted, seats).solve()
    answer: Answer = {who: [] for who in wishes}
    for course, inside in solved.items():
        for who in inside:
            answer[str(who)].append(str(course))
    return answer


def flow(data: Data, _algorithm: str) -> Answer:
    """By OR-tools' least-cost flow: student, student's hour, course, squared ranks; a missing course costs most."""
    from ortools.graph.python import min_cost_flow

    network, arcs = min_cost_flow.SimpleMinCostFlow(), {}
    students, courses = data["students"], data["courses"]
    sink = len(students) + len(courses)
    node = sink + 1
    for at, course in enumerate(courses):
        network.add_arc_with_capacity_and_unit_cost(len(students) + at, sink, course["max"], 0)
    total = sum(student["k"] for student in students)
    for who, student in enumerate(students):
        hours: dict[int, int] = {}
        for rank, at in enumerate(student["prefs"]):
            hour = courses[at]["slots"][0]
            if hour not in hours:
                hours[hour] = node
                network.add_arc_with_capacity_and_unit_cost(who, node, 1, 0)
                node += 1
            arc = network.add_arc_with_capacity_and_unit_cost(hours[hour], len(students) + at, 1, rank * rank)
            arcs[arc] = student["id"], courses[at]["id"]
        network.add_arc_with_capacity_and_unit_cost(who, sink, student["k"], 1000)
        network.set_node_supply(who, student["k"])
    network.set_node_supply(sink, -total)
    if network.solve() != network.OPTIMAL:
        raise SystemExit("no flow")
    answer: Answer = {student["id"]: [] for student in students}
    for arc, (who, course) in arcs.items():
        if network.flow(arc):
            answer[who].append(course)
    return answer


LIBRARIES: dict[str, Callable[[Data, str], Answer]] = {"fairpyx": fairpyx, "matching": matching, "ortools": flow}


def main() -> None:
    """Print the answer of a library."""
    library, instance, *rest = sys.argv[1:]
    data = json.loads(Path(instance).read_text("utf-8"))
    sys.stdout.write(json.dumps(LIBRARIES[library](data, *(rest or [""]))) + "\n")


if __name__ == "__main__":
    main()
