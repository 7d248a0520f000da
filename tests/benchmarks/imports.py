"""Imports, against reading the table alone and writing and syncing the same files with a bare loop."""

from __future__ import annotations

import compileall
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pairs import Ratio, ratio_of, seconds, show

import iom
from iom.exchange.tables.read import read
from iom.exchange.tables.write import OutSheet, write

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
PAIRS = 5
PUPILS = 1000
WISHES = 10
CHILD = """
import resource, sys, time
start = time.perf_counter()
from iom.__main__ import main
code = main()
print(code, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
FIRST = ("Ва", "Ге", "Ди", "Жу", "Ка", "Лу", "Ми", "Но", "Пе", "Ра", "Со", "Ту", "Фи", "Хо", "Це", "Ша")
MIDDLE = ("бро", "вли", "гду", "жмы", "кса", "льпо", "мни", "рто", "стю", "хвы", "цло", "шке")
GIRLS = ("Варвара", "Злата", "Мирослава", "Полина", "Таисия", "Ульяна", "Есения", "Кира")
BOYS = ("Глеб", "Захар", "Лев", "Матвей", "Родион", "Савелий", "Тимур", "Фёдор")
FATHERS = (
    "Игорев", "Денисов", "Олегов", "Петров", "Кириллов", "Максимов", "Степанов", "Ярославов", "Тарасов", "Фёдоров",
    "Борисов", "Германов", "Вячеславов",
)  # fmt: skip


def run(pairs: int | None) -> None:
    """Measure both imports, each into a fresh copy of the example school, with the memory of the process."""
    # As in an installation: without them, modules just edited would be compiled again in every process.
    compileall.compile_dir(Path(iom.__file__).parent, quiet=1)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        pupils, wishes = place / "pupils.xlsx", place / "wishes.csv"
        people = list(_people())
        with pupils.open("wb") as stream:
            write("xlsx", [OutSheet("5", PUPIL_HEADINGS, people)], stream)
        with wishes.open("wb") as stream:
            write("csv", [OutSheet("wishes", WISH_HEADINGS, list(_wishes(people)))], stream, delimiter=";")
        school = _with_pupils(place, pupils)
        ratios, memory = [], []
        for name, base, kind, table in (
            (f"{PUPILS} pupils with two guardians, XLSX", EXAMPLE, "students", pupils),
            (f"{PUPILS * WISHES} rows of wishes, CSV", school, "wishes", wishes),
        ):
            line, peak = _measured(name, place, base, (kind, table), pairs or PAIRS)
            ratios.append(line)
            memory.append((name, peak))
    show("Imports", "reading the table, writing and syncing the files", ratios)
    sys.stdout.write("".join(f"{name}: {peak:.0f} MB at most (aim: 250)\n" for name, peak in memory))


PUPIL_HEADINGS = ("ФИО", "Класс", "Мать", "Телефон матери", "Отец", "Эл. почта отца")
WISH_HEADINGS = ("ФИО", "Класс", "Этап", "Дата", "№ желания", "Курс")


def _people() -> Iterator[tuple[str, ...]]:
    chance = random.Random(3)
    surnames = [first + middle + last for first in FIRST for middle in MIDDLE for last in ("нов", "рин", "щев", "тов")]
    chance.shuffle(surnames)
    for number in range(PUPILS):
        surname, father = surnames[number % len(surnames)], FATHERS[number // 80 % len(FATHERS)]
        girl = number >= len(surnames)
        own = (GIRLS if girl else BOYS)[number // 10 % 8]
        name = f"{surname}{'а' if girl else ''} {own} {father}{'на' if girl else 'ич'}"
        mother = f"{surname}а {GIRLS[number % 8]} {FATHERS[number % 5]}на"
        man = f"{surname} {BOYS[number % 7]} {FATHERS[number % 3]}ич"
        form = f"5{'гдежзиклмн'[number % 10]}"
        yield name, form, mother, f"8 912 {number:03}-{number % 100:02}-{number % 89:02}", man, f"p{number}@example.org"


def _wishes(people: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    offers = sorted(path.stem for path in (EXAMPLE / "rounds/2026-autumn/offers").glob("*.toml"))
    for number, (name, form, *_family) in enumerate(people):
        for rank in range(WISHES):
            yield name, form, "предварительный", "01.06.2026", str(rank + 1), offers[(number + rank) % len(offers)]


def _with_pupils(place: Path, pupils: Path) -> Path:
    school = Path(shutil.copytree(EXAMPLE, place / "with-pupils"))
    _imported(school, "students", pupils)
    return school


def _imported(root: Path, kind: str, table: Path) -> tuple[float, float]:
    """Import into ``root``; seconds and megabytes."""
    words = ("-C", str(root), "--today", "2026-06-02", "--json", "import", kind, str(table))
    done = subprocess.run([sys.executable, "-c", CHILD, *words], capture_output=True, text=True, check=True)
    code, took, peak = done.stderr.split()[-3:]
    counts = json.loads(done.stdout).get("counts")
    if code != "0" or not counts or counts["new"] == 0:
        raise RuntimeError(done.stdout[:2000] + done.stderr)
    return float(took), float(peak) / 1024


def _measured(name: str, place: Path, base: Path, table: tuple[str, Path], pairs: int) -> tuple[Ratio, float]:
    times, peaks = [], []
    before = {path.relative_to(base): path.read_bytes() for path in base.rglob("*.toml")}
    for number in range(pairs + 1):
        root = Path(shutil.copytree(base, place / f"{table[0]}-{number}"))
        took, peak = _imported(root, *table)
        files = [
            content
            for path in root.rglob("*.toml")
            if (content := path.read_bytes()) != before.get(path.relative_to(root))
        ]
        limit = seconds(_limit(place / f"bare-{table[0]}-{number}", table[1], files))
        if number:
            times.append((took, limit))
            peaks.append(peak)
        shutil.rmtree(root)
    return ratio_of(f"{name}: {len(files)} files", times, 3), max(peaks)


def _limit(folder: Path, table: Path, files: list[bytes]) -> Callable[[], None]:
    numbers = count(1)
    folder.mkdir()

    def bare() -> None:
        for grid in read(table).grids:
            for _row in grid.rows:
                pass
        for content in files:
            descriptor = os.open(folder / f"{next(numbers)}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(descriptor, content)
            os.fsync(descriptor)
            os.close(descriptor)

    return bare


if __name__ == "__main__":
    start = perf_counter()
    run(1)
    sys.stdout.write(f"{perf_counter() - start:.0f} s\n")
