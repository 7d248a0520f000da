from __future__ import annotations

import re
import shlex

import pytest

from iom.cli import registry
from iom.cli.commands import built

PATHS = [entry.path for entry in registry.COMMANDS]
GROUPS = [group.name for group in registry.groups()]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("path", ["", *PATHS, *GROUPS])
def test_every_page_of_help_fits_80_columns_and_shows_an_example(iom, path, language):
    found = iom("--lang", language, *path.split(), "--help")
    assert (found.code, found.err) == (0, "")
    assert [line for line in found.out.splitlines() if len(line) > 80] == []
    assert ("Примеры" if language == "ru" else "Examples") in found.out or not path


def test_no_russian_page_has_an_english_description(iom):
    english = []
    for entry in registry.COMMANDS:
        page = " ".join(iom("--lang", "ru", *entry.path.split(), "--help").out.split())
        texts = [entry.help, *(example.text for example in entry.examples), "Usage", "Options", "Arguments"]
        texts += [param.help for param in built(entry).params if param.help and " " in param.help]
        english += [f"{entry.path}: {text}" for text in texts if " ".join(text.split()) in page]
    assert not english, "\n".join(english)


def test_the_page_of_the_program_names_every_command_once(iom):
    page = iom("--help").out
    for name in [command.name for command in registry.members()] + GROUPS:
        assert len(re.findall(rf"^  {name}  ", page, re.MULTILINE)) == 1


def test_a_list_names_what_each_option_takes(iom):
    page = iom("init", "--help").out
    assert "Usage: iom init [FOLDER] [OPTION…]" in page
    assert re.search(r"^  --name TEXT +name of the school$", page, re.MULTILINE)


def test_the_short_option_for_help_works_too(iom):
    assert iom("init", "-h").out == iom("init", "--help").out


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_example_of_several_lines_is_one_command_to_the_shell(iom, language):
    page = iom("--lang", language, "round", "move", "--help").out
    (command,) = [line for line in re.sub(r" \\\n *", " ", page).splitlines() if line.startswith("  iom round move")]
    assert shlex.split(command)[-4::2] == ["--reason", "--by"]
    assert len(command) > 80


def test_the_lines_of_an_example_are_commands_that_exist(iom):
    for entry in registry.COMMANDS:
        for example in entry.examples:
            assert example.line.split("iom ", 1)[1].startswith(entry.path)
