"""Two agreements of one family that were written down side by side.

The last one counts, and both would stay as entries: nobody would see that two different ones were made. Which of
them holds, the family knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from iom.model.keys import Data
from iom.toml.sameness import same

#: What two agreements must have in common to be one; who signed, how and when may differ.
_WHAT: Final = ("offers", "reserve", "undertakes")


def contradicting(base: Sequence[Data], ours: Sequence[Data], theirs: Sequence[Data]) -> set[str]:
    """Ids of the agreements that only one side added, where the last ones of both sides say different things."""
    known = {entry["id"] for side in (base, theirs) for entry in side}
    mine = [entry for entry in ours if entry["id"] not in known]
    known = {entry["id"] for side in (base, ours) for entry in side}
    other = [entry for entry in theirs if entry["id"] not in known]
    if not mine or not other or same(_said(mine), _said(other)):
        return set()
    return {entry["id"] for entry in (*mine, *other)}


def _said(entries: Sequence[Data]) -> dict[str, Any]:
    """What the agreement says that counts: the latest, of one day the last written."""
    last = max(reversed(entries), key=lambda entry: str(entry.get("on")))
    return {key: last[key] for key in _WHAT if last.get(key)}
