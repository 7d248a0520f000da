"""Tutor groups: size, tutor, one group of a kind at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from iom.check.facts import Facts
from iom.check.page import Page
from iom.check.rules import rule, school_rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.teaching import ConsultationJournal, Group, Membership

EMPTY_GROUP = Fault(
    "E0488", N_("the group has no members on {day}"), N_("a group has 1 to 30 pupils: add members, or correct the days")
)
GROUP_TOO_LARGE = Fault(
    "E0489", N_("members of the group from {day} on: {found}"), N_("a group has 1 to 30 pupils: make a second group")
)
TWO_GROUPS = Fault(
    "E0490",
    N_("“{student}” is in the group “{group}” at the same time"),
    N_("one track, one group at a time: give the earlier membership an “until”"),
)
NO_TUTOR = Fault(
    "E0491",
    N_("“{id}” does not have the role of a tutor"),
    N_('add "tutor" to “roles” in staff/{id}.toml, or correct the id'),
)
LARGEST = 30
DAY = timedelta(days=1)


@rule(kinds.GROUP)
def groups_have_1_to_30_members(page: Page[Group]) -> Iterator[Problem]:
    """A tutor leads 1 to 30 pupils, on every day from the first membership to the last (S1 R1-1)."""
    if not page.document.members:
        yield page.problem(EMPTY_GROUP, day=page.today)
        return
    yield from _gaps(page)
    if len(page.document.members) > LARGEST:
        yield from _crowds(page)


def _gaps(page: Page[Group]) -> Iterator[Problem]:
    reached: date | None = None
    for position, member in _by_day(page.document):
        if reached and reached < member.since - DAY:
            yield page.problem(EMPTY_GROUP, "members", position, "since", day=reached + DAY)
        reached = max(reached or date.min, _until(member))


def _crowds(page: Page[Group]) -> Iterator[Problem]:
    inside: list[date] = []
    for position, member in _by_day(page.document):
        inside = [until for until in inside if until >= member.since]
        inside.append(_until(member))
        if len(inside) > LARGEST:
            yield page.problem(GROUP_TOO_LARGE, "members", position, "since", day=member.since, found=len(inside))
            return


def _by_day(group: Group) -> list[tuple[int, Membership]]:
    return sorted(enumerate(group.members), key=lambda pair: pair[1].since)


def _until(member: Membership) -> date:
    return member.until or date.max


@school_rule
def one_group_of_a_track_at_a_time(facts: Facts) -> Iterator[Problem]:
    """A pupil may be on several tracks, but in one group of each (S1 R1-6; design §2: one tutor)."""
    found: dict[tuple[str, str | None], list[tuple[Membership, str, int]]] = defaultdict(list)
    for identifier, group in facts.school.groups.items():
        for position, member in enumerate(group.members):
            found[facts.now(member.student), group.track].append((member, identifier, position))
    for (student, _), memberships in found.items():
        if len(memberships) > 1:
            yield from _overlaps(student, memberships)


def _overlaps(student: str, memberships: list[tuple[Membership, str, int]]) -> Iterator[Problem]:
    memberships.sort(key=lambda row: (row[0].since, row[1], row[2]))
    for (before, other, _), (member, group, position) in pairwise(memberships):
        same = other == group and before.since == member.since
        if member.since <= _until(before) and not same:
            keys = ("members", position, "since")
            yield Problem(TWO_GROUPS, kinds.GROUP.path(group), keys, {"student": student, "group": other})


@rule(kinds.GROUP)
def groups_have_a_tutor(page: Page[Group]) -> Iterator[Problem]:
    """Tutor is a role that a member of staff takes (S0:38; design §2)."""
    tutor = page.school.staff.get(page.facts.now(page.document.tutor))
    if tutor and "tutor" not in tutor.roles:
        yield page.problem(NO_TUTOR, "tutor", id=page.document.tutor)


@rule(kinds.CONSULTATIONS)
def journals_are_tutors(page: Page[ConsultationJournal]) -> Iterator[Problem]:
    """A journal of consultations is kept by a tutor (S1:108; design §2)."""
    tutor = page.school.staff.get(page.facts.now(page.ids[0]))
    if tutor and "tutor" not in tutor.roles:
        yield page.problem(NO_TUTOR, id=page.ids[0])
