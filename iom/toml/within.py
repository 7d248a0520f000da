"""Writing over a value in its line, with the comment behind it kept in its column."""

from __future__ import annotations

import re
from typing import Any

from iom.toml.draft import Draft
from iom.toml.layout import Section
from iom.toml.spots import Spot
from iom.toml.values import inline_text, value_text


def overwrite(draft: Draft, spot: Spot, value: Any, text: str | None = None) -> None:
    """Put ``value`` (as ``text`` when given) in the place of the pair's present value."""
    old = spot.pair.value
    if not isinstance(spot.holder, Section):
        draft.splice(old.start, old.end, text or inline_text(value))
        return
    line_start = draft.layout.line_start(old.start)
    text = text or value_text(value, before=old.start - line_start)
    end = old.end
    gap = re.compile(r"[ \t]{2,}(?=#)").match(draft.text, end)
    if gap and "\n" not in text + draft.text[old.start : end]:
        width = max(1, len(gap[0]) + (end - old.start) - len(text))
        text += " " * width
        end = gap.end()
    draft.splice(old.start, end, text)
