"""The commands of git as a person calls them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from iom.ask.scripted import ScriptedAsker
from iom.toml.fast import parsed

ROUTE = "rounds/2026-autumn/routes/averina-polina.toml"
BASE = 'schema = 1\nrequest = "опыты"\n\n[[goals]]\nid = "20260525-0c1w"\ngoal = "Отличать"\nlevel_aim = 2\n'
FILES = {
    "iom.toml": 'schema = 1\nname = "School"\nlanguage = "en"\n',
    "students/averina-polina.toml": 'schema = 1\nname = "Аверина Полина"\n',
    "rounds/2026-autumn/round.toml": 'schema = 1\ntitle = "Autumn"\nschool_year = "2026-2027"\n',
    ROUTE: BASE,
}


def git(root: Path, *words: str, ok: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0 or not ok, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def school(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "school")
    return tmp_path


def left_open(school: Path, mine: str, theirs: str) -> None:
    """A merge made where the driver is missing, as a forge's button makes it."""
    git(school, "switch", "-q", "-c", "other")
    (school / ROUTE).write_text(theirs, "utf-8")
    git(school, "commit", "-qam", "theirs")
    git(school, "switch", "-q", "main")
    (school / ROUTE).write_text(mine, "utf-8")
    git(school, "commit", "-qam", "mine")
    git(school, "merge", "-q", "other", ok=False)
    assert "<<<<<<<" in (school / ROUTE).read_text("utf-8")


def test_install_needs_a_yes(iom, school: Path):
    assert iom("git", "install").code == 2
    assert iom("git", "status").code == 1
    assert iom("git", "install", "--yes").code == 0
    assert iom("git", "status").code == 0
    assert iom("check").code == 0
    assert iom("git", "uninstall", "--json").data["settings"]["hook"]["set"] is False


def test_check_warns_where_the_driver_is_missing(iom, school: Path):
    iom("git", "install", "--yes")
    git(school, "config", "--remove-section", "merge.iom")
    outcome = iom("check", "--json")
    assert outcome.code == 0
    assert "W0510" in {problem["code"] for problem in outcome.data["problems"]}


def test_check_looks_at_what_is_staged_or_changed_since(iom, school: Path):
    (school / ROUTE).write_text("schema = 1\nx = = 1\n", "utf-8")
    assert iom("check", "--staged").code == 0
    assert iom("check", "--since", "HEAD").code == 1
    git(school, "add", ".")
    assert iom("check", "--staged").code == 1
    git(school, "commit", "-qm", "broken")
    assert iom("check", "--since", "HEAD").code == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The commit changes 1 document and brings no problems.\n"),
        ("ru", "Коммит меняет 1 документ и ошибок не вносит.\n"),
    ],
)
def test_check_of_what_is_staged_says_that_it_looks_at_no_more(iom, school: Path, language: str, said: str):
    (school / "students/broken.toml").write_text("x = = 1\n", "utf-8")
    git(school, "add", ".")
    git(school, "commit", "-qm", "broken")
    (school / ROUTE).write_text(BASE.replace("опыты", "пьесы"), "utf-8")
    git(school, "add", ".")
    outcome = iom("check", "--staged", "--lang", language)
    assert (outcome.code, outcome.out) == (0, said)
    assert iom("check", "--staged", "--json").data == {"iom": 1, "documents": 5, "problems": []}


def test_resolve_settles_by_the_rules(iom, school: Path):
    goal = '\n[[goals]]\nid = "20260601-{0}"\ngoal = "{0}"\n'
    left_open(school, BASE + goal.format("aaaaa"), BASE + goal.format("bbbbb"))
    outcome = iom("git", "resolve", "--json")
    assert outcome.code == 0
    assert outcome.data["settled"] == [ROUTE]
    assert (school / ROUTE).read_text("utf-8") == BASE + goal.format("aaaaa") + goal.format("bbbbb")
    assert not git(school, "ls-files", "-u")


@pytest.mark.parametrize(("take", "level"), [("mine", 3), ("theirs", 1)])
def test_resolve_takes_the_side_that_is_named_for_what_is_left(iom, school: Path, take: str, level: int):
    left_open(school, BASE.replace("level_aim = 2", "level_aim = 3"), BASE.replace("level_aim = 2", "level_aim = 1"))
    assert iom("git", "resolve").code == 1
    assert git(school, "ls-files", "-u")
    assert iom("git", "resolve", ROUTE, "--take", take).code == 0
    assert (school / ROUTE).read_text("utf-8") == BASE.replace("level_aim = 2", f"level_aim = {level}")


def test_both_texts_may_stay(iom, school: Path):
    left_open(school, BASE.replace("опыты", "химия"), BASE.replace("опыты", "театр"))
    assert iom("git", "resolve", "--take", "both").code == 0
    assert 'request = """\nхимия\nтеатр"""' in (school / ROUTE).read_text("utf-8")


def test_what_was_mended_by_hand_stays(iom, school: Path):
    left_open(school, BASE.replace("опыты", "химия"), BASE.replace("опыты", "театр"))
    (school / ROUTE).write_text(BASE.replace("опыты", "химия и театр"), "utf-8")
    outcome = iom("git", "resolve", "--take", "mine", "--json")
    assert (outcome.code, outcome.data["by_hand"]) == (1, [ROUTE])
    assert "химия и театр" in (school / ROUTE).read_text("utf-8")


def asked(iom, monkeypatch: pytest.MonkeyPatch, replies: list[str], *words: str) -> tuple[int, ScriptedAsker]:
    """`iom git resolve` with somebody at the terminal."""
    asker = ScriptedAsker(replies)
    monkeypatch.setattr("iom.cli.git_resolve.person", lambda: asker)
    return iom("git", "resolve", *words).code, asker


@pytest.mark.parametrize(
    ("language", "screen", "question", "options"),
    [
        ("en", ["mine: химия", "theirs: театр"], "Which holds?", ["mine", "theirs", "both"]),
        ("ru", ["моё: химия", "чужое: театр"], "Что остаётся?", ["моё", "чужое", "оба"]),
    ],
)
def test_resolve_asks_about_what_is_left_in_words(
    iom, school: Path, monkeypatch: pytest.MonkeyPatch, language: str, screen: list[str], question: str, options: list
):
    left_open(school, BASE.replace("опыты", "химия"), BASE.replace("опыты", "театр"))
    code, asker = asked(iom, monkeypatch, [options[1]], "--lang", language)
    assert (code, [each.text for each in asker.questions]) == (0, [question])
    (shown,) = asker.sheets
    assert "Аверина Полина" in shown.title
    assert [f"{label}: {value}" for block in shown.blocks for label, value in block.rows] == screen
    assert [each.label for each in asker.questions[0].kind.options] == options
    assert (school / ROUTE).read_text("utf-8") == BASE.replace("опыты", "театр")
    assert not git(school, "ls-files", "-u")


@pytest.mark.parametrize(("reply", "kept"), [("mine", "химия"), ("3", '"""\nхимия\nтеатр"""')])
def test_resolve_obeys_the_answer(iom, school: Path, monkeypatch: pytest.MonkeyPatch, reply: str, kept: str):
    left_open(school, BASE.replace("опыты", "химия"), BASE.replace("опыты", "театр"))
    assert asked(iom, monkeypatch, [reply])[0] == 0
    assert kept in (school / ROUTE).read_text("utf-8")


def test_resolve_offers_both_only_where_both_can_stay(iom, school: Path, monkeypatch: pytest.MonkeyPatch):
    left_open(school, BASE.replace("level_aim = 2", "level_aim = 3"), BASE.replace("level_aim = 2", "level_aim = 1"))
    code, asker = asked(iom, monkeypatch, ["theirs"])
    assert (code, [each.id for each in asker.questions[0].kind.options]) == (0, ["mine", "theirs"])
    (beside,) = asker.sheets[0].blocks
    assert "Отличать" in beside.title
    assert "20260525-0c1w" not in beside.title
    assert "level_aim = 1" in (school / ROUTE).read_text("utf-8")


CHOICES = "rounds/2026-autumn/choices/averina-polina.toml"
AGREEMENT = '\n[[agreements]]\nid = "20261118-{id}"\non = 2026-11-18\nhow = "together"\noffers = [{offers}]\n'


@pytest.fixture
def two_agreements(iom, school: Path) -> Path:
    """Two branches on which the family agreed on different courses, merged by the driver."""
    assert iom("git", "install", "--yes").code == 0
    git(school, "add", ".")
    git(school, "commit", "-qnm", "attributes")
    for branch, made in (("other", ("bbbbb", '"K01", "K09"')), ("main", ("aaaaa", '"K01", "K05"'))):
        git(school, "switch", "-q", *(["-c"] if branch == "other" else []), branch)
        (school / CHOICES).parent.mkdir(exist_ok=True)
        (school / CHOICES).write_text("schema = 1\n" + AGREEMENT.format(id=made[0], offers=made[1]), "utf-8")
        git(school, "add", ".")
        git(school, "commit", "-qnm", branch)
    git(school, "merge", "-q", "other", ok=False)
    return school


def test_two_different_agreements_wait_for_resolve(iom, two_agreements: Path):
    assert git(two_agreements, "ls-files", "-u").count(CHOICES) == 2
    assert iom("git", "resolve").code == 1
    assert iom("git", "resolve", "--take", "theirs").code == 0
    (kept,) = parsed((two_agreements / CHOICES).read_text("utf-8"))["agreements"]
    assert kept["offers"] == ["K01", "K09"]


def test_resolve_shows_two_agreements_side_by_side_and_asks_once(
    iom, two_agreements: Path, monkeypatch: pytest.MonkeyPatch
):
    code, asker = asked(iom, monkeypatch, ["mine"])
    assert (code, len(asker.questions)) == (0, 1)
    ((mine, theirs),) = [block.rows for block in asker.sheets[0].blocks]
    assert "K05" in mine[1]
    assert "K09" in theirs[1]
    assert "K09" not in (two_agreements / CHOICES).read_text("utf-8")


def test_without_git_it_is_said(iom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "iom.toml").write_text(FILES["iom.toml"], "utf-8")
    for words in (("git", "status"), ("git", "resolve"), ("check", "--staged"), ("diff",)):
        assert iom(*words, "--json").data["error"]["code"] == "no-repository"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert iom("git", "status", "--json").data["error"]["code"] == "git-missing"
    assert iom("check").code == 0


ROUND = ("--round", "2026-autumn")


def commits(school: Path) -> list[str]:
    return git(school, "log", "--format=%s").splitlines()


def waive(iom, *more: str):
    words = ("waive", "averina-polina", "attendance", "--reason", "болезнь", "--by", "fedoseeva-im", *more)
    return iom(*words, "--today", "2026-11-16")


@pytest.fixture
def staffed(school: Path) -> Path:
    (school / "staff").mkdir()
    staff = 'schema = 1\nname = "Федосеева Ирина"\nroles = ["tutor"]\n'
    (school / "staff/fedoseeva-im.toml").write_text(staff, "utf-8")
    git(school, "add", ".")
    git(school, "commit", "-qm", "staff")
    return school


def test_a_commit_has_exactly_what_the_command_wrote(iom, staffed: Path):
    (staffed / "mine.txt").write_text("mine", "utf-8")
    git(staffed, "add", "mine.txt")
    outcome = waive(iom, "--commit")
    assert outcome.code == 0, outcome.err
    message = git(staffed, "log", "-1", "--format=%B").strip()
    assert message == f"iom waive: averina-polina\n\n{ROUTE}"
    assert git(staffed, "show", "--format=", "--name-only", "HEAD").split() == [ROUTE]
    assert git(staffed, "diff", "--cached", "--name-only").split() == ["mine.txt"]
    assert "болезнь" not in message


def test_nothing_written_means_no_commit(iom, staffed: Path):
    before = commits(staffed)
    assert iom("check", "--commit").code == 0
    assert waive(iom, "--commit", "--dry-run").code == 0
    assert commits(staffed) == before


def test_a_new_document_and_a_removed_one_are_committed(iom, staffed: Path):
    added = iom("student", "add", "--name", "Бабушкин Лев", "--form", "5а", "--commit", "--today", "2026-09-01")
    assert added.code == 0, added.err
    path = "students/babushkin-lev.toml"
    assert git(staffed, "show", "--format=", "--name-only", "HEAD").split() == [path]
    assert iom("student", "remove", "babushkin-lev", "--confirm", "babushkin-lev", "--commit").code == 0
    assert not git(staffed, "ls-files", path)
    assert commits(staffed)[:2] == ["iom student remove: babushkin-lev", "iom student add: babushkin-lev"]


def test_undoing_a_committed_change_is_a_revert(iom, staffed: Path):
    before = (staffed / ROUTE).read_bytes()
    waive(iom, "--commit")
    made = git(staffed, "rev-parse", "HEAD").strip()
    assert iom("undo").code == 0
    assert (staffed / ROUTE).read_bytes() == before
    assert f"This reverts commit {made}." in git(staffed, "log", "-1", "--format=%B")
    assert git(staffed, "status", "--porcelain", "--untracked-files=no") == ""


def test_undoing_a_change_that_is_not_committed_commits_nothing(iom, staffed: Path):
    waive(iom)
    before = commits(staffed)
    assert iom("undo").code == 0
    assert commits(staffed) == before


def test_during_a_merge_nothing_is_committed_or_written(iom, staffed: Path):
    left_open(staffed, BASE.replace("опыты", "химия"), BASE.replace("опыты", "театр"))
    outcome = iom("student", "add", "--name", "Бабушкин Лев", "--form", "5а", "--commit", "--json")
    assert (outcome.code, outcome.data["error"]["code"]) == (5, "merge-in-progress")
    assert not (staffed / "students/babushkin-lev.toml").exists()


def test_another_git_at_work_is_waited_for(iom, staffed: Path):
    from threading import Timer

    lock = staffed / ".git/index.lock"
    lock.touch()
    timer = Timer(1, lock.unlink)
    timer.start()
    outcome = waive(iom, "--commit")
    timer.join()
    assert outcome.code == 0, outcome.err
    assert commits(staffed)[0] == "iom waive: averina-polina"


def test_a_refused_commit_leaves_what_was_written(iom, staffed: Path):
    hook = staffed / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    outcome = waive(iom, "--commit", "--json")
    assert (outcome.code, "waivers" in (staffed / ROUTE).read_text("utf-8")) == (1, True)
    assert outcome.data["error"]["code"] == "not-committed"


def test_a_commit_with_json_answers_once(iom, staffed: Path):
    assert "error" not in waive(iom, "--commit", "--json").data
    assert commits(staffed)[0] == "iom waive: averina-polina"


def test_without_a_repository_commit_is_refused_beforehand(iom, tmp_path: Path):
    (tmp_path / "iom.toml").write_text(FILES["iom.toml"], "utf-8")
    outcome = iom("student", "add", "--name", "Бабушкин Лев", "--form", "5а", "--commit", "--json")
    assert outcome.data["error"]["code"] == "no-repository"
    assert not (tmp_path / "students").exists()
