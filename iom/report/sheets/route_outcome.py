"""What a route sheet says of the way and its end: meetings, marks, looks back, stages and their days."""

from __future__ import annotations

from collections.abc import Iterator

from iom.language import N_, _, pgettext, say, shown
from iom.model.routes import Reflection, latest
from iom.report.papers.paper import Block, Column, Facts, Grid, Heading, Paragraph
from iom.report.sheets.frame import DASH
from iom.report.sheets.pupil import Pupil
from iom.report.sheets.room import WRITTEN, Room
from iom.stages.history import Passage, progress, stages_ahead
from iom.stages.requirement import REQUIREMENTS
from iom.stages.template import template_of
from iom.views.marks import CriterionSummary, MarksSummary, marks_summary
from iom.views.terms import term
from iom.views.wording import decimal, stage_title


def blocks(pupil: Pupil, room: Room) -> tuple[Block, ...]:
    """Meetings, marks, reflections, stages."""
    return (*_meetings(pupil, room), *_marks(pupil), *_reflections(pupil, room), *_stages(pupil))


def _meetings(pupil: Pupil, room: Room) -> tuple[Block, ...]:
    """Consultations with their agreed steps; their content stays in the tutor's journal."""
    case = pupil.case
    entries = () if pupil.unwritten else case.school.consulted.get(pupil.id, ())
    found = sorted(entries, key=lambda entry: entry.date)
    first = case.run.round.opened_on
    found = [entry for entry in found if entry.date <= case.today and (first is None or entry.date >= first)]
    chosen = room.last(found)
    rows = tuple((shown(entry.date), term(entry.kind), room.cut(entry.agreed or "")) for entry in chosen)
    title = say(N_("Meetings with the tutor: {count}"), {"count": len(found)})
    if len(chosen) < len(found):
        title += " " + say(N_("(the last {count} are shown)"), {"count": len(chosen)})
    columns = (
        Column(pgettext("paper", "Day"), 1.5),
        Column(pgettext("paper", "Kind"), 2),
        Column(pgettext("paper", "Agreed on"), 8),
    )
    if pupil.unwritten:
        return Heading(_("Meetings with the tutor"), 2), Grid(columns, blank=2, height=WRITTEN, small=True)
    return Heading(title, 2), *((Grid(columns, rows, small=True),) if rows else ())


def _marks(pupil: Pupil) -> tuple[Block, ...]:
    """Own mark and the experts' mean by criterion, a row a product; only where both are given (design §3)."""
    case = pupil.case
    given = () if pupil.unwritten else case.run.assessed.get(pupil.id, ())
    offers = dict.fromkeys(entry.offer for _person, entry in given)
    found = [summary for offer in offers if (summary := marks_summary(case.run, pupil.id, offer))]
    if not found:
        return ()
    labels = list(dict.fromkeys(row.label for summary in found for row in summary.criteria))
    columns = (
        Column(pgettext("paper", "Course"), 4),
        *(Column(label, 1, "center") for label in labels),
        Column(pgettext("paper", "experts"), 1.3, "center"),
    )
    rows = tuple((summary.title, *_marked(summary, labels), str(summary.experts)) for summary in found)
    legend = "; ".join(dict.fromkeys(f"{row.label} – {row.title}" for summary in found for row in summary.criteria))
    note = say(N_("Own mark · mean of the experts. {legend}."), {"legend": legend})
    return Heading(_("Assessment of the products"), 2), Grid(columns, rows, small=True), Paragraph(note, "small")


def _marked(summary: MarksSummary, labels: list[str]) -> Iterator[str]:
    rows = {row.label: row for row in summary.criteria}
    return (_pair(rows[label]) if label in rows else "" for label in labels)


def _pair(row: CriterionSummary) -> str:
    return f"{DASH if row.own is None else row.own} · {decimal(row.mean)}"


def _reflections(pupil: Pupil, room: Room) -> tuple[Block, ...]:
    """What the pupil and the guardians said last, and the next request."""
    reflections = pupil.route.reflections
    guardians = pupil.profile.guardian_ids() if pupil.profile else ()
    own = latest(tuple(entry for entry in reflections if entry.by == pupil.id))
    others = latest(tuple(entry for entry in reflections if entry.by in guardians))
    rows = [
        (pgettext("paper", "Worked out"), room.cut(own.achieved or "") if own else ""),
        (pgettext("paper", "Was difficult"), room.cut(own.difficult or "") if own else ""),
        (pgettext("paper", "Helped"), room.cut(own.helped or "") if own else ""),
        (pgettext("paper", "Take along, change"), room.cut(_joined(own, "keep", "change"))),
        (pgettext("paper", "The parent's view"), room.cut(_joined(others, "achieved", "difficult"))),
        (pgettext("paper", "Next step"), room.cut(own.next_request or "") if own else ""),
    ]
    # A finished look back keeps no empty lines; one to come keeps a line for what matters most.
    kept = [row for row in rows if row[1]] if own else [rows[0], rows[1], rows[-1]]
    return Heading(_("Reflection and next step"), 2), Facts(tuple(kept))


def _joined(entry: Reflection | None, *fields: str) -> str:
    return "; ".join(filter(None, (getattr(entry, field) for field in fields))) if entry else ""


def _stages(pupil: Pupil) -> tuple[Block, ...]:
    template = template_of(pupil.case.run)
    hows = {
        "pass": pgettext("paper", "passed"),
        "return": pgettext("paper", "returned"),
        "stop": pgettext("paper", "stopped"),
    }
    passages = progress(template, pupil.route)
    rows = (
        *(
            (_stage(one), shown(one.entered or ""), shown(one.left or ""), hows.get(one.how or "", ""))
            for one in passages
        ),
        *((stage_title(stage), "", "", "") for stage in stages_ahead(template, passages)),
    )
    columns = (
        Column(pgettext("paper", "Stage"), 3),
        Column(pgettext("paper", "since"), 2),
        Column(pgettext("paper", "until"), 2),
        Column(pgettext("paper", "Decision"), 3),
    )
    return Heading(_("Stages"), 2), Grid(columns, rows, small=True), *_waivers(pupil)


def _stage(passage: Passage) -> str:
    title = stage_title(passage.stage)
    return f"{title} ({passage.attempt})" if passage.attempt > 1 else title


def _waivers(pupil: Pupil) -> tuple[Block, ...]:
    """What was lifted and when; why stays with the tutor."""
    known = {name: _(one.title) for name, one in REQUIREMENTS.items()}
    told = [f"{known.get(one.requirement, one.requirement)} ({shown(one.on)})" for one in pupil.route.waivers]
    return (Paragraph(say(N_("Waived: {waived}."), {"waived": told}), "small"),) if told else ()
