"""A tutor's journal of one month: every consultation, and totals by kind and direction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from iom.language import N_, _, ngettext, pgettext, say, shown
from iom.model.naming import by_name
from iom.model.teaching import Consultation
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Grid, Heading, Paragraph, Signature, Signatures
from iom.report.sheets.frame import DASH, framed, holder, texts
from iom.report.sheets.pupil import Pupil
from iom.views.terms import term

KIND = "consultations"
ROWS_TO_WRITE = 8
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def build(case: Case, subject: str) -> Built:
    """The journal of the month of the case, else of today; blank rows where nothing is written yet."""
    entries = entries_of(case, subject)
    filled = bool(entries) and not case.blank
    head = holder(case, "deputy")
    blocks = (
        _facts(case, subject),
        _grid(case, subject, entries) if filled else Grid(_columns(), blank=ROWS_TO_WRITE, height=12, small=True),
        *(_totals(case, subject, entries) if filled else ()),
        Signatures(
            (
                Signature(pgettext("paper", "Tutor"), case.school.name(subject)),
                Signature(pgettext("paper", "Seen by the deputy head"), head),
            )
        ),
    )
    title = _("Journal of the tutor's consultations")
    return Built((framed(case, KIND, title, blocks, subject, about=month_title(month_of(case)), landscape=True),))


def month_of(case: Case) -> str:
    """The month of the journal, ``2026-10``: the one that was named, else the present one."""
    return case.month or f"{case.today:%Y-%m}"


def entries_of(case: Case, tutor: str) -> list[Consultation]:
    """The consultations of the month, the earliest first."""
    journal = case.school.consultations.get((tutor, month_of(case)))
    return sorted(journal.consultations if journal else (), key=lambda one: (one.date, one.start is None, one.start))


def month_title(month: str) -> str:
    """``2026-10`` in words."""
    year, number = month.split("-")
    return f"{_(MONTHS[int(number) - 1])} {year}"


def _facts(case: Case, tutor: str) -> Block:
    groups = [group for group in case.school.groups.values() if group.tutor == tutor]
    hours = case.school.staff[tutor].hours if tutor in case.school.staff else ()
    told = [f"{group.title} ({len(group.students_on(case.today))})" for group in groups]
    receives = [f"{term(hour.day)} {hour.start:%H:%M}–{hour.end:%H:%M}" for hour in hours]
    rows = (
        (pgettext("paper", "Tutor"), case.school.name(tutor)),
        (pgettext("paper", "Groups (pupils)"), ", ".join(told)),
        (pgettext("paper", "Office hours"), ", ".join(receives)),
    )
    return texts(rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column("№", 0.6, "right"),
        Column(pgettext("paper", "Day, time"), 2.2),
        Column(pgettext("paper", "Pupils"), 4),
        Column(pgettext("paper", "Direction"), 2.3),
        Column(pgettext("paper", "Kind"), 2.2),
        Column(pgettext("paper", "Request"), 4),
        Column(pgettext("paper", "Content"), 4.7),
        Column(pgettext("paper", "Next step agreed"), 4),
        Column(pgettext("paper", "Due"), 1.9),
        Column(pgettext("paper", "Signature"), 1.9),
    )


def _grid(case: Case, tutor: str, entries: Iterable[Consultation]) -> Grid:
    rows = tuple(
        (
            str(place),
            "\n".join(filter(None, (shown(one.date), _time(one)))),
            _pupils(case, one),
            direction(case, tutor, one),
            term(one.kind),
            one.request or "",
            one.content or "",
            one.agreed or "",
            shown(one.due or ""),
        )
        for place, one in enumerate(entries, 1)
    )
    return Grid(_columns(), rows, small=True)


def _time(entry: Consultation) -> str:
    return "–".join(f"{moment:%H:%M}" for moment in (entry.start, entry.end) if moment)


def _pupils(case: Case, entry: Consultation) -> str:
    """The names with their classes; of a whole group its title and how many."""
    people = set(entry.students)
    for group in case.school.groups.values():
        if len(people) > 1 and people == set(group.students_on(entry.date)):
            return f"{group.title} ({len(people)})"
    told = "; ".join(Pupil(case, one).line for one in by_name(case.school, people))
    return told if len(people) == 1 else f"{told} ({len(people)})"


def direction(case: Case, tutor: str, entry: Consultation) -> str:
    """The direction of the tutor's groups that the pupils are in, a dash for a group without one."""
    found = {
        group.track
        for group in case.school.groups.values()
        if group.tutor == tutor and set(entry.students) & set(group.students_on(entry.date))
    }
    tracks = sorted(term(track) for track in found if track)
    return ", ".join(tracks) or DASH


def _totals(case: Case, tutor: str, entries: list[Consultation]) -> tuple[Block, ...]:
    untimed = sum(one.minutes == 0 for one in entries)
    text = ngettext("{count} entry has no hours.", "{count} entries have no hours.", untimed)
    return (
        Heading(_("Totals of the month"), 2),
        Grid(
            (
                Column(pgettext("paper", "Total"), 4),
                Column(pgettext("paper", "Consultations"), 2, "center"),
                Column(pgettext("paper", "Pupils"), 2, "center"),
                Column(pgettext("paper", "Hours"), 2, "center"),
            ),
            (
                *_by(entries, lambda one: term(one.kind)),
                *_by(entries, lambda one: direction(case, tutor, one)),
                _total(pgettext("paper", "All"), entries),
            ),
            small=True,
        ),
        *((Paragraph(say(text, {"count": untimed}), "small"),) if untimed else ()),
    )


def _by(entries: list[Consultation], key: Callable[[Consultation], str]) -> tuple[tuple[str, ...], ...]:
    """A row a kind or direction; nothing where there is but the dash of no direction."""
    names = sorted({key(one) for one in entries} - {DASH})
    return tuple(_total(name, [one for one in entries if key(one) == name]) for name in names)


def _total(name: str, entries: list[Consultation]) -> tuple[str, ...]:
    pupils = {student for one in entries for student in one.students}
    return name, str(len(entries)), str(len(pupils)), _hours(sum(one.minutes for one in entries))


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
