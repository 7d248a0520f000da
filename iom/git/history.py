"""The history of documents in git: which commit changed what in which document, read in two calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iom.changes.diff import difference
from iom.git.run import attempted, git_bytes
from iom.git.trees import blobs, is_document
from iom.language import N_, say
from iom.model.edits import Add, Data, Operation
from iom.model.school import School
from iom.toml.fast import parsed
from iom.views.changes import document_title, sentence
from iom.views.story import Told, day_of


@dataclass(frozen=True, slots=True)
class Touch:
    """One document as one commit changed it: the names of its contents before and after, zeros for none."""

    commit: str
    day: date
    author: str
    path: str
    before: str
    after: str


def touches(root: Path, paths: Sequence[str] = (".",)) -> tuple[Touch, ...]:
    """Every change of these documents, oldest first; none where there is no history.

    Raises:
        GitMissingError: there is no git.
        GitFailedError: it failed.
    """
    if attempted(root, "rev-parse", "--verify", "--quiet", "HEAD")[0]:
        return ()
    words = ("log", "--raw", "--no-renames", "--no-abbrev", "-z", "--relative", "--format=%x01%H%x02%as%x02%an")
    listing = git_bytes(root, *words, "--", *paths).decode("utf-8", "replace")
    return tuple(reversed(list(_touches(listing))))


def _touches(listing: str) -> Iterator[Touch]:
    for record in filter(None, listing.split("\x01")):
        head, _nul, rest = record.partition("\0")
        commit, day, author = head.split("\x02")
        fields = [field.lstrip("\n") for field in rest.split("\0")]
        for about, path in zip(fields[::2], fields[1::2], strict=False):
            words = about.removeprefix(":").split()
            if len(words) == 5 and is_document(path):
                yield Touch(commit, date.fromisoformat(day), author, path, words[2], words[3])


def told(root: Path, school: School, found: Iterable[Touch]) -> Iterator[Told]:
    """What the documents do not say of themselves any more: values changed, entries taken away, files come and gone."""
    found = tuple(found)
    contents = blobs(root, {name for touch in found for name in (touch.before, touch.after) if name.strip("0")})
    data = {name: _data(content) for name, content in contents.items()}
    for touch in found:
        before, after = data.get(touch.before), data.get(touch.after)
        for text in _sentences(school, touch, before, after):
            yield Told(touch.day, text, touch.author, touch.path, "git", touch.commit)


def _sentences(school: School, touch: Touch, before: Data | None, after: Data | None) -> Iterator[str]:
    title = document_title(school, touch.path)
    if not touch.before.strip("0"):
        yield say(N_("new: {document}"), {"document": title})
    elif not touch.after.strip("0"):
        yield say(N_("removed: {document}"), {"document": title})
    elif before is None or after is None:
        yield say(N_("changed as text: {document}"), {"document": title})
    else:
        for operation in difference(before, after):
            if not _is_told(operation, school, touch.path):
                yield sentence(touch.path, before, operation, school)


def _is_told(operation: Operation, school: School, path: str) -> bool:
    """Whether the document tells it itself: a dated entry that still stands there."""
    if not isinstance(operation, Add) or day_of(operation.entry) is None:
        return False
    document = school.documents.get(path)
    entries = document.data().get(operation.keys[0], []) if document and len(operation.keys) == 1 else []
    return any(isinstance(entry, dict) and entry.get("id") == operation.entry["id"] for entry in entries)


def _data(content: bytes) -> Data | None:
    try:
        return parsed(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except ValueError:
        return None
