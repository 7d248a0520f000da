"""What is said where a row, or an answer about it, means nobody who may stand there."""

from __future__ import annotations

from collections.abc import Sequence

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Party
from iom.language import N_
from iom.model.kinds import STUDENT


def nobody(party: Party, name: str, row: str, slot: str, near: Sequence[tuple[str, str]]) -> Misfit:
    """Nobody has the name.

    ``row`` with ``slot`` is how an answer calls the row; ``near`` are ids of people with like names, and how they are
    shown.
    """
    nearest = near[0][0] if near else ""
    facts: dict[str, object] = {"given": name, "row": row + slot, "slot": slot, "who": nearest, "id": nearest}
    hint = N_("Say who it is, by the id: --same {row}=ID")
    if near:
        facts["nearest"] = [shown for _, shown in near]
        hint = N_("Did you mean: {nearest}? Then: --same {row}={id}")
    return Misfit("unknown-person", N_("There is nobody called “{given}”."), hint, facts, party.name)


def nobody_has(identifier: str, column: str) -> Misfit:
    """Nobody has the id."""
    hint = N_("Look it up, like: iom student list")
    return Misfit("no-such-id", N_("Nobody has the id {given}."), hint, {"given": identifier}, column)


def unfitting(identifier: str, party: Party) -> Misfit:
    """The id is a pupil's where an adult is meant, or the other way round."""
    text = N_("{given} is no pupil.") if party.kind is STUDENT else N_("{given} is a pupil, not an adult.")
    return Misfit("unfitting", text, N_("Write another id after --same."), {"given": identifier}, party.name)
