"""The ground of every document: frozen models, entry lists, plain data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from iom.language import N_
from iom.model.edits import Data
from iom.model.identifiers import ID_PATTERN

SCHEMA = 1

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Item = TypeVar("Item")
# TOML gives lists; a frozen model wants tuples, and strict mode would refuse the change.
Rows = Annotated[tuple[Item, ...], Field(strict=False)]


class Frozen(BaseModel):
    """A table of a document: strict types, unknown keys kept, no change in place."""

    model_config = ConfigDict(
        strict=True,
        extra="allow",
        frozen=True,
        defer_build=True,
        populate_by_name=True,
        protected_namespaces=(),
    )

    @classmethod
    def new(cls, **fields: Any) -> Self:
        """A table of these fields, checked; those that are None or empty are left out."""
        return cls.model_validate({name: value for name, value in fields.items() if value not in (None, (), {})})

    def data(self) -> Data:
        """The table as plain TOML data: only the keys that were given, lists as lists, no None."""
        dumped = self.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
        return {key: plain(value) for key, value in dumped.items()}

    def replaced(self, **fields: Any) -> Self:
        """This table with other values in some fields (None takes a field away)."""
        return self.model_copy(update=fields)

    def unknown_keys(self) -> tuple[str, ...]:
        """Keys of the file that the model does not know."""
        return tuple(self.model_extra or ())


class Entry(Frozen):
    """An entry of a growing list; ``id`` stands first in its table."""

    id: Id = Field(description=N_("the entry's own name within its list; never changed once written"))


class Document(Frozen):
    """One file of the workspace. Its id is the file's name and stands nowhere inside."""

    #: Short comments for a new file: top-level key (or "" for the head) -> message id.
    guide: ClassVar[Mapping[str, str]] = MappingProxyType({})

    schema_version: int = Field(alias="schema", ge=1, description=N_("version of this file's layout; 1"))

    @classmethod
    def new(cls, **fields: Any) -> Self:
        """A new document of the present schema; fields that are None or empty are left out."""
        return super().new(schema_version=SCHEMA, **fields)

    @classmethod
    def key_order(cls) -> tuple[str, ...]:
        """Top-level keys in the order in which a file is written; consents close it."""
        keys = [field.alias or name for name, field in cls.model_fields.items()]
        return tuple(sorted(keys, key=lambda key: key == "consents"))


def plain(value: Any) -> Any:
    """``value`` with tuples as lists, all the way down."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value
