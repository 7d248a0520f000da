from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from iom import language
from iom.ask.question import Reply
from iom.ask.scripted import ScriptedAsker
from iom.cli import example
from iom.cli.founding import usual_calendar
from iom.store.load import load

DOCUMENTS = ["calendar.toml", "catalogs/deficits.toml", "catalogs/metaskills.toml", "iom.toml"]


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))


def test_a_school_is_made_from_flags(iom, tmp_path):
    found = iom(
        "init", "school", "--name", "Лицей № 2", "--language", "ru", "--code", "1234", "--municipality", "Заречный",
        "--today", "2026-06-10", "--json",
    )  # fmt: skip
    assert found.code == 0
    assert found.data["documents"] == [
        "calendar.toml",
        "catalogs/deficits.toml",
        "catalogs/metaskills.toml",
        "iom.toml",
    ]
    assert read(tmp_path / "school/iom.toml") == {
        "schema": 1, "name": "Лицей № 2", "code": "1234", "municipality": "Заречный", "language": "ru",
    }  # fmt: skip
    assert read(tmp_path / "school/calendar.toml")["years"][0]["id"] == "2026-2027"


def test_a_new_school_loads_without_problems(iom, tmp_path):
    assert iom("init", "--name", "x").code == 0
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.strangers == ()
    assert sorted(loaded.school.documents) == DOCUMENTS


@pytest.mark.parametrize(("spoken", "cyrillic"), [("ru", True), ("en", False)])
def test_the_guiding_comments_are_in_the_language_of_the_school(iom, tmp_path, spoken, cyrillic):
    other = {"ru": "en", "en": "ru"}[spoken]
    iom("--lang", other, "init", "--name", "x", "--language", spoken)
    comments = [line for line in (tmp_path / "iom.toml").read_text("utf-8").splitlines() if line.startswith("# ")]
    assert comments
    assert any("а" <= letter <= "я" for letter in comments[0]) is cyrillic


def test_what_to_do_next_is_told(iom):
    found = iom("init", "school", "--name", "x")
    assert found.code == 0
    assert "What to do next" in found.out
    assert "cd school" in found.out
    assert "iom check" in found.out


def test_missing_answers_are_named_in_a_command_to_copy(iom, tmp_path):
    found = iom("init", "school")
    assert found.code == 2
    assert "iom init school --name …" in found.err
    assert not (tmp_path / "school").exists()


def test_a_person_is_asked(iom, tmp_path, monkeypatch):
    asker = ScriptedAsker({"language": "en", "name": "Gymnasium 3", "municipality": Reply.SKIP})
    monkeypatch.setattr("iom.cli.init.person", lambda: asker)
    assert iom("init", "--code", "88").code == 0
    assert read(tmp_path / "iom.toml") == {"schema": 1, "name": "Gymnasium 3", "code": "88", "language": "en"}
    assert [question.form.name for question in asker.questions] == ["language", "name", "municipality"]


def test_after_questions_the_command_without_them_is_told(iom, monkeypatch):
    asker = ScriptedAsker({"language": "en", "name": "Gymnasium 3", "code": Reply.SKIP, "municipality": Reply.SKIP})
    monkeypatch.setattr("iom.cli.init.person", lambda: asker)
    assert "\n  iom init school --name 'Gymnasium 3' --language en\n" in iom("init", "school").err


def test_a_person_may_go_back(iom, tmp_path, monkeypatch):
    asker = ScriptedAsker(["en", Reply.BACK, "ru", "x", Reply.BACK, "y", "1", Reply.SKIP])
    monkeypatch.setattr("iom.cli.init.person", lambda: asker)
    assert iom("init").code == 0
    assert read(tmp_path / "iom.toml") == {"schema": 1, "name": "y", "code": "1", "language": "ru"}


@pytest.mark.parametrize(("reply", "code"), [(Reply.NEXT, 3), (KeyboardInterrupt, 130)])
def test_a_person_who_leaves_leaves_nothing_behind(iom, tmp_path, monkeypatch, reply, code):
    monkeypatch.setattr("iom.cli.init.person", lambda: ScriptedAsker(["en", "x", reply]))
    assert iom("init", "school").code == code
    assert not (tmp_path / "school").exists()


@pytest.mark.parametrize("occupied", ["iom.toml", "calendar.toml", "catalogs/deficits.toml"])
@pytest.mark.parametrize("arguments", [["--name", "x"], ["--example"]])
def test_a_place_that_holds_a_school_is_left_alone(iom, tmp_path, occupied, arguments):
    path = tmp_path / occupied
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    found = iom("init", *arguments)
    assert found.code == 5
    assert "Nothing was changed" in found.err
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()] == [occupied]


def test_a_file_is_no_place_for_a_school(iom, tmp_path):
    (tmp_path / "school").write_text("", "utf-8")
    found = iom("init", "school", "--name", "x")
    assert found.code == 5
    assert "is a file" in found.err


@pytest.mark.parametrize(("flag", "value"), [("--language", "de"), ("--name", "a\nb"), ("--name", " ")])
def test_a_bad_answer_is_refused_before_anything_is_written(iom, tmp_path, flag, value):
    arguments = [flag, value] if flag == "--name" else ["--name", "x", flag, value]
    found = iom("init", "school", *arguments)
    assert found.code == 4
    assert flag in found.err
    assert not (tmp_path / "school").exists()


def test_an_own_list_of_ignored_files_is_kept(iom, tmp_path):
    (tmp_path / ".gitignore").write_text("*.bak", "utf-8")
    iom("init", "--name", "x")
    assert (tmp_path / ".gitignore").read_text("utf-8") == "*.bak\n.iom/\n/board-*.html\n"


def test_the_example_is_copied_whole(iom, tmp_path):
    found = iom("init", "copy", "--example", "--json")
    assert found.code == 0
    source = example.example_school()
    for path in found.data["documents"]:
        assert (tmp_path / "copy" / path).read_bytes() == (source / path).read_bytes()
    assert {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()} == {
        *found.data["documents"]
    }


def test_a_missing_example_is_told(iom, monkeypatch, tmp_path):
    monkeypatch.setattr(example, "NAME", "nowhere")
    found = iom("init", "--example")
    assert found.code == 6
    assert "example school is not there" in found.err


@pytest.mark.parametrize("year", range(2020, 2040))
def test_the_usual_calendar_has_no_gaps_and_no_overlaps(year):
    calendar = usual_calendar(year)
    spans = sorted([*calendar.terms, *calendar.holidays], key=lambda span: span.starts)
    assert spans[0].starts == date(year, 9, 1)
    assert spans[-1].ends == calendar.years[0].ends
    assert all((after.starts - before.ends).days == 1 for before, after in pairwise(spans))
    assert all(span.starts.weekday() == 0 for span in calendar.holidays)


def test_the_language_of_the_process_stays(iom):
    iom("init", "--name", "x", "--language", "ru")
    assert language.current() == "en"
