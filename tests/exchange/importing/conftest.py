"""The example school, and tables that are taken into it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from iom.model.school import School

sys.path.insert(0, str(Path(__file__).parent))

from importing_tables import Taken, table_of, taken_in


@pytest.fixture(scope="session")
def zarechnaya() -> School:
    """The example school."""
    from iom.store.load import load

    return load(Path(__file__).parents[3] / "examples" / "zarechnaya").school


@pytest.fixture
def take(zarechnaya: School) -> Callable[..., Taken]:
    """Takes rows of text, the first the headings, into the example school."""

    def call(kind: str, rows: Sequence[Sequence[str]], **more: Any) -> Taken:
        return taken_in(more.pop("school", zarechnaya), kind, table_of(rows), **more)

    return call
