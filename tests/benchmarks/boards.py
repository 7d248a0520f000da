"""The board of 1,000 pupils as one page: how large it is, how long it takes to draw up, and until it can be used.

In the browser two clocks are read: the time until the page can be used, beside that of an empty page opened by turns,
and the time that its main thread had the processor, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

import big_school

from iom import language
from iom.report.board.facts import facts
from iom.report.board.page import board_page
from iom.store.load import load
from iom.views.board import board

Made = TypeVar("Made")

PUPILS = 1_000
#: Documents that are enough for so many pupils: each copy of the example has 66 of them.
DOCUMENTS = 7_600
TODAY = date(2026, 11, 18)
TIMES = 7
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
EMPTY = "<!doctype html><title>-</title><p>-"
#: Milliseconds since the address was opened until the list can be filtered; then what a filter, a sort, a page take.
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
    language.use("ru")
    with TemporaryDirectory() as folder:
        big_school.make(Path(folder) / "school", DOCUMENTS)
        found = load(Path(folder) / "school").school.runs["2026-autumn"]
        subjects = [row.subject for row in board(found, TODAY).rows[:PUPILS]]
        found_facts, drawn_up = _timed(lambda: facts(found, TODAY, subjects))
        page, written = _timed(lambda: board_page(found_facts))
        file, empty = Path(folder) / "board.html", Path(folder) / "empty.html"
        file.write_text(page, "utf-8")
        empty.write_text(EMPTY, "utf-8")
        measured = [
            ("size of the file, in Russian", f"{file.stat().st_size / 1e6:.2f} MB", "< 3 MB"),
            ("facts drawn up from the school", f"{drawn_up:.1f} s", ""),
            ("page written from the facts", f"{written:.1f} s", ""),
            *((what, f"{taken:,.0f} ms", aim) for what, taken, aim in _in_browser(file, empty, times)),
        ]
    lines = [f"| {what} | {reached} | {aim} |" for what, reached, aim in measured]
    title = f"## A board of {len(subjects):,} pupils and {len(found_facts.offers)} courses"
    sys.stdout.write("\n".join(["", title, "", "| what | reached | aim |", "|---|---:|---:|", *lines, ""]))


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    taken = []
    for _time in range(3):
        began = perf_counter()
        made = work()
        taken.append(perf_counter() - began)
    return made, median(taken)


def _in_browser(file: Path, empty: Path, times: int) -> list[tuple[str, float, str]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        taken: dict[str, list[float]] = {}
        for _time in range(times):
            for name, opened in (("empty", empty), ("board", file)):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                devtools = page.context.new_cdp_session(page)
                devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
                page.goto(opened.as_uri())
                taken.setdefault(f"{name} opened", []).append(page.evaluate(USABLE))
                counted = devtools.send("Performance.getMetrics")["metrics"]
                busy = next(each["value"] for each in counted if each["name"] == "TaskDuration")
                taken.setdefault(f"{name} busy", []).append(1000 * busy)
                for what, script in (
                    (("filtered", FILTERED), ("sorted", SORTED), ("pupil", OPENED)) if name == "board" else ()
                ):
                    taken.setdefault(what, []).append(page.evaluate(script))
                page.close()
        browser.close()
    middle = {what: median(found) for what, found in taken.items()}
    return [
        ("opened in Chromium until it can be used", middle["board opened"], "< 1,500 ms"),
        ("the same of an empty page", middle["empty opened"], ""),
        ("processor time of the page's main thread", middle["board busy"], ""),
        ("filter by stage", middle["filtered"], ""),
        ("sort by stage", middle["sorted"], ""),
        ("open a pupil's page", middle["pupil"], ""),
    ]
