"""The command that says what it would take to meet every first wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iom.allocation.engine import Outcome
from iom.allocation.first_wishes import Change, change_for_first_wishes
from iom.allocation.from_round import round_problem
from iom.cli.context import current
from iom.cli.engines import place
from iom.cli.finding import run_of
from iom.cli.keeping_apart import kept_apart
from iom.cli.output import emit
from iom.cli.placing import name_of, require_possible
from iom.cli.placing_sheets import SHOWN
from iom.cli.rounds import Maybe
from iom.language import N_, _, say
from iom.model.naming import first_few
from iom.model.school import Run
from iom.views.sheet import Block, Column, Lines, Pairs, Sheet, Table

OBSTACLES = {
    "barred": N_("first wishes that are not open to the pupil, {count}: {names}"),
    "pinned": N_("first wishes that placements by hand leave no room for, {count}: {names}"),
    "apart": N_("first wishes that cannot all be met together, {count}: {names}"),
}


@dataclass(frozen=True)
class ChangeView:
    """The change that would meet every first wish, beside the placement without it."""

    run: Run
    before: Outcome
    change: Change

    def sheet(self) -> Sheet:
        """First wishes and full sets before and after, the seats to add, what no seat mends, the command to try it."""
        blocks: list[Block] = [Pairs(self._facts())]
        if self.change.added:
            blocks.append(self._seats())
        if notes := tuple(self._notes()):
            blocks.append(Lines(notes, bullet="-"))
        if command := self.command():
            blocks.append(Lines((f"  {command}",), _("Try it; nothing is written:")))
        return Sheet(say(N_("{title}: every first wish"), {"title": self.run.round.title}), tuple(blocks))

    def _facts(self) -> tuple[tuple[str, str], ...]:
        before, after = self.before, self.change.outcome
        chosen = before.problem.first_met(before.seats)[1]
        total = sum(self.change.added.values())
        if not total and not self.change.opened:
            how = _("nothing has to change")
        elif self.change.fewest:
            how = _("fewer seats cannot do it")
        else:
            how = _("none of these seats can be spared; that fewer cannot do it is not proven")
        return (
            (_("first wishes met"), f"{met(before)} → {met(after)} / {chosen}"),
            (_("all courses"), f"{full(before)} → {full(after)} / {len(before.problem.pupils)}"),
            (_("seats to add"), str(total)),
            (_("how good"), how),
        )

    def _seats(self) -> Table:
        courses = {one.id: one for one in self.before.problem.courses}
        columns = (
            Column(_("course"), flexible=True),
            Column(_("first"), "right"),
            Column(_("seats"), "right"),
            Column(_("to add"), "right"),
        )
        first = [one.wishes[0] for one in self.before.problem.pupils if one.has_chosen]
        rows = tuple(
            (self.run.offer_title(course), str(first.count(course)), str(courses[course].most), f"+{number}")
            for course, number in sorted(self.change.added.items(), key=lambda row: (-row[1], row[0]))
        )
        return Table(columns, rows)

    def _notes(self) -> list[str]:
        title, found = self.run.offer_title, []
        courses = {one.id: one for one in self.before.problem.courses}
        for course, number in self.change.added.items():
            if number >= courses[course].least:
                facts = {"title": title(course), "number": number, "least": courses[course].least}
                found.append(say(N_("“{title}” is worth running twice: {number} more, it needs {least}"), facts))
        for course in self.change.opened:
            number = sum(course in held for held in self.change.outcome.seats.values())
            facts = {"title": title(course), "number": number, "least": courses[course].least}
            found.append(say(N_("“{title}” would have to run with {number}, below its minimum of {least}"), facts))
        for why, text in OBSTACLES.items():
            if codes := [one.pupil for one in self.change.impossible if one.why == why]:
                found.append(self._named(text, codes))
        if self.change.unmet:
            found.append(self._named(N_("first wishes not met all the same, {count}: {names}"), self.change.unmet))
        return found

    def _named(self, text: str, codes: list[str] | tuple[str, ...]) -> str:
        names = sorted(name_of(self.run, code) for code in codes)
        return say(text, {"count": len(names), "names": first_few(names, SHOWN)})

    def command(self) -> str:
        """The what-if that shows the placement with the change; empty where nothing has to change."""
        courses = {one.id: one for one in self.before.problem.courses}
        seats = [f"--seats {course}={courses[course].most + more}" for course, more in self.change.added.items()]
        words = [*seats, *(f"--open {course}" for course in self.change.opened)]
        return " ".join(["iom round allocate", self.run.id, *words]) if words else ""

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        change = self.change
        return {
            "round": self.run.id,
            "seats": dict(change.added),
            "open": list(change.opened),
            "fewest": change.fewest,
            "first": {"before": met(self.before), "after": met(change.outcome)},
            "full": {"before": full(self.before), "after": full(change.outcome)},
            "impossible": [{"code": one.pupil, "wish": one.wish, "why": one.why} for one in change.impossible],
            "unmet": list(change.unmet),
            "command": self.command() or None,
        }


def met(outcome: Outcome) -> int:
    """How many got their first wish."""
    return outcome.problem.first_met(outcome.seats)[0]


def full(outcome: Outcome) -> int:
    """How many got as many courses as the round gives."""
    return outcome.problem.full_sets(outcome.seats)


def suggest(identifier: Maybe = None) -> None:
    """Say which seats more would meet every first wish, and which courses are worth running twice."""
    loaded = current().load()
    run = run_of(loaded.school, identifier)
    apart = kept_apart(loaded, run)
    apart.tell(run)
    stated = round_problem(run, current().today, apart.pairs)
    require_possible(run, stated.problem, allow_short=True)
    before = place(stated.problem)
    emit(ChangeView(run, before, change_for_first_wishes(stated.problem, place)))
