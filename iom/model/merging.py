"""How two changes of one field become one, where the kind of its value does not say it already."""

from __future__ import annotations

from enum import Enum


class Merging(Enum):
    """Stands in a field's annotation; `iom.changes.rules` is the table of all fields that have one."""

    #: A list that one person gave as a whole: two different ones are two statements, never one mixture.
    WHOLE = "whole"
    #: Of two days the earlier: what happened first has happened.
    EARLIEST = "earliest"
    #: The history of stages: the same decision taken twice counts once, contradicting ones are for people.
    DECISIONS = "decisions"
    #: Agreements, of which the last counts: two different ones made side by side are for people.
    AGREEMENTS = "agreements"
