"""An import killed at any point leaves everything old or everything new."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from importing_tables import table_of

TIMES = 200
HERE = Path(__file__).parent
PUPILS = (
    ("бра", "Лев"), ("глов", "Арсений"), ("дунд", "Тимур"), ("жи", "Матвей"), ("крес", "Родион"),
    ("лумпо", "Ян"), ("мятли", "Глеб"), ("после", "Фёдор"), ("ста", "Егор"), ("трыж", "Савелий"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_killed_two_hundred_times_everything_is_old_or_new(tmp_path: Path):
    school = tmp_path / "school"
    school.mkdir()
    (school / "iom.toml").write_text('schema = 1\nname = "Школа"\n', "utf-8")
    table = tmp_path / "t.csv"
    rows = [
        [f"{one.capitalize()}гунов {two} Ильич", "5а", f"{one.capitalize()}гунова {two[0]}я Юрьевна"]
        for one, two in PUPILS
    ]
    table.write_bytes(table_of([["ФИО", "Класс", "Мать"], *rows]))
    command = [sys.executable, str(HERE / "killed_imports.py"), str(school), str(table), str(TIMES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["changed"] == 2 * len(PUPILS)
    assert told["steps"] > 2 * len(PUPILS)
    assert len(told["left"]) == TIMES
    assert set(told["left"]) == {"old", "new"}
