"""The README: two set-up commands, and a picture that the program draws."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_there_are_exactly_two_set_up_commands_of_one_line_each():
    show, test = fenced("sh")
    assert re.fullmatch(r"python3 -m venv \.venv && \.venv/bin/pip install -q \. && \.venv/bin/iom demo\n", show)
    assert re.fullmatch(
        r"python3 -m venv \.venv && \.venv/bin/pip install -q -e '\.\[dev\]' && \.venv/bin/python -m pytest -q\n", test
    )


def test_the_picture_is_what_status_prints():
    words = ["-C", ROOT / "examples" / "zarechnaya", "--lang", "ru", "--today", "2026-11-18", "status"]
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "iom", *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    (picture,) = fenced("text")
    assert picture.split("\n") == [line.rstrip() for line in run.stdout.split("\n")]
    assert max(map(len, picture.splitlines())) <= 80
