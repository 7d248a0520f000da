"""The example school as papers see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from iom.model.school import Run
from iom.report.papers.kinds import Built, Case
from iom.report.sheets.registry import PAPERS
from iom.store.load import load

EXAMPLE = Path(__file__).parents[3] / "examples" / "zarechnaya"
TODAY = date(2026, 11, 18)


@pytest.fixture(scope="session")
def run() -> Run:
    """The round of the example."""
    return load(EXAMPLE).school.runs["2026-autumn"]


@pytest.fixture
def case(run: Run) -> Callable[..., Case]:
    """The circumstances on the day of the story, with other fields of `Case` as named."""

    def make(**fields: Any) -> Case:
        return Case(fields.pop("run", run), fields.pop("today", TODAY), **fields)

    return make


@pytest.fixture
def build() -> Callable[[str, Case, str], Built]:
    """Builds the papers of a kind by its name."""
    kinds = {kind.name: kind for kind in PAPERS}
    return lambda name, case, subject: kinds[name].build(case, subject)
