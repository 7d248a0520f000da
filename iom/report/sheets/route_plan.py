"""What a route sheet says of the beginning: deficits, goals, courses, and the steps of the plan."""

from __future__ import annotations

from iom.language import _, ngettext, pgettext, say, shown
from iom.model.attendance import active_offers, attendance
from iom.model.routes import Goal, Step
from iom.model.school import Run
from iom.report.papers.paper import Block, Column, Grid, Heading, Paragraph
from iom.report.sheets.frame import DASH, when
from iom.report.sheets.pupil import Pupil, teachers
from iom.report.sheets.room import WRITTEN, Room
from iom.views.wording import metaskills_text


def blocks(pupil: Pupil, room: Room) -> tuple[Block, ...]:
    """The four tables; an empty one keeps lines to write on."""
    return (
        Heading(_("Goals and what is missing so far"), 2),
        _goals(pupil, room),
        *_deficits(pupil, room),
        Heading(_("Courses chosen"), 2),
        _courses(pupil, room),
        Heading(pgettext("paper", "Plan"), 2),
        *_steps(pupil, room),
    )


def _goals(pupil: Pupil, room: Room) -> Grid:
    columns = (
        Column("№", 0.5, "right"),
        Column(pgettext("paper", "Goal"), 7),
        Column(pgettext("paper", "level at the start"), 1.5, "center"),
        Column(pgettext("paper", "aimed at"), 1.5, "center"),
        Column(pgettext("paper", "reached"), 1.5, "center"),
    )
    rows = tuple(
        (str(place), room.cut(goal.goal), *map(_level, (goal.level_start, goal.level_aim, goal.level_reached)))
        for place, goal in enumerate(pupil.route.goals, 1)
    )
    return _grid(columns, rows, 2)


def _grid(columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...], blank: int) -> Grid:
    """The rows, or without any so many for a pen."""
    return Grid(columns, rows, blank=0 if rows else blank, height=0 if rows else WRITTEN, small=True)


def _level(level: int | None) -> str:
    return "" if level is None else str(level)


def _deficits(pupil: Pupil, room: Room) -> tuple[Block, ...]:
    school = pupil.case.school
    outcomes = {"closed": _("closed"), "carried": _("carried on")}
    rows = []
    for entry in pupil.route.deficits:
        known = school.deficits.get(entry.deficit)
        noticed = (pupil.called(entry.noticed_by) if entry.noticed_by else "", shown(entry.noticed_on or ""))
        text = room.cut(known.text if known else entry.deficit)
        rows.append((text, ", ".join(filter(None, noticed)) or DASH, outcomes.get(entry.outcome or "", "")))
    columns = (
        Column(pgettext("paper", "What is missing (deficit)"), 6),
        Column(pgettext("paper", "Noticed by, on"), 4),
        Column(pgettext("paper", "Outcome"), 2),
    )
    return (_grid(columns, tuple(rows), 2),)


def _courses(pupil: Pupil, room: Room) -> Grid:
    case = pupil.case
    offers = active_offers(case.run, pupil.id, case.today) or _agreed(pupil)
    rows = []
    for identifier in offers:
        offer = case.run.offers.get(identifier)
        numbers = attendance(case.run, pupil.id, identifier, case.today)
        there = f"{numbers.attended}/{numbers.counted}" if numbers.held and not pupil.unwritten else ""
        told = (when(offer), teachers(case, offer)) if offer else (DASH, DASH)
        product = room.cut("" if pupil.unwritten else _product(case.run, pupil.id, identifier))
        rows.append((case.run.offer_title(identifier), *told, there, product))
    columns = (
        Column(pgettext("paper", "Course"), 4),
        Column(pgettext("paper", "Hours, room"), 3),
        Column(pgettext("paper", "Teacher"), 3),
        Column(pgettext("paper", "Attended"), 1.4, "center"),
        Column(pgettext("paper", "Product"), 3),
    )
    return _grid(columns, tuple(rows), case.run.round.picks)


def _agreed(pupil: Pupil) -> tuple[str, ...]:
    agreement = pupil.sheet.agreement()
    return agreement.offers if agreement else ()


def _product(run: Run, student: str, offer: str) -> str:
    journal = run.journals.get(offer)
    return ", ".join(product.title for product in (journal.products if journal else ()) if product.student == student)


def _steps(pupil: Pupil, room: Room) -> tuple[Block, ...]:
    run, route = pupil.case.run, pupil.route
    columns = (
        Column(pgettext("paper", "Step"), 4.3),
        Column(pgettext("paper", "Kind of step"), 1.8),
        Column(pgettext("paper", "Goal"), 1.1, "center"),
        Column(pgettext("paper", "Due"), 1.9),
        Column(pgettext("paper", "Responsible"), 2.6),
        Column(pgettext("paper", "Result expected"), 4),
        Column(pgettext("paper", "Done"), 1.9),
    )
    shown_steps = room.chosen(route.steps)
    rows = tuple(
        (
            room.cut(step_title(run, step)),
            step_kind(step),
            _goal_number(route.goals, step),
            shown(step.due or ""),
            pupil.called(step.responsible) if step.responsible else "",
            _expected(run, step, room),
            shown(step.done_on or ""),
        )
        for step in shown_steps
    )
    left = len(route.steps) - len(shown_steps)
    text = ngettext(
        "{count} more step stands in the route's document.", "{count} more steps stand in the route's document.", left
    )
    more = (Paragraph(say(text, {"count": left}), "small"),) if left else ()
    return _grid(columns, rows, 4), *more


def _expected(run: Run, step: Step, room: Room) -> str:
    """The result expected, and what a course trains."""
    offer = run.offers.get(step.ref or "") if step.kind == "course" else None
    trained = metaskills_text(run, offer) if offer else ""
    return " ".join(filter(None, (room.cut(step.expected or ""), f"({trained})" if trained else "")))


def _goal_number(goals: tuple[Goal, ...], step: Step) -> str:
    return next((str(place) for place, goal in enumerate(goals, 1) if goal.id == step.goal), "")


def step_title(run: Run, step: Step) -> str:
    """What a step is called: its title, the offer's or the event's, or the name behind the id."""
    if step.title or not step.ref:
        return step.title or step_kind(step)
    if step.ref in run.events:
        return run.events[step.ref].title
    return run.offer_title(step.ref) if step.ref in run.offers else run.school.name(step.ref)


def step_kind(step: Step) -> str:
    """The kind of a step in words."""
    return {
        "course": pgettext("paper", "course"),
        "event": pgettext("paper", "event"),
        "consultation": pgettext("paper", "consultation"),
        "meeting": pgettext("paper", "meeting"),
        "module": pgettext("paper", "module"),
        "resource": pgettext("paper", "resource"),
        "task": pgettext("paper", "task"),
    }[step.kind]
