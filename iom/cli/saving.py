"""Saving as commands do it: what was written is remembered, for a commit at the end."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from typing import Any

from iom.cli.context import Context, current
from iom.cli.output import messages
from iom.language import N_, _, say
from iom.model.school import School
from iom.store import commit
from iom.store.commit import Receipt
from iom.store.committed import newest, remember
from iom.store.load import Loaded
from iom.store.transaction import StaleError


def save(
    loaded: Loaded,
    after: School,
    *,
    label: str,
    renames: Mapping[str, str] | None = None,
    depends: Sequence[str] = (),
) -> Receipt:
    """Save as `iom.store.commit.save` does, joined with what others changed meanwhile where both can stay.

    Raises:
        StaleError: both cannot stay; nothing is written.
    """
    try:
        return _noted(commit.save(loaded, after, label=label, renames=renames, depends=depends))
    except StaleError as refusal:
        if renames:
            raise
        from iom.store.remerging import save_joined

        joined = save_joined(loaded, after, label=label, today=current().today, depends=depends, refusal=refusal)
        messages().note(_("Others changed the same documents meanwhile: both changes are in."))
        return _noted(joined)


def save_text(*given: Any, **named: Any) -> Receipt:
    """`iom.store.commit.save_text`."""
    return _noted(commit.save_text(*given, **named))


def _noted(receipt: Receipt) -> Receipt:
    context = current()
    if receipt.paths and context.commit:
        note_written(context, receipt.paths)
        if (record := newest(receipt.loaded.root)) and record not in context.records:
            context.records.append(record)
    return receipt


def note_written(context: Context, paths: Sequence[str]) -> None:
    """Remember what a commit at the end of the command is to hold."""
    context.written[:] = dict.fromkeys((*context.written, *paths))


@contextmanager
def committing(words: Sequence[str]) -> Iterator[None]:
    """Commit at the end what was written inside, even where the command stopped half-way.

    Raises:
        GitMissingError, NoRepositoryError, MergeInProgressError: beforehand, with nothing written.
        NotCommittedError: git refused.
    """
    from iom.git.committing import commit_paths, message_of, require_calm
    from iom.store.tree import WorkspaceNotFoundError

    context = current()
    try:
        require_calm(context.root)
    except WorkspaceNotFoundError:
        require_calm(context.directory)  # a workspace that is made now
    # A refused commit answers with an error: of two JSON documents nobody could read either.
    answer = io.StringIO()
    try:
        with redirect_stdout(answer) if context.json else nullcontext():
            yield
    finally:
        if context.written:
            root = current().root  # init has entered the workspace that it made
            made = commit_paths(root, context.written, message_of(command_of(words), context.written))
            if made:
                remember(root, context.records, made)
                if not context.json:
                    messages().done(say(N_("Committed: {commit}"), {"commit": made[:10]}))
        elif not context.json:
            messages().note(_("Nothing was written, so nothing is committed."))
        sys.stdout.write(answer.getvalue())


def command_of(words: Sequence[str]) -> str:
    """The words that name the command, without anything that a person wrote."""
    from iom.cli import registry

    names = [word for word in words if not word.startswith("-")]
    if len(names) > 1 and registry.find(names[1], names[0]):
        return " ".join(names[:2])
    return names[0] if names and registry.find(names[0]) else "change"
