"""The parser's messages, taken from its own source: each has a kind of ours."""

from __future__ import annotations

import ast
from importlib.resources import files

import pytest

from iom.toml import faults
from iom.toml.causes import known


def parser_messages() -> list[str]:
    """Every text that the parser's modules raise, with a sample where a value is filled in."""
    found: list[str] = []
    for module in ("_parser.py", "_scanner.py", "_validator.py"):
        tree = ast.parse(files("tomlrt").joinpath(module).read_text("utf-8"))
        assigned = [
            (node.lineno, text(node.value))
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "msg"
        ]
        inner = inner_lines(tree)
        found += [message for line, message in assigned if line not in inner]
        found += [
            text(node.args[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and getattr(node.func, "attr", "") in ("error", "_error")
            and node.args
            and isinstance(node.args[0], ast.JoinedStr | ast.Constant)
        ]
    return sorted(set(found))


def inner_lines(tree: ast.AST) -> set[int]:
    """Lines of messages that are raised as ValueError: the parser wraps these into another message."""
    found: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for first, second in zip(body or [], (body or [])[1:], strict=False) if isinstance(body, list) else ():
            raised = getattr(second, "exc", None) if isinstance(second, ast.Raise) else None
            if isinstance(raised, ast.Call) and getattr(raised.func, "id", "") == "ValueError":
                found.add(first.lineno)
    return found


def text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return "".join(sample(part) for part in node.values)


def sample(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    name = ast.unparse(part.value)
    plain = {"kind": "basic", "what": "table", "closer": "']]'", "cp": "0001", "ord(ch)": "0001"}
    return plain.get(name, "'x'" if part.conversion == ord("r") else "x")


def test_the_parser_still_has_its_messages_where_they_are_looked_for() -> None:
    assert len(parser_messages()) > 40


@pytest.mark.parametrize("message", parser_messages())
def test_every_message_of_the_parser_has_a_kind_of_its_own(message: str) -> None:
    fault, facts = known(message)
    assert fault is not faults.NOT_TOML
    assert set(facts) <= {"name", "character"}


def test_a_message_nobody_knows_is_not_shown() -> None:
    assert known("something new") == (faults.NOT_TOML, {})
