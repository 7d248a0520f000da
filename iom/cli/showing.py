"""The command that shows a round's placement with names, for those who have the codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from iom.allocation.placed import NotPlacedError
from iom.allocation.wording import rank_text
from iom.cli.context import current
from iom.cli.finding import run_of
from iom.cli.output import emit
from iom.cli.placing import name_of
from iom.cli.rounds import Maybe
from iom.language import N_, _, shown
from iom.model.rounds import Placement
from iom.model.school import Run
from iom.views.sheet import Block, Column, Lines, Pairs, Sheet, Table
from iom.views.since_publication import Change, changes_since

ByCourse = Annotated[bool, typer.Option("--courses", help=N_("by course instead of by pupil"))]


@dataclass(frozen=True)
class ResolvedView:
    """A placement as its paper has it, and what has changed since; a code stands for who has no name here."""

    run: Run
    placements: tuple[Placement, ...]
    by_course: bool
    changes: tuple[Change, ...] = ()

    def sheet(self) -> Sheet:
        """One table of pupils, or one a course."""
        blocks: list[Block] = [Pairs(self._facts())]
        blocks += self._courses() if self.by_course else [self._pupils()]
        if self.changes:
            lines = tuple(one.named(self.run) for one in self.changes)
            blocks.append(Lines(lines, _("changed since; not in the tables above"), bullet="-"))
        return Sheet(self.run.round.title, tuple(blocks))

    def _facts(self) -> tuple[tuple[str, str], ...]:
        published = self.run.allocation.published_on if self.run.allocation else None
        facts = [(_("published"), shown(published) if published else _("not published yet"))]
        unknown = {one.code for one in self.placements} - self.run.participants.keys()
        if unknown:
            facts.append((_("codes without a name here"), str(len(unknown))))
        return tuple(facts)

    def _pupils(self) -> Table:
        by_code: dict[str, list[Placement]] = {}
        for one in self.placements:
            by_code.setdefault(one.code, []).append(one)
        rows = sorted((name_of(self.run, code), code, held) for code, held in by_code.items())
        cells = tuple((name, code, ", ".join(map(self._course_and_wish, held))) for name, code, held in rows)
        return Table((Column(_("pupil"), flexible=True), Column(_("code")), Column(_("given"), flexible=True)), cells)

    def _course_and_wish(self, one: Placement) -> str:
        return f"{self.run.offer_title(one.offer)} ({one.wish or '—'})"

    def _courses(self) -> list[Block]:
        by_offer: dict[str, list[Placement]] = {}
        for one in self.placements:
            by_offer.setdefault(one.offer, []).append(one)
        columns = (Column(_("pupil"), flexible=True), Column(_("code")), Column(_("wish")))
        blocks: list[Block] = []
        for offer in sorted(by_offer, key=self.run.offer_title):
            rows = sorted((name_of(self.run, one.code), one.code, rank_text(one.wish or 0)) for one in by_offer[offer])
            blocks.append(Table(columns, tuple(rows), f"{self.run.offer_title(offer)} · {len(rows)}"))
        return blocks

    def data(self) -> dict[str, Any]:
        """For ``--json``; a pupil is null where the codes do not name one."""
        allocation = self.run.allocation
        return {
            "round": self.run.id,
            "published_on": allocation.published_on if allocation else None,
            "placements": [self._row(one) for one in self.placements],
            "changed_since": [one.data() for one in self.changes],
        }

    def _row(self, one: Placement) -> dict[str, Any]:
        participant = self.run.participants.get(one.code)
        return {
            "code": one.code,
            "pupil": participant,
            "name": self.run.school.name(participant) if participant else None,
            "offer": one.offer,
            "wish": one.wish,
            "by_hand": bool(one.by),
            "provisional": bool(one.provisional),
        }


def show(identifier: Maybe = None, courses: ByCourse = False) -> None:
    """Show who was placed where, with the names that the codes stand for."""
    run = run_of(current().load().school, identifier)
    placements = run.allocation.placements if run.allocation else ()
    if not placements:
        raise NotPlacedError(round=run.id)
    emit(ResolvedView(run, placements, courses, changes_since(run, current().today)))
