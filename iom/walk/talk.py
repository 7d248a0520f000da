"""The family's talk: where both lists agree, where they differ, and what is settled on (S0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iom.ask.kinds import Text
from iom.ask.options import Option, Pick
from iom.ask.question import Answers, Form, Question
from iom.ask.ranking import Ranking, SetOf
from iom.language import N_, _, say
from iom.model.identifiers import entry_id
from iom.model.routes import Agreement, Undertakings
from iom.model.school import School
from iom.model.timetable import busy_clash, clashes
from iom.stages.settings import picks
from iom.views.sheet import Cell, Column, Sheet, Table
from iom.views.wording import slots_text
from iom.walk.clashes import clash_notes
from iom.walk.options import (
    guardian_options,
    offer_options,
    open_offers,
    people_options,
    sorted_offers,
    word_options,
)
from iom.walk.part import Part, added, given, missing
from iom.walk.settled import Settled, Signatures
from iom.walk.sitting import Sitting

AGREED = Form("agreed", Ranking, N_("the offers that the family agreed on"))
RESERVE = Form("reserve", Ranking, N_("offers that would do as well, the better first"))
HOW = Form("how", Pick, N_("how the agreement was reached: together, paper or phone"))
SIGNED = Form("signed", SetOf, N_("who signed: the pupil and a legal guardian"))
UNDERTAKES = Form("undertakes", Text, N_("what a side undertakes: student, family or school"), scoped=True)

WAYS = (("together", N_("together at one table")), ("paper", N_("on paper")), ("phone", N_("by telephone")))
SIDES = (
    ("student", N_("What do you undertake yourself?")),
    ("family", N_("What does the family undertake?")),
    ("school", N_("What does the school undertake?")),
)


class TalkPart(Part):
    """The agreement on exactly as many offers as the round gives, with reserve, signatures, undertakings."""

    name = "talk"
    forms = (AGREED, RESERVE, HOW, SIGNED, UNDERTAKES)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`. The talk waits until both sides have said what they wish."""
        return missing(sitting, "agreement") and not missing(sitting, "pupil-wishes", "guardian-wishes")

    def screen(self, sitting: Sitting) -> Sheet | None:
        """Both lists side by side, once both are in."""
        if not both_are_in(sitting):
            return None
        lists = rankings(sitting)
        wanted = dict.fromkeys(offer for ranking in lists.values() for offer in ranking)
        columns = (Column("№", "right"), Column(_("course"), flexible=True), Column(_("hours"), flexible=True))
        people = tuple(Column(_given_name(sitting.school.name(person)), "right") for person in lists)
        rows = tuple(self._row(sitting, number, offer, lists) for number, offer in enumerate(wanted, 1))
        return Sheet(_("What each wishes"), (Table((*columns, *people), rows), *clash_notes(sitting, wanted)))

    def _row(
        self, sitting: Sitting, number: int, offer: str, lists: Mapping[str, tuple[str, ...]]
    ) -> tuple[Cell | str, ...]:
        known = sitting.run.offers.get(offer)
        both = all(offer in ranking for ranking in lists.values())
        ranks = (str(ranking.index(offer) + 1) if offer in ranking else "·" for ranking in lists.values())
        title = Cell(sitting.run.offer_title(offer), "good" if both else "plain")
        return (str(number), title, slots_text(known) if known else "—", *ranks)

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        count = picks(sitting.school, sitting.run)
        options = self._options(sitting)
        settled = Settled(options, at_least=count, at_most=count, sitting=sitting)
        yield Question(
            AGREED,
            settled,
            say(N_("Which {picks} do you settle on?"), {"picks": count}),
            default=settled.free_of_clashes(self._common(sitting)) or None,
        )
        agreed = given(answers, AGREED) or ()
        rest = tuple(option for option in options if option.id not in agreed)
        yield Question(
            RESERVE,
            Ranking(rest),
            _("Which would do as well, should there be no seat?"),
            default=self._spare(sitting, agreed) or None,
            required=False,
        )
        yield Question(HOW, Pick(word_options(*WAYS)), _("How was it agreed?"), default="together", obvious=True)
        signers = self._signers(sitting)
        yield Question(
            SIGNED,
            Signatures(signers, student=sitting.subject, student_name=sitting.student.name),
            _("Who signs?"),
            default=self._present(sitting),
        )
        for side, question in SIDES:
            yield Question(UNDERTAKES, Text(), _(question), about=side, required=False)

    def _options(self, sitting: Sitting) -> tuple[Option, ...]:
        wished = self._wished(sitting)
        others = (offer for offer in sorted_offers(sitting) if offer not in wished)
        return offer_options(sitting, (*wished, *others))

    def _wished(self, sitting: Sitting) -> tuple[str, ...]:
        """What anybody wished; the order of the options must not tell one side's list to the other."""
        if not both_are_in(sitting):
            return ()
        return tuple(dict.fromkeys(offer for ranking in rankings(sitting).values() for offer in ranking))

    def _common(self, sitting: Sitting) -> tuple[str, ...]:
        """What all of the family wish, in the pupil's order."""
        lists = rankings(sitting) if both_are_in(sitting) else {}
        first = lists.get(sitting.subject, ())
        open_to = open_offers(sitting)
        return tuple(offer for offer in first if offer in open_to and all(offer in one for one in lists.values()))

    def _spare(self, sitting: Sitting, agreed: tuple[str, ...]) -> tuple[str, ...]:
        """What is left of the pupil's own list and can be attended beside what is agreed on."""
        own = rankings(sitting).get(sitting.subject, ()) if both_are_in(sitting) else ()
        offers = open_offers(sitting)
        taken = [offers[offer] for offer in agreed if offer in offers]
        return tuple(
            offer
            for offer in own
            if offer in offers
            and offer not in agreed
            and not busy_clash(offers[offer], sitting.student)
            and not any(clashes(offers[offer], other) for other in taken)
        )

    def _present(self, sitting: Sitting) -> tuple[str, ...]:
        """The pupil, and of those who may sign who has said a wish: nobody signs for who is not there."""
        legal = sitting.student.guardian_ids(legal_only=True)
        return (sitting.subject, *(person for person in legal if sitting.sheet.last_wish(person)))

    def _signers(self, sitting: Sitting) -> tuple[Option, ...]:
        return (*people_options(sitting, (sitting.subject,)), *guardian_options(sitting, legal_only=True))

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        undertakings = {side: text for side, _question in SIDES if (text := given(answers, UNDERTAKES, side))}
        agreement = Agreement.new(
            id=entry_id(sitting.today, "agreements", sitting.subject, *given(answers, AGREED)),
            on=sitting.today,
            how=given(answers, HOW),
            offers=given(answers, AGREED),
            reserve=given(answers, RESERVE),
            signed_by=given(answers, SIGNED),
            undertakes=Undertakings(**undertakings) if undertakings else None,
        )
        sheet = sitting.sheet
        return sitting.with_sheet(agreements=added(sheet.agreements, agreement, sheet.agreement()))


def both_are_in(sitting: Sitting) -> bool:
    """Whether pupil and guardian have both wished, or whoever has not need not: the lists may be shown then."""
    return not missing(sitting, "pupil-wishes", "guardian-wishes")


def _given_name(name: str) -> str:
    """The first name: all of a family share the surname that stands before it."""
    return (name.split() or ["—"])[:2][-1]


def rankings(sitting: Sitting) -> dict[str, tuple[str, ...]]:
    """The latest list of each person who wished, an endorsement as the list that it endorses."""
    sheet = sitting.sheet
    people = dict.fromkeys(wish.by for wish in sheet.wishes)
    return {person: sheet.ranking(wish) for person in people if (wish := sheet.last_wish(person))}
