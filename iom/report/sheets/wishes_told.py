"""A choice sheet filled: what both sides have wished, master classes visited, what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from iom.language import _, pgettext, say, shown
from iom.model.choosing import open_offers
from iom.model.rounds import Event, Offer
from iom.model.routes import Wish
from iom.report.papers.paper import Block, Column, Grid, Heading, Items, Paper, Paragraph, Signatures
from iom.report.sheets.frame import DASH, of_pupil, texts, when
from iom.report.sheets.pupil import Pupil
from iom.views.journey import lists_are_shown

KIND = "choice"
_ROOMY = 4  # lists of wishes; more need smaller type


def filled(pupil: Pupil) -> Paper:
    """The sheet of a family that has wished; the lists only where each side may see the other's."""
    facts = (
        (pgettext("paper", "Round"), pupil.case.run.round.title),
        (pgettext("paper", "Tutor"), pupil.tutor),
        (pgettext("paper", "Parents (legal representatives)"), pupil.family),
    )
    shown_to_all = lists_are_shown(pupil.case.run, pupil.id, pupil.case.today)
    blocks: tuple[Block, ...] = (
        texts(facts),
        *(_lists(pupil) if shown_to_all else _hidden()),
        *_impressions(pupil),
        *_agreed(pupil),
        Signatures((pupil.signature(), pupil.guardian_signature(), pupil.tutor_signature())),
    )
    return of_pupil(pupil, KIND, _("Choice sheet"), blocks)


def _hidden() -> tuple[Block, ...]:
    text = _("The lists of the family will stand here when both the child and an adult have said what they wish.")
    return Heading(pgettext("paper", "Wishes")), Paragraph(text)


def _lists(pupil: Pupil) -> tuple[Block, ...]:
    run, sheet = pupil.case.run, pupil.sheet
    wishes = sorted(sheet.wishes, key=lambda wish: wish.on)
    columns = (
        Column(pgettext("paper", "Course"), 5),
        Column(pgettext("paper", "Hours"), 2.2),
        *(Column(f"{pupil.called(wish.by)}, {_phase(wish)}", 1.3, "center") for wish in wishes),
    )
    rankings = [sheet.ranking(wish) for wish in wishes]
    known = dict.fromkeys((*offers_of(pupil), *chain.from_iterable(rankings)))
    rows = tuple(
        (
            run.offer_title(offer),
            when(run.offers[offer], rooms=False) if offer in run.offers else DASH,
            *(str(ranking.index(offer) + 1) if offer in ranking else "" for ranking in rankings),
        )
        for offer in known
    )
    reasons = tuple(chain.from_iterable(_reasons(pupil, wish) for wish in wishes))
    why = (Heading(pgettext("paper", "Why"), 2), Items(reasons)) if reasons else ()
    return Heading(pgettext("paper", "Wishes")), Grid(columns, rows, small=len(wishes) > _ROOMY), *why


def _phase(wish: Wish) -> str:
    """In short: before or after the master classes."""
    return pgettext("paper", "first") if wish.phase == "preliminary" else pgettext("paper", "final")


def _reasons(pupil: Pupil, wish: Wish) -> Iterator[str]:
    for offer, reason in wish.reasons.items():
        facts = {
            "title": pupil.case.run.offer_title(offer),
            "reason": reason,
            "who": pupil.called(wish.by),
            "on": wish.on,
        }
        yield say("{title}: {reason} ({who}, {on})", facts)


def _impressions(pupil: Pupil) -> tuple[Block, ...]:
    words = {entry.event: entry.impression for entry in pupil.sheet.impressions}
    rows = tuple(
        (event.title, shown(event.on), words.get(identifier, ""))
        for identifier, event in tasters_of(pupil).items()
        if identifier in words or pupil.id in event.attended
    )
    if not rows:
        return ()
    columns = (
        Column(pgettext("paper", "Master class"), 4),
        Column(pgettext("paper", "Day"), 1.4),
        Column(pgettext("paper", "Impression, in the child's own words"), 5),
    )
    return Heading(_("Master classes visited")), Grid(columns, rows)


def _agreed(pupil: Pupil) -> tuple[Block, ...]:
    agreement, run = pupil.sheet.agreement(), pupil.case.run
    if agreement is None:
        return ()
    rows = (
        (pgettext("paper", "Day"), shown(agreement.on)),
        (pgettext("paper", "Courses"), "; ".join(map(run.offer_title, agreement.offers))),
        (pgettext("paper", "In reserve"), "; ".join(map(run.offer_title, agreement.reserve))),
    )
    return Heading(pgettext("paper", "Agreed on")), texts(rows)


def offers_of(pupil: Pupil) -> dict[str, Offer]:
    """What the pupil may choose from, by title."""
    found = open_offers(pupil.case.run, pupil.profile, pupil.case.today)
    return dict(sorted(found.items(), key=lambda row: pupil.case.run.offer_title(row[0])))


def tasters_of(pupil: Pupil) -> dict[str, Event]:
    """The master classes of the round, by day."""
    events = pupil.case.run.events.items()
    found = [(identifier, event) for identifier, event in events if event.kind == "taster"]
    return dict(sorted(found, key=lambda row: (row[1].on, row[0])))
