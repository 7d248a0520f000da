"""The board and the wall in a real browser: by mouse and keyboard, on paper, in the dark, for a screen reader."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from pypdf import PdfReader

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PUPIL = "p-vyatkina-miroslava"
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(play: Playwright, chromium: Path) -> Iterator[Browser]:
    started = play.chromium.launch(executable_path=chromium, args=SWITCHES)
    yield started
    started.close()


@pytest.fixture
def opened(browser: Browser, pages: Callable[[str, str], Path]) -> Iterator[Opener]:
    """Opens a page; at the end nothing but the file was asked for, and the console is empty."""
    asked: list[str] = []
    said: list[str] = []
    contexts = []

    def open_page(
        kind: str = "board", spoken: str = "ru", place: str = "", width: int = 1440, **options: object
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(pages(kind, spoken).as_uri() + place)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert asked
    assert not [url for url in asked if not url.startswith("file://")]
    assert not said


def shown(page: Page) -> list[str]:
    """The names in the list that are not filtered out, from top to bottom."""
    return page.locator("#list tbody tr:visible th a").all_inner_texts()


def column(page: Page, number: int) -> list[str]:
    return [text.strip() for text in page.locator(f"#list tbody tr:visible td:nth-child({number})").all_inner_texts()]


def serious(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("spoken", ["ru", "en"])
def test_the_list_is_narrowed_and_the_count_is_said(opened: Opener, spoken: str):
    page = opened(spoken=spoken)
    assert len(shown(page)) == 66
    page.fill("#find", "катаев ми")
    assert shown(page) == ["Катаев Мирон Сергеевич"]
    expect(page.locator("#shown")).to_have_text(re.compile(r"1.*66"))
    page.fill("#find", "АРТЁМ")
    assert shown(page)
    page.fill("#find", "никого такого")
    assert shown(page) == []
    expect(page.locator("#nobody")).to_be_visible()
    page.click("#clear")
    assert len(shown(page)) == 66


def test_filters_work_together(opened: Opener):
    page = opened()
    page.select_option("#stage", label="оценка")
    page.select_option("#form", label="5б")
    assert len(shown(page)) == 9
    assert set(column(page, 4)) == {"оценка"}
    assert set(column(page, 2)) == {"5б"}
    page.select_option("#role", label="эксперт")
    assert all("эксперт" in waits for waits in column(page, 6))
    page.select_option("#tutor", index=1)
    assert len(set(column(page, 3))) <= 1


def test_a_number_of_the_overview_narrows_the_list(opened: Opener):
    page = opened()
    page.click(".tile >> nth=2")
    assert len(shown(page)) == 28
    assert page.evaluate("document.activeElement.id") == "pupils"
    page.click("[data-ready]")
    assert len(shown(page)) == 16
    page.click(".turns a >> nth=0")
    assert len(shown(page)) == 31


def test_the_list_is_sorted_by_its_headings(opened: Opener):
    page = opened()
    heading = page.locator("#list thead th").nth(3)
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    stages = column(page, 4)
    assert stages == sorted(stages, key=["выбор", "реализация", "оценка", "рефлексия", "закрыт", "прекращён"].index)
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert column(page, 4) == sorted(
        stages, key=["прекращён", "закрыт", "рефлексия", "оценка", "реализация", "выбор"].index
    )
    assert page.locator("#list [aria-sort]").count() == 1


def test_a_pupils_page_is_opened_and_left_by_keyboard(opened: Opener):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "pupils"
    page.fill("#find", "Вяткина")
    page.locator(f"a[href='#{PUPIL}']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{PUPIL}")).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Вяткина Мирослава Романовна"
    assert page.title().startswith("Вяткина Мирослава Романовна")
    expect(page.locator("#earlier")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.locator("#list")).to_be_visible()
    assert page.evaluate("document.activeElement.hash") == f"#{PUPIL}"


def test_pages_are_turned_in_the_order_of_the_list(opened: Opener):
    page = opened()
    page.select_option("#stage", label="закрыт")
    names = shown(page)
    page.click("#list tbody tr:visible >> nth=0 >> a")
    met = [page.locator(".pupil:visible h2").inner_text()]
    while page.locator("#later").is_enabled():
        page.click("#later")
        met.append(page.locator(".pupil:visible h2").inner_text())
    assert met == names
    page.go_back()
    expect(page.locator("#list")).to_be_visible()
    assert shown(page) == names


def test_a_page_has_an_address_of_its_own(opened: Opener):
    page = opened(place=f"#{PUPIL}")
    expect(page.locator(".pupil:visible")).to_have_count(1)
    assert "3" in page.locator(f"#{PUPIL} .goals tbody tr").first.inner_text()
    page.click("#back")
    expect(page.locator("#list")).to_be_visible()


def test_without_scripts_everything_can_be_read(opened: Opener):
    page = opened(java_script_enabled=False)
    assert page.locator(".pupil:visible").count() == 66
    assert page.locator(".scripted:visible").count() == 0
    assert page.locator("#list tbody tr:visible").count() == 66


def test_dark_follows_the_system_and_the_button(opened: Opener):
    def paper(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light, dark = paper(opened(color_scheme="light")), paper(opened(color_scheme="dark"))
    assert light != dark
    page = opened(color_scheme="light")
    page.click("#theme")
    assert paper(page) == dark
    assert page.get_attribute("#theme", "aria-pressed") == "true"
    page.reload()
    assert paper(page) == dark
    page.click("#theme")
    assert paper(page) == light


def paper_text(page: Page) -> list[str]:
    """The texts of the printed pages."""
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_the_board_prints_without_its_tools(opened: Opener):
    sheets = paper_text(opened(color_scheme="dark"))
    assert 3 <= len(sheets) <= 8
    whole = "\n".join(sheets)
    assert "Аверина" in whole
    assert "Юрков" in whole
    assert "Найти по имени" not in whole
    assert "Для служебного пользования" in whole


def test_a_pupils_page_prints_alone_on_one_sheet(opened: Opener):
    sheets = paper_text(opened(place=f"#{PUPIL}"))
    assert len(sheets) == 1
    assert "Вяткина Мирослава Романовна" in sheets[0]
    assert "Аверина" not in sheets[0]


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_sticks_out_of_the_screen(opened: Opener, width: int):
    page = opened(width=width)
    for place in ("board", PUPIL, "p-averina-polina"):
        page.evaluate("place => { location.hash = place }", place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("spoken", "scheme", "width"), [("ru", "light", 1440), ("en", "dark", 1440), ("ru", "dark", 390)]
)
def test_axe_finds_nothing_serious_on_the_board(opened: Opener, spoken: str, scheme: str, width: int):
    page = opened("few", spoken, color_scheme=scheme, width=width)
    assert serious(page) == []
    for place in (PUPIL, "p-averina-polina"):
        page.evaluate("place => { location.hash = place }", place)
        expect(page.locator(f"#{place}")).to_be_visible()
        assert serious(page) == []


def test_axe_finds_nothing_serious_in_a_list_narrowed_sorted_and_turned_dark(opened: Opener):
    page = opened("few")
    page.fill("#find", "никого такого")
    assert serious(page) == []
    page.click("#clear")
    page.locator("#list thead button").nth(6).click()
    page.click("#theme")
    assert serious(page) == []


def test_axe_would_find_something(opened: Opener):
    page = opened("wall")
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    page.evaluate("document.getElementById('theme').textContent = ''")
    assert {found.partition(":")[0] for found in serious(page)} == {"color-contrast", "button-name"}


@pytest.mark.parametrize(("spoken", "scheme"), [("ru", "light"), ("en", "dark")])
def test_axe_finds_nothing_serious_on_the_wall(opened: Opener, spoken: str, scheme: str):
    assert serious(opened("wall", spoken, color_scheme=scheme)) == []


def test_the_wall_fits_one_screen_in_large_type(opened: Opener):
    page = opened("wall", width=1920)
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080
    sizes = page.locator("td:visible, th:visible, .number, .name").evaluate_all(
        "cells => cells.map(cell => parseFloat(getComputedStyle(cell).fontSize))"
    )
    assert min(sizes) >= 20
    page.click("#theme")
    assert page.get_attribute("#theme", "aria-pressed") == "true"
