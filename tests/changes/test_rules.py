"""The table of rules says what the models say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from iom.changes.rules import NO_RULES, RULES, rules_of
from iom.model.kinds import KINDS, Kind
from iom.model.merging import Merging


def derived(model: type[BaseModel], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Merging]]:
    for name, field in model.model_fields.items():
        keys = (*at, field.alias or name)
        for note in field.metadata:
            if isinstance(note, Merging):
                yield keys, note
        for inner in models_in(field.annotation):
            yield from derived(inner, keys)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def pattern(kind: Kind) -> str:
    return "/".join("*.toml" if "}.toml" in part else "*" if "{" in part else part for part in kind.template.split("/"))


def test_the_table_is_what_the_models_say():
    found = {pattern(kind): dict(derived(kind.model)) for kind in KINDS}
    assert {path: dict(rules) for path, rules in RULES.items()} == {
        path: rules for path, rules in found.items() if rules
    }


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("rounds/2026-autumn/routes/averina-polina.toml", True),
        ("students/averina-polina.toml", True),
        ("rounds/2026-autumn/moves.toml", False),
        ("rounds/2026-autumn/routes/deeper/averina-polina.toml", False),
        ("notes.txt", False),
    ],
)
def test_a_path_has_the_rules_of_its_kind(path: str, known: bool):
    assert (rules_of(path) is not NO_RULES) is known
