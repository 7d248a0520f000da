"""The director's page on a round: figures with their denominators, nothing rounded up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from iom.language import N_, _, ngettext, say
from iom.model.roster import roster
from iom.model.school import Run
from iom.report.figures.indicators import BY_STAGE, Facts
from iom.report.figures.share import Share
from iom.stages.requirement import REQUIREMENTS
from iom.views.board import Board, board
from iom.views.sheet import Block, Column, Lines, Sheet, Table
from iom.views.wording import stage_title

#: Reasons of a stop (the model's `StopReason`) in words.
REASONS: Final[Mapping[str, str]] = {
    "left": N_("left the school"),
    "refused": N_("refused to go on"),
    "moved": N_("moved to another route"),
    "other": N_("another reason"),
}


@dataclass(frozen=True, slots=True)
class Consulted:
    """Consultations of the pupils' tutors since the round opened: how many, how long, with how many pupils."""

    count: int
    minutes: int
    pupils: int


@dataclass(frozen=True, slots=True)
class RoundReport:
    """One round on one day."""

    board: Board
    shares: Mapping[str, Mapping[str, tuple[str, Share]]]
    seats: Share
    offers: Share
    consulted: Consulted
    waived: Mapping[str, int]
    stopped: Mapping[str, int]

    def sheet(self) -> Sheet:
        """One page: where everybody stands, the shares by stage, courses, and what went another way."""
        facts = {"title": self.board.title, "day": self.board.day, "count": len(self.board.rows)}
        text = ngettext("{title}: round on {day}, {count} pupil", "{title}: round on {day}, {count} pupils",
                        len(self.board.rows))  # fmt: skip
        bars, forms, *_turns = self.board.sheet().blocks
        blocks: tuple[Block, ...] = (bars, forms, self._shares(), self._rest())
        return Sheet(say(text, facts), blocks)

    def _shares(self) -> Table:
        columns = (Column(_("stage")), Column(_("indicator"), flexible=True), Column(_("share"), "right"))
        rows = [
            (stage_title(stage) if first else "", _(title), share.text())
            for stage, shares in self.shares.items()
            for first, (title, share) in _with_first(shares)
        ]
        return Table(columns, tuple(rows))

    def _rest(self) -> Lines:
        lines = [
            say(N_("courses that run: {share}"), {"share": self.offers.text()}),
            say(N_("seats taken in them: {share}"), {"share": self.seats.text()}),
            self._consulted(),
        ]
        if self.waived:
            lines.append(say(N_("conditions waived: {list}"), {"list": _counted(self.waived, _requirement)}))
        if self.stopped:
            lines.append(say(N_("routes stopped: {list}"), {"list": _counted(self.stopped, _reason)}))
        return Lines(tuple(lines), bullet="-")

    def _consulted(self) -> str:
        found = self.consulted
        hours, minutes = divmod(found.minutes, 60)
        facts = {"count": found.count, "pupils": found.pupils, "hours": hours, "minutes": f"{minutes:02}"}
        return say(N_("tutors' consultations: {count}, with {pupils} pupils, {hours}:{minutes} h"), facts)

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "round": self.board.round_id,
            "day": self.board.day.isoformat(),
            "pupils": len(self.board.rows),
            "counts": self.board.counts(),
            "shares": {
                stage: {key: share.data() for key, (_title, share) in shares.items()}
                for stage, shares in self.shares.items()
            },
            "offers": self.offers.data(),
            "seats": self.seats.data(),
            "consultations": {
                "count": self.consulted.count,
                "pupils": self.consulted.pupils,
                "minutes": self.consulted.minutes,
            },
            "waived": dict(self.waived),
            "stopped": dict(self.stopped),
        }


def round_report(run: Run, today: date) -> RoundReport:
    """The report on ``run`` as the documents stand, on ``today``."""
    facts = Facts(run, today)
    shares = {
        stage: {one.key: (one.title, one.counted(facts)) for one in indicators}
        for stage, indicators in BY_STAGE.items()
    }
    running = [one for one, offer in run.offers.items() if not offer.is_cancelled(today)]
    return RoundReport(
        board(run, today),
        shares,
        Share(sum(_taken(run, offer, today) for offer in running), sum(run.offers[one].seats.max for one in running)),
        Share(len(running), len(run.offers), of_people=False),
        _consultations(facts),
        Counter(waiver.requirement for route in run.routes.values() for waiver in route.waivers),
        Counter(
            decision.reason or "other"
            for route in run.routes.values()
            for decision in route.decisions
            if decision.decision == "stop"
        ),
    )


def _counted(found: Mapping[str, int], named: Callable[[str], str]) -> list[str]:
    return [f"{named(one)} — {count}" for one, count in sorted(found.items(), key=lambda row: (-row[1], row[0]))]


def _requirement(name: str) -> str:
    return _(REQUIREMENTS[name].title) if name in REQUIREMENTS else name


def _reason(reason: str) -> str:
    return _(REASONS[reason]) if reason in REASONS else reason


def _with_first(shares: Mapping[str, tuple[str, Share]]) -> Iterator[tuple[bool, tuple[str, Share]]]:
    return ((position == 0, found) for position, found in enumerate(shares.values()))


def _taken(run: Run, offer: str, today: date) -> int:
    return len(roster(run, offer, run.offers[offer].nearest_day(today)))


def _consultations(facts: Facts) -> Consulted:
    since, pupils = facts.run.round.opened_on or date.min, set(facts.pupils)
    held = [
        consultation
        for journal in facts.run.school.consultations.values()
        for consultation in journal.consultations
        if since <= consultation.date <= facts.today and pupils & set(consultation.students)
    ]
    met = {one for entry in held for one in entry.students} & pupils
    return Consulted(len(held), sum(one.minutes for one in held), len(met))
