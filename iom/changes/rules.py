"""The fields whose merging is not plain from their values, by document; a table, so that no model is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from iom.model.keys import Keys
from iom.model.merging import Merging

Rules = Mapping[Keys, Merging]
NO_RULES: Final[Rules] = MappingProxyType({})

#: Path of the document (``*``: an id) and keys without entry ids; a test takes the same from the models.
RULES: Final[Mapping[str, Rules]] = {
    "students/*.toml": {("consents", "withdrawn_on"): Merging.EARLIEST},
    "guardians/*.toml": {("consents", "withdrawn_on"): Merging.EARLIEST},
    "staff/*.toml": {("consents", "withdrawn_on"): Merging.EARLIEST},
    "partners/*.toml": {("consents", "withdrawn_on"): Merging.EARLIEST},
    "mentors/*.toml": {("consents", "withdrawn_on"): Merging.EARLIEST},
    "rounds/*/choices/*.toml": {
        ("wishes", "offers"): Merging.WHOLE,
        ("agreements",): Merging.AGREEMENTS,
        ("agreements", "offers"): Merging.WHOLE,
        ("agreements", "reserve"): Merging.WHOLE,
    },
    "rounds/*/routes/*.toml": {
        ("opened_on",): Merging.EARLIEST,
        ("steps", "done_on"): Merging.EARLIEST,
        ("decisions",): Merging.DECISIONS,
    },
}


def rules_of(path: str) -> Rules:
    """The rules of the document at ``path``, given from the workspace's root."""
    parts = path.split("/")
    for pattern, rules in RULES.items():
        fixed = pattern.split("/")
        if len(fixed) == len(parts) and all(map(_fits, fixed, parts)):
            return rules
    return NO_RULES


def _fits(fixed: str, part: str) -> bool:
    return fixed in ("*", part) or (fixed == "*.toml" and part.endswith(".toml"))
