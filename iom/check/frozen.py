"""What is frozen stays as it was: published papers, and everything in a closed round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iom.errors import Fault, Problem
from iom.language import N_
from iom.model.base import Document
from iom.model.kinds import ALLOCATION, ROUND, recognise
from iom.model.rounds import Allocation, Round
from iom.model.school import School

CHANGED = Fault(
    "E0449",
    N_("this document was frozen on {day}, and it has been changed since {revision}"),
    N_("bring it back: git checkout {revision} -- {path}; later facts are written elsewhere, as moves are"),
)
GONE = Fault(
    "E0449",
    N_("this document was frozen on {day}, and it has been taken away since {revision}"),
    N_("bring it back: git checkout {revision} -- {path}"),
)


def frozen_changed(before: School, after: School, revision: str) -> list[Problem]:
    """Documents of ``after`` that differ from ``before`` though they were frozen there (design §2).

    A comment or another order of keys is no change of facts. ``before`` holds only documents that may differ, with
    the ``round.toml`` of their rounds; documents that cannot be read now are told elsewhere.
    """
    return [
        problem
        for path, document in before.documents.items()
        if path not in after.broken
        for problem in _changed(before.documents, path, document, after.documents.get(path), revision)
    ]


def _changed(
    past: Mapping[str, Document], path: str, document: Document, now: Document | None, revision: str
) -> Iterable[Problem]:
    day = _frozen_on(past, path, document)
    if day is None or (now is not None and now.data() == document.data()):
        return
    yield Problem(GONE if now is None else CHANGED, path, (), {"day": day, "revision": revision, "path": path})


def _frozen_on(past: Mapping[str, Document], path: str, document: Document) -> object:
    found = recognise(path)
    if found is None or not path.startswith("rounds/"):
        return None
    if found[0] is ALLOCATION and isinstance(document, Allocation) and document.published_on:
        return document.published_on
    round_ = past.get(ROUND.path(found[1][0]))
    return round_.closed_on if isinstance(round_, Round) else None
