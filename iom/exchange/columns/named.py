"""Types of cells that show people and things by name, where the name means nobody and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.references import Thing, Who
from iom.exchange.columns.titles import Titles
from iom.exchange.people.register import Register
from iom.model import kinds
from iom.model.kinds import PERSON_KINDS, Kind

ADULTS = (kinds.STAFF, kinds.PARTNER, kinds.GUARDIAN)


@dataclass(frozen=True)
class Titled(Thing):
    """A thing shown by its title; by its id where the title means several."""

    titles: Titles = field(default_factory=lambda: Titles({}), compare=False)

    @classmethod
    def of(cls, kind: Kind, bearings: Bearings) -> Titled:
        """The type for things of this kind that are known here."""
        return cls(kind, bearings.titles(kind))

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        title = next(iter(self.titles.names.get(value, ())), value)
        title = " ".join(title.split())
        return title if _may_be_listed(title) and self.titles.find(title) == (value,) else value


@dataclass(frozen=True)
class Named(Who):
    """Somebody shown by full name; by id where several have the name."""

    people: Register = field(default_factory=lambda: Register({}), compare=False)

    @classmethod
    def of(cls, bearings: Bearings, *among: Kind) -> Named:
        """The type for people of these kinds who are known here; of all kinds where none is named."""
        return cls(among or PERSON_KINDS, bearings.people)

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        known = self.people.find(value)
        name = " ".join(self.people.known[known].name.split()) if known else value
        return name if _may_be_listed(name) and self.people.named(name, self.among) == (value,) else value


def _may_be_listed(text: str) -> bool:
    """Whether a text can stand in a list of one cell without a mark that it is one."""
    return bool(text) and not set(text) & set(";\\")
