"""The demonstration: quick, silent about nothing, without questions, in both languages."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from iom.cli import demo

pytestmark = pytest.mark.slow


def test_it_walks_one_pupil_to_a_closed_route(iom, tmp_path):
    found = iom("demo", "--json", "--lang", "en", input="")
    assert (found.code, found.err) == (0, "")
    assert (found.data["errors"], found.data["before"]["choice"]) == (0, found.data["after"]["choice"] + 1)
    assert found.data["after"]["closed"] == found.data["before"]["closed"] + 1
    root = tmp_path / "iom-demo"
    assert iom("-C", str(root), "--today", "2026-11-18", "check").code == 0
    changed = subprocess.run(["git", "diff", "--stat"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert "averina-polina" in changed
    assert iom("demo", "--json").data["root"].endswith("iom-demo-2")


@pytest.mark.parametrize(("language", "shown"), [("ru", "Теперь вы"), ("en", "Now you")])
def test_it_shows_the_way_in_the_language(iom, language, shown):
    found = iom("--lang", language, "demo", "school")
    assert found.code == 0
    assert shown in found.out
    assert "git diff --stat" in found.out
    long = [
        line
        for line in found.out.splitlines()
        if len(line) > 80 and not line.strip().startswith(("$ iom", "cd", "/", ". /"))
    ]
    assert not long, "\n".join(long)


@pytest.mark.skipif(sys.platform == "win32", reason="lines of a POSIX shell")
@pytest.mark.parametrize(("language", "board"), [("ru", "Чей ход"), ("en", "66 pupils")])
def test_what_it_tells_to_do_next_works_where_the_program_is_not_on_the_path(iom, tmp_path, language, board):
    found = iom("--lang", language, "demo", "my school", env={"PATH": "/usr/bin:/bin"})
    lines = [line.strip() for line in found.out.splitlines()]
    steps = lines[lines.index("Now you" if language == "en" else "Теперь вы") + 1 :]
    status = next(position for position, line in enumerate(steps) if line.startswith("iom --today 2026-11-18 status"))
    shell = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    script = "set -e\n" + "\n".join(steps[: status + 1])
    told = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=shell, capture_output=True, text=True)  # noqa: PLW1510
    assert (told.returncode, told.stderr) == (0, "")
    assert board in told.stdout
    shown = [line for line in told.stdout.splitlines() if line.strip()]
    assert "\n".join(shown) in "\n".join(line for line in found.out.splitlines() if line.strip())


def test_it_says_nothing_of_the_path_where_the_program_is_found(iom, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/somewhere/iom")
    found = iom("--lang", "ru", "demo")
    assert "activate" not in found.out
    assert "PATH" not in found.out
    assert "IOM_LANG" not in found.out  # the school speaks Russian by itself


def test_a_folder_that_is_taken_is_left_alone(iom, tmp_path):
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / "mine.txt").write_text("моё", "utf-8")
    found = iom("demo", "school", "--lang", "en")
    assert found.code == 5
    assert "not empty" in found.err
    assert [path.name for path in (tmp_path / "school").iterdir()] == ["mine.txt"]


def test_it_works_without_git(iom, tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "is_installed", lambda: False)
    found = iom("demo", "--lang", "en")
    assert found.code == 0
    assert "no git here" in found.out
    assert not (tmp_path / "iom-demo" / ".git").exists()


def test_both_scripts_ask_for_the_same():
    from iom import language
    from iom.cli.acts import acts

    shapes = []
    for spoken in ("ru", "en"):
        language.use(spoken)
        shapes.append([(act.today, act.command[:2], sorted(act.replies)) for act in acts()])
    assert shapes[0] == shapes[1]
