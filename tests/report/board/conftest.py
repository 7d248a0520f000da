"""The example's round, and its board and wall as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from iom import language
from iom.model.school import Run
from iom.report.board.facts import facts
from iom.report.board.page import board_page, wall_page
from iom.report.board.wall import wall
from iom.store.load import load

DAY = date(2026, 11, 18)
#: One pupil of every stage, with a return, a waiver and marks of both sides among them.
FEW = (
    "averina-polina", "babushkin-lev", "gorshenin-mark", "ermolina-eva", "vyatkina-miroslava", "zhigalova-arina",
    "votinova-milana",
)  # fmt: skip


@pytest.fixture(scope="session")
def run() -> Run:
    return load(Path(__file__).parents[3] / "examples" / "zarechnaya").school.runs["2026-autumn"]


@pytest.fixture(scope="session")
def pages(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The file of a page: ``pages("board", "ru")``; ``few`` is a board of some pupils, ``wall`` the wall."""
    folder = tmp_path_factory.mktemp("pages")

    def page(kind: str, spoken: str) -> Path:
        file = folder / f"{kind}-{spoken}.html"
        if not file.exists():
            with language.speaking(spoken):
                subjects = FEW if kind == "few" else None
                text = wall_page(wall(run, DAY)) if kind == "wall" else board_page(facts(run, DAY, subjects))
            file.write_text(text, "utf-8")
        return file

    return page
