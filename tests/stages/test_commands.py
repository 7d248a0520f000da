"""The commands that gates recommend exist, with every option that they name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from iom.stages import requirements
from iom.walk.stages import stage_forms

MODULES = sorted(Path(requirements.__file__).parent.glob("*.py"))
OWN = {
    "choose": {form.flag for form in stage_forms("choice")},
    "implement": {form.flag for form in stage_forms("implementation")} | {"--offer"},
    "evaluate": {form.flag for form in stage_forms("evaluation")} | {"--expert"},
    "reflect": {form.flag for form in stage_forms("reflection")},
    "round": {"--from", "--to", "--reason", "--by"},
    "waive": {"--reason"},
    "event": {"--kind"},
    "offer": set(),
}


def commands() -> list[str]:
    """Every text in the requirements that begins with ``iom ``, holes left out."""
    texts = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                texts.append(
                    "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node.value)
    return sorted({text for text in texts if re.match(r"iom \w+ \S", text)})


def test_the_commands_are_found() -> None:
    assert len(commands()) >= 15


@pytest.mark.parametrize("command", commands())
def test_a_recommended_command_takes_the_options_that_it_names(command: str) -> None:
    verb = command.split()[1]
    assert set(re.findall(r"--[a-z-]+", command)) <= OWN[verb]
