"""300 faults, seeded by a table into a copy of the example school: all found in one run, each at its place.

The table tells kinds of fault; the seeding is mechanical: it goes round the kinds of fault, for each to the next kind
of document, and changes one line of a document that has none changed yet. What a fault must be reported as, and at
which column, is worked out from the changed line alone.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import pytest

from iom.cli.check import found
from iom.model.kinds import KINDS, Kind, recognise
from iom.store.load import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
TODAY = date(2026, 11, 18)
SEEDS = 300
PAIRS = 40  # documents with a second fault of the text

New = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Fault:
    """A kind of fault: the line that it changes, what it makes of it, and what the report points at there.

    ``mark`` finds the column in the new line; an empty one means the line's first character.
    """

    code: str
    line: str
    new: New
    mark: str
    of: tuple[str, ...] = ()  # kinds of document; none: all
    above: str = ""  # what the line before must be

    @property
    def breaks(self) -> bool:
        """Whether the document cannot be read with this fault."""
        return self.code < "E03"


def other_letter(found: re.Match[str]) -> str:
    """The line with the last letter of its id replaced."""
    last = "x" if found[2][-1] != "x" else "y"
    return f'{found[1]} = "{found[2][:-1]}{last}"'


def weeks_before(found: re.Match[str]) -> str:
    return f"{found[1]} = {date.fromisoformat(found[2]) - timedelta(weeks=20)}"


TEXT = r'^(\w+) = "([А-Яа-я][^"«»#=\\,]*)"$'
DAY = r"^(\w+) = (\d{4})-(\d\d)-(\d\d)$"
FAULTS = (
    Fault("E0108", TEXT, lambda m: f"{m[1]} = {m[2]}", r"(?<== )."),
    Fault("E0109", DAY, lambda m: f"{m[1]} = {m[4]}.{m[3]}.{m[2]}", r"(?<== )."),
    Fault("E0110", TEXT, lambda m: f"{m[1]} = «{m[2]}»", "«"),
    Fault("E0118", TEXT, lambda m: f"{m[1]} =", r"(?<==)$"),
    Fault("E0123", DAY, lambda m: f"{m[1]} = {m[2]}-02-31", r"(?<== )."),
    Fault("E0120", DAY, lambda m: f"{m[0]} года", "года"),
    Fault("E0127", r"^(legal|required) = true$", lambda m: f"{m[1]} = да", "да"),
    Fault("E0202", DAY, lambda m: f'{m[1]} = "{m[2]}-{m[3]}-{m[4]}"', '"'),
    Fault("E0202", TEXT, lambda m: f"{m[1]} = 5", "5"),
    Fault("E0203", r'^(kind|role|day|relation|phase) = "(\w+)"$', lambda m: f'{m[1]} = "{m[2]}z"', '"'),
    Fault("E0204", r'^(id|by|student) = "([a-z0-9-]+)"$', lambda m: f'{m[1]} = "{m[2]}_"', '"'),
    Fault("E0205", r'^(title|name|topic|paper) = ".+"$', lambda m: f'{m[1]} = ""', '"'),
    Fault("E0206", r"^(min|level_aim) = \d+$", lambda m: f"{m[1]} = -1", "-1"),
    Fault("W0251", r"^(expected|strength|evidence|interests)(?= = )", lambda m: m[1][:-2] + m[1][-1], "", (
        "student", "route", "assessments")),
    Fault("E0311", r'^(ref|goal|responsible|noticed_by) = "([a-z0-9-]{6,})"$', other_letter, '"', ("route",)),
    Fault("E0311", r'^(student) = "([a-z-]{8,})"$', other_letter, '"', ("journal", "group")),
    Fault("E0470", r"^(date) = (2026-\d\d-\d\d)$", weeks_before, r"(?<== ).", ("journal",)),
    Fault("E0480", r"^(idea|making|story) = [0-3]$", lambda m: f"{m[1]} = 7", "7", ("assessments",)),
    Fault("E0495", r"^level_aim = [2-3]$", lambda _: "level_aim = 0", "0", ("route",), "level_start = [1-3]"),
    Fault("W0498", r"^due = 2026-11-13$", lambda _: "due = 2028-11-13", "2028", ("route",)),
    Fault("E0402", r"^to = \d\d:\d\d:\d\d$", lambda _: "to = 07:00:00", "07", ("student",)),
)  # fmt: skip
#: Documents that many rules look into: unreadable, they would rightly silence faults seeded elsewhere.
PILLARS = {
    "workspace", "calendar", "round", "codes", "allocation", "moves", "deficits", "metaskills", "rubric", "offer",
}  # fmt: skip


@dataclass
class Seeded:
    """The copy with its faults; ``expected`` are code, document, line and column."""

    texts: dict[str, str]
    expected: list[tuple[str, str, int, int]]
    changed: set[str]


def seed(texts: dict[str, str]) -> Seeded:
    """The school with its faults; those that other documents must be readable for come first."""
    seeded = Seeded(dict(texts), [], set())
    rounds = [fault for fault in FAULTS if not fault.breaks] * 6 + list(FAULTS) * SEEDS
    turns = {id(fault): cycle(kinds_for(fault)) for fault in FAULTS}
    for fault in rounds:
        if len(seeded.expected) == SEEDS - PAIRS:
            break
        plant(seeded, fault, turns[id(fault)], len(kinds_for(fault)))
    for path in sorted({row[1] for row in seeded.expected if row[0] < "E02"}):
        if len(seeded.expected) == SEEDS:
            break
        plant_behind(seeded, path)
    return seeded


def kinds_for(fault: Fault) -> list[Kind]:
    return [kind for kind in KINDS if (kind.name in fault.of if fault.of else kind.name not in PILLARS)]


def plant(seeded: Seeded, fault: Fault, turn: Iterator[Kind], tries: int) -> None:
    """Put one fault of the kind into the next document that has a place for it."""
    for kind in (next(turn) for _ in range(tries)):
        for path in sorted(seeded.texts):
            where = recognise(path)
            if where and where[0] is kind and path not in seeded.changed and suits(seeded, fault, path):
                lines = seeded.texts[path].split("\n")
                rows = [row for row in range(1, len(lines)) if fits(fault, lines[row - 1], lines[row])]
                if rows:
                    put(seeded, fault, path, rows[len(seeded.expected) % len(rows)])
                    return


def fits(fault: Fault, above: str, line: str) -> bool:
    return bool(re.search(fault.line, line) and re.match(fault.above, above))


def suits(seeded: Seeded, fault: Fault, path: str) -> bool:
    """Nothing that is unreadable may stand in the way of a rule across documents, and the other way round."""
    if not fault.breaks:
        return True
    name = path.rpartition("/")[2].removesuffix(".toml")
    crossing = (row[1] for row in seeded.expected if row[0] > "E03")
    return not any(name in one for one in crossing)


def put(seeded: Seeded, fault: Fault, path: str, row: int) -> None:
    lines = seeded.texts[path].split("\n")
    lines[row] = re.sub(fault.line, fault.new, lines[row])
    mark = re.search(fault.mark, lines[row])
    assert mark
    seeded.texts[path] = "\n".join(lines)
    seeded.expected.append((fault.code, path, row + 1, mark.start() + 1))
    seeded.changed.add(path)


def plant_behind(seeded: Seeded, path: str) -> None:
    """A second fault of the text, below the first one: reading has to recover."""
    first = next(row[2] for row in seeded.expected if row[1] == path)
    lines = seeded.texts[path].split("\n")
    for fault in (FAULTS[1], FAULTS[0]):
        for row in range(first + 1, len(lines)):
            if re.search(fault.line, lines[row]):
                put(seeded, fault, path, row)
                return


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in sorted(EXAMPLE.rglob("*.toml"))}


def reported(root: Path) -> Counter[tuple[str, str, int, int]]:
    """Everything that one run tells, with its place."""
    problems = found(load(root), TODAY).problems
    return Counter((p.fault.code, p.document, p.place.line, p.place.column) for p in problems if p.place)


@pytest.mark.slow
def test_every_seeded_fault_is_found_once_at_its_place_and_nothing_else(texts: dict[str, str], tmp_path: Path) -> None:
    seeded = seed(texts)
    root = tmp_path / "school"
    shutil.copytree(EXAMPLE, root)
    before = reported(root)
    for path in seeded.changed:
        (root / path).write_text(seeded.texts[path], "utf-8", newline="")
    after, expected = reported(root), Counter(seeded.expected)
    assert len(seeded.expected) == SEEDS
    assert expected - after == Counter()
    assert after - expected - before == Counter()


def test_the_seeds_are_of_many_kinds_in_many_kinds_of_document(texts: dict[str, str]) -> None:
    seeded = seed(texts)
    assert {fault.code for fault in FAULTS} == {row[0] for row in seeded.expected}
    kinds = {where[0].name for row in seeded.expected if (where := recognise(row[1]))}
    assert len(kinds) >= 12
    assert max(Counter(row[1] for row in seeded.expected).values()) == 2
