"""The reports of a round on paper."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from iom import language
from iom.report.papers.draw import draw
from iom.report.papers.dress import Dress
from iom.report.papers.kinds import Case
from iom.report.papers.paper import Grid, Paper, Stamp
from iom.report.sheets import figures
from iom.store.load import load

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def case() -> Case:
    return Case(load(Path(__file__).parents[3] / "examples" / "zarechnaya").school.runs["2026-autumn"], DAY)


def built(case: Case) -> tuple[Paper, ...]:
    return (*figures.build_round(case, case.run.id).papers, *figures.build_evaluation(case, case.run.id).papers)


@pytest.mark.parametrize("spoken", ["ru", "en"])
def test_each_report_is_one_page(case: Case, spoken: str):
    language.use(spoken)
    for paper in built(case):
        content = draw([paper], "pdf", Stamp("18.11.2026", "1234567"), Dress(), DAY)
        assert len(PdfReader(BytesIO(content)).pages) == 1


def test_what_the_screen_says_stands_on_the_paper(case: Case):
    texts = [
        str(cell)
        for paper in built(case)
        for block in paper.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
    ]
    assert "61 of 66 (92.4 %)" in texts
    assert "0.17" in texts
