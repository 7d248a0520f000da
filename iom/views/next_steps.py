"""What is to be done next, for one pupil or for everybody, with the command to copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from iom.language import N_, _, say
from iom.views.board import VERBS, Row
from iom.views.sheet import Block, Cell, Lines, Sheet, Table, Tone
from iom.views.sheet import Column as TableColumn
from iom.views.wording import role_title, stage_title

MARKS = {"met": "✓", "missing": "✗", "waived": "~", "off": "–"}


@dataclass(frozen=True, slots=True)
class OneNext:
    """The gate of one subject, requirement by requirement, and what supplies the missing ones."""

    row: Row

    def sheet(self) -> Sheet:
        """Every requirement with its state; then the commands."""
        gate = self.gate()
        steps = Lines(self.commands() or (_("Nothing is to be done."),), title=_("Next"), bullet=" ")
        return Sheet(gate.title, (*gate.blocks, steps))

    def gate(self) -> Sheet:
        """Every requirement with its state, and who supplies it."""
        row = self.row
        title = f"{row.name} · {stage_title(row.state)}"
        columns = (
            TableColumn(""),
            TableColumn(_("condition"), flexible=True),
            TableColumn(_("waits for"), flexible=True),
        )
        rows = tuple(
            (Cell(MARKS[check.state], _TONES[check.state]), _state_text(check.title, check.state), "")
            if not check.missing
            else (
                Cell(MARKS[check.state], "warn"),
                "\n".join(one.said() for one in check.missing),
                ", ".join(dict.fromkeys(role_title(one.waits_for) for one in check.missing)),
            )
            for check in row.checks
        )
        blocks: tuple[Block, ...] = (Table(columns, rows),) if rows else ()
        return Sheet(title, blocks)

    def commands(self) -> tuple[str, ...]:
        """What to type next; the decision when nothing else is lacking."""
        if self.row.ready and self.row.state in VERBS:
            return (self.row.walk,)
        return tuple(dict.fromkeys(one.command for one in self.row.missing))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            **self.row.data(),
            "requirements": [
                {
                    "requirement": check.requirement,
                    "state": check.state,
                    "missing": [
                        {"text": one.said(), "waits_for": one.waits_for, "command": one.command}
                        for one in check.missing
                    ],
                }
                for check in self.row.checks
            ],
            "commands": list(self.commands()),
        }


_TONES: dict[str, Tone] = {"met": "good", "missing": "warn", "waived": "muted", "off": "muted"}


def _state_text(title: str, state: str) -> str:
    if state == "waived":
        return say(N_("{title} (waived)"), {"title": _(title)})
    if state == "off":
        return say(N_("{title} (switched off by the school)"), {"title": _(title)})
    return _(title)


@dataclass(frozen=True, slots=True)
class EverybodyNext:
    """The queue of the day: whose turn is the tutor's, and who waits for somebody else."""

    rows: tuple[Row, ...]

    @property
    def mine(self) -> tuple[Row, ...]:
        """Rows that a tutor can go on with now."""
        return tuple(row for row in self.rows if {"tutor", "student", "guardian"} & set(row.waits_for))

    @property
    def waiting(self) -> tuple[Row, ...]:
        """Rows that wait for a teacher, an expert, a coordinator."""
        return tuple(row for row in self.rows if row.waits_for and row not in self.mine)

    def sheet(self) -> Sheet:
        """A row a pupil: stage, what is lacking, command."""
        columns = (
            TableColumn(_("pupil"), flexible=True),
            TableColumn(_("stage")),
            TableColumn(_("command"), flexible=True),
        )
        rows = tuple((row.name, stage_title(row.state), row.walk) for row in self.mine)
        columns_waiting = (
            TableColumn(_("pupil"), flexible=True),
            TableColumn(_("stage")),
            TableColumn(_("waits for"), flexible=True),
        )
        waiting = tuple(
            (row.name, stage_title(row.state), ", ".join(map(role_title, row.waits_for))) for row in self.waiting
        )
        blocks = (
            Table(columns, rows, title=_("To be walked now")),
            *((Table(columns_waiting, waiting, title=_("Waiting for others")),) if waiting else ()),
        )
        return Sheet(_("Next"), blocks)

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {"now": [row.data() for row in self.mine], "waiting": [row.data() for row in self.waiting]}


def everybody_next(rows: Iterable[Row]) -> EverybodyNext:
    """The queue made of a board's rows."""
    return EverybodyNext(tuple(row for row in rows if row.state not in {"closed", "stopped"}))
