"""Keys that no model knows, on every level."""

from __future__ import annotations

from collections.abc import Iterator

from iom.check.nearest import closest
from iom.check.page import Page
from iom.check.rules import rule
from iom.check.structure import keys_of
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model.base import Document, Frozen

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
    for keys, table in page.survey.strange:
        yield from (_strange(page, table, key, keys) for key in table.unknown_keys())


def _strange(page: Page[Document], table: Frozen, key: str, keys: KeyPath) -> Problem:
    known = keys_of(type(table))
    if nearest := closest(key, known):
        return page.problem(MISSPELT_KEY, *keys, key, key=key, nearest=nearest)
    return page.problem(UNKNOWN_KEY, *keys, key, key=key, known=sorted(known))
