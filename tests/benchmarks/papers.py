"""All papers of a round, built and set as PDF, against compiling as many typst documents of one line."""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import big_school
import typst
from pairs import Ratio, measured, ratio_of, seconds, show

from iom import language
from iom.cli.printing_whom import subjects
from iom.model.school import Run
from iom.report.papers.draw import draw
from iom.report.papers.dress import Dress
from iom.report.papers.kinds import Case, PaperKind
from iom.report.papers.paper import Paper, Stamp
from iom.report.sheets.registry import PAPERS
from iom.store.load import load

TODAY, MONTH = date(2026, 11, 18), "2026-10"
#: Documents of schools with about 60 and 1,000 pupils in the round, and how many pairs are measured.
SIZES = {490: 5, 7_300: 1}
AIM = 3


def run(pairs: int | None) -> None:
    """Measure the round of the example and one of fifteen copies of it; tell the memory at its highest."""
    lines = [_of_size(size, pairs or number) for size, number in SIZES.items()]
    show("Papers of a round", "as many one-line documents", lines)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"Memory at its highest: {highest} MB.\n\n")


def _of_size(size: int, pairs: int) -> Ratio:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        big_school.make(root, size)
        _spread_over_grades(root)
        found = load(root).school.runs["2026-autumn"]
    count = sum(len(_built(found, kind)) for kind in PAPERS)
    pupils = len(subjects(found, "pupil", (), TODAY, MONTH))
    name, subject, peer = f"{count:,} papers of {pupils:,} pupils", _printing(found), _lines(count)
    if pairs == 1:  # long enough to need no warming up
        return ratio_of(name, [(seconds(subject), seconds(peer))], AIM)
    return measured(name, subject, peer, pairs=pairs, aim=AIM)


def _spread_over_grades(root: Path) -> None:
    """Let each copy of the example be another year group: nobody chooses among the courses of all copies."""
    for folder in ("students", "courses"):
        for path in (root / folder).glob("*.toml"):
            copy = re.search(r"-(\d+)\.toml$", path.name)
            grade = (int(copy[1]) + 4) % 11 + 1 if copy else 5
            text = re.sub(r'(form = ")5', rf"\g<1>{grade}", path.read_text("utf-8"))
            path.write_text(re.sub(r"^grades = \[[^]]*\]", f"grades = [{grade}]", text, flags=re.MULTILINE), "utf-8")
    path = root / big_school.ROUND / "round.toml"
    path.write_text(re.sub(r"^grades = .*$", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def _printing(found: Run) -> Callable[[], None]:
    def every_paper() -> None:
        with language.speaking("ru"):
            for kind in PAPERS:
                if papers := _built(found, kind):
                    draw(papers, "pdf", Stamp("18.11.2026", "3f9a1c2"), Dress(), TODAY)

    return every_paper


def _built(found: Run, kind: PaperKind) -> list[Paper]:
    case = Case(found, TODAY, month=MONTH)
    about = subjects(found, kind.about, (), TODAY, MONTH)
    return [paper for subject in about for paper in kind.build(case, subject).papers]


def _lines(count: int) -> Callable[[], None]:
    def one_line_each() -> None:
        for number in range(count):
            typst.compile(f"Line {number}".encode(), ignore_system_fonts=True)

    return one_line_each
