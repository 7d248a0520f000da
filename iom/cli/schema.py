"""The command schema: JSON Schemas of the documents, and a workspace set up for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from iom.cli.context import current
from iom.cli.options import DryRun
from iom.cli.output import messages, write, write_json
from iom.editor.schema import schema as schema_of
from iom.editor.setup import FOLDER, MARK, TAPLO, TOMBI, files, schema_text
from iom.errors import Exit, IomError
from iom.language import N_, say
from iom.model.folding import find_folded
from iom.model.kinds import BY_NAME
from iom.store.transaction import Expectation, Write, digest_or_none, transact

KindName = Annotated[
    str | None, typer.Argument(metavar=N_("KIND"), help=N_("a kind of document, for example student; without it, all"))
]
Install = Annotated[bool, typer.Option("--install", help=N_("set the workspace up for the editors' tombi and taplo"))]


class UnknownKindError(IomError):
    """There is no kind ``given`` of document."""

    text = N_("There is no kind of document “{given}”.")
    hint = N_("Kinds: {known}.")
    exit_code = Exit.NOT_FOUND


class OwnSettingsError(IomError):
    """A file of settings (``path``) that the program did not write."""

    text = N_("{path} has settings of your own; it is not replaced.")
    hint = N_("Rename it, run the command again, and join the two.")
    exit_code = Exit.CONFLICT


def schema(kind: KindName = None, install: Install = False, dry_run: DryRun = False) -> None:
    """Write the JSON Schema of a kind of document, or set the workspace up for editors."""
    if install:
        _install(dry_run=dry_run)
        return
    names = [_named(kind)] if kind else list(BY_NAME)
    if kind and not current().json:
        write(schema_text(BY_NAME[names[0]]))
    else:
        write_json({"schemas": {name: schema_of(BY_NAME[name]) for name in names}})


def _named(given: str) -> str:
    found = find_folded(given, BY_NAME)
    if found is None:
        raise UnknownKindError(given=given, known=list(BY_NAME))
    return found


def _install(*, dry_run: bool) -> None:
    root = current().root
    wanted = files()
    for path in (TOMBI, TAPLO):
        present = root / path
        if present.exists() and not present.read_text("utf-8", "replace").startswith(MARK):
            raise OwnSettingsError(path=path)
    changed = [path for path, content in wanted.items() if not _holds(path, content)]
    if dry_run:
        write("\n".join(changed) or say(N_("The workspace is set up already."), {}))
        return
    before = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in changed}
    transact(
        root,
        [Write(path, wanted[path]) for path in changed],
        [Expectation(path, digest_or_none(content)) for path, content in before.items()],
        label="schema --install",
    )
    if current().json:
        write_json({"written": changed})
    elif changed:
        written = {"tombi": TOMBI, "taplo": TAPLO, "folder": FOLDER}
        messages().done(say(N_("Written: {tombi}, {taplo} and the schemas in {folder}."), written))
        messages().note(say(N_("An editor with tombi or taplo now completes keys and marks mistakes."), {}))
    else:
        messages().done(say(N_("The workspace is set up already."), {}))


def _holds(path: str, content: bytes) -> bool:
    file = current().root / path
    return file.is_file() and file.read_bytes() == content
