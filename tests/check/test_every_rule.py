"""Each fault, seeded into a healthy school, is reported once, at its place, and nothing else is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rtoml

import iom.check
from iom.check import check
from iom.errors import Fault, Problem
from iom.language import say, use
from iom.model import kinds
from iom.model.school import School

HERE = Path(__file__).parent
SCHOOL = HERE / "school"
TODAY = date(2026, 11, 18)
TEXTS = {path.relative_to(SCHOOL).as_posix(): path.read_text("utf-8") for path in sorted(SCHOOL.rglob("*.toml"))}


def rows(name: str) -> list[Any]:
    return list(_rows(name))


def _rows(name: str) -> Iterator[Any]:
    for path in sorted((HERE / "faults").glob("*.toml")):
        for row in rtoml.loads(path.read_text("utf-8")).get(name, []):
            yield pytest.param(row, id=f"{path.stem}-{row.get('code', 'healthy')}-{row['what'].replace(' ', '-')}")


def seeded(row: dict[str, Any]) -> School:
    """The healthy school with one change."""
    texts = dict(TEXTS)
    first = [[row["in"], row["old"], row["new"]]] if "old" in row else []
    for path, old, new in [*first, *row.get("edits", [])]:
        assert texts[path].count(old) == 1, f"{path}: {old!r} stands there not once"
        texts[path] = texts[path].replace(old, new)
    for path, text in row.get("write", {}).items():
        texts[path] = "schema = 1\n" + text
    for path in row.get("drop", []):
        del texts[path]
    broken = frozenset(row.get("broken", []))
    return School({path: document(path, text) for path, text in texts.items() if path not in broken}, broken)


def document(path: str, text: str) -> Any:
    found = kinds.recognise(path)
    assert found, path
    return found[0].model.model_validate(rtoml.loads(text))


def found(problems: list[Problem]) -> list[tuple[Any, ...]]:
    return sorted(((p.fault.code, p.document, *p.keys) for p in problems), key=str)


def test_a_healthy_school_has_no_problems() -> None:
    assert found(check(seeded({}), TODAY)) == []


@pytest.mark.parametrize("row", rows("fault"))
def test_a_fault_is_found_at_its_place(row: dict[str, Any]) -> None:
    expected = [(row["code"], *row["at"]), *map(tuple, row.get("also", []))]
    assert found(check(seeded(row), TODAY)) == sorted(expected, key=str)


@pytest.mark.parametrize("row", rows("healthy"))
def test_a_healthy_neighbour_is_no_fault(row: dict[str, Any]) -> None:
    assert found(check(seeded(row), TODAY)) == []


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("row", rows("fault"))
def test_every_text_is_complete(row: dict[str, Any], language: str) -> None:
    use(language)
    for problem in check(seeded(row), TODAY):
        for text in (problem.fault.text, problem.fault.hint):
            said = say(text, problem.facts)
            assert said
            assert "{" not in said.replace("{id}", "")


def faults() -> dict[str, Fault]:
    modules = [
        importlib.import_module(f"iom.check.{module.name}") for module in pkgutil.iter_modules(iom.check.__path__)
    ]
    return {fault.code: fault for module in modules for fault in vars(module).values() if isinstance(fault, Fault)}


def test_every_fault_is_seeded() -> None:
    seeds = {row.values[0]["code"] for row in rows("fault")}
    in_tests_of_their_own = {"E0321", "E0322", "E0323", "W0324", "W0325", "E0449", "E0489"}
    assert set(faults()) - seeds == in_tests_of_their_own


def test_severity_is_told_by_the_code() -> None:
    assert {code for code, fault in faults().items() if (fault.severity == "warning") != code.startswith("W")} == set()
