"""Keys that no model knows, on every level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iom.check.nearest import closest
from iom.check.page import Page
from iom.check.rules import rule
from iom.check.structure import children, keys_of
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model.base import Document, Frozen

MISSPELT_KEY = Fault(
    "W0251",
    N_("there is no key “{key}” here; it is kept, but nothing reads it"),
    N_("did you mean “{nearest}”?"),
    severity="warning",
    part="key",
)
UNKNOWN_KEY = Fault(
    "W0252",
    N_("nothing reads the key “{key}” here; it is kept"),
    N_("known here: {known}"),
    severity="warning",
    part="key",
)


@rule()
def keys_are_known(page: Page[Document]) -> Iterator[Problem]:
    """Unknown keys are kept on write and reported with the nearest known one (design §4)."""
    for keys, table in page.survey.strange:
        yield from (_strange(page.path, type(table), key, keys) for key in table.unknown_keys())


def unknown_keys(path: str, data: Mapping[str, Any], model: type[Frozen], at: KeyPath = ()) -> Iterator[Problem]:
    """The same for the plain data of a document that does not fit its model."""
    yield from (_strange(path, model, key, at) for key in data if key not in keys_of(model))
    for child in children(model):
        value = data.get(child.key)
        rows = value if child.is_list and isinstance(value, list) else [value]
        for position, row in enumerate(rows):
            if isinstance(row, dict):
                inner = (*at, child.key, position) if child.is_list else (*at, child.key)
                yield from unknown_keys(path, row, child.model, inner)


def _strange(path: str, model: type[Frozen], key: str, at: KeyPath) -> Problem:
    known = keys_of(model)
    if nearest := closest(key, known):
        return Problem(MISSPELT_KEY, path, (*at, key), {"key": key, "nearest": nearest})
    return Problem(UNKNOWN_KEY, path, (*at, key), {"key": key, "known": sorted(known)})
