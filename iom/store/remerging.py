"""A change of documents that others changed meanwhile: joined with theirs where both can stay, else refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from iom.changes.diff import Changes, Create, Edit
from iom.changes.documents import UnmergeableError, merge_documents
from iom.changes.rules import rules_of
from iom.check.fresh import fresh_errors
from iom.model.base import Document
from iom.model.kinds import ALLOCATION, recognise
from iom.model.school import School
from iom.model.validation import validated
from iom.store.commit import Receipt, changes_to, rendered
from iom.store.load import Loaded, load
from iom.store.transaction import Expectation, StaleError, Write, digest_or_none, transact
from iom.toml.read import read


def save_joined(
    loaded: Loaded, after: School, *, label: str, today: date, depends: Sequence[str] = (), refusal: StaleError
) -> Receipt:
    """Save as `iom.store.commit.save` does, after it refused: with what the disk has got since joined in.

    What the receipt holds is the caller's own view, without the changes of others: the next save of the same
    command joins them again, so none of them can be taken back unseen.

    Raises:
        StaleError: ``refusal``, where both changes cannot stay or would bring problems together.
        LockedError: another process is writing.
    """
    changes = changes_to(loaded, after, depends=depends)
    now = load(loaded.root)
    if not _may_join(loaded, now, changes):
        raise refusal
    own = tuple(rendered(loaded, changes))
    writes = [_joined(loaded, now, write, refusal) for write in own]
    documents = {write.path: _document(write, refusal) for write in writes}
    if fresh_errors(now.school, now.school.with_documents(documents), today):
        raise refusal
    expected = [Expectation(path, digest_or_none(now.raw.get(path))) for path in {*changes.paths(), *changes.depends}]
    transact(loaded.root, writes, expected, label=label)
    raw = {**loaded.raw, **{write.path: write.content or b"" for write in own}}
    return Receipt(tuple(sorted(write.path for write in writes)), replace(loaded, school=after, raw=raw))


def _may_join(loaded: Loaded, now: Loaded, changes: Changes) -> bool:
    same = all(_digest(loaded, path) == _digest(now, path) for path in changes.depends)
    return same and all(
        isinstance(item, Create | Edit) and not _is_closed(item.path, loaded, now) for item in changes.items
    )


def _is_closed(path: str, loaded: Loaded, now: Loaded) -> bool:
    """Whether the document became a frozen paper, or its round was closed, since it was read."""
    found = recognise(path)
    if found is None or not path.startswith("rounds/"):
        return False
    kind, ids = found
    run = now.school.runs.get(ids[0])
    before = loaded.school.runs.get(ids[0])
    closed = bool(run and run.round.closed_on) and not (before and before.round.closed_on)
    return closed or (kind is ALLOCATION and bool(run and run.allocation and run.allocation.published_on))


def _joined(loaded: Loaded, now: Loaded, write: Write, refusal: StaleError) -> Write:
    base, disk = loaded.raw.get(write.path), now.raw.get(write.path)
    if base == disk:
        return write
    if disk is None or write.content is None:
        raise refusal
    try:
        texts = [side.decode("utf-8") for side in (base or b"", disk, write.content)]
        merged = merge_documents(texts[0], texts[1], texts[2], rules_of(write.path))
    except (UnmergeableError, UnicodeDecodeError):
        raise refusal from None
    if merged.conflicts:
        raise refusal
    return Write(write.path, merged.text.encode())


def _document(write: Write, refusal: StaleError) -> Document:
    found = recognise(write.path)
    reading = read(write.content or b"", write.path)
    document = validated(found[0], reading.data, write.path)[0] if found and reading.data is not None else None
    if document is None:
        raise refusal
    return document


def _digest(loaded: Loaded, path: str) -> str | None:
    raw: Mapping[str, bytes] = loaded.raw
    return digest_or_none(raw.get(path))
