"""The coordinator's report of a placement: who lacks a course, which courses are not full, what was done by hand."""

from __future__ import annotations

from iom.language import N_, _, ngettext, pgettext, say, shown
from iom.model.naming import name_key
from iom.model.roster import placements, roster_sizes
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Grid, Heading, Paragraph, Signatures
from iom.report.sheets.frame import DASH, coordinator_signature, framed, school_year, texts
from iom.report.sheets.pupil import Pupil
from iom.stages.settings import picks
from iom.stages.taking_part import taking_part

KIND = "placement"


def build(case: Case, subject: str) -> Built:
    """The report of the whole round."""
    allocation = case.run.allocation
    published = allocation.published_on if allocation else None
    facts = (
        (pgettext("paper", "School year"), school_year(case)),
        (pgettext("paper", "Published on"), shown(published) if published else _("not published yet")),
        (pgettext("paper", "Courses for each pupil"), str(picks(case.school, case.run))),
    )
    blocks = (
        texts(facts),
        *_section(_("Pupils who lack a course"), _short_columns(), _short(case), _("Nobody lacks a course.")),
        *_section(_("Courses and seats"), _seat_columns(), _seats(case), _("The round has no courses.")),
        *_section(_("Placed by hand"), _hand_columns(), _by_hand(case), _("Nobody was placed by hand.")),
        *_section(_("Moved later"), _move_columns(), _moves(case), _("Nobody was moved.")),
        Signatures((coordinator_signature(case),)),
    )
    return Built((framed(case, KIND, _("Report of the placement"), blocks, subject, about=case.run.round.title),))


Rows = tuple[tuple[str, ...], ...]


def _section(title: str, columns: tuple[Column, ...], rows: Rows, nothing: str) -> tuple[Block, ...]:
    return Heading(title, 2), Grid(columns, rows) if rows else Paragraph(nothing)


def _short_columns() -> tuple[Column, ...]:
    return (
        Column("№", 0.5, "right"),
        Column(pgettext("paper", "Pupil"), 5),
        Column(pgettext("paper", "Class"), 1, "center"),
        Column(pgettext("paper", "Has"), 1, "center"),
        Column(pgettext("paper", "Note"), 4),
    )


def _short(case: Case) -> Rows:
    run = case.run
    rows: list[tuple[str, ...]] = []
    first, last = run.round.starts, run.round.ends
    day = max(case.today, first) if first else case.today
    day = min(day, last) if last else day
    wanted = picks(case.school, run)
    for person in taking_part(run, case.today):
        held = len(placements(run, person, day))
        if held < wanted:
            agreed = Pupil(case, person).sheet.agreement()
            note = "" if agreed else _("no agreement of the family yet")
            rows.append(
                (str(len(rows) + 1), Pupil(case, person).name, Pupil(case, person).form, f"{held}/{wanted}", note)
            )
    return tuple(rows)


def _seat_columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("paper", "Course"), 5),
        Column(pgettext("paper", "Seats"), 1.7, "center"),
        Column(pgettext("paper", "Placed"), 1.7, "center"),
        Column(pgettext("paper", "Free"), 1.7, "center"),
        Column(pgettext("paper", "Note"), 3.2),
    )


def _seats(case: Case) -> Rows:
    run, rows = case.run, []
    placed = roster_sizes(run, {one: offer.nearest_day(case.today) for one, offer in run.offers.items()})
    for identifier, offer in sorted(run.offers.items(), key=lambda row: name_key(run.offer_title(row[0]))):
        count = placed[identifier]
        seats = f"{offer.seats.min}–{offer.seats.max}"
        if offer.is_cancelled(case.today):
            note = say(N_("cancelled on {on}"), {"on": offer.cancelled_on})
            rows.append((run.offer_title(identifier), seats, DASH, DASH, note))
            continue
        short = offer.seats.min - count
        note = say(
            ngettext("{count} pupil short of opening", "{count} pupils short of opening", short), {"count": short}
        )
        free = str(max(offer.seats.max - count, 0))
        rows.append((run.offer_title(identifier), seats, str(count), free, note if short > 0 else ""))
    return tuple(rows)


def _hand_columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("paper", "Pupil"), 4),
        Column(pgettext("paper", "Course"), 4),
        Column(pgettext("paper", "Reason"), 5),
        Column(pgettext("paper", "Who decided, when"), 3.5),
    )


def _by_hand(case: Case) -> Rows:
    run = case.run
    rows = [
        (
            Pupil(case, run.participants[one.code]).line if one.code in run.participants else one.code,
            run.offer_title(one.offer),
            one.reason or "",
            ", ".join(filter(None, (case.school.name(one.by), shown(one.on or "")))),
        )
        for one in (run.allocation.placements if run.allocation else ())
        if one.by
    ]
    return tuple(sorted(rows, key=lambda row: name_key(row[0])))


def _move_columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("paper", "Pupil"), 4),
        Column(pgettext("paper", "From, to"), 5),
        Column(pgettext("paper", "Reason"), 5),
        Column(pgettext("paper", "Who decided, when"), 3.5),
    )


def _moves(case: Case) -> Rows:
    run = case.run
    return tuple(
        (
            Pupil(case, move.student).line,
            " → ".join(run.offer_title(one) if one else DASH for one in (move.source, move.target)),
            move.reason,
            f"{case.school.name(move.by)}, {shown(move.on)}",
        )
        for move in (run.moves.moves if run.moves else ())
    )
