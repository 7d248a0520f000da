"""Plain data to a document, and every misfit as a problem of ours; pydantic's English stays inside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from iom.errors import Fault, KeyPath, Problem
from iom.language import N_, Phrase
from iom.model.base import SCHEMA, Document
from iom.model.edits import Data
from iom.model.identifiers import slug
from iom.model.kinds import Kind

KEY_MISSING = Fault("E0201", N_("the key “{key}” is missing"), N_("add it, for example: {example}"))
WRONG_TYPE = Fault("E0202", N_("“{key}” must be {expected}, and here stands {found}"), N_("write {example}"))
NOT_ALLOWED = Fault("E0203", N_("“{key}” cannot be {found}"), N_("it may be: {allowed}"))
NO_ID = Fault(
    "E0204",
    N_("{found} is no id"),
    N_("an id has 2 to 64 lower-case Latin letters, digits and hyphens, for example: {example}"),
)
EMPTY_TEXT = Fault("E0205", N_("“{key}” is empty"), N_("write a text, or take the whole line away"))
TOO_SMALL = Fault("E0206", N_("“{key}” is {found}, less than {limit}"), N_("write at least {limit}"))
TOO_LARGE = Fault("E0207", N_("“{key}” is {found}, more than {limit}"), N_("write at most {limit}"))
NEWER_SCHEMA = Fault(
    "E0208",
    N_("the file has layout {found}; this program knows {known}"),
    N_("install a newer version of iom; this file will not be written until then"),
)
UNFIT = Fault("E0209", N_("the value of “{key}” does not fit"), N_("compare it with the documentation of the format"))

A_DATE = N_("a date")
_DATE = re.compile(r"(\d{4})[-./](\d\d?)[-./](\d\d?)|(\d\d?)[-./](\d\d?)[-./](\d{4})", re.ASCII)
# What a value must be, and how it is written.
EXPECTED: Mapping[str, tuple[str, str]] = {
    "string_type": (N_("a text in quotes"), '"…"'),
    "int_type": (N_("a whole number"), "3"),
    "int_from_float": (N_("a whole number"), "3"),
    "bool_type": (N_("true or false"), "true"),
    "bool_parsing": (N_("true or false"), "true"),
    "date_type": (A_DATE, "2026-06-12"),
    "date_from_datetime_inexact": (A_DATE, "2026-06-12"),
    "time_type": (N_("a time"), "15:00:00"),
    "tuple_type": (N_("a list"), '["…", "…"]'),
    "dict_type": (N_("a section"), N_("a section of its own")),
    "model_type": (N_("a section"), N_("a section of its own")),
    "model_attributes_type": (N_("a section"), N_("a section of its own")),
}
# Several kinds of value were tried in turn; the last one tried stands for all.
UNION_TAGS = frozenset({"bool", "int", "str"})


def validated(kind: Kind, data: Data, path: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document that ``data`` describes, or every reason why it is none."""
    found = data.get("schema")
    if isinstance(found, int) and found > SCHEMA:
        return None, (Problem(NEWER_SCHEMA, path, ("schema",), {"found": found, "known": SCHEMA}),)
    try:
        return kind.model.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        problems = {_key_path(detail): _problem(detail, path) for detail in details}
        return None, tuple(problems.values())


def _key_path(detail: ErrorDetails) -> KeyPath:
    keys = detail["loc"]
    return keys[:-1] if keys and keys[-1] in UNION_TAGS else keys


def _problem(detail: ErrorDetails, path: str) -> Problem:
    keys = _key_path(detail)
    name = next((key for key in reversed(keys) if isinstance(key, str)), "")
    facts: dict[str, object] = {"key": name, "found": _written(detail["input"]), **detail.get("ctx", {})}
    fault = _fault(detail["type"])
    if fault is WRONG_TYPE:
        expected, example = EXPECTED[detail["type"]]
        facts["expected"] = Phrase(expected)
        facts["example"] = (_as_date(detail["input"]) if expected == A_DATE else None) or Phrase(example)
    if fault is KEY_MISSING:
        facts["example"] = "schema = 1" if name == "schema" else f"{name} = …"
    if fault is NOT_ALLOWED:
        facts["allowed"] = _nearest_first(str(detail["input"]), str(facts["expected"]))
    if fault is NO_ID:
        facts["example"] = slug(str(detail["input"])) or "averina-polina"
    if fault in (TOO_SMALL, TOO_LARGE):
        facts["limit"] = facts.get("ge", facts.get("le"))
    return Problem(fault, path, keys, facts)


def _as_date(found: Any) -> str | None:
    """A date that stands in quotes, as TOML writes it; None where it is none."""
    match = _DATE.fullmatch(str(found).strip())
    if match is None:
        return None
    year, month, day = map(int, match.groups()[:3] if match[1] else reversed(match.groups()[3:]))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _fault(error_type: str) -> Fault:
    if error_type in EXPECTED:
        return WRONG_TYPE
    return FAULTS.get(error_type, UNFIT)


FAULTS: Mapping[str, Fault] = {
    "missing": KEY_MISSING,
    "literal_error": NOT_ALLOWED,
    "string_pattern_mismatch": NO_ID,
    "string_too_short": EMPTY_TEXT,
    "greater_than_equal": TOO_SMALL,
    "less_than_equal": TOO_LARGE,
}


def _nearest_first(found: str, expected: str) -> str:
    allowed = expected.replace("'", "").replace(" or ", ", ").split(", ")
    near = get_close_matches(found, allowed, n=1)
    return ", ".join(sorted(allowed, key=lambda value: value not in near))


def _written(value: Any) -> str:
    """A value roughly as TOML writes it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"«{value[:60]}…»" if len(value) > 60 else f"«{value}»"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return str(value)
