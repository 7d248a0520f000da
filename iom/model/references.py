"""Which field of which document names what: the one description behind checks, renaming and «where used»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from iom.errors import KeyPath
from iom.model import kinds
from iom.model.edits import Data
from iom.model.kinds import PERSON_KINDS, Kind

Many = Literal["one", "list", "keys"]

#: Every field that refers to something, by kind: its keys in the file ("[]" a list of ids, "{}" a table whose keys
#: are ids) and what it refers to, a name of `TARGETS`; "@list" is an entry of that list in the same file.
REFERENCES: Mapping[Kind, Mapping[str, str]] = {
    kinds.STUDENT: {
        "guardians.id": "guardians",
        "consents.given_by": "people",
        "consents.cosigned_by": "people",
    },
    kinds.GUARDIAN: {"consents.given_by": "people", "consents.cosigned_by": "people"},
    kinds.STAFF: {"consents.given_by": "people", "consents.cosigned_by": "people"},
    kinds.PARTNER: {"consents.given_by": "people", "consents.cosigned_by": "people"},
    kinds.MENTOR: {"consents.given_by": "people", "consents.cosigned_by": "people"},
    kinds.COURSE: {
        "authors[]": "people",
        "metaskills[]": "metaskills",
        "prerequisites[]": "courses",
        "rubric": "rubrics",
    },
    kinds.DEFICITS: {"deficits.metaskill": "metaskills"},
    kinds.GROUP: {"tutor": "staff", "members.student": "students"},
    kinds.CONSULTATIONS: {"consultations.students[]": "students"},
    kinds.ROUND: {"coordinator": "staff", "previous": "rounds"},
    kinds.CODES: {"codes{}": "people"},
    kinds.OFFER: {"course": "courses", "teachers[]": "people"},
    kinds.EVENT: {"offer": "offers", "organiser": "people", "attended[]": "people"},
    kinds.CHOICE: {
        "wishes.by": "people",
        "wishes.endorses": "@wishes",
        "wishes.offers[]": "offers",
        "wishes.reasons{}": "offers",
        "impressions.event": "events",
        "agreements.offers[]": "offers",
        "agreements.reserve[]": "offers",
        "agreements.signed_by[]": "people",
    },
    kinds.ALLOCATION: {
        "placements.code": "participant_codes",
        "placements.offer": "offers",
        "placements.by": "people",
        "lists.code": "participant_codes",
        "lists.wishes[]": "offers",
        "lists.barred{}": "offers",
        "lists.favoured[]": "offers",
        "courses.offer": "offers",
        "courses.clashes[]": "offers",
    },
    kinds.MOVES: {
        "moves.student": "people",
        "moves.from": "offers",
        "moves.to": "offers",
        "moves.by": "people",
    },
    kinds.APART: {"pairs.students[]": "students", "pairs.by": "people"},
    kinds.ROUTE: {
        "deficits.deficit": "deficits",
        "deficits.noticed_by": "people",
        "goals.deficit": "@deficits",
        "steps.goal": "@goals",
        "steps.responsible": "people",
        "reflections.by": "people",
        "waivers.by": "people",
        "decisions.by": "people",
        "decisions.repeats": "@decisions",
    },
    kinds.JOURNAL: {
        "lessons.absent[]": "people",
        "lessons.excused[]": "people",
        "products.student": "people",
        "products.shown": "events",
    },
    kinds.ASSESSMENTS: {
        "assessments.student": "people",
        "assessments.offer": "offers",
        "assessments.event": "events",
    },
}
#: Fields of a single sub-table that refer.
NESTED: Mapping[Kind, Mapping[str, str]] = {kinds.OFFER: {"rubric.from": "rubrics"}}
#: What ``ref`` of a route's step names, by the kind of the step; other steps name nothing of the workspace.
STEP_TARGETS: Mapping[str, str] = {
    "course": "offers",
    "event": "events",
    "consultation": "people",
    "meeting": "people",
}
#: Whom or what a document is about by its name.
SUBJECTS: Mapping[Kind, str] = {
    kinds.MENTOR: "people",
    kinds.CONSULTATIONS: "staff",
    kinds.CHOICE: "students",
    kinds.ROUTE: "people",
    kinds.JOURNAL: "offers",
    kinds.ASSESSMENTS: "people",
}
#: The kinds of document that answer to a target; what is missing here are entries of vocabularies and codes.
TARGETS: Mapping[str, tuple[Kind, ...]] = {
    "people": PERSON_KINDS,
    "students": (kinds.STUDENT,),
    "guardians": (kinds.GUARDIAN,),
    "staff": (kinds.STAFF,),
    "courses": (kinds.COURSE,),
    "rubrics": (kinds.RUBRIC,),
    "rounds": (kinds.ROUND,),
    "offers": (kinds.OFFER,),
    "events": (kinds.EVENT,),
}
#: Targets that are meant within the document's own round.
IN_ROUND = frozenset({"offers", "events", "participant_codes"})


class Mention(NamedTuple):
    """One place of a document that names something; ``keys`` lead to it, empty for the file's own name."""

    keys: KeyPath
    target: str
    id: str
    is_key: bool = False


class _Field(NamedTuple):
    rows: str
    key: str
    many: Many
    target: str


@cache
def _fields(kind: Kind) -> tuple[_Field, ...]:
    described = {**REFERENCES.get(kind, {}), **NESTED.get(kind, {})}
    return tuple(_field(pattern, target) for pattern, target in described.items() if not target.startswith("@"))


def _field(pattern: str, target: str) -> _Field:
    rows, _dot, name = pattern.rpartition(".")
    many: Many = "list" if name.endswith("[]") else "keys" if name.endswith("{}") else "one"
    return _Field(rows, name.rstrip("[]{}"), many, target)


def subject_position(kind: Kind) -> int:
    """Which of the ids in the path of a kind of `SUBJECTS` says whom or what the document is about."""
    return 1 if kind.template.startswith("rounds/") else 0


def mentions(kind: Kind, ids: tuple[str, ...], data: Data) -> Iterator[Mention]:
    """Everything that a document names outside itself; ``ids`` are those in its path, ``data`` its plain data."""
    if target := SUBJECTS.get(kind):
        yield Mention((), target, ids[subject_position(kind)])
    for field in _fields(kind):
        for at, table in _tables(data, field.rows):
            for keys, one in _named(table, field):
                yield Mention((*at, *keys), field.target, one, field.many == "keys")
    if kind is kinds.ROUTE:
        for at, step in _tables(data, "steps"):
            if (target := STEP_TARGETS.get(step.get("kind", ""))) and step.get("ref"):
                yield Mention((*at, "ref"), target, step["ref"])


def renamed(data: Data, kind: Kind, becomes: Callable[[str, str], str]) -> Data:
    """``data`` with every id that it names replaced by ``becomes(target, id)``; nothing is changed in place."""
    result: Data = data
    for mention in mentions(kind, ("", ""), data):
        new = becomes(mention.target, mention.id)
        if mention.keys and new != mention.id:
            result = _with(result, mention, new)
    return result


def _tables(data: Data, rows: str) -> Iterator[tuple[KeyPath, Data]]:
    value: Any = data.get(rows) if rows else data
    if isinstance(value, list):
        yield from (((rows, position), row) for position, row in enumerate(value))
    elif isinstance(value, dict):
        yield (rows,) if rows else (), value


def _named(table: Data, field: _Field) -> Iterator[tuple[KeyPath, str]]:
    value = table.get(field.key)
    if not value:
        return
    match field.many:
        case "one":
            yield (field.key,), value
        case "list":
            yield from (((field.key, position), one) for position, one in enumerate(value))
        case "keys":
            yield from (((field.key, one), one) for one in value)


def _with(value: Any, mention: Mention, new: str, depth: int = 0) -> Any:
    """A copy of ``value`` where ``new`` stands in place of what is mentioned, as a value or as a key."""
    if depth == len(mention.keys):
        return new
    key = mention.keys[depth]
    if isinstance(value, list):
        assert isinstance(key, int)
        return [*value[:key], _with(value[key], mention, new, depth + 1), *value[key + 1 :]]
    if mention.is_key and depth == len(mention.keys) - 1:
        return {new if name == mention.id else name: inner for name, inner in value.items()}
    return {**value, key: _with(value[key], mention, new, depth + 1)}
