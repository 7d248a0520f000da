"""Rules across documents: everything that design and requirements state, as problems with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iom.check.every_rule import check
    from iom.check.misplacing import in_the_open, misplaced

__all__ = ["check", "in_the_open", "misplaced"]


def __getattr__(name: str) -> object:
    # The rules are imported when somebody checks, so that other commands start without them.
    if name == "check":
        from iom.check.every_rule import check

        return check
    if name in {"in_the_open", "misplaced"}:
        from iom.check import misplacing

        return getattr(misplacing, name)
    raise AttributeError(name)
