"""Small rounds for the tests: drawn by hypothesis, and every answer of a small one by brute force."""

from __future__ import annotations

import random
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from iom.allocation.problem import Answer, Problem, from_data
from iom.allocation.seating import Seating
from iom.allocation.table import Table


@st.composite
def rounds(
    draw: st.DrawFn, pupils: int = 7, courses: int = 6, *, minimums: bool = False, hours: int = 2
) -> dict[str, Any]:
    """An instance of up to so many pupils and courses, as JSON data."""
    number = draw(st.integers(2, courses))
    offered = []
    for at in range(number):
        least = draw(st.integers(1, 3)) if minimums else 0
        slots = draw(st.lists(st.integers(0, 3), min_size=1, max_size=hours, unique=True))
        offered.append({"id": f"c{at}", "min": least, "max": least + draw(st.integers(1, 3)), "slots": slots})
    people = [
        {
            "id": f"s{at}",
            "k": draw(st.integers(1, 3)),
            "prefs": draw(st.permutations(range(number)))[: draw(st.integers(1, number))],
            "account": draw(st.integers(0, 3)),
        }
        for at in range(draw(st.integers(1, pupils)))
    ]
    return {
        "students": people,
        "courses": offered,
        "seed": draw(st.text("ab", max_size=3)),
        "first_wishes": draw(st.booleans()),
    }


def problem(**data: Any) -> Problem:
    return from_data(data)


def possible_sets(table: Table, pupil: int) -> list[tuple[int, ...]]:
    wishes = table.wishes[pupil]
    return [
        held
        for number in range(table.pupils[pupil].picks + 1)
        for held in combinations(wishes, number)
        if all(not table.clash[one] >> other & 1 for one, other in combinations(held, 2))
    ]


def seating_of(found: Problem, answer: Answer) -> Seating:
    table = Table(found)
    seating = Seating(table)
    for code, courses in answer.items():
        for course in courses:
            at = table.course_at[course]
            if at not in seating.held[table.pupil_at[code]]:
                seating.enter(table.pupil_at[code], at)
    return seating


def best_score(found: Problem) -> tuple[int, ...]:
    """The best of all placements, one by one."""
    table = Table(found)
    best: tuple[int, ...] | None = None
    for sets in product(*(possible_sets(table, pupil) for pupil in range(len(table.pupils)))):
        seating = Seating(table)
        for pupil, held in enumerate(sets):
            for course in held:
                seating.enter(pupil, course)
        if any(
            count > most or 0 < count < least
            for count, most, least in zip(seating.count, table.most, table.least, strict=True)
        ):
            continue
        best = min(best or seating.score()[1:], seating.score()[1:])
    assert best is not None
    return best


def broken_rules(data: dict[str, Any], answer: Answer) -> list[str]:
    """Every rule that the answer breaks, looked up in the file itself."""
    courses = {course["id"]: course for course in data["courses"]}
    found = []
    for student in data["students"]:
        held = answer[student["id"]]
        listed = {data["courses"][at]["id"] for at in (*student["prefs"], *student.get("pins", ()))}
        slots = [slot for course in held for slot in courses[course]["slots"]]
        found += ["over k"] * (len(held) > student["k"]) + ["clash"] * (len(slots) != len(set(slots)))
        found += ["unlisted"] * (not set(held) <= listed)
    for identifier, course in courses.items():
        count = sum(identifier in held for held in answer.values())
        found += ["over seats"] * (count > course["max"]) + ["below minimum"] * (0 < count < course["min"])
    for one, other in data.get("apart", ()):
        found += ["not apart"] * bool(set(answer[one]) & set(answer[other]))
    return found


def crowded(seed: int, *, pupils: int = 60, courses: int = 9, long: bool = False) -> dict[str, Any]:
    """A round with popular and unpopular courses and hardly more seats than are needed; some ``long`` ones."""
    chance = random.Random(seed)
    seats = [max(2, round(3.3 * pupils / courses * chance.uniform(0.7, 1.3))) for _course in range(courses)]
    offered = [
        {"id": f"c{at}", "min": 0, "max": most, "slots": [at % 5, 5 + at % 2] if long and at % 3 == 0 else [at % 7]}
        for at, most in enumerate(seats)
    ]
    people = []
    for at in range(pupils):
        order = sorted(range(courses), key=lambda course: chance.random() ** (1 + course / 2), reverse=True)
        people.append({"id": f"s{at}", "k": 3, "prefs": order[:6], "account": chance.choice([0, 0, 0, 2, 5])})
    return {"students": people, "courses": offered, "seed": f"dice {seed}"}
