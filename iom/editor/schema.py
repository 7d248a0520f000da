"""JSON Schemas of the documents, drawn from the models, for editors that complete and validate TOML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel, StringConstraints

from iom.language import _
from iom.model.kinds import Kind

#: Both editors' tools read this draft.
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]

_PLAIN: Final[dict[type, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    # TOML's own dates and times, as tombi and taplo understand them; a text in quotes is none.
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "partial-time"},
}


def schema(kind: Kind) -> Schema:
    """The JSON Schema of one kind of document, with titles and descriptions in the chosen language.

    Objects are closed: what the program keeps but does not read, an editor marks.
    """
    head = kind.model.guide.get("")
    described = {"description": _(head)} if head else {}
    return {"$schema": DRAFT, "title": _(kind.title), **described, **_table(kind.model)}


def _table(model: type[BaseModel]) -> Schema:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return {
        "type": "object",
        "properties": {
            key: {**_value(field.annotation, field.metadata), "description": _(field.description or "")}
            for key, field in fields.items()
        },
        "required": [key for key, field in fields.items() if field.is_required()],
        "additionalProperties": False,
    }


def _value(annotation: Any, metadata: list[Any]) -> Schema:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0], list(arguments[1:]))
    if origin in {Union, UnionType}:
        return _one_of([_value(part, metadata) for part in arguments if part is not NoneType])
    if origin in _HOLDERS:
        return _HOLDERS[origin](arguments)
    if issubclass(annotation, BaseModel):
        return _table(annotation)
    return {**_PLAIN[annotation], **_limits(metadata)}


_HOLDERS: Final[dict[Any, Callable[[tuple[Any, ...]], Schema]]] = {
    Literal: lambda words: {"type": "string", "enum": list(words)},
    tuple: lambda items: {"type": "array", "items": _value(items[0], [])},
    dict: lambda pair: {"type": "object", "additionalProperties": _value(pair[1], [])},
}


def _one_of(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"type": [each["type"] for each in schemas]}


def _limits(metadata: list[Any]) -> Schema:
    limits: Schema = {}
    for each in metadata:
        match each:
            case Ge(ge=lowest):
                limits["minimum"] = lowest
            case Le(le=highest):
                limits["maximum"] = highest
            case MinLen(min_length=length) if length:
                limits["minLength"] = length
            case StringConstraints(pattern=pattern, min_length=length):
                limits |= {"pattern": pattern} if pattern else {}
                limits |= {"minLength": length} if length else {}
    return limits
