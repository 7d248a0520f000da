"""A paper as plain data for a renderer: block names, cleaned texts, and the few words that the drawing adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from iom.language import current, pgettext
from iom.report.papers.paper import Paper, Stamp
from iom.report.visible import visible


def plain(papers: Sequence[Paper], stamp: Stamp) -> list[dict[str, Any]]:
    """Each paper as a dictionary of its fields, with ``number``, ``language``, ``words`` and ``foot`` beside them.

    A block is a dictionary that says its kind under ``block``; all text has gone through `visible`, line by line.
    """
    added = {"language": current(), "words": words()}
    return [
        {**_fields(paper), **added, "foot": _foot(paper, stamp), "number": number}
        for number, paper in enumerate(papers, 1)
    ]


def words() -> dict[str, str]:
    """What the drawing says by itself, in the chosen language."""
    return {
        "page": pgettext("paper", "page {page} of {total}"),
        "signature": pgettext("paper", "signature"),
        "full_name": pgettext("paper", "full name"),
        "day": pgettext("paper", "date"),
        "day_to_fill": pgettext("paper", "date ______________"),
    }


def _foot(paper: Paper, stamp: Stamp) -> str:
    """The day and the state of the documents; on a certificate, which hangs on a wall, the day alone."""
    told = (stamp.day,) if paper.look == "certificate" else (stamp.day, stamp.state)
    return " · ".join(visible(text) for text in told if text)


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return "\n".join(visible(line) for line in value.replace("\r\n", "\n").split("\n"))
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {"block": type(value).__name__.lower(), **_fields(value)}
    return value
