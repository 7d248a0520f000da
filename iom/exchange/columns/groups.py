"""The table of tutor groups: one row a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.courses import titled_id
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import cells, given
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named
from iom.exchange.columns.pupils import PUPIL, pupil_cells
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Identifier, Text
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.teaching import Group, Membership, Track

TRACK: Final = Choice(
    get_args(Track),
    (("профориентация", "career"), ("одарённые", "gifted"), ("группа риска", "at-risk"), ("риск", "at-risk")),
)


class Groups(TableKind):
    """One row a member; a group without members has one row of its own."""

    name = "groups"
    title = N_("Tutor groups")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        return (
            Column("id", N_("Group's ID"), Identifier(), ("id группы",)),
            Column("title", N_("Tutor group"), Text(), ("Группа", "Название группы", "Group"), required=True),
            Column("tutor", N_("Tutor"), Named.of(bearings, kinds.STAFF), ("Тьютор группы", "ФИО тьютора")),
            Column("track", N_("Direction of support"), TRACK, ("Направление", "Track")),
            *pupils.COLUMNS,
            Column("since", N_("In the group since"), Day(), ("С какого дня", "Since")),
            Column("until", N_("In the group until"), Day(), ("По какой день", "Until")),
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for identifier, group in sorted(bearings.school.groups.items()):
            own = cells(id=identifier, title=group.title, tutor=group.tutor, track=group.track)
            if not group.members:
                yield own
            for member in group.members:
                span: dict[str, Any] = cells(since=member.since, until=member.until)
                yield {**own, **dict(pupil_cells(bearings, member.student)), **span}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        found = titled_id(desk, kinds.GROUP, record)
        if isinstance(found, Misfit):
            yield found
        if isinstance(found, Misfit) or not found:
            return
        there = desk.document(kinds.GROUP, found)
        if there is None and not record.get("tutor"):
            yield Misfit("missing", N_("A new group needs a tutor."), column="tutor")
        data = given(**{key: record.get(key) for key in ("title", "tutor", "track")})
        student = desk.person(record, PUPIL.slot)
        if student is None:
            yield Said(kinds.GROUP, (found,), data)
            return
        entry = _member(desk, record, there if isinstance(there, Group) else None, student)
        yield Said(kinds.GROUP, (found,), {**data, "members": [entry]}, entry=("members", entry["id"]))


def _member(desk: Desk, record: Record, group: Group | None, student: str) -> Data:
    """The membership that the row is about: the one since that day, else the last one; or a new one."""
    since, until = record.get("since"), record.get("until")
    own = [member for member in group.members if _is(desk, member, student)] if group else []
    meant = next((member for member in own if member.since == since), None)
    if meant is None and own and (since is None or own[-1].until is None):
        meant = own[-1]
    if meant is not None:
        return {"id": meant.id, "since": since, "until": until}
    begins = since or desk.today
    name = student if not own else f"{student}-{begins:%Y%m%d}"[:64]
    return {"id": name, "student": student, "since": begins, "until": until}


def _is(desk: Desk, member: Membership, student: str) -> bool:
    return desk.school.renamed.get(member.student, member.student) == student
