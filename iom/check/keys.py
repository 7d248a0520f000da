"""Keys that no model knows, on every level."""

from __future__ import annotations

from collections.abc import Iterator

from iom.check.nearest import closest
from iom.check.page import Page
from iom.check.rules import rule
from iom.check.structure import children, keys_of
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model.base import Document, Frozen
from iom.model.folding import folded

MISSPELT_KEY = Fault(
    "W0251",
    N_("there is no key “{key}” here; it is kept, but nothing reads it"),
    N_("did you mean “{nearest}”?"),
    severity="warning",
)
UNKNOWN_KEY = Fault(
    "W0252",
    N_("nothing reads the key “{key}” here; it is kept"),
    N_("known here: {known}"),
    severity="warning",
)


@rule()
def keys_are_known(page: Page[Document]) -> Iterator[Problem]:
    """Unknown keys are kept on write and reported with the nearest known one (design §4)."""
    for keys, table in _with_strange_keys(page.document, ()):
        yield from (_strange(page, table, key, keys) for key in table.unknown_keys())


def _with_strange_keys(table: Frozen, keys: KeyPath) -> list[tuple[KeyPath, Frozen]]:
    # A list, not a generator: almost every table of ten thousand documents is walked here in vain.
    found = [(keys, table)] if table.__pydantic_extra__ else []
    for attribute, key, model, is_list in children(type(table)):
        value = getattr(table, attribute)
        if not value:
            continue
        if not is_list:
            found += _with_strange_keys(value, (*keys, key))
        elif children(model):
            for position, row in enumerate(value):
                found += _with_strange_keys(row, (*keys, key, position))
        else:
            found += [((*keys, key, position), row) for position, row in enumerate(value) if row.__pydantic_extra__]
    return found


def _strange(page: Page[Document], table: Frozen, key: str, keys: KeyPath) -> Problem:
    known = keys_of(type(table))
    if nearest := closest(folded(key), known):
        return page.problem(MISSPELT_KEY, *keys, key, key=key, nearest=nearest)
    return page.problem(UNKNOWN_KEY, *keys, key, key=key, known=sorted(known))
