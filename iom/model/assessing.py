"""Marks of one product gathered: the pupil's own, and those of every expert that count."""

from __future__ import annotations

from collections.abc import Iterator

from iom.model.evidence import Assessment, MarkRole
from iom.model.school import Run

Marks = dict[str, int]


def self_marks(run: Run, student: str, offer: str) -> Marks | None:
    """The pupil's latest marks for the own product; None while there are none."""
    entries = [entry for person, entry in _sheets(run, student, offer, "self") if person == student]
    return dict(max(reversed(entries), key=lambda entry: entry.on).marks) if entries else None


def expert_marks(run: Run, student: str, offer: str) -> dict[str, Marks]:
    """The latest marks of each expert; those of the own family do not count (S0 R0-7)."""
    return _latest(run, student, offer, "expert")


def teacher_marks(run: Run, student: str, offer: str) -> dict[str, Marks]:
    """The latest marks of each teacher who judged as a teacher; those of the own family do not count."""
    return _latest(run, student, offer, "teacher")


def _latest(run: Run, student: str, offer: str, role: MarkRole) -> dict[str, Marks]:
    pupil = run.school.students.get(student)
    family = {student, *(pupil.guardian_ids() if pupil else ())}
    latest: dict[str, Assessment] = {}
    for person, entry in _sheets(run, student, offer, role):
        if person not in family and (person not in latest or entry.on >= latest[person].on):
            latest[person] = entry
    return {person: dict(entry.marks) for person, entry in latest.items()}


def _sheets(run: Run, student: str, offer: str, role: MarkRole) -> Iterator[tuple[str, Assessment]]:
    for person, entry in run.assessed.get(student, ()):
        if entry.offer == offer and entry.role == role and entry.marks:
            yield person, entry
