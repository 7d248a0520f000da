from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iom.cli import registry
from iom.cli.completion import OPTION_VALUES, PLACES, SWITCHES, WORDS, answer, candidates, newest_round
from iom.cli.scripts import SCRIPTS
from iom.model import kinds

SHOW = registry.Command("show", "none", "none", registry.RECORDS, "show", ("student",), group="student")
MANY = registry.Command("try", "none", "none", registry.WALK, "try", ("offer", "student"), repeats=True)


@pytest.fixture(autouse=True)
def _commands(monkeypatch: pytest.MonkeyPatch) -> None:
    own = tuple(command for command in registry.COMMANDS if command.name in {"init", "completion"})
    monkeypatch.setattr(registry, "COMMANDS", (*own, SHOW, MANY))


@pytest.fixture
def school(tmp_path: Path) -> Path:
    texts = {
        "iom.toml": "schema = 1",
        "students/averina-polina.toml": "",
        "students/averin-ivan.toml": "",
        "students/belov-oleg.toml": "",
        "students/notes.txt": "",
        "rounds/2026-autumn/round.toml": "starts = 2026-09-14",
        "rounds/2026-autumn/offers/flexagons.toml": "",
        "rounds/2026-spring/round.toml": "starts = 2026-02-02",
        "rounds/2026-spring/offers/chess.toml": "",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["stud"], ["student"]),
        (["student", ""], ["show"]),
        (["student", "show", "aver"], ["averin-ivan", "averina-polina"]),
        (["student", "show", "Авер"], ["averin-ivan", "averina-polina"]),
        (["student", "show", "Белов О"], ["belov-oleg"]),
        (["student", "show", "AVERINA"], ["averina-polina"]),
        (["student", "show", "'Авери"], ["averin-ivan", "averina-polina"]),
        (["student", "show", "averina-polina", ""], []),
        (["student", "show", "zzz"], []),
        (["try", ""], ["flexagons"]),
        (["try", "flexagons", "bel"], ["belov-oleg"]),
        (["try", "flexagons", "belov-oleg", "averina"], ["averina-polina"]),
        (["try", "--round", "2026-spring", ""], ["chess"]),
        (["try", "--round", ""], ["2026-autumn", "2026-spring"]),
        (["try", "--round=2026-s"], ["--round=2026-spring"]),
        (["try", "--yes", "flex"], ["flexagons"]),
        (["--json", "student", "show", "bel"], ["belov-oleg"]),
        (["--lang", ""], ["ru", "en"]),
        (["--lang=r"], ["--lang=ru"]),
        (["try", "--note", "fle"], []),
        (["completion", "f"], ["fish"]),
        (["no-such", "x"], []),
        ([], ["init", "completion", "try", "student"]),
        (['""'], ["init", "completion", "try", "student"]),
    ],
)
def test_words_and_ids_are_completed(school, words, found):
    assert candidates(words, school / "students") == found


def test_bash_parts_words_at_the_equals_sign(school):
    assert candidates(["try", "--round", "=", "2026-s"], school) == ["--round=2026-spring"]
    assert candidates(["--lang", "="], school) == ["--lang=ru", "--lang=en"]


def test_another_workspace_may_be_named(school, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert candidates(["-C", str(school), "student", "show", "bel"], elsewhere) == ["belov-oleg"]
    assert candidates(["student", "show", "bel"], elsewhere) == []


def test_options_of_the_program_and_of_the_command_are_completed(tmp_path):
    assert candidates(["init", "--exa"], tmp_path) == ["--example"]
    assert {"--json", "--help", "--name"} <= set(candidates(["init", "--"], tmp_path))
    assert candidates(["--no"], tmp_path) == ["--no-input"]


def test_the_newest_round_starts_last_whatever_its_name(school):
    assert newest_round(school) == "2026-autumn"
    (school / "rounds/2026-spring/round.toml").write_text("opened_on = 2027-01-10", "utf-8")
    assert newest_round(school) == "2026-spring"
    assert newest_round(school / "students") == ""


def test_a_fault_stays_silent_at_the_prompt(capsys, monkeypatch):
    monkeypatch.setattr("iom.cli.completion.candidates", lambda *_: 1 / 0)
    assert answer("bash", ["x"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("kind", sorted(PLACES.keys() - {"route"}))
def test_ids_are_sought_where_the_model_keeps_them(kind):
    ids = ["{round}", "x"] if PLACES[kind].startswith("rounds/") else ["x"]
    path = kinds.BY_NAME[kind].path(*ids)
    assert path == (f"{PLACES[kind]}/x.toml" if kind != "round" else "rounds/x/round.toml")


def test_every_value_of_an_option_is_of_a_known_kind():
    assert set(OPTION_VALUES.values()) <= PLACES.keys() | WORDS.keys()
    assert not OPTION_VALUES.keys() & SWITCHES


def test_there_is_a_script_for_every_shell_that_is_offered(iom):
    assert set(WORDS["shell"]) == set(SCRIPTS)
    assert iom("completion", "zsh").out.startswith("#compdef iom")
    found = iom("completion", "tcsh")
    assert found.code == 2
    assert "bash, zsh, fish, powershell" in found.err


@pytest.fixture
def shell_path(tmp_path: Path) -> dict[str, str]:
    """An environment in which the shell finds this ``iom``."""
    program = tmp_path / "iom"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m iom "$@"\n', "utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("iom completion f", ["fish"]),
        ("iom comple", ["completion"]),
        ("iom init --exam", ["--example"]),
        ("iom --lang=", ["ru", "en"]),
        ("iom --lang=r", ["ru"]),
    ],
)
def test_bash_completes_by_the_script(shell_path, line, found):
    # The words as bash parts them, by the blanks and the equals sign.
    words = line.replace("=", " = ").split(" ")
    quoted = " ".join(f'"{word}"' for word in words)
    script = f"""{SCRIPTS["bash"]}
COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}
_iom_complete iom; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    got = subprocess.run(["bash", "-c", script], env=shell_path, capture_output=True, check=True, encoding="utf-8")
    assert got.stdout.split() == found
    assert got.stderr == ""


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
@pytest.mark.parametrize(
    ("line", "found"),
    [("iom completion f", ["fish"]), ("iom comple", ["completion"]), ("iom --lang ", ["en", "ru"])],
)
def test_fish_completes_by_the_script(shell_path, line, found):
    script = f"{SCRIPTS['fish']}\ncomplete -C '{line}'"
    got = subprocess.run(["fish", "-c", script], env=shell_path, capture_output=True, check=True, encoding="utf-8")
    assert got.stdout.split() == found
