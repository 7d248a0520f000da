"""Pictures as coordinates of SVG: numbers alone, so that no text from data gets into a path.

Every picture stands beside the table cells that say the same in numbers. All are 16 units high.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

EDGE: Final = 8  # room for a sign at either end
SPAN: Final = 80  # from the lowest level to the highest


def at(level: float | Fraction, scale: int) -> str:
    """The x of a level on a track of ``scale`` steps."""
    return _short(EDGE + SPAN * float(level) / scale)


def track(scale: int) -> str:
    """The track itself: a line with a tick at each level."""
    ticks = "".join(f"M{at(level, scale)} 5v6" for level in range(scale + 1))
    return f"M{EDGE} 8h{SPAN}{ticks}"


def stretch(first: float | Fraction, second: float | Fraction, scale: int) -> str:
    """A line between two levels."""
    return f"M{at(first, scale)} 8H{at(second, scale)}"


def diamond(level: float | Fraction, scale: int) -> str:
    """A diamond at a level."""
    return f"M{at(level, scale)} 3l5 5-5 5-5-5z"


def square(level: float | Fraction, scale: int) -> str:
    """A square at a level."""
    return f"M{_short(float(at(level, scale)) - 4)} 4h8v8h-8z"


def share(count: int, of: int, width: int = 100) -> str:
    """How long a bar is that stands for ``count`` where ``width`` stands for ``of``."""
    return _short(width * count / of) if of else "0"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
