"""Lottery numbers that anybody can recompute: one a participant a round, from a published seed (RFC 3797)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def number(seed: str, code: str) -> int:
    """The participant's number; the lower, the sooner it is the participant's turn."""
    return int.from_bytes(sha256(f"{seed}|{code}".encode()).digest(), "big")


def short(seed: str, code: str) -> str:
    """The number's first eight hexadecimal digits, as papers show it."""
    return f"{number(seed, code):064x}"[:8]


def in_order(seed: str, codes: Iterable[str]) -> list[str]:
    """The codes by their numbers, whatever order they come in."""
    return sorted(codes, key=lambda code: (number(seed, code), code))


def seed_of(round_id: str, public: str) -> str:
    """The seed of a round: its name, and what was thrown or drawn in public, of a kind named before the wishes were in.

    Wishes are no part of it, so that whoever comes late gets a number without changing anybody else's.
    """
    return sha256(f"{round_id}|{' '.join(public.split())}".encode()).hexdigest()
