"""What is told of documents that cannot be read: which they are, and who is left out because of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from iom.cli.output import messages
from iom.language import N_, ngettext, say, shown
from iom.model.school import School

NOT_COUNTED: Final = N_("Not counted: {names}.")
NOT_PRINTED: Final = N_("Not printed: {names}.")
NOT_WALKED: Final = N_("Passed over: {names}.")
_MOST_NAMED: Final = 3


def warn_of_unread(school: School, pupils: Sequence[str] = (), fate: str = NOT_COUNTED) -> None:
    """Name the first documents that cannot be read; ``fate`` says what that means for ``pupils``."""
    if not school.broken:
        return
    count = len(school.broken)
    text = ngettext("{count} document cannot be read: iom check", "{count} documents cannot be read: iom check", count)
    lines = [_few(sorted(school.broken))]
    if pupils:
        lines.append(say(fate, {"names": _few([school.name(pupil) for pupil in pupils])}))
    messages().warn(say(text, {"count": count}), "\n".join(lines))


def _few(items: Sequence[str]) -> str:
    """The first of them, then how many more there are."""
    rest = len(items) - _MOST_NAMED
    if rest <= 0:
        return shown(items)
    text = ngettext("{some} and {count} more", "{some} and {count} more", rest)
    return say(text, {"some": items[:_MOST_NAMED], "count": rest})
