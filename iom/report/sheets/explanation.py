"""The family's page: what their child was given, why not the rest, and the next time; no other child is named."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from iom.allocation.placed import ForFamily, NotInPlacementError, NotPlacedError, Placed
from iom.allocation.wording import carried_text, compared_text, rank_text, reason_text, standing_text
from iom.language import N_, _, pgettext, say, shown
from iom.model.school import Run
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Grid, Heading, Items, Paragraph
from iom.report.sheets.frame import DASH, of_pupil, texts, when
from iom.report.sheets.pupil import Pupil, teachers

KIND = "explanation"


def build(case: Case, subject: str) -> Built:
    """The page of one pupil; nothing for who has no placement."""
    pupil = Pupil(case, subject)
    if not (case.run.placements_of(subject) or case.run.moves_of(subject)):
        return Built()
    found = _found(case, subject)
    blocks = (
        _facts(case),
        *_given(pupil, found),
        *_moved(pupil),
        *(_reasons(case, found) if found else _by_hand()),
        *_ask(case),
    )
    return Built((of_pupil(pupil, KIND, _("How the courses were given"), blocks),))


@lru_cache(maxsize=1)
def _placed(run: Run, today: date) -> Placed:
    # One round is printed at a time, and all its families read the same placement.
    return Placed(run, today)


def _found(case: Case, subject: str) -> ForFamily | None:
    try:
        return _placed(case.run, case.today).for_family(subject)
    except (NotPlacedError, NotInPlacementError):
        return None


def _facts(case: Case) -> Block:
    run, allocation = case.run, case.run.allocation
    lottery = run.round.lottery
    published = allocation.published_on if allocation else None
    drawn = f"{lottery.source}: {lottery.value}" if lottery and lottery.value else None
    rows = (
        (pgettext("paper", "Round"), run.round.title),
        (pgettext("paper", "Published on"), shown(published) if published else _("not published yet")),
        (pgettext("paper", "Lottery"), drawn),
    )
    return texts(rows)


def _given(pupil: Pupil, found: ForFamily | None) -> tuple[Block, ...]:
    case = pupil.case
    ranked = found.given if found else tuple((one.offer, one.wish or 0) for one in case.run.placements_of(pupil.id))
    rows = []
    for identifier, rank in ranked:
        offer = case.run.offers.get(identifier)
        told = (when(offer), teachers(case, offer)) if offer else (DASH, DASH)
        rows.append((case.run.offer_title(identifier), *told, rank_text(rank)))
    columns = (
        Column(pgettext("paper", "Course"), 4),
        Column(pgettext("paper", "Hours, room"), 3),
        Column(pgettext("paper", "Teacher"), 3),
        Column(pgettext("paper", "What it meets"), 2.4),
    )
    nothing = Paragraph(_("No course was given in the placement."))
    return Heading(pgettext("paper", "Given")), Grid(columns, tuple(rows)) if rows else nothing


def _moved(pupil: Pupil) -> tuple[Block, ...]:
    run = pupil.case.run
    told = tuple(
        say(
            N_("{on}: {source} → {target}. {reason}"),
            {
                "on": move.on,
                "source": run.offer_title(move.source) if move.source else DASH,
                "target": run.offer_title(move.target) if move.target else DASH,
                "reason": move.reason,
            },
        )
        for move in sorted(run.moves_of(pupil.id), key=lambda move: move.on)
    )
    return (Heading(pgettext("paper", "Changed since")), Items(told)) if told else ()


def _reasons(case: Case, found: ForFamily) -> tuple[Block, ...]:
    standing, carried = standing_text(found), carried_text(found)
    return (
        *((Paragraph(standing),) if standing else ()),
        *(() if found.late else _compared(case, found)),
        *((Heading(pgettext("paper", "Next time")), Paragraph(carried)) if carried else ()),
    )


def _compared(case: Case, found: ForFamily) -> tuple[Block, ...]:
    title = case.run.offer_title
    why = tuple(
        say(
            N_("Wish {rank}, “{title}”: {reason}."),
            {"rank": one.rank, "title": title(one.wish), "reason": reason_text(one, title)},
        )
        for one in found.reasons
    )
    return (
        Heading(_("Why not the other wishes")),
        Items(why) if why else Paragraph(_("No higher wish was left unmet.")),
        Heading(_("How it went for all")),
        Paragraph(compared_text(found)),
    )


def _by_hand() -> tuple[Block, ...]:
    return (Paragraph(_("These places were not given by the program; the coordinator of the round can say why.")),)


def _ask(case: Case) -> tuple[Block, ...]:
    who = case.run.round.coordinator
    if not who:
        return ()
    return (Paragraph(say(N_("Questions about this page: {name}."), {"name": case.school.name(who)}), "small"),)
