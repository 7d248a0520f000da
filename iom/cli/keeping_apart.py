"""Pupils kept apart, read from the restricted workspace where it is present."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated

import typer

from iom.cli.context import current
from iom.cli.finding import student_id
from iom.cli.output import messages
from iom.cli.placing import NotTwoError, two_of
from iom.language import N_, _, say
from iom.model.roster import placements
from iom.model.school import Run
from iom.store.load import Loaded
from iom.store.restricted import restricted

Apart = Annotated[
    list[str] | None,
    typer.Option("--apart", metavar="PUPIL=PUPIL", help=N_("a pair kept apart; better in the restricted workspace")),
]


@dataclass(frozen=True)
class KeptApart:
    """Pairs of pupils' ids who may not share a course; ``absent`` names a restricted workspace that is not here."""

    pairs: tuple[tuple[str, str], ...]
    absent: str = ""

    def tell(self, run: Run) -> None:
        """Say which pairs could not be looked at; the more urgent where an earlier placement knew some."""
        if not self.absent or current().json:
            return
        result = run.allocation.result if run.allocation else None
        before = result.kept_apart if result else 0
        text = N_("The restricted workspace {folder} is not here: who is to be kept apart is not known.")
        messages().note(say(text, {"folder": self.absent}))
        if before > len(self.pairs):
            messages().warn(say(N_("Pairs that the placement so far kept apart: {count}."), {"count": before}))

    def warn_of(self, run: Run, student: str, offer: str, today: date) -> None:
        """Warn where the pupil shares the offer with somebody to be kept apart; who that is is not told."""
        partners = {other for pair in self.pairs if student in pair for other in pair} - {student}
        day = max(today, run.offers[offer].starts)
        if any(offer in placements(run, partner, day) for partner in partners):
            text = N_("In “{title}” there is somebody from whom {name} is to be kept apart.")
            hint = _("Who it is stands in the restricted workspace.")
            facts = {"title": run.offer_title(offer), "name": run.school.name(student)}
            messages().warn(say(text, facts), hint)


def kept_apart(loaded: Loaded, run: Run, given: list[str] | None = None) -> KeptApart:
    """The pairs of the round, and those ``given`` by hand.

    Raises:
        NotTwoError: one ``given`` does not name two pupils.
        UnreadableRestrictedError: they stand there and cannot be read.
    """
    pairs = {*(_named(run, pair) for pair in given or ()), *_pairs(run)}
    second = restricted(loaded)
    if second is None:
        return KeptApart(tuple(sorted(pairs)))
    if second.loaded is None:
        return KeptApart(tuple(sorted(pairs)), second.name)
    second.require_readable()
    pairs.update(_pairs(second.joined(run.school).runs[run.id]))
    return KeptApart(tuple(sorted(pairs)))


def _pairs(run: Run) -> Iterator[tuple[str, str]]:
    renamed = run.school.renamed
    for entry in run.apart.pairs if run.apart else ():
        students = {renamed.get(student, student) for student in entry.students}
        yield from combinations(sorted(students), 2)


def _named(run: Run, given: str) -> tuple[str, str]:
    one, other = (student_id(run.school, name) for name in two_of(given))
    if one == other:
        raise NotTwoError(given=given)
    return min(one, other), max(one, other)
