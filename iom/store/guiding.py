"""The short comments of a document that guide a person who goes on by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iom.language import _
from iom.model.base import Document
from iom.model.edits import Data


def comments_for(model: type[Document], data: Data) -> dict[str, str]:
    """The comments of a new document: of what it holds, and examples of sections that it does not hold yet.

    The comment of any other section comes with the section, so that documents grow alike in one step or in many.
    """
    guide = {key: _(text) for key, text in model.guide.items()}
    return {key: text for key, text in guide.items() if not key or key in data or f"[{key}]" in text}


def with_comments(text: str, model: type[Document], before: Data, after: Data) -> str:
    """An edited document with the comments of the sections that it holds for the first time."""
    from iom.toml.read import read
    from iom.toml.write import comment_text

    guided = text
    for key, comment in comments_for(model, after).items():
        lines = comment_text(comment)
        if key and key not in before and key in after and lines.strip() not in guided.replace("\r\n", "\n"):
            guided = _above(guided, key, lines)
    # A line of a text may look like the head of a section: better no comment than one inside the text.
    return guided if guided == text or _read(read(guided.encode(), "").data) == _read(after) else text


def _above(text: str, key: str, lines: str) -> str:
    head = re.compile(rf"^(\[\[{re.escape(key)}\]\]|\[{re.escape(key)}\]|{re.escape(key)}[ \t]*=)", re.MULTILINE)
    found = head.search(text)
    if found is None:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    return text[: found.start()] + lines.replace("\n", newline) + text[found.start() :]


def _read(data: Mapping[str, object] | None) -> str:
    return repr(data)
