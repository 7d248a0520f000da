from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from iom.cli.completion import WORDS
from iom.cli.program import run
from iom.exchange.exporting.export import EXPORTS

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
Iom = Callable[..., Any]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example that no test changes."""
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("school") / "zarechnaya")


@pytest.fixture
def export(iom: Iom, kept: Path, tmp_path: Path) -> Iom:
    """Runs ``iom export`` in a folder beside the school, on its story day."""

    def call(*words: str, **more: Any) -> Any:
        return iom("-C", str(kept), "--today", "2026-11-18", "export", *words, cwd=tmp_path, **more)

    return call


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_everything_that_goes_out_is_completed():
    assert set(WORDS["exported"]) == set(EXPORTS)


@pytest.mark.parametrize("what", EXPORTS)
def test_everything_goes_out(what: str, export: Iom):
    outcome = export(what)
    assert (outcome.code, outcome.err) == (0, "")
    assert len(outcome.out.splitlines()) > 1


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "json", "jsonl"])
def test_the_ending_names_the_format(form: str, export: Iom, tmp_path: Path):
    outcome = export("courses", f"courses.{form}")
    assert (outcome.code, outcome.out) == (0, "")
    assert "14" in outcome.err
    raw = (tmp_path / f"courses.{form}").read_bytes()
    assert raw.startswith({"xlsx": b"PK", "json": b"[", "jsonl": b"{"}.get(form, b"\xef\xbb\xbf"))


def test_the_option_counts_before_the_ending(export: Iom, tmp_path: Path):
    assert export("courses", "courses.txt", "--format", "jsonl").code == 0
    lines = (tmp_path / "courses.txt").read_text("utf-8").splitlines()
    assert {json.loads(line)["code"] for line in lines} >= {"K01", "K14"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nonsense",), 6),
        (("students", "students.pdf"), 2),
        (("students", "students"), 2),
        (("students", "--format", "ods"), 2),
        (("calendar", "calendar.csv"), 2),
        (("students", "--for", "averina"), 2),
        (("calendar", "--form", "5а"), 2),
        (("students", "--sort", "form"), 2),
        (("placements", "--sort", "age"), 6),
        (("lessons", "--form", "5а"), 2),
        (("board", "--form", "9я"), 6),
        (("board", "--round", "2020"), 6),
        (("calendar", "--for", "nobody"), 6),
        (("calendar", "--zone", "Ural"), 2),
        (("students", "nowhere/students.csv"), 4),
    ],
)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_cannot_be_is_told(words: tuple[str, ...], code: int, lang: str, export: Iom, tmp_path: Path):
    outcome = export(*words, "--lang", lang)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err
    assert not list(tmp_path.iterdir())


def test_an_order_that_there_is_not_names_those_that_there_are(export: Iom):
    assert "form, offer" in export("placements", "--sort", "age", "--lang", "en").err


def test_a_file_that_is_there_is_not_overwritten_unasked(export: Iom, tmp_path: Path):
    file = tmp_path / "board.csv"
    file.write_text("mine", "utf-8")
    outcome = export("board", "board.csv")
    assert outcome.code == 5
    assert "--force" in outcome.err
    assert file.read_text("utf-8") == "mine"
    assert export("board", "board.csv", "--force").code == 0
    assert len(rows(file.read_text("utf-8"))) == 66


def test_one_class_alone(export: Iom):
    found = rows(export("wishes", "--form", "5А").out)
    assert {row["Класс"] for row in found} == {"5а"}


def test_headings_are_in_the_language_and_keys_are_not(export: Iom):
    assert export("courses").out.startswith("ID;Название;")
    assert export("courses", "--lang", "en").out.startswith("ID,Title,")
    for lang in ("ru", "en"):
        assert list(json.loads(export("courses", "--format", "json", "--lang", lang).out)[0])[:2] == ["id", "title"]


def test_a_kind_may_be_named_by_its_title(export: Iom):
    assert export("табло").out == export("board").out
    assert export("наставники").out == export("mentors").out


def test_the_report_is_one_json_document(export: Iom, tmp_path: Path):
    report = export("products", "products.csv", "--json").data["exported"]
    assert report == {"what": "products", "format": "csv", "file": "products.csv", "rows": 177, "unconsented": 0}
    assert (tmp_path / "products.csv").is_file()


def test_without_a_file_the_json_document_holds_the_rows(export: Iom):
    data = export("placements", "--form", "5а", "--json").data
    assert data["what"] == "placements"
    assert data["rows"][0]["student"] == "babushkin-lev"
    assert data["rows"][0]["since"] == "2026-05-18"


def test_a_calendar_needs_a_file_for_its_report(export: Iom):
    outcome = export("calendar", "--json")
    assert outcome.code == 2
    assert outcome.data["error"]


def test_placements_in_a_workbook_have_two_sheets(export: Iom, tmp_path: Path):
    export("placements", "p.xlsx", "--sort", "offer")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == ["Зачисление по курсам", "Зачисление по классам"]


@pytest.mark.parametrize(
    "whose", ["azanova-kamila", "Азанова Камила", "parshina-nv", "kitchen-chemistry", "Флексагоны"]
)
def test_whose_calendar(whose: str, export: Iom, tmp_path: Path):
    assert export("calendar", "c.ics", "--for", whose, "--zone", "Asia/Yekaterinburg").code == 0
    assert "BEGIN:VEVENT" in (tmp_path / "c.ics").read_text("utf-8")


def test_a_surname_means_the_pupil_before_the_mother(export: Iom):
    assert "Аверина Полина" in export("calendar", "--for", "averina").out


def test_pseudonyms_are_the_same_each_time_and_in_each_table(export: Iom, kept: Path):
    first, again = (export("students", "--anonymous", "--format", "json").out for _ in range(2))
    assert first == again
    board = json.loads(export("board", "--anonymous", "--format", "json").out)
    assert {row["student"] for row in board} <= {row["id"] for row in json.loads(first)}
    assert "averina" not in first
    key = kept / ".iom" / "pseudonyms.key"
    assert len(key.read_bytes()) == 32


def test_mentors_without_consent_are_counted_on_stderr(iom: Iom, tmp_path: Path):
    root = shutil.copytree(EXAMPLE, tmp_path / "school")
    for folder in ("students", "mentors"):
        file = root / folder / "rakitina-sofiya.toml"
        file.write_text(file.read_text("utf-8").partition("[[consents]]")[0], "utf-8")
    outcome = iom("-C", str(root), "--today", "2026-11-18", "export", "mentors")
    assert outcome.code == 0
    assert len(rows(outcome.out)) == 2
    assert "1 наставник" in outcome.err


class Screen(io.StringIO):
    """A stdout that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_workbook_is_not_thrown_at_a_terminal(kept: Path, monkeypatch: pytest.MonkeyPatch):
    out, err = Screen(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert run(["-C", str(kept), "export", "courses", "--format", "xlsx"]) == 2
    assert out.getvalue() == ""
    assert "courses.xlsx" in err.getvalue()


def test_a_table_on_a_terminal_has_no_mark_and_nothing_to_obey(kept: Path, monkeypatch: pytest.MonkeyPatch):
    out = Screen()
    monkeypatch.setattr(sys, "stdout", out)
    assert run(["-C", str(kept), "export", "courses"]) == 0
    assert out.getvalue().startswith("ID;")
    assert not set(out.getvalue()) & {"\r", "\x1b", "\ufeff"}


@pytest.mark.slow
def test_a_pipe_gets_the_bytes_of_the_file(kept: Path, tmp_path: Path):
    command = [sys.executable, "-m", "iom", "-C", str(kept), "--today", "2026-11-18", "export", "courses"]
    for form in ("xlsx", "csv"):
        piped = subprocess.run([*command, "--format", form], capture_output=True, check=True, cwd=tmp_path).stdout
        subprocess.run([*command, f"c.{form}"], capture_output=True, check=True, cwd=tmp_path)
        assert piped == (tmp_path / f"c.{form}").read_bytes()


def test_what_is_exported_is_imported_again(export: Iom, iom: Iom, kept: Path, tmp_path: Path):
    export("wishes", "wishes.xlsx")
    outcome = iom("-C", str(kept), "--today", "2026-11-18", "import", "wishes", str(tmp_path / "wishes.xlsx"), "--json")
    assert outcome.code == 0
    assert "235" in outcome.out


def test_help_names_everything_that_goes_out(iom: Iom):
    for lang in ("ru", "en"):
        text = " ".join(iom("export", "--help", "--lang", lang).out.split())
        assert not [name for name in EXPORTS if name not in text]


def test_documents_that_cannot_be_read_are_told(iom: Iom, tmp_path: Path):
    root = shutil.copytree(EXAMPLE, tmp_path / "school")
    (root / "students" / "averina-polina.toml").write_text("name =", "utf-8")
    outcome = iom("-C", str(root), "--today", "2026-11-18", "export", "students")
    assert outcome.code == 1
    assert len(rows(outcome.out)) == 67
    assert "1 документ" in outcome.err


def test_a_closed_round_is_exported_where_none_is_open(iom: Iom, tmp_path: Path):
    root = shutil.copytree(EXAMPLE, tmp_path / "school")
    with (root / "rounds" / "2026-autumn" / "round.toml").open("a", encoding="utf-8") as file:
        file.write("\nclosed_on = 2026-12-01\n")
    assert len(rows(iom("-C", str(root), "--today", "2027-01-18", "export", "lessons").out)) == 99
