"""The commands of a round's placement: allocate, explain, publish, verify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

import typer

from iom.allocation.checking import checked
from iom.allocation.from_round import AS_IT_IS, round_problem
from iom.allocation.paper import paper
from iom.allocation.placed import Placed, paper_of
from iom.allocation.verify import Breach
from iom.allocation.wording import breach_text
from iom.ask.kinds import Confirm
from iom.ask.question import Form, Question
from iom.cli.context import current
from iom.cli.engines import place
from iom.cli.finding import offer_id, run_of, student_id
from iom.cli.keeping_apart import Apart, kept_apart
from iom.cli.mistakes import CancelledError
from iom.cli.options import DryRun, Round
from iom.cli.output import emit, messages, person
from iom.cli.placing import require_possible
from iom.cli.placing_sheets import CourseView, FamilyView, GroupLists, PlacementView
from iom.cli.record_add import show_preview
from iom.cli.rounds import Maybe, fresh_codes
from iom.cli.session import Session
from iom.cli.what_if import Close, Open, Seats, Shift, tried, what_if
from iom.errors import Exit, IomError
from iom.language import N_, _, ngettext, say
from iom.model import kinds
from iom.model.lookup import NotFoundError
from iom.model.naming import first_few
from iom.model.rounds import Allocation, Lottery
from iom.model.school import Run
from iom.model.tutoring import participants
from iom.views.sheet import Cell, Lines, Sheet
from iom.views.since_publication import changes_of_offer, changes_of_pupil
from iom.walk.rounds import PublishedError, require_open, with_codes

Who = Annotated[str, typer.Argument(metavar=N_("PUPIL|OFFER"), help=N_("a pupil or a course of the round"))]
Drawn = Annotated[
    str | None, typer.Option("--drawn", metavar=N_("TEXT"), help=N_("what came out of the draw, for example 4 2 6 1 5"))
]
Short = Annotated[bool, typer.Option("--allow-short", help=N_("place as many as can be where not all can"))]
Exact = Annotated[
    bool, typer.Option("--exact", help=N_("let HiGHS decide which courses run; pip install 'iom[exact]'"))
]


EVEN_SO: Final = Form("even-so", Confirm, N_("publish even so"))


class NotDrawnError(IomError):
    """The lottery (``source``) has no value yet."""

    text = N_("The lottery is not drawn yet: {source}.")
    hint = N_("After the draw: iom round allocate --drawn 'WHAT CAME OUT'")
    exit_code = Exit.USAGE


class DrawnError(IomError):
    """The lottery was drawn already; numbers are never redrawn."""

    text = N_("The lottery was drawn already: {value}.")
    hint = N_("One number a pupil a round: it is never drawn again.")
    exit_code = Exit.CONFLICT


class BreachError(IomError):
    """A placement that breaks its promises (``breaches``) is not published."""

    text = N_("The placement of {round} does not hold; nothing was published:\n- {breaches}")
    hint = N_("Place again: iom round allocate {round}")


def allocate(
    identifier: Maybe = None,
    drawn: Drawn = None,
    seats: Seats = None,
    open_: Open = None,
    close: Close = None,
    move: Shift = None,
    apart: Apart = None,
    allow_short: Short = False,
    exact: Exact = False,
    dry_run: DryRun = False,
) -> None:
    """Place everybody by the round's rules and lottery; placements by hand are kept."""
    session = Session(current(), f"round allocate {identifier or ''}".strip(), hold=True)
    run = run_of(session.school, identifier)
    require_open(run)
    if run.allocation and run.allocation.published_on:
        raise PublishedError(round=run.id, on=run.allocation.published_on, student="PUPIL")
    run = _prepared(run, drawn)
    changed = what_if(run, seats, open_, close, move)
    pairs = kept_apart(session.loaded, run, apart)
    pairs.tell(run)
    stated = round_problem(run, current().today, pairs.pairs, changed)
    require_possible(run, stated.problem, allow_short=allow_short)
    outcome = place(stated.problem, exact=exact)
    if changed == AS_IT_IS:
        document = paper(outcome, stated.provisional, run.allocation or Allocation.new())
        session.save(run.school.with_documents({run.path(kinds.ALLOCATION): document}))
        if dry_run:
            show_preview(session.preview())
            return
        session.flush()
    view = PlacementView(run, outcome, stated.provisional, pairs.absent)
    if changed == AS_IT_IS:
        emit(view)
    else:
        emit(tried(run, current().today, view, round_problem(run, current().today, pairs.pairs).problem))


def _prepared(run: Run, drawn: str | None) -> Run:
    """The round with its lottery's value and a code for everybody."""
    lottery = run.round.lottery
    if drawn:
        if lottery and lottery.value and lottery.value != drawn:
            raise DrawnError(value=lottery.value)
        source = lottery.source if lottery else _("dice thrown at the parents' evening")
        document = run.round.replaced(lottery=Lottery.new(source=source, value=drawn))
        run = run.school.with_documents({run.path(kinds.ROUND): document}).runs[run.id]
    elif lottery and not lottery.value:
        raise NotDrawnError(source=lottery.source)
    return with_codes(run, participants(run, current().today), fresh_codes())


def explain(who: Who, round_: Round = None) -> None:
    """Say why a pupil got these courses, or who sits in a course."""
    placed = Placed(run_of(current().load().school, round_), current().today)
    run = placed.run
    try:
        offer = offer_id(run, who)
    except NotFoundError:
        student = student_id(run.school, who)
        emit(FamilyView(run, placed.for_family(student), changes_of_pupil(run, student, current().today)))
    else:
        emit(CourseView(run, offer, placed.problem, placed.seats, changes_of_offer(run, offer, current().today)))


def publish(identifier: Maybe = None, dry_run: DryRun = False) -> None:
    """Check the placement, freeze it, and print the group lists."""
    session = Session(current(), f"round publish {identifier or ''}".strip(), hold=True)
    run, today = run_of(session.school, identifier), current().today
    require_open(run)
    document = paper_of(run)
    if document.published_on:
        raise PublishedError(round=run.id, on=document.published_on, student="PUPIL")
    placed = Placed(run, today)
    if breaches := checked(document, placed.courses):
        raise BreachError(round=run.id, breaches="\n- ".join(first_few([*map(breach_text, breaches)], 8)))
    if not dry_run:
        _agreed_or_told(placed)
    after = run.school.with_documents({run.path(kinds.ALLOCATION): document.replaced(published_on=today)})
    session.save(after)
    if dry_run:
        show_preview(session.preview())
        return
    session.flush()
    emit(GroupLists(run, placed.problem, placed.seats))
    if not current().json:
        text = N_("Published: {path}. Later changes are moves: iom round repair, iom round move.")
        messages().done(say(text, {"path": run.path(kinds.ALLOCATION)}))
        messages().todo(_("Lists for teachers, and a page for each family:"), "iom print groups")
        messages().command("iom print explanation")


def _agreed_or_told(placed: Placed) -> None:
    """Say how many placements no family has agreed to yet; who sits at a terminal is asked.

    Raises:
        CancelledError: the person does not want to publish yet.
    """
    waiting = placed.waiting()
    if not waiting:
        return
    text = ngettext(
        "The family of {count} pupil has not agreed to the placement yet.",
        "The families of {count} pupils have not agreed to the placement yet.",
        len(waiting),
    ).format(count=len(waiting))
    messages().warn(text, _("Each of them needs an agreement: iom choose PUPIL"))
    somebody = None if current().json else person()
    if somebody and somebody.ask(Question(EVEN_SO, Confirm(), _("Publish even so?"), default=False)) is not True:
        raise CancelledError


@dataclass(frozen=True)
class VerdictView:
    """What a second opinion found in a placement; ``changed`` are offers that were changed after it."""

    run: Run
    breaches: tuple[Breach, ...]
    changed: tuple[str, ...] = ()

    def sheet(self) -> Sheet:
        """All is well, or everything that does not hold."""
        good = _("Seats, minimums, hours, lists, lottery numbers, exchanges and reasons hold.")
        blocks = [Lines(tuple(map(breach_text, self.breaches)) or (good,))]
        if self.changed:
            titles = [self.run.offer_title(offer) for offer in self.changed]
            text = N_("Changed or cancelled after the placement, which is no breach of it: {titles}.")
            blocks.append(Lines((Cell(say(text, {"titles": titles}), "muted"),)))
        return Sheet(self.run.id, tuple(blocks))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        rows = [{"property": one.property, "about": list(one.about)} for one in self.breaches]
        return {"round": self.run.id, "holds": not rows, "breaches": rows, "changed_since": list(self.changed)}


def verify(identifier: Maybe = None) -> int:
    """Recompute numbers and all promises from the published papers alone."""
    placed = Placed(run_of(current().load().school, identifier), current().today)
    breaches = tuple(checked(placed.paper, placed.courses))
    changed = placed.changed(current().today) if placed.paper.published_on else ()
    emit(VerdictView(placed.run, breaches, changed))
    return int(Exit.PROBLEMS if breaches else Exit.DONE)
