"""What an import would do: row by row, and the school after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from iom.ask.question import Asker
from iom.check.fresh import fresh_errors
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Record, TableKind
from iom.exchange.importing.acquaintance import Acquaintance
from iom.exchange.importing.desk import ImportDesk
from iom.exchange.importing.intake import Intake, empty_place
from iom.language import N_, say
from iom.model.folding import folded
from iom.model.school import School

Status = Literal["new", "changed", "same", "rejected"]
STATUSES: Final[tuple[Status, ...]] = ("new", "changed", "same", "rejected")

Groups = Sequence[Sequence[Intake]]
Reasons = Mapping[str, tuple[Misfit, ...]]
#: Called for every group of rows with the number of rows before it, to tell somebody how far the work has come.
Step = Callable[[int], None]


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row; ``left_out`` is rejected by the person, and no fault of the row."""

    intake: Intake
    status: Status
    reasons: tuple[Misfit, ...] = ()
    left_out: bool = False

    def place(self, misfit: Misfit) -> str:
        """Where a reason lies: the cell, or else the row."""
        record = self.intake.record
        cell = record.cells.get(misfit.column)
        if cell and cell.place:
            return cell.place
        return empty_place(self.intake.heads.get(misfit.column, ""), record.number) or record.place


@dataclass(frozen=True)
class Plan:
    """The outcome of every row, and the school as the good rows leave it."""

    outcomes: tuple[Outcome, ...]
    after: School

    def count(self, status: Status) -> int:
        """How many rows have a status."""
        return sum(1 for outcome in self.outcomes if outcome.status == status)

    @property
    def faulty(self) -> tuple[Outcome, ...]:
        """The rows that cannot be taken as they are."""
        return tuple(one for one in self.outcomes if one.status == "rejected" and not one.left_out)


class Planner:
    """Takes rows in at a desk, group by group."""

    def __init__(self, kind: TableKind, desk: ImportDesk, asker: Asker | None, step: Step = lambda _done: None) -> None:
        self._kind = kind
        self._desk = desk
        self._asker = asker
        self._step = step
        self._touched: dict[str, list[str]] = {}

    def plan(self, intakes: Sequence[Intake]) -> Plan:
        """The plan for all rows; each group of rows is taken as a whole or not at all.

        Rows that would bring errors into the documents are rejected, and what is left is taken in anew without them.
        """
        self._index_key()
        met = Acquaintance(self._desk, self._kind.parties(self._desk), self._asker).meet(one.record for one in intakes)
        self._desk.met = met.ids
        reasons = {one.record.place: (*one.misfits, *met.misfits.get(one.record.place, ())) for one in intakes}
        groups = self._groups(intakes)
        outcomes = self._pass(groups, reasons, met.left_out)
        if wrong := self._judged():
            self._desk.clear()
            for place, found in wrong.items():
                reasons[place] += found
            outcomes = self._pass(groups, reasons, met.left_out)
        after = self._desk.school.with_documents(self._desk.taken)
        return Plan(tuple(outcomes[one.record.place] for one in intakes), after)

    def _index_key(self) -> None:
        key = self._desk.answers.key
        if not key:
            return
        column = next(one for one in self._kind.columns(self._desk) if one.key == key)
        who = next((party.id for party in self._kind.parties(self._desk) if party.name == "name"), "id")
        found: dict[str, tuple[str, ...]] = {}
        for row in self._kind.rows(self._desk):
            if row.get(key) is not None and who in row:
                value = folded(column.type.show(row[key]))
                found[value] = tuple(dict.fromkeys((*found.get(value, ()), row[who])))
        self._desk.by_key = found

    def _groups(self, intakes: Sequence[Intake]) -> Groups:
        groups: dict[Hashable, list[Intake]] = {}
        for one in intakes:
            groups.setdefault(self._kind.group(self._desk, one.record), []).append(one)
        return list(groups.values())

    def _pass(self, groups: Groups, reasons: Reasons, left_out: Collection[str]) -> dict[str, Outcome]:
        outcomes: dict[str, Outcome] = {}
        for group in groups:
            self._step(len(outcomes))
            places = [one.record.place for one in group]
            if any(place in left_out for place in places):
                found = [Outcome(one, "rejected", (LEFT_OUT,), left_out=True) for one in group]
            else:
                found = self._outcomes(group, {place: reasons[place] for place in places})
            outcomes.update(zip(places, found, strict=True))
        return outcomes

    def _outcomes(self, group: Sequence[Intake], reasons: Reasons) -> list[Outcome]:
        records = [one.record for one in group]
        spoilt = any(reasons.values())
        status, more = self._taken(records, keep=not spoilt)
        first = records[0]
        if spoilt:
            wrong = {misfit.column for found in reasons.values() for misfit in found}
            more = tuple(one for one in more if one.column not in wrong and first.text(one.column))
        if not spoilt and status != "rejected":
            return [Outcome(one, status) for one in group]
        found = {**reasons, first.place: (*reasons[first.place], *more)}
        blamed = next(place for place, why in found.items() if why)
        return [Outcome(one, "rejected", found[one.record.place] or (_together(blamed),)) for one in group]

    def _taken(self, records: Sequence[Record], *, keep: bool) -> tuple[Status, tuple[Misfit, ...]]:
        """What a group of rows does, or why it cannot be taken; all is forgotten but for what is to ``keep``."""
        desk, known = self._desk, None
        misfits: list[Misfit] = []
        for said in list(self._kind.says(desk, records)):
            if isinstance(said, Misfit):
                misfits.append(said)
                continue
            known = desk.knows(said) if known is None else known
            misfits.extend(desk.take(records[0], said))
        misfits.extend(desk.undecided())
        if misfits or not keep:
            desk.forget()
            return "rejected", tuple(misfits)
        changed = desk.keep()
        for path in changed:
            self._touched.setdefault(path, []).extend(one.place for one in records)
        return ("same" if not changed else "changed" if known else "new"), ()

    def _judged(self) -> dict[str, tuple[Misfit, ...]]:
        """The rows that would bring errors into the documents, by place."""
        if not self._touched:
            return {}
        after = self._desk.school.with_documents(self._desk.taken)
        wrong: dict[str, tuple[Misfit, ...]] = {}
        for problem in fresh_errors(self._desk.school, after, self._desk.today):
            said = f"{problem.document}: {say(problem.fault.text, problem.facts)} [{problem.fault.code}]"
            misfit = Misfit("rule", "{reason}", "", {"reason": said})
            for place in dict.fromkeys(self._touched.get(problem.document, ())):
                wrong[place] = (*wrong.get(place, ()), misfit)
        return wrong


LEFT_OUT: Final = Misfit("left-out", N_("You left this row out."))


def _together(place: str) -> Misfit:
    return Misfit("together", N_("The row belongs to {place}, which is rejected."), "", {"place": place})
