"""The screens of a placement: how good it is, a family's page, a course's page, group lists, who moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iom.allocation.engine import Outcome
from iom.allocation.explain import Explainer
from iom.allocation.placed import ForFamily
from iom.allocation.problem import Answer, Problem, Pupil
from iom.allocation.wording import carried_text, compared_text, rank_text, reason_text, standing_text
from iom.cli.placing import name_of
from iom.language import N_, _, ngettext, say
from iom.model.naming import first_few, name_key
from iom.model.school import Run
from iom.views.sheet import Bars, Block, Cell, Column, Lines, Pairs, Sheet, Table
from iom.views.since_publication import Change

SHOWN = 12


def wish_of(problem: Problem, seats: Answer) -> Counter[int]:
    """How many seats met the first wish, the second and so on; 0 for those on no list."""
    found: Counter[int] = Counter()
    for pupil in problem.pupils:
        for offer in seats.get(pupil.id, ()):
            found[pupil.wish_met(offer) or 0] += 1
    return found


def squares_text(outcome: Outcome) -> str:
    """The sum of squared disappointments, and the bound proven for as many full sets and first wishes."""
    facts = {"squares": outcome.score[3], "bound": outcome.bound}
    if outcome.bound is None:
        return str(outcome.score[3])
    return say(N_("{squares} (proven: with as many full sets and first wishes never below {bound})"), facts)


def status_text(outcome: Outcome) -> str:
    """How far the placement is from the best, and what is proven of it, in words."""
    if outcome.status == "optimal":
        return _("proven the best")
    if outcome.bound == outcome.score[3]:
        return _proven_text(outcome)
    if outcome.status == "limit":
        return _("time or size ran out before it was proven the best")
    return _("no exchange improves it; that it is the best is not proven")


def _proven_text(outcome: Outcome) -> str:
    """What a reached bound proves: it holds for as many full sets and first wishes, and no more than all can be met."""
    _few, missing, first, *_rest = outcome.score
    if missing:
        return _("proven the best with as many full sets and first wishes; that there can be no more is not proven")
    if first:
        return _("proven the best with as many first wishes; that there can be no more is not proven")
    return _("proven the best for all who have chosen")


def reached(problem: Problem, seats: Answer) -> tuple[tuple[str, str], ...]:
    """How many have all their courses, and how many of those who have chosen their first wish."""
    first, chosen = problem.first_met(seats)
    full = f"{problem.full_sets(seats)}/{len(problem.pupils)}"
    return (_("all courses"), full), (_("first wish"), f"{first}/{chosen}")


@dataclass(frozen=True)
class PlacementView:
    """A placement as a whole, and what its coordinator should look at.

    ``absent`` names a restricted workspace that could not be looked at for pairs to keep apart.
    """

    run: Run
    outcome: Outcome
    provisional: frozenset[str]
    absent: str = ""

    def sheet(self) -> Sheet:
        """Aims, wishes met, demand against seats, what would help."""
        problem, seats = self.outcome.problem, self.outcome.seats
        wishes = wish_of(problem, seats)
        met = Bars(
            tuple((rank_text(rank), number, None) for rank, number in sorted(wishes.items())),
            _("wishes met"),
        )
        demand = Counter(pupil.wishes[0] for pupil in problem.pupils if pupil.has_chosen)
        bars = Bars(
            tuple((self.run.offer_title(one.id), demand[one.id], one.most) for one in problem.courses),
            _("first wishes against seats"),
        )
        blocks: tuple[Block, ...] = (Pairs(self._facts()), met, bars)
        notes = tuple(self._notes(demand))
        return Sheet(self.run.round.title, (*blocks, *((Lines(notes, bullet="-"),) if notes else ())))

    def _facts(self) -> tuple[tuple[str, Cell | str], ...]:
        problem = self.outcome.problem
        facts: list[tuple[str, Cell | str]] = [
            *reached(problem, self.outcome.seats),
            (_("squared disappointments"), squares_text(self.outcome)),
            (_("how good"), status_text(self.outcome)),
            (_("do not run"), ", ".join(map(self.run.offer_title, self.outcome.closed)) or "—"),
        ]
        if problem.apart:
            facts.append((_("pairs kept apart"), str(len(problem.apart))))
        return tuple(facts)

    def _notes(self, demand: Counter[str]) -> list[str]:
        found = []
        if self.provisional:
            names = [name_of(self.run, code) for code in sorted(self.provisional)]
            text = ngettext(
                "{count} placement waits for the family's agreement: {names}",
                "{count} placements wait for the family's agreement: {names}",
                len(names),
            )
            found.append(text.format(count=len(names), names=", ".join(first_few(names, SHOWN))))
        if fuller := self._fuller():
            found.append(say(N_("fuller than the number aimed at: {courses}"), {"courses": fuller}))
        for course in self.outcome.problem.courses:
            more = demand[course.id] - course.most
            if more > 0:
                facts = {"title": self.run.offer_title(course.id), "more": more}
                twice = more >= course.least
                text_ = N_("“{title}” is worth running twice: first wishes beyond its seats: {more}")
                found.append(
                    say(text_ if twice else N_("“{title}”: seats that would meet every first wish: +{more}"), facts)
                )
        return found

    def _fuller(self) -> list[str]:
        """Courses with more pupils than their teacher calls best; a wish counts for more than a small group."""
        placed = Counter(offer for held in self.outcome.seats.values() for offer in held)
        return [
            f"{self.run.offer_title(offer)} {number}/{best}"
            for offer, number in sorted(placed.items())
            if (best := self.run.offers[offer].seats.best) and number > best
        ]

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        outcome = self.outcome
        return {
            "round": self.run.id,
            "engine": outcome.engine,
            "status": outcome.status,
            "missing": outcome.score[1],
            "squares": outcome.score[3],
            "bound": outcome.bound,
            "kept_apart": len(outcome.problem.apart),
            "restricted_absent": self.absent or None,
            "closed": list(outcome.closed),
            "provisional": sorted(self.provisional),
            "wishes": {str(rank): number for rank, number in sorted(wish_of(outcome.problem, outcome.seats).items())},
            "placements": {code: list(held) for code, held in outcome.seats.items()},
        }


@dataclass(frozen=True)
class FamilyView:
    """One pupil's page: what was given, why not the rest, what it means next time. Nobody else is named."""

    run: Run
    found: ForFamily
    changes: tuple[Change, ...] = ()

    def sheet(self) -> Sheet:
        """One page for the family."""
        found, title = self.found, self.run.offer_title
        met = tuple((title(offer), rank_text(rank)) for offer, rank in found.given)
        why = tuple(f"{one.rank}. {title(one.wish)}: {reason_text(one, title)}." for one in found.reasons)
        blocks: list[Block] = [Pairs(met, _("given")), *_changed([one.said(self.run) for one in self.changes])]
        if standing := standing_text(found):
            blocks.append(Lines((standing,)))
        if not found.late:
            blocks.append(Lines((compared_text(found),)))
        if why:
            blocks.append(Lines(why, _("why not the other wishes")))
        if carried := carried_text(found):
            blocks.append(Lines((carried,), _("next time")))
        return Sheet(name_of(self.run, found.code), tuple(blocks))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "round": self.run.id,
            "code": self.found.code,
            "given": [offer for offer, _rank in self.found.given],
            "chosen": not self.found.late,
            "provisional": self.found.provisional,
            "changed_since": [one.data() for one in self.changes],
            "reasons": [
                {
                    "wish": one.wish,
                    "rank": one.rank,
                    "kind": one.kind,
                    "text": reason_text(one, self.run.offer_title),
                    "moved": one.moved,
                    "lost": one.lost,
                    "gained": one.gained,
                }
                for one in self.found.reasons
            ],
        }


@dataclass(frozen=True)
class CourseView:
    """One course's page for the coordinator: who sits there, with which wish."""

    run: Run
    offer: str
    problem: Problem
    seats: Answer
    changes: tuple[Change, ...] = ()

    def sheet(self) -> Sheet:
        """Demand, seats and the group list."""
        course = next(one for one in self.problem.courses if one.id == self.offer)
        listed = sum(self.offer in one.wishes and not one.late for one in self.problem.pupils)
        best = self.run.offers[self.offer].seats.best
        facts = Pairs(
            (
                (_("seats"), f"{course.least}–{course.most}"),
                (_("number aimed at"), str(best or "—")),
                (_("on lists"), str(listed)),
                (_("placed"), str(len(group_list(self.run, self.offer, self.problem, self.seats)))),
            )
        )
        group = group_table(self.run, self.offer, self.problem, self.seats)
        changed = _changed([one.named(self.run) for one in self.changes])
        return Sheet(self.run.offer_title(self.offer), (facts, group, *changed))

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        rows = group_list(self.run, self.offer, self.problem, self.seats)
        changes = [{**one.data(), "pupil": self.run.codes.get(one.student)} for one in self.changes]
        placed = {code: rank for _name, code, rank in rows}
        return {"round": self.run.id, "offer": self.offer, "placed": placed, "changed_since": changes}


def _changed(lines: list[str]) -> tuple[Block, ...]:
    return (Lines(tuple(lines), _("changed since"), bullet="-"),) if lines else ()


@dataclass(frozen=True)
class GroupLists:
    """The group lists of all courses, for the doors of their rooms and for the teachers."""

    run: Run
    problem: Problem
    seats: Answer

    def sheet(self) -> Sheet:
        """One table a course that runs."""
        offers = sorted({offer for held in self.seats.values() for offer in held}, key=self.run.offer_title)
        return Sheet(
            self.run.round.title,
            tuple(group_table(self.run, offer, self.problem, self.seats, titled=True) for offer in offers),
        )

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        return {"round": self.run.id, "placements": {code: list(held) for code, held in self.seats.items()}}


def group_list(run: Run, offer: str, problem: Problem, seats: Answer) -> list[tuple[str, str, int]]:
    """Name, code and wish of everybody in the offer, by name."""
    rows = [
        (name_of(run, one.id), one.id, one.wish_met(offer) or 0) for one in problem.pupils if offer in seats[one.id]
    ]
    return sorted(rows, key=lambda row: (name_key(row[0]), row[1]))


def group_table(run: Run, offer: str, problem: Problem, seats: Answer, *, titled: bool = False) -> Table:
    """The group list as a table."""
    rows = group_list(run, offer, problem, seats)
    columns = (Column("№", "right"), Column(_("pupil"), flexible=True), Column(_("code")), Column(_("wish"), "right"))
    cells = tuple(
        (str(number), name, code, str(rank) if rank else "—") for number, (name, code, rank) in enumerate(rows, start=1)
    )
    return Table(columns, cells, run.offer_title(offer) if titled else "")


def _otherwise(pupil: Pupil | None, left: list[str]) -> str:
    """Why a pupil moves who loses no wish that stands above what is given."""
    if pupil is None:
        return _("takes no part any more")
    if pupil.late:
        return _("has not chosen, and is placed after all who have: where seats are left")
    if not left:
        return _("a seat has become free")
    return _("what is given now stands higher on the list")


@dataclass(frozen=True)
class ComparisonView:
    """Two placements side by side: who moves, and, where asked for, why; offers ``closed`` were so to try it out."""

    run: Run
    before: tuple[Problem, Answer]
    after: tuple[Problem, Answer]
    with_reasons: bool = False
    closed: frozenset[str] = frozenset()

    @cached_property
    def moved(self) -> list[tuple[str, list[str], list[str]]]:
        """Code, courses lost, courses gained."""
        old, new = self.before[1], self.after[1]
        found = []
        for code in sorted({*old, *new}):
            left = [offer for offer in old.get(code, ()) if offer not in new.get(code, ())]
            entered = [offer for offer in new.get(code, ()) if offer not in old.get(code, ())]
            if left or entered:
                found.append((code, left, entered))
        return found

    def sheet(self) -> Sheet:
        """Wishes met before and after, then who moves."""
        counts = [wish_of(*side) for side in (self.before, self.after)]
        ranks = sorted({*counts[0], *counts[1]})
        met = Table(
            (Column(_("wish"), "right"), Column(_("before"), "right"), Column(_("after"), "right")),
            tuple((str(rank) if rank else "—", str(counts[0][rank]), str(counts[1][rank])) for rank in ranks),
        )
        moves = Table(
            (Column(_("pupil"), flexible=True), Column(_("from"), flexible=True), Column(_("to"), flexible=True)),
            tuple(
                (
                    name_of(self.run, code),
                    *(", ".join(map(self.run.offer_title, side)) or "—" for side in (left, entered)),
                )
                for code, left, entered in self.moved
            ),
            _("who moves"),
        )
        why = tuple(self._why())
        return Sheet(self.run.round.title, (met, moves, *((Lines(why, _("why"), "-"),) if why else ())))

    def _why(self) -> list[str]:
        if not self.with_reasons:
            return []
        found, explainer = [], Explainer(*self.after)
        here = {pupil.id: pupil for pupil in self.after[0].pupils}
        for code, left, _entered in self.moved:
            pupil = here.get(code)
            reasons = explainer.reasons(code) if pupil else ()
            told = {one.wish: reason_text(one, self.run.offer_title) for one in reasons if one.wish in left}
            told |= {offer: _("closed in this what-if") for offer in left if offer in self.closed}
            name = name_of(self.run, code)
            found += [f"{name}, {self.run.offer_title(offer)}: {text}" for offer, text in told.items()]
            if not told:
                found.append(f"{name}: {_otherwise(pupil, left)}")
        return found

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        return {
            "round": self.run.id,
            "moved": [{"code": code, "from": left, "to": entered} for code, left, entered in self.moved],
        }
