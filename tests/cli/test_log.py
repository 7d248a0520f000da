"""The past, told from documents and from git."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

ROUTE = "rounds/2026-autumn/routes/averina-polina.toml"
CHOICE = "rounds/2026-autumn/choices/averina-polina.toml"
BASE = 'schema = 1\nrequest = "опыты"\nopened_on = 2026-05-18\n'
AGREED = """\
schema = 1

[[agreements]]
id = "20260610-f1nxx"
on = 2026-06-10
how = "together"
offers = ["chemistry", "game"]
signed_by = ["averina-polina"]
"""
PASSED = """
[[decisions]]
id = "20260612-b8hsx"
on = 2026-06-12
stage = "choice"
decision = "pass"
by = "fedoseeva-im"
"""
FILES = {
    "iom.toml": 'schema = 1\nname = "School"\nlanguage = "en"\n',
    "students/averina-polina.toml": 'schema = 1\nname = "Аверина Полина"\n'
    '[[forms]]\nid = "20250901-aaaaa"\nsince = 2025-09-01\nform = "5а"\n',
    "staff/fedoseeva-im.toml": 'schema = 1\nname = "Федосеева Ирина"\nroles = ["tutor"]\n',
    "courses/chemistry.toml": 'schema = 1\ntitle = "Кухонная химия"\n',
    "rounds/2026-autumn/round.toml": 'schema = 1\ntitle = "Autumn"\nschool_year = "2026-2027"\n'
    "opened_on = 2026-05-18\n",
    ROUTE: BASE,
}


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def commit(root: Path, day: date, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patch:
        patch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00")
        patch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00")
        for words in (("add", "-A"), ("commit", "-q", "-m", "change")):
            subprocess.run(["git", *words], cwd=root, check=True)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.fixture
def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits: the school, the family's agreement with a changed request, the tutor's decision."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    write(tmp_path, FILES)
    commit(tmp_path, date(2026, 5, 20), monkeypatch)
    write(tmp_path, {CHOICE: AGREED, ROUTE: BASE.replace("опыты", "театр")})
    commit(tmp_path, date(2026, 6, 11), monkeypatch)
    write(tmp_path, {ROUTE: BASE.replace("опыты", "театр") + PASSED})
    commit(tmp_path, date(2026, 6, 13), monkeypatch)
    return tmp_path


def test_a_pupils_story_comes_from_the_documents_and_from_git(iom, past: Path):
    outcome = iom("log", "averina", "--json")
    assert outcome.code == 0, outcome.out
    lines = [(line["day"], line["text"], line["who"], line["source"]) for line in outcome.data["story"]]
    assert ("2026-06-10", "the family agreed on 2 courses: Кухонная химия, game", "", "document") in lines
    assert ("2026-06-12", "passed choice", "Федосеева Ирина", "document") in lines
    changed = ("2026-06-11", "the pupil's request, in own words: театр instead of опыты", "Tests", "git")
    assert changed in lines
    assert lines == sorted(lines, key=lambda line: line[0])
    assert [text for _day, text, _who, source in lines if "passed" in text and source == "git"] == []


def test_an_entry_that_changed_is_named_by_what_it_says(iom, past: Path):
    write(past, {ROUTE: BASE.replace("опыты", "театр") + PASSED.replace("06-12\n", "06-11\n")})
    (lines,) = (one["changes"] for one in iom("diff", "--json").data["documents"].values())
    entry = "2026-06-12, choice, pass, Федосеева Ирина"
    assert lines == [f"history of stages › {entry} › day: 2026-06-11 instead of 2026-06-12"]


def test_a_surname_shared_with_a_parent_means_the_pupil(iom, past: Path):
    write(past, {"guardians/averina-oi.toml": 'schema = 1\nname = "Аверина Ольга"\n'})
    for wanted in ("averina", "Аверина"):
        assert "averina-oi" not in iom("log", wanted).out
        assert list(iom("show", wanted, "--json").data["documents"]) == [
            ROUTE.replace("routes", "choices"), ROUTE, "students/averina-polina.toml"
        ]  # fmt: skip
    write(past, {"courses/averina.toml": 'schema = 1\ntitle = "Аверина вышивка"\n'})
    assert iom("show", "Аверина", "--json").data["error"]["code"] == "ambiguous"
    write(past, {"students/averina-sofya.toml": 'schema = 1\nname = "Аверина Софья"\n'})
    assert iom("log", "averina-", "--json").data["error"]["code"] == "ambiguous"


def test_the_story_speaks_russian(iom, past: Path):
    out = iom("log", "averina", "--lang", "ru").out
    assert "семья договорилась о 2 курсах" in " ".join(out.split())


def test_without_git_the_documents_tell_it(iom, tmp_path: Path):
    write(tmp_path, {**FILES, CHOICE: AGREED})
    story = iom("log", "averina", "--json").data["story"]
    assert [line["day"] for line in story] == ["2025-09-01", "2026-06-10"]
    assert iom("diff", "--json").data["error"]["code"] == "no-repository"


def test_an_entry_that_was_taken_away_is_told_by_git(iom, past: Path, monkeypatch: pytest.MonkeyPatch):
    write(past, {CHOICE: "schema = 1\n"})
    commit(past, date(2026, 6, 20), monkeypatch)
    texts = [line["text"] for line in iom("log", "averina", "--json").data["story"]]
    assert any("taken away" in text for text in texts)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_changed_between_two_days(iom, past: Path, lang: str):
    found = iom("diff", "2026-05-20", "11.06.2026", "--json", "--lang", lang).data["documents"]
    assert sorted(found) == [CHOICE, ROUTE]
    assert iom("diff", "2026-05-20", "--lang", lang).code == 0
    assert iom("diff", "--json").data["documents"] == {}
    assert iom("diff", "HEAD", "HEAD", "HEAD").code == 2


def test_a_document_as_it_was(iom, past: Path):
    assert iom("show", ROUTE, "--json").data["documents"][ROUTE]["request"] == "театр"
    was = iom("show", "averina-polina", "--at", "2026-05-31", "--json").data["documents"]
    assert was[ROUTE]["request"] == "опыты"
    assert CHOICE not in was
    assert 'request = "опыты"' in iom("show", ROUTE, "--at", "HEAD~2").out


def test_the_board_as_it_was(iom, past: Path):
    assert "implementation" in iom("status", "averina", "--today", "2026-06-14").out
    assert "implementation" not in iom("status", "averina", "--at", "2026-06-12").out.split("\n")[0]
    assert iom("status", "--at", "2026-06-12", "--json").code == 0


@pytest.mark.parametrize(
    ("given", "error"), [("nowhere", "no-commit"), ("2020-01-01", "no-history-yet"), ("--all", "no-commit")]
)
def test_a_state_that_is_not_there_is_told(iom, past: Path, given: str, error: str):
    outcome = iom("show", ROUTE, f"--at={given}", "--json")
    assert (outcome.code, outcome.data["error"]["code"]) == (6, error)
