from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TODAY = ("--today", "2026-10-01")


def test_leavers_are_hidden_unless_all_are_wanted(iom: Run, folder: Path):
    listed = iom("student", "list", "--json", *TODAY, cwd=folder).data["records"]
    assert [record["id"] for record in listed] == ["averina-polina"]
    everybody = iom("student", "list", "--all", "--json", *TODAY, cwd=folder).data["records"]
    assert [record["id"] for record in everybody] == ["averina-polina", "bolotov-egor"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--form", "5а"), ["averina-polina"]),
        (("--form", "5a"), ["averina-polina"]),
        (("--form", "5б"), ["bolotov-egor"]),
        (("--group", "fifth"), ["averina-polina"]),
        (("егор",), ["bolotov-egor"]),
        (("никого",), []),
    ],
)
def test_lists_are_narrowed(iom: Run, folder: Path, filters: tuple[str, ...], found: list[str]):
    done = iom("student", "list", *filters, "--all", "--json", *TODAY, cwd=folder)
    assert [record["id"] for record in done.data["records"]] == found


def test_a_list_fits_eighty_columns(iom: Run, folder: Path):
    lines = iom("student", "list", "--lang", "ru", *TODAY, cwd=folder).out.splitlines()
    assert any("Аверина Полина Игоревна" in line for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("wanted", ["averina-polina", "aver", "Аверина", "полина", "АВЕРИНА ПОЛИНА"])
def test_a_pupil_is_found_by_id_beginning_or_name(iom: Run, folder: Path, wanted: str):
    done = iom("student", "show", wanted, "--json", *TODAY, cwd=folder)
    assert done.data["id"] == "averina-polina"
    assert done.data["links"]["groups"] == ["fifth-a"]
    assert done.data["document"]["guardians"][0]["legal"] is True


def test_a_profile_speaks_names_instead_of_ids(iom: Run, folder: Path):
    said = iom("student", "show", "averina-polina", "--lang", "ru", *TODAY, cwd=folder).out
    assert "Аверина Ольга Игоревна (averina-oi) · мать" in said
    assert "Группа 5а (fifth-a)" in said


def test_a_guardian_shows_the_children(iom: Run, folder: Path):
    done = iom("guardian", "show", "Аверина", "--json", cwd=folder)
    assert done.data["links"]["children"] == ["averina-polina"]


def test_an_unknown_id_gets_a_suggestion(iom: Run, folder: Path):
    done = iom("student", "show", "averina-polna", cwd=folder)
    assert done.code == 6
    assert "averina-polina" in done.err


def test_an_ambiguous_beginning_lists_the_candidates(iom: Run, folder: Path):
    text = (folder / "students/averina-polina.toml").read_text("utf-8").replace("Полина", "Дарья")
    (folder / "students/averina-darya.toml").write_text(text, "utf-8")
    done = iom("student", "show", "aver", cwd=folder)
    assert done.code == 6
    assert "averina-darya" in done.err
    assert "averina-polina" in done.err


def test_a_broken_record_is_shown_with_its_problem(iom: Run, folder: Path):
    (folder / "students/averina-polina.toml").write_text("schema = 1\nname = \n", "utf-8")
    done = iom("student", "show", "averina-polina", cwd=folder)
    assert done.code == 4
    assert "students/averina-polina.toml:2" in done.err


def test_hostile_text_of_a_document_is_shown_not_obeyed(iom: Run, folder: Path):
    (folder / "students/evil-pupil.toml").write_text('schema = 1\nname = "Злой \\u001b]0;x\\u0007 [bold]"\n', "utf-8")
    for words in (("list",), ("show", "evil-pupil")):
        said = iom("student", *words, cwd=folder).out
        assert "\x1b" not in said
        assert "[bold]" in said


def test_offers_of_a_round_are_listed_by_round(iom: Run, folder: Path):
    done = iom("offer", "list", "--round", "2025-spring", "--json", cwd=folder)
    assert done.data == {"iom": 1, "kind": "offer", "round": "2025-spring", "records": []}
    assert iom("offer", "list", "--round", "nowhere", cwd=folder).code == 6


OFFER = """schema = 1
course = "flexagons"
teachers = ["parshina-nv"]
starts = 2026-09-14
ends = 2026-11-13
seats = { min = 1, max = 12 }
slots = [{ id = "tue-1400", day = "tue", from = 14:00:00, to = 15:00:00 }]
"""


@pytest.mark.parametrize("typed", ["K01", "k01", "К01"])  # the last in Cyrillic
@pytest.mark.parametrize("kind", ["course", "offer"])
def test_a_course_is_found_by_its_code(iom: Run, folder: Path, kind: str, typed: str):
    course = folder / "courses/flexagons.toml"
    course.write_text(course.read_text("utf-8") + 'code = "K01"\n', "utf-8")
    (folder / "rounds/2026-autumn/offers").mkdir()
    (folder / "rounds/2026-autumn/offers/fold.toml").write_text(OFFER, "utf-8")
    shown = iom(kind, "show", typed, *TODAY, cwd=folder)
    assert shown.code == 0
    assert "Флексагоны" in shown.out


def test_an_id_goes_before_a_code(iom: Run, folder: Path):
    for name, code in (("k01", "X1"), ("other", "K01")):
        text = f'schema = 1\ntitle = "Курс {name}"\ncode = "{code}"\n'
        (folder / f"courses/{name}.toml").write_text(text, "utf-8")
    assert "Курс k01" in iom("course", "show", "K01", cwd=folder).out


def test_a_code_goes_before_a_title(iom: Run, folder: Path):
    for name, code, title in (("chess", "K01", "Шахматы"), ("robots", "X1", "K01")):
        (folder / f"courses/{name}.toml").write_text(f'schema = 1\ntitle = "{title}"\ncode = "{code}"\n', "utf-8")
    assert "Шахматы" in iom("course", "show", "K01", cwd=folder).out
