"""A part of a whole with its denominator; never rounded up, and hidden where the whole is small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iom.language import N_, _, say
from iom.report.small import masked
from iom.views.wording import decimal


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``. Shares of small groups ``of_people`` are hidden (requirements §6.21)."""

    part: int
    whole: int
    of_people: bool = True

    @property
    def hidden(self) -> bool:
        """Whether the whole is too small to be told."""
        return self.of_people and masked(self.whole) is None

    @property
    def tenths(self) -> int | None:
        """Tenths of a per cent, cut off and never rounded up; None of nothing."""
        return 1000 * self.part // self.whole if self.whole else None

    def text(self) -> str:
        """``28 of 66 (42.4 %)``."""
        if self.hidden:
            return _("fewer than 5: not shown")
        if self.tenths is None:
            return "—"
        percent = decimal(self.tenths / 10)
        return say(N_("{part} of {whole} ({percent} %)"), {"part": self.part, "whole": self.whole, "percent": percent})

    def data(self) -> dict[str, Any]:
        """For ``--json``; a hidden share says so and no more."""
        if self.hidden:
            return {"hidden": True}
        percent = None if self.tenths is None else self.tenths / 10
        return {"part": self.part, "whole": self.whole, "percent": percent}
