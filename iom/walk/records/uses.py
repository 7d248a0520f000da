"""Where a document is used: every place of the workspace that would lead nowhere without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iom.errors import KeyPath
from iom.model import kinds
from iom.model.kinds import PERSON_KINDS, Kind, recognise
from iom.model.references import IN_ROUND, TARGETS, Mention, mentions
from iom.model.school import School


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that is renamed or removed: its kind and its id, with the round where it lives in one."""

    kind: Kind
    id: str
    round: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that its path carries."""
        return (self.round, self.id) if self.round else (self.id,)

    @property
    def path(self) -> str:
        """Where it stands."""
        return self.kind.path(*self.ids)


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names something: the document and the keys in it, empty where the file's name does."""

    document: str
    keys: KeyPath


def uses(school: School, subject: Subject) -> tuple[Use, ...]:
    """Every place outside the document itself that needs it, by its id of today or an earlier one."""
    needing = needed_by(school, subject)
    wanted = {subject.id, *getattr(school.documents.get(subject.path), "formerly", ())}
    return tuple(
        Use(path, mention.keys)
        for path, mention in all_mentions(school, subject.round)
        if path != subject.path and mention.id in wanted and mention.target in needing
    )


def needed_by(school: School, subject: Subject) -> frozenset[str]:
    """The targets of which the document is the only one that answers under its id."""
    others = {kind for kind in PERSON_KINDS if kind != subject.kind and school.exists(kind, subject.id)}
    return frozenset(
        target for target, answering in TARGETS.items() if subject.kind in answering and not others & {*answering}
    )


def all_mentions(school: School, round_id: str | None = None) -> Iterator[tuple[str, Mention]]:
    """Every mention with the path of its document; in a round, only its own name offers and events of it."""
    for path, document in school.documents.items():
        kind, ids = recognise(path) or (kinds.WORKSPACE, ())
        for mention in mentions(kind, ids, document.data()):
            elsewhere = mention.target in IN_ROUND and ids[0] != round_id
            if not elsewhere:
                yield path, mention


def is_frozen(school: School, path: str) -> bool:
    """Whether the document is never rewritten: it belongs to a closed round, or is a published paper (design §2)."""
    found = recognise(path)
    if found is None or not path.startswith("rounds/"):
        return False
    kind, ids = found
    run = school.runs.get(ids[0])
    if run is None:
        return False
    published = kind is kinds.ALLOCATION and run.allocation is not None and run.allocation.published_on is not None
    return published or run.round.closed_on is not None
