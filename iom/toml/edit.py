"""Edits of a document's text that keep comments, order, alignment and newlines, and prove themselves."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.edits import Operation, applied
from iom.toml.draft import Draft
from iom.toml.fast import parsed
from iom.toml.layout import LayoutError
from iom.toml.operations import perform
from iom.toml.rekeying import rekey
from iom.toml.sameness import same


class EditMismatchError(IomError):
    """The edited text does not read back as intended; nothing is written."""

    text = N_("The change could not be put into the file's text without altering something else.")
    hint = N_("Nothing was written. Please make this change in the file by hand, and report the case.")
    exit_code = Exit.BUG


def edit(text: str, operations: Sequence[Operation], *, order: Sequence[str] = ()) -> str:
    """The text with the operations done; every line that they do not mean stays as it is.

    ``order`` names the top-level keys as the model orders them.

    Raises:
        EditMismatchError: the result would not mean what the operations mean.
        KeyError: an operation names what is not there.
        ValueError: the text is not TOML.
    """
    plain = text.replace("\r\n", "\n")
    data = parsed(plain)
    intended = applied(data, operations)
    draft = Draft(plain, data, order)
    try:
        for operation in rekey(draft, operations):
            perform(draft, operation)
        faithful = same(parsed(draft.text), intended)
    except (LayoutError, ValueError) as error:
        raise EditMismatchError from error
    if not faithful:
        raise EditMismatchError
    return with_newlines_of(text, draft.text)


def with_newlines_of(before: str, after: str) -> str:
    r"""``after``, which has ``\n`` only, with the line ends of ``before``: each old line keeps its own."""
    crlf = before.count("\r\n")
    if not crlf:
        return after
    if crlf == before.count("\n"):
        return after.replace("\n", "\r\n")
    prevailing = "\r\n" if 2 * crlf > before.count("\n") else "\n"
    old = before.split("\n")
    new = after.split("\n")
    returns = [prevailing == "\r\n"] * len(new)
    matcher = SequenceMatcher(None, [line.removesuffix("\r") for line in old], new, autojunk=False)
    for start, new_start, length in matcher.get_matching_blocks():
        for step in range(length):
            returns[new_start + step] = old[start + step].endswith("\r")
    ends = ["\r\n" if crlf_here else "\n" for crlf_here in returns]
    return "".join(line + end for line, end in zip(new, [*ends[:-1], ""], strict=True))
