"""The board of 1,000 pupils as one page: how large it is, how long it takes to draw up, and until it can be used."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import big_school

from iom.model.school import Run
from iom.report.board.facts import BoardFacts, facts
from iom.report.board.page import board_page
from iom.store.load import load

PUPILS = 1_000
#: Documents that are enough for so many pupils: each copy of the example has 66 of them.
DOCUMENTS = 7_600
TODAY = date(2026, 11, 18)
TIMES = 7
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Milliseconds since the address was opened until the list can be filtered, and what one filter and one sort take.
USABLE = "performance.getEntriesByType('navigation')[0].loadEventEnd"
FILTERED = """() => {
  const began = performance.now();
  document.getElementById('stage').value = '2';
  document.getElementById('filters').dispatchEvent(new Event('input'));
  document.getElementById('list').getBoundingClientRect();
  return performance.now() - began;
}"""
SORTED = """() => {
  const began = performance.now();
  document.querySelector('#list th:nth-child(4) button').click();
  document.getElementById('list').getBoundingClientRect();
  return performance.now() - began;
}"""
OPENED = """() => {
  const began = performance.now();
  document.querySelector('#list tbody a').click();
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  document.body.getBoundingClientRect();
  return performance.now() - began;
}"""


def run(pairs: int | None) -> None:
    """Measure the page of 1,000 pupils; the median of several runs."""
    times = pairs or TIMES
    with TemporaryDirectory() as folder:
        big_school.make(Path(folder) / "school", DOCUMENTS)
        found = load(Path(folder) / "school").school.runs["2026-autumn"]
        found_facts, drawn_up = _timed(lambda: _facts(found), 1)
        page, written = _timed(lambda: board_page(found_facts), 3)
        file = Path(folder) / "board.html"
        file.write_text(page, "utf-8")
        print(f"\n## A board of {len(found_facts.pupils):,} pupils and {len(found_facts.offers)} courses\n")
        print("| what | reached | aim |\n|---|---:|---:|")
        _line("size of the file", f"{file.stat().st_size / 1e6:.2f} MB", "< 3 MB")
        _line("facts drawn up from the school", f"{drawn_up:.1f} s", "")
        _line("page written from the facts", f"{written:.1f} s", "")
        for what, milliseconds, aim in _in_browser(file, times):
            _line(what, f"{milliseconds:,.0f} ms", aim)


def _facts(found: Run) -> BoardFacts:
    everybody = facts(found, TODAY)
    return facts(found, TODAY, [row.subject for row in everybody.board.rows[:PUPILS]])


def _timed(work: Callable[[], object], times: int) -> tuple[object, float]:
    gc.collect()
    taken = []
    for _time in range(times):
        began = perf_counter()
        made = work()
        taken.append(perf_counter() - began)
    return made, median(taken)


def _in_browser(file: Path, times: int) -> list[tuple[str, float, str]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        taken: dict[str, list[float]] = {}
        for _time in range(times):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(file.as_uri())
            for what, script in (("opened", USABLE), ("filtered", FILTERED), ("sorted", SORTED), ("pupil", OPENED)):
                taken.setdefault(what, []).append(page.evaluate(script))
            page.close()
        browser.close()
    middle = {what: median(times) for what, times in taken.items()}
    return [
        ("opened in Chromium until it can be used", middle["opened"], "< 1,500 ms"),
        ("filter by stage", middle["filtered"], ""),
        ("sort by stage", middle["sorted"], ""),
        ("open a pupil's page", middle["pupil"], ""),
    ]


def _line(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")
