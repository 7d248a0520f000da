"""The command report board: in the terminal, as a page, for the wall."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from iom.report.board.page import _environment

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
GLOBALS = ("-C", str(EXAMPLE), "--today", "2026-11-18", "--lang", "en")


@pytest.fixture
def report(iom):
    return lambda *words, **options: iom(*GLOBALS, "report", "board", *words, **options)


def test_the_terminal_shows_stages_turns_and_demand(report):
    outcome = report()
    assert outcome.code == 0
    assert "evaluation" in outcome.out
    assert "Demand against seats" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_json_holds_the_board_and_its_offers(report):
    data = report("--json").data
    assert data["counts"]["evaluation"] == 28
    assert {"id", "wanted", "placed", "max"} <= data["offers"][0].keys()


def test_a_page_is_written_beside_and_written_again(report, tmp_path: Path):
    first = report("--html")
    assert first.code == 0, first.err
    page = tmp_path / "board-2026-autumn.html"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert "66 pupils" in first.err
    assert "staff only" in first.err
    assert first.out == ""
    before = page.read_bytes()
    assert report("--html").code == 0
    assert page.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [page.name]


def test_a_class_alone(report, tmp_path: Path):
    outcome = report("--html", "5a.html", "--form", "5а", "--json")
    assert outcome.data == {"iom": 1, "file": "5a.html", "round": "2026-autumn", "subjects": 22}
    text = (tmp_path / "5a.html").read_text("utf-8")
    assert "p-averina-polina" in text
    assert "p-gilev-timur" not in text


def test_the_wall_says_whom_it_leaves_out(report, tmp_path: Path):
    outcome = report("--wall", "wall.html")
    assert outcome.code == 0
    assert "Codes shown: 4" in outcome.err
    assert "62 pupils are counted but not shown" in outcome.err
    assert "Аверина" not in (tmp_path / "wall.html").read_text("utf-8")
    assert report("--wall", "--json").data["left_out"] == 62


def test_a_wall_of_a_class_is_refused(report, tmp_path: Path):
    outcome = report("--wall", "--form", "5а")
    assert outcome.code == 2
    assert "whole round" in outcome.err
    assert not list(tmp_path.iterdir())


def test_stdout_gets_the_page(report, tmp_path: Path):
    outcome = report("--wall", "-")
    assert outcome.out.startswith("<!doctype html>")
    assert outcome.err == ""
    assert report("--html", "-", "--json").data["page"].startswith("<!doctype html>")
    assert not list(tmp_path.iterdir())


def test_no_other_file_is_replaced_unasked(report, tmp_path: Path):
    own = tmp_path / "notes.html"
    own.write_text("<p>mine</p>", "utf-8")
    outcome = report("--html", "notes.html")
    assert outcome.code == 5
    assert "--force" in outcome.err
    assert own.read_text("utf-8") == "<p>mine</p>"
    assert report("--html", "notes.html", "--force").code == 0
    assert own.read_text("utf-8").startswith("<!doctype html>")


def test_a_folder_is_no_place_for_a_page(report, tmp_path: Path):
    (tmp_path / "folder.html").mkdir()
    for words in (("--html", "folder.html"), ("--html", "folder.html", "--force")):
        outcome = report(*words)
        assert outcome.code == 5
        assert outcome.err
    assert not list((tmp_path / "folder.html").iterdir())


def test_a_place_that_cannot_be_written_is_named(report, tmp_path: Path):
    (tmp_path / "file").write_text("", "utf-8")
    outcome = report("--html", "file/board.html")
    assert outcome.code == 5
    assert "Name another file" in outcome.err


def test_without_the_extra_its_command_is_named(report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    _environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    outcome = report("--html")
    assert outcome.code == 2
    assert "pip install 'iom[papers]'" in outcome.err
    assert not list(tmp_path.iterdir())


def test_the_files_of_the_school_stay_as_they_are(iom, tmp_path: Path):
    root = tmp_path / "school"
    shutil.copytree(EXAMPLE, root)
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    assert iom("-C", str(root), "--today", "2026-11-18", "report", "board", "--html", "out.html").code == 0
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


def test_one_pupils_route_is_drawn(iom):
    outcome = iom(*GLOBALS, "report", "route", "vyatkina")
    assert outcome.code == 0
    assert "✓ choice 08-28 ── ✓ implementation" in outcome.out
    data = iom(*GLOBALS, "report", "route", "vyatkina", "--json").data
    assert data["line"][0] == {"stage": "choice", "sign": "pass", "entered": "2026-05-18", "left": "2026-08-28"}


def test_a_pupil_is_no_name_of_a_page(report, tmp_path: Path):
    outcome = report("vyatkina")
    assert outcome.code == 2
    assert "iom report route PUPIL" in outcome.err
    assert not list(tmp_path.iterdir())


def test_a_route_of_nobody_is_not_found(iom):
    assert iom(*GLOBALS, "report", "route", "nobody").code == 6
