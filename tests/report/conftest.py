"""What the tests of papers and pictures stand on: programs of the system."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from system_programs import program  # beside this file


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser Chromium, to be driven without a window."""
    return program(("chromium", "chromium-browser", "google-chrome"), "chromium")


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice with its writer."""
    return program(("soffice", "libreoffice"), "libreoffice-writer-nogui")


@pytest.fixture
def as_pdf(soffice: Path, tmp_path: Path) -> Callable[[Path], Path]:
    """Opens a document in LibreOffice and prints it to PDF."""

    def convert(document: Path) -> Path:
        folder = tmp_path / "printed"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
        printed = folder / f"{document.stem}.pdf"
        assert printed.is_file(), done.stdout + done.stderr
        return printed

    return convert
