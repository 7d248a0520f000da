"""Pictures as coordinates of SVG: numbers alone, so that no text from data gets into a path.

Every picture stands beside the table cells that say the same in numbers. A level's picture is drawn once and used by
every row that looks the same: equal pictures are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from iom.model.routes import Goal
from iom.views.marks import CriterionSummary

EDGE: Final = 8  # room for a sign at either end
SPAN: Final = 80  # from the lowest level to the highest
Level = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A track of levels with its signs, 96 by 16 units.

    ``kind`` is ``g`` for a goal (start, aim, reached), ``m`` for a mark (own, experts' mean, nothing).
    """

    kind: str
    scale: int
    levels: tuple[Level, Level, Level]

    @property
    def track(self) -> str:
        """The track itself: a line with a tick at each level."""
        ticks = "".join(f"M{self.at(level)} 5v6" for level in range(self.scale + 1))
        return f"M{EDGE} 8h{SPAN}{ticks}"

    def at(self, level: Level) -> str:
        """The x of a level."""
        return _short(EDGE + SPAN * float(level or 0) / self.scale)

    def way(self, first: Level, second: Level) -> str:
        """A line between two levels."""
        return f"M{self.at(first)} 8H{self.at(second)}"

    def diamond(self, level: Level) -> str:
        """A diamond at a level."""
        return f"M{self.at(level)} 3l5 5-5 5-5-5z"

    def square(self, level: Level) -> str:
        """A square at a level."""
        return f"M{_short(float(self.at(level)) - 4)} 4h8v8h-8z"


def goal_picture(goal: Goal, scale: int) -> Picture:
    """From the level at the start over the one aimed at to the one reached."""
    return Picture("g", scale, (goal.level_start, goal.level_aim, goal.level_reached))


def mark_picture(row: CriterionSummary, scale: int) -> Picture:
    """Own mark against the experts' mean."""
    return Picture("m", scale, (row.own, row.mean, None))


def share(count: int, of: int, width: int = 100) -> str:
    """How long a bar is that stands for ``count`` where ``width`` stands for ``of``."""
    return _short(width * count / of) if of else "0"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
