"""The code stays small: short files, short functions, a docstring at every door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import iom

PACKAGE = Path(iom.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", [*MODULES, *sorted(TESTS.rglob("*.py"))], ids=name)
def test_no_file_is_long(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_no_function_is_long():
    long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_every_module_opens_with_a_docstring():
    assert not [name(path) for path in MODULES if not ast.get_docstring(tree(path))]


def test_no_module_has_a_vague_name():
    assert not [name(path) for path in MODULES if path.stem in VAGUE]


def test_no_test_is_shadowed_by_another_of_its_name():
    twice = []
    for path in sorted(TESTS.rglob("test_*.py")):
        names = [node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)]
        twice += [f"{path.name}: {each}" for each in set(names) if names.count(each) > 1]
    assert not twice


def test_only_the_command_line_reads_the_clock():
    clock = re.compile(r"\b(datetime\.now|date\.today|datetime\.today|datetime\.utcnow|time\.time)\(")
    readers = {name(path) for path in MODULES if clock.search(path.read_text("utf-8"))}
    assert readers <= {"iom/cli/context.py"}
