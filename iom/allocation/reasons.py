"""Why a wish was not met: exactly one reason a wish, with the numbers that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["barred", "clash", "closed", "total", "chain", "tie", "fixed", "apart"]
Exchange = tuple[str, str, str]  # pupil, course left, course entered; "" for a seat


@dataclass(frozen=True, slots=True)
class Reason:
    """Why ``pupil`` did not get ``wish`` (place ``rank`` of the list, from 1).

    ``barred``: not open to the pupil (``other`` says why). ``clash``: at the hour of ``other``, which counts more and
    was given. ``closed``: it does not run; ``wanted`` listed it, ``needed`` is its minimum. ``total``: what would have
    to be given up counts more. ``chain``: the least harmful way (``exchanges``, the pupil's own first) moves ``moved``
    others, who lose ``lost`` places and ``firsts`` first wishes (that count) together, for ``gained`` places. ``tie``:
    the same, and all aims are equal, so that the lottery decided. ``fixed``: no exchange frees a seat in it. ``apart``:
    an exchange that looks better would bring together who is kept apart; whoever it is, the words do not tell.
    """

    pupil: str
    wish: str
    rank: int
    kind: Kind
    other: str = ""
    wanted: int = 0
    needed: int = 0
    moved: int = 0
    lost: int = 0
    firsts: int = 0
    gained: int = 0
    exchanges: tuple[Exchange, ...] = ()
