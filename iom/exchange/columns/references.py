"""Types of cells that name somebody or something in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.values import ValueType
from iom.language import N_
from iom.model.kinds import PERSON_KINDS, Kind

if TYPE_CHECKING:
    from iom.exchange.columns.bearings import Bearings

_UNKNOWN = N_("“{given}” is not known here.")
_WRITE = N_("Write the id, or the full name.")
_SEVERAL = N_("“{given}” may be any of these: {candidates}.")


@dataclass(frozen=True)
class Thing(ValueType[str]):
    """A course, offer, event, metaskill …: by id, title or code. The value is its id."""

    kind: Kind
    closed = True

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        titles, given = bearings.titles(self.kind), " ".join(text.split())
        found = titles.find(given)
        if len(found) == 1:
            return found[0]
        if found:
            facts = {"given": given, "candidates": [titles.label(one) for one in found]}
            return Misfit("several", _SEVERAL, N_("Write the id."), facts)
        near = [titles.label(one) for one in titles.beginning(given) or titles.nearest(given)]
        hint = N_("Did you mean: {nearest}?") if near else ""
        return Misfit("unknown", _UNKNOWN, hint, {"given": given, "nearest": near})

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value


@dataclass(frozen=True)
class Who(ValueType[str]):
    """Somebody of these kinds: by id or full name. The value is the id; nobody new is made."""

    among: tuple[Kind, ...] = PERSON_KINDS
    closed = True

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        given = " ".join(text.split())
        people = bearings.people
        found = people.named(given, self.among)
        if len(found) == 1:
            return found[0]
        if found:
            facts = {"given": given, "candidates": [people.label(one) for one in found]}
            return Misfit("several", _SEVERAL, N_("Write the id."), facts)
        near = [people.label(one) for one in people.nearest(given, self.among)]
        hint = N_("Did you mean: {nearest}? Write the id, or the name as it stands there.") if near else _WRITE
        return Misfit(
            "unknown-person", N_("There is nobody called “{given}”."), hint, {"given": given, "nearest": near}
        )

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value
