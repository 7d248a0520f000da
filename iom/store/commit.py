"""Changes of a school brought to the disk in one transaction, or shown as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from iom.changes.diff import Change, Changes, Create, Delete, Edit, Rename, diff
from iom.errors import Exit, IomError
from iom.language import N_, current, speaking
from iom.model.base import Document
from iom.model.edits import Operation
from iom.model.kinds import recognise
from iom.model.school import School
from iom.store.guiding import comments_for, with_comments
from iom.store.load import Loaded
from iom.store.transaction import Expectation, Write, digest, transact


class BrokenDocumentError(IomError):
    """A document (``path``) that would be written cannot be read as it is."""

    text = N_("{path} has problems; it is not written.")
    hint = N_("See them with: iom check {path}")
    exit_code = Exit.INVALID


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a commit wrote: the paths, and the state after it."""

    paths: tuple[str, ...]
    loaded: Loaded


def changes_to(
    loaded: Loaded, after: School, *, renames: Mapping[str, str] | None = None, depends: Iterable[str] = ()
) -> Changes:
    """What leads from the school as read to ``after`` (see `iom.changes.diff.diff`)."""
    return diff(loaded.school, after, renames=renames, depends=depends)


def save(
    loaded: Loaded,
    after: School,
    *,
    label: str,
    renames: Mapping[str, str] | None = None,
    depends: Iterable[str] = (),
) -> Receipt:
    """Write what leads from the school as read to ``after``, as one transaction; nothing when nothing does.

    ``label`` names the command in the undo record, in ids; ``depends`` are paths whose content decided the change.

    Raises:
        StaleError: a file that is written, or decided the change, is no longer as it was read.
        BrokenDocumentError: a document that would be written has problems.
        LockedError: another process is writing.
    """
    changes = changes_to(loaded, after, renames=renames, depends=depends)
    with speaking(_language(after)):
        writes = tuple(rendered(loaded, changes))
    if writes:
        paths = sorted({*changes.paths(), *changes.depends})
        transact(loaded.root, writes, [_expectation(loaded, path) for path in paths], label=label)
    return Receipt(
        tuple(sorted(write.path for write in writes)), replace(loaded, school=after, raw=_raw(loaded, writes))
    )


def save_text(loaded: Loaded, path: str, content: bytes, document: Document, *, label: str) -> Receipt:
    """Write the bytes that a person made of one document, as they are: ``document`` is what they say.

    Raises:
        StaleError: the file is no longer as it was read.
        LockedError: another process is writing.
    """
    transact(loaded.root, [Write(path, content)], [_expectation(loaded, path)], label=label)
    school = loaded.school.with_documents({path: document})
    return Receipt((path,), replace(loaded, school=school, raw={**loaded.raw, path: content}))


def create(root: Path, documents: Mapping[str, Document], *, label: str) -> Receipt:
    """Write new documents into a place that has none of them yet. Raises as `save` does."""
    return save(Loaded(root, School({}), {}, (), ()), School(dict(documents)), label=label)


def preview(loaded: Loaded, after: School, *, renames: Mapping[str, str] | None = None) -> str:
    """What `save` would write as a unified diff, for ``--dry-run``."""
    changes = changes_to(loaded, after, renames=renames)
    with speaking(_language(after)):
        return "".join(line for item in changes.items for line in _item_diff(loaded, item))


def _language(school: School) -> str:
    """The language that comments of new documents are written in: the workspace's, whoever runs the command."""
    return school.workspace.language if school.workspace else current()


def _item_diff(loaded: Loaded, item: Change) -> Iterator[str]:
    if isinstance(item, Rename):
        yield f"rename from {item.path}\nrename to {item.to}\n"
        yield from _text_diff(
            loaded.raw[item.path],
            _edited(loaded, item.path, item.operations),
            (f"a/{item.path}", f"b/{item.to}"),
        )
        return
    for write in _rendered(loaded, item):
        yield from _file_diff(write.path, loaded.raw.get(write.path), write.content)


def _file_diff(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    names = (f"a/{path}" if before is not None else "/dev/null", f"b/{path}" if after is not None else "/dev/null")
    yield from _text_diff(before, after, names)


def _text_diff(before: bytes | None, after: bytes | None, names: tuple[str, str]) -> Iterator[str]:
    old, new = ((content or b"").decode("utf-8-sig").splitlines(keepends=True) for content in (before, after))
    for line in unified_diff(old, new, *names):
        yield line if line.endswith("\n") else line + "\n"


def rendered(loaded: Loaded, changes: Changes) -> Iterator[Write]:
    """The bytes of every file that ``changes`` touch."""
    for item in changes.items:
        yield from _rendered(loaded, item)


def _rendered(loaded: Loaded, item: Change) -> Iterator[Write]:
    match item:
        case Create(path=path):
            if path in loaded.raw:
                raise BrokenDocumentError(path=path)
            yield Write(path, _new_text(item))
        case Edit(path=path, operations=operations):
            yield Write(path, _edited(loaded, path, operations))
        case Rename(path=path, to=to, operations=operations):
            yield Write(path, None)
            yield Write(to, _edited(loaded, path, operations))
        case Delete(path=path):
            yield Write(path, None)


def _new_text(item: Create) -> bytes:
    from iom.toml.write import document_text, encode

    found = recognise(item.path)
    if found is None:
        raise BrokenDocumentError(path=item.path)
    model = found[0].model
    comments = comments_for(model, item.data)
    return encode(document_text(item.data, comments=comments, order=model.key_order()))


def _edited(loaded: Loaded, path: str, operations: tuple[Operation, ...]) -> bytes:
    from iom.toml.edit import edit
    from iom.toml.read import read
    from iom.toml.write import encode

    reading = read(loaded.raw[path], path)
    found = recognise(path)
    if reading.data is None or found is None:
        raise BrokenDocumentError(path=path)
    model = found[0].model
    text = reading.text
    if operations:
        text = edit(reading.text, operations, order=model.key_order())
        if any(key and key not in reading.data for key in model.guide):
            text = with_comments(text, model, reading.data, read(text.encode(), path).data or {})
    # The edited text has the line ends of its file already.
    return encode(text, bom=reading.bom)


def _expectation(loaded: Loaded, path: str) -> Expectation:
    raw = loaded.raw.get(path)
    return Expectation(path, None if raw is None else digest(raw))


def _raw(loaded: Loaded, writes: Iterable[Write]) -> Mapping[str, bytes]:
    raw = dict(loaded.raw)
    for write in writes:
        if write.content is None:
            raw.pop(write.path, None)
        else:
            raw[write.path] = write.content
    return raw
