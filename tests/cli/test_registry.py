from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from iom.cli import registry
from iom.cli.commands import IomCommand, built
from iom.cli.completion import PLACES, WORDS


@pytest.mark.parametrize("entry", registry.COMMANDS, ids=lambda entry: entry.path)
def test_every_registered_command_is_there(entry: registry.Command):
    assert callable(getattr(importlib.import_module(entry.module), entry.function))


@pytest.mark.parametrize("entry", registry.COMMANDS, ids=lambda entry: entry.path)
def test_every_command_has_a_section_a_group_that_exists_help_and_an_example(entry: registry.Command):
    assert entry.help
    assert entry.examples
    if entry.group:
        assert entry.group in {group.name for group in registry.GROUPS}
    else:
        assert entry.section in registry.SECTIONS
    for example in entry.examples:
        assert f"iom {entry.path}" in example.line
        assert example.text


@pytest.mark.parametrize("entry", registry.COMMANDS, ids=lambda entry: entry.path)
def test_every_parameter_of_a_command_is_explained(entry: registry.Command):
    command = built(entry)
    assert isinstance(command, IomCommand)
    assert [param.name for param in command.params if not getattr(param, "hidden", False) and not param.help] == []


@pytest.mark.parametrize("entry", registry.COMMANDS, ids=lambda entry: entry.path)
def test_the_registry_knows_the_positional_arguments(entry: registry.Command):
    arguments = [param for param in built(entry).params if param.param_type_name == "argument"]
    assert len(arguments) == len(entry.arguments)
    assert entry.repeats == any(param.nargs == -1 for param in arguments)


def test_no_command_stands_twice():
    paths = [entry.path for entry in registry.COMMANDS]
    assert len(paths) == len(set(paths))
    assert not set(paths) & {group.name for group in registry.GROUPS}


def test_every_section_has_its_heading():
    assert {group.section for group in registry.GROUPS} <= set(registry.SECTIONS)


def test_kinds_and_word_lists_do_not_share_a_name():
    assert not PLACES.keys() & WORDS.keys()


EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
HEAVY = {"typer", "pydantic", "rich", "questionary", "prompt_toolkit", "rtoml", "tomlrt", "anyascii"}


def imported_by(code: str) -> set[str]:
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    found = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return set(found.stdout.split("\n")[-2].split())


def test_the_version_needs_nothing():
    modules = imported_by("import sys; sys.argv[1:] = ['--version']\nfrom iom.__main__ import main; main()")
    assert {name for name in modules if name.startswith("iom")} == {"iom", "iom.__main__", "iom.version"}


@pytest.mark.parametrize("words", [["--help"], ["--lang", "ru", "--help"], ["no-such-command"]])
def test_help_and_mistakes_import_no_command_and_nothing_heavy(words):
    modules = imported_by(f"from iom.cli.program import run; run({words})")
    drawn = {"rich"} if "--help" not in words else set()  # a mistake is a message, and messages are drawn
    assert not modules & (HEAVY - {"typer"} - drawn)
    assert not modules & {entry.module for entry in registry.COMMANDS}


def test_a_light_command_needs_no_pydantic():
    assert "pydantic" not in imported_by("from iom.cli.program import run; run(['completion', 'bash'])")


def test_nothing_is_drawn_as_json():
    code = (
        f"from iom.cli.program import run; run(['-C', {str(EXAMPLE)!r}, '--today', '2026-06-12', 'status', '--json'])"
    )
    assert not imported_by(code) & {"rich", "questionary", "prompt_toolkit"}


def test_completing_an_id_needs_neither_typer_nor_pydantic():
    modules = imported_by("from iom.cli.completion import answer; answer('bash', ['student', 'show', 'av'])")
    assert not modules & HEAVY


def test_completing_a_cyrillic_name_needs_only_the_transliteration():
    code = "from pathlib import Path; from iom.cli.completion import _latin; assert _latin('Авер') == 'aver'"
    assert imported_by(code) & HEAVY == {"anyascii"}
