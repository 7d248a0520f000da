"""One round with the indexes that rules ask for: known ids, spans of membership, products."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from iom.check.moving import MovesWalk
from iom.check.nearest import Known
from iom.model import kinds
from iom.model.evidence import LessonJournal
from iom.model.kinds import Kind
from iom.model.roster import Span, membership_spans
from iom.model.rounds import OfferRubric, Round
from iom.model.school import Run, School
from iom.model.timetable import clashes

NO_SPANS: tuple[Span, ...] = ()


class Season:
    """A round under examination; ``round`` is None where round.toml is missing or cannot be read."""

    def __init__(self, school: School, identifier: str) -> None:
        self.school = school
        self.id = identifier
        self.run = school.runs.get(identifier) or Run(school, identifier)
        self._clashes: dict[tuple[str, str], bool] = {}
        self.round: Round | None = self.run.round if identifier in school.runs else None

    def now(self, person: str) -> str:
        """The person's id of today: earlier ids resolve (design §2)."""
        return self.school.renamed.get(person, person)

    @cached_property
    def is_open(self) -> bool:
        """Whether the round can still be mended; a closed one is never rewritten (design §2)."""
        return self.round is not None and self.round.closed_on is None

    def is_broken(self, kind: Kind, *ids: str) -> bool:
        """Whether a document of the round stands in the tree but could not be read."""
        return (kind.name, ids) in self._broken

    def knows_all(self, kind: Kind) -> bool:
        """Whether every document of the kind in the round could be read."""
        return all(name != kind.name for name, _ids in self._broken)

    @cached_property
    def _broken(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        found = filter(None, map(kinds.recognise, self.school.broken))
        return frozenset((kind.name, ids[1:]) for kind, ids in found if _is_of_round(kind) and ids[0] == self.id)

    def _known(self, kind: Kind) -> Known:
        unread = {ids[0] for name, ids in self._broken if name == kind.name}
        read = {ids[1] for ids in self.school.of_kind(kind) if ids[0] == self.id}
        return Known(frozenset(read | unread), self.run.path(kind, "{id}"))

    @cached_property
    def offers(self) -> Known:
        """The round's offers."""
        return self._known(kinds.OFFER)

    @cached_property
    def events(self) -> Known:
        """The round's events."""
        return self._known(kinds.EVENT)

    @cached_property
    def participant_codes(self) -> Known | None:
        """The codes of the participants; None where codes.toml cannot be read."""
        if self.is_broken(kinds.CODES):
            return None
        return Known(frozenset(self.run.participants), f"{self.run.path(kinds.CODES)}: {{id}}")

    @cached_property
    def knows_placements(self) -> bool:
        """Whether everything that places pupils can be read, and every code is somebody's."""
        papers = (kinds.ALLOCATION, kinds.MOVES, kinds.CODES)
        if self.round is None or any(self.is_broken(paper) for paper in papers):
            return False
        placements = self.run.allocation.placements if self.run.allocation else ()
        return all(placement.code in self.run.participants for placement in placements)

    @cached_property
    def walk(self) -> MovesWalk:
        """Where the moves lead everybody, and which of them start from the wrong place."""
        return MovesWalk(self.run)

    @cached_property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """Each participant's times in offers; empty where the papers cannot be read."""
        if not self.knows_placements:
            return {}
        return {student: membership_spans(self.run, student) for student in self.run.placed_students}

    @cached_property
    def _memberships(self) -> dict[tuple[str, str], list[Span]]:
        found: dict[tuple[str, str], list[Span]] = {}
        for student, spans in self.spans.items():
            for span in spans:
                found.setdefault((span.offer, student), []).append(span)
        return found

    @cached_property
    def members(self) -> dict[str, list[tuple[str, Span]]]:
        """Everybody who was ever in an offer, with the time, by offer."""
        found: dict[str, list[tuple[str, Span]]] = {}
        for student, spans in self.spans.items():
            for span in spans:
                found.setdefault(span.offer, []).append((student, span))
        return found

    def was_in(self, student: str, offer: str) -> bool:
        """Whether the participant was in the offer on any day; True where nobody can tell."""
        return not self.knows_placements or (offer, student) in self._memberships

    def was_in_on(self, student: str, offer: str, day: date) -> bool:
        """Whether the participant was on the offer's roster on ``day``; True where nobody can tell."""
        if not self.knows_placements:
            return True
        pupil = self.school.students.get(student)
        spans = self._memberships.get((offer, student), NO_SPANS)
        return (pupil is None or pupil.here_on(day)) and any(span.covers(day) for span in spans)

    def clash(self, first: str, second: str) -> bool:
        """Whether nobody can attend both offers; unknown offers clash with nothing."""
        pair = (first, second)
        if pair not in self._clashes:
            offers = self.run.offers
            self._clashes[pair] = first in offers and second in offers and clashes(offers[first], offers[second])
        return self._clashes[pair]

    @cached_property
    def scales(self) -> dict[str, dict[str, tuple[int, ...]]]:
        """By offer, the levels of each criterion of its rubric, by the criterion's id and by its code."""
        return {identifier: scale(offer.rubric) for identifier, offer in self.run.offers.items() if offer.rubric}

    @cached_property
    def products(self) -> dict[str, frozenset[str]]:
        """Who has a product, by offer."""
        return {offer: self._makers(journal) for offer, journal in self.run.journals.items()}

    def _makers(self, journal: LessonJournal) -> frozenset[str]:
        return frozenset(self.now(product.student) for product in journal.products)

    @cached_property
    def unclear_makers(self) -> frozenset[str]:
        """Offers whose journal names a maker whom nobody knows: that is told there, and marks may be that maker's."""
        people = self.school.people()
        return frozenset(offer for offer, makers in self.products.items() if not makers <= people.keys())

    @cached_property
    def trained_since(self) -> dict[str, date]:
        """Who has attended a seminar on evaluation in the round, and since when (S0 R0-4)."""
        trained: dict[str, date] = {}
        for event in self.run.events.values():
            if event.kind == "evaluation-seminar":
                for person in map(self.now, event.attended):
                    trained[person] = min(event.on, trained.get(person, event.on))
        return trained

    def waived(self, student: str, requirement: str) -> bool:
        """Whether the participant's route lifts the requirement."""
        route = self.run.routes.get(student)
        return route is not None and any(waiver.requirement == requirement for waiver in route.waivers)


def _is_of_round(kind: Kind) -> bool:
    return kind.template.startswith("rounds/")


def scale(rubric: OfferRubric) -> dict[str, tuple[int, ...]]:
    """The levels of each criterion, by its id and by its code; 0 to the highest where none is described."""
    levels: dict[str, tuple[int, ...]] = {}
    for criterion in rubric.criteria:
        written = tuple(sorted(int(level) for level in criterion.levels if level.isdecimal()))
        for name in filter(None, (criterion.code, criterion.id)):
            levels[name] = written or tuple(range(criterion.highest() + 1))
    return levels
