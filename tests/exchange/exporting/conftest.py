"""The example school, and calendars read back by another reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from iom.model.school import Run, School
from iom.store.load import load

EXAMPLE = Path(__file__).parents[3] / "examples" / "zarechnaya"


@pytest.fixture(scope="session")
def example() -> School:
    return load(EXAMPLE).school


@pytest.fixture(scope="session")
def autumn(example: School) -> Run:
    return example.runs["2026-autumn"]
