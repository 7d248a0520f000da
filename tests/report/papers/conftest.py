"""What the tests of drawing stand on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from every_block import DAY, STAMP  # beside this file

from iom.report.papers.draw import Format, draw
from iom.report.papers.dress import Dress
from iom.report.papers.paper import Paper


@pytest.fixture
def drawn() -> Callable[..., bytes]:
    """Draws papers in a format."""

    def call(*papers: Paper, form: Format = "pdf", dress: Dress | None = None) -> bytes:
        return draw(papers, form, STAMP, dress or Dress(), DAY)

    return call
