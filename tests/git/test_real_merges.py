"""Merges by git itself, the driver healthy, missing and crashing: nothing of either side is lost."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from iom.git.driver import OPEN
from iom.toml.fast import parsed

ROUTE = "rounds/2026-autumn/routes/averina-polina.toml"
GOAL = '\n[[goals]]\nid = "{id}"\ngoal = "{goal}"\n'
MINE, THEIRS = "20260601-aaaaa", "20260602-bbbbb"


def diverged(repository, mine: str = "моё", theirs: str = "их") -> str:
    """Both branches add a goal at the end; gives the text before."""
    base = repository.read()
    repository.on("other", base + GOAL.format(id=THEIRS, goal=theirs))
    repository.write(base + GOAL.format(id=MINE, goal=mine))
    return base


def merge(repository) -> int:
    repository.commit("mine")
    return repository.code("merge", "-q", "--no-edit", "other")


def pull(repository) -> int:
    repository.commit("mine")
    return repository.code("pull", "-q", "--no-rebase", "--no-edit", ".", "other")


def rebase(repository) -> int:
    repository.commit("mine")
    return repository.code("rebase", "-q", "other")


def cherry_pick(repository) -> int:
    repository.commit("mine")
    return repository.code("cherry-pick", "other")


def stash_pop(repository) -> int:
    repository.git("stash", "-q")
    repository.git("merge", "-q", "other")
    return repository.code("stash", "pop", "-q")


def revert(repository) -> int:
    """Theirs is taken in and taken back, with mine on top."""
    mine = repository.read()
    repository.git("checkout", "-q", ROUTE)
    repository.git("merge", "-q", "other")
    repository.write(repository.read() + mine[-len(GOAL.format(id=MINE, goal="моё")) :])
    repository.commit("mine")
    return repository.code("revert", "--no-edit", "HEAD~1")


TAKING_IN = [merge, pull, rebase, cherry_pick, stash_pop]


@pytest.mark.parametrize("operation", TAKING_IN, ids=lambda each: each.__name__)
def test_the_driver_joins_both_sides(repository, operation: Callable):
    diverged(repository)
    assert operation(repository) == 0
    assert [goal["id"] for goal in parsed(repository.read())["goals"]] == ["20260525-0c1w", MINE, THEIRS]


def test_the_driver_takes_back_one_commit_of_two(repository):
    diverged(repository)
    assert revert(repository) == 0
    assert [goal["id"] for goal in parsed(repository.read())["goals"]] == ["20260525-0c1w", MINE]


def broken(repository, how: str) -> None:
    """Put another program in the driver's place, within the line that is configured."""
    line = repository.git("config", "merge.iom.driver")
    python = shlex.quote(sys.executable)
    program = {
        "missing": "/nowhere/iom",
        "raising": f'{python} -c "raise RuntimeError"',
        "killed": f'{python} -c "import os; os.kill(os.getpid(), 9)"',
        "half-way": f"""{python} -c 'import sys; open(sys.argv[4] + ".iom", "w").write("half"); sys.exit(3)'""",
    }[how]
    _old, words = line.split(" git merge-driver", 1)
    repository.git("config", "merge.iom.driver", f"{program} git merge-driver{words.rstrip()}")


@pytest.mark.parametrize("how", ["missing", "raising", "killed", "half-way"])
@pytest.mark.parametrize("operation", [*TAKING_IN, revert], ids=lambda each: each.__name__)
def test_without_the_driver_nothing_is_lost(repository, operation: Callable, how: str):
    diverged(repository)
    broken(repository, how)
    code = operation(repository)
    text = repository.read()
    assert "моё" in text
    assert operation is revert or "их" in text
    assert code != 0
    assert "<<<<<<<" in text
    assert "=======" in text


@pytest.mark.parametrize("operation", TAKING_IN, ids=lambda each: each.__name__)
def test_a_clone_that_never_installed_merges_lines(repository, operation: Callable):
    diverged(repository)
    repository.git("config", "--remove-section", "merge.iom")
    assert operation(repository) != 0
    assert all(word in repository.read() for word in ("моё", "их", "<<<<<<<"))


def test_an_open_key_is_marked_and_the_merge_waits(repository):
    base = repository.read()
    repository.on("other", base.replace("level_aim = 2", "level_aim = 1").replace("опыты", "пьесы"))
    repository.write(base.replace("level_aim = 2", "level_aim = 3"))
    assert merge(repository) == 1
    marked = "<<<<<<< ours\nlevel_aim = 3\n=======\nlevel_aim = 1\n>>>>>>> theirs\n"
    assert repository.read() == base.replace("опыты", "пьесы").replace("level_aim = 2\n", marked)
    assert repository.git("ls-files", "-u").count(ROUTE) == 3


def test_both_sides_made_the_document(repository):
    path = "rounds/2026-autumn/journals/chemistry.toml"
    lesson = 'schema = 1\n\n[[lessons]]\nid = "{id}"\ndate = 2026-09-0{day}\n'
    repository.on("other", lesson.format(id="20260902-bbbbb", day=2), path)
    repository.write(lesson.format(id="20260901-aaaaa", day=1), path)
    assert merge(repository) == 0
    assert [each["id"] for each in parsed(repository.read(path))["lessons"]] == ["20260901-aaaaa", "20260902-bbbbb"]


def test_a_rename_on_one_side_takes_the_other_sides_edit_along(repository):
    base = repository.read()
    repository.on("other", base + GOAL.format(id=THEIRS, goal="их"))
    new = "rounds/2026-autumn/routes/averina-polya.toml"
    repository.git("mv", ROUTE, new)
    repository.write(base + GOAL.format(id=MINE, goal="моё"), new)
    assert merge(repository) == 0
    assert len(parsed(repository.read(new))["goals"]) == 3


def test_windows_line_ends_stay(repository):
    repository.write(repository.read().replace("\n", "\r\n"))
    repository.commit("windows")
    diverged(repository)
    repository.write(repository.read().replace("\r\n", "\n").replace("\n", "\r\n"))
    assert merge(repository) == 0
    text = repository.read()
    assert text.count("\r\n") == text.count("\n")
    assert len(parsed(text.replace("\r\n", "\n"))["goals"]) == 3


def test_a_newer_schema_is_merged_as_lines(repository):
    base = repository.read().replace("schema = 1", "schema = 2")
    repository.write(base)
    repository.commit("newer")
    diverged(repository)
    assert merge(repository) == 1
    assert all(word in repository.read() for word in ("моё", "их", "<<<<<<<"))


def test_a_published_paper_never_merges(repository):
    path = "rounds/2026-autumn/allocation.toml"
    row = '\n[[placements]]\nid = "{code}-game"\ncode = "{code}"\noffer = "game"\n'
    base = "schema = 1\npublished_on = 2026-06-20\n" + row.format(code="A1")
    repository.write(base, path)
    repository.commit("published")
    repository.on("other", base + row.format(code="B2"), path)
    repository.write(base.replace('offer = "game"', 'offer = "chemistry"'), path)
    assert merge(repository) == 1
    assert repository.read(path).startswith("<<<<<<< ours\nschema = 1")


def test_a_sheet_of_a_closed_round_never_merges(repository):
    closed = repository.read("rounds/2026-autumn/round.toml") + "closed_on = 2026-12-01\n"
    repository.write(closed, "rounds/2026-autumn/round.toml")
    repository.commit("closed")
    diverged(repository)
    assert merge(repository) == 1
    assert repository.read().startswith("<<<<<<< ours\n# Маршрут.")


def test_a_linked_worktree_merges_as_well(repository, tmp_path: Path):
    diverged(repository)
    repository.commit("mine")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    linked = type(repository)(tmp_path / "linked")
    assert linked.code("merge", "-q", "--no-edit", "other") == 0
    assert len(parsed(linked.read())["goals"]) == 3


def test_the_driver_killed_while_it_writes_leaves_one_of_the_two(tmp_path: Path):
    text = 'schema = 1\nrequest = "{}"\n'
    for name, word in (("base", "а"), ("ours", "б"), ("theirs", "в")):
        (tmp_path / name).write_text(text.format(word), "utf-8")
    kill = "import os, iom.git.driver as d;"
    kill += " d.os.replace = lambda *_: os._exit(9); d.main(['base','ours','theirs','7','x'])"
    done = subprocess.run([sys.executable, "-c", kill], cwd=tmp_path, check=False, env={**os.environ})
    assert done.returncode == 9
    assert (tmp_path / "ours").read_text("utf-8") == text.format("б")
    again = [sys.executable, "-m", "iom", "git", "merge-driver", "base", "ours", "theirs", "7", "x"]
    assert subprocess.run(again, cwd=tmp_path, check=False).returncode == OPEN
    assert "<<<<<<<" in (tmp_path / "ours").read_text("utf-8")


def test_the_driver_called_wrongly_writes_nothing(tmp_path: Path):
    done = subprocess.run([sys.executable, "-m", "iom", "git", "merge-driver", "a"], cwd=tmp_path, check=False)
    assert done.returncode not in (0, OPEN)
