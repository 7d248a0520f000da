"""Free text merged line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """Both changes in one text; None where they touch the same or neighbouring lines."""
    lines = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    merged: list[str] = []
    for old, one, other in _regions(*lines):
        if other in (one, old):
            merged += one
        elif one == old:
            merged += other
        else:
            return None
    return "".join(merged)


def _regions(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Stretches of the three texts that belong together: changed ones, and between them a line that all share."""
    begin = (0, 0, 0)
    in_ours, in_theirs = _matches(base, ours), _matches(base, theirs)
    for line in sorted(in_ours.keys() & in_theirs.keys()):
        end = (line, in_ours[line], in_theirs[line])
        yield base[begin[0] : end[0]], ours[begin[1] : end[1]], theirs[begin[2] : end[2]]
        yield [base[line]], [base[line]], [base[line]]
        begin = (end[0] + 1, end[1] + 1, end[2] + 1)
    yield base[begin[0] :], ours[begin[1] :], theirs[begin[2] :]


def _matches(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()
    return {start + step: other + step for start, other, length in blocks for step in range(length)}
