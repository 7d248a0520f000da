"""Rules across documents: everything that design and requirements state, as problems with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iom.check.every_rule import check
    from iom.check.misplacing import misplaced

__all__ = ["check", "misplaced"]


def __getattr__(name: str) -> object:
    # The rules are imported when somebody checks, so that other commands start without them.
    if name == "check":
        from iom.check.every_rule import check

        return check
    if name == "misplaced":
        from iom.check.misplacing import misplaced

        return misplaced
    raise AttributeError(name)
