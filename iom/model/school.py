"""All documents of a school in memory, with indexes; one `Run` a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from iom.model import kinds
from iom.model.base import Document
from iom.model.evidence import Assessment, AssessmentSheet, LessonJournal
from iom.model.kinds import Kind
from iom.model.people import Guardian, Mentor, Partner, Person, StaffMember, Student
from iom.model.rounds import Allocation, Apart, Codes, Event, Move, Moves, Offer, Placement, Round
from iom.model.routes import ChoiceSheet, Route
from iom.model.teaching import (
    Consultation,
    ConsultationJournal,
    Course,
    DeficitCatalog,
    DeficitEntry,
    Group,
    MetaskillCatalog,
    MetaskillEntry,
    Rubric,
)
from iom.model.workspace import Calendar, Workspace

Model = TypeVar("Model", bound=Document)
Index = dict[str, dict[tuple[str, ...], Document]]


class School:
    """Every document by its path from the root. Immutable: a change gives the next school.

    ``broken`` names documents that stand in the tree but could not be read: they exist for references.
    """

    def __init__(self, documents: Mapping[str, Document], broken: frozenset[str] = frozenset()) -> None:
        self.documents = documents
        self.broken = broken

    def with_documents(self, changed: Mapping[str, Document | None]) -> School:
        """The next school, with these documents put in place (None: taken away)."""
        documents = dict(self.documents)
        for path, document in changed.items():
            if document is None:
                documents.pop(path, None)
            else:
                documents[path] = document
        return School(documents, self.broken - changed.keys())

    @cached_property
    def _index(self) -> Index:
        index: Index = {kind.name: {} for kind in kinds.KINDS}
        for path, document in self.documents.items():
            if found := kinds.recognise(path):
                index[found[0].name][found[1]] = document
        return index

    @cached_property
    def _broken_ids(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        found = (kinds.recognise(path) for path in self.broken)
        return frozenset((kind.name, ids) for kind, ids in filter(None, found))

    def of_kind(self, kind: Kind) -> dict[tuple[str, ...], Document]:
        """All documents of one kind by the ids that their paths carry."""
        return self._index[kind.name]

    def exists(self, kind: Kind, *ids: str) -> bool:
        """Whether the document stands in the tree, readable or not."""
        return ids in self._index[kind.name] or (kind.name, ids) in self._broken_ids

    def _simple(self, kind: Kind, model: type[Model]) -> dict[str, Model]:
        return {ids[0]: cast("Model", document) for ids, document in self.of_kind(kind).items()}

    def _single(self, kind: Kind) -> Any:
        return self.documents.get(kind.template)

    @cached_property
    def workspace(self) -> Workspace | None:
        """``iom.toml``."""
        return cast("Workspace | None", self._single(kinds.WORKSPACE))

    @cached_property
    def calendar(self) -> Calendar | None:
        """``calendar.toml``."""
        return cast("Calendar | None", self._single(kinds.CALENDAR))

    @cached_property
    def students(self) -> dict[str, Student]:
        """Pupils by id."""
        return self._simple(kinds.STUDENT, Student)

    @cached_property
    def guardians(self) -> dict[str, Guardian]:
        """Guardians by id."""
        return self._simple(kinds.GUARDIAN, Guardian)

    @cached_property
    def staff(self) -> dict[str, StaffMember]:
        """Members of staff by id."""
        return self._simple(kinds.STAFF, StaffMember)

    @cached_property
    def partners(self) -> dict[str, Partner]:
        """Partners by id."""
        return self._simple(kinds.PARTNER, Partner)

    @cached_property
    def mentors(self) -> dict[str, Mentor]:
        """Mentors' cards by the person's id."""
        return self._simple(kinds.MENTOR, Mentor)

    @cached_property
    def courses(self) -> dict[str, Course]:
        """Courses of the catalogue by id."""
        return self._simple(kinds.COURSE, Course)

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Tutor groups by id."""
        return self._simple(kinds.GROUP, Group)

    @cached_property
    def rubrics(self) -> dict[str, Rubric]:
        """Rubrics by id."""
        return self._simple(kinds.RUBRIC, Rubric)

    @cached_property
    def deficits(self) -> dict[str, DeficitEntry]:
        """The vocabulary of deficits by id."""
        catalog = cast("DeficitCatalog | None", self._single(kinds.DEFICITS))
        return {entry.id: entry for entry in catalog.deficits} if catalog else {}

    @cached_property
    def metaskills(self) -> dict[str, MetaskillEntry]:
        """The vocabulary of metaskills by id."""
        catalog = cast("MetaskillCatalog | None", self._single(kinds.METASKILLS))
        return {entry.id: entry for entry in catalog.metaskills} if catalog else {}

    @cached_property
    def consultations(self) -> dict[tuple[str, str], ConsultationJournal]:
        """Consultation journals by tutor and month (``2026-09``)."""
        journals = self.of_kind(kinds.CONSULTATIONS).items()
        return {(ids[0], ids[1]): cast("ConsultationJournal", document) for ids, document in journals}

    @cached_property
    def consulted(self) -> dict[str, tuple[Consultation, ...]]:
        """Consultations of all tutors by the pupils that they name."""
        found: dict[str, list[Consultation]] = {}
        for journal in self.consultations.values():
            for entry in journal.consultations:
                for student in dict.fromkeys(entry.students):
                    found.setdefault(student, []).append(entry)
        return {student: tuple(entries) for student, entries in found.items()}

    @cached_property
    def runs(self) -> dict[str, Run]:
        """Rounds with everything in them, by id, oldest first."""
        ids = {identifier[0] for identifier in self.of_kind(kinds.ROUND)}
        found = [Run(self, identifier) for identifier in ids]
        return {run.id: run for run in sorted(found, key=lambda run: (str(run.round.opened_on or "9999"), run.id))}

    @cached_property
    def _people(self) -> dict[str, Person]:
        everybody = (self.partners, self.guardians, self.staff, self.students)
        return {identifier: person for people in everybody for identifier, person in people.items()}

    def person(self, identifier: str) -> Person | None:
        """The human with this id, in whichever folder; a pupil's profile before the others."""
        return self._people.get(identifier) or self._people.get(self.renamed.get(identifier, ""))

    def people(self) -> dict[str, Person]:
        """All humans by id."""
        return self._people

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Earlier ids of people and their ids of today."""
        return {old: identifier for identifier, person in self._people.items() for old in person.formerly}

    def name(self, identifier: str) -> str:
        """A person's name, or the id where nobody has it."""
        person = self.person(identifier)
        return person.name if person else identifier

    def children_of(self, guardian: str) -> tuple[str, ...]:
        """Ids of the pupils who name this guardian."""
        return self._children.get(guardian, ())

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, tuple[str, ...]] = {}
        for identifier, student in self.students.items():
            for link in student.guardians:
                children[link.id] = (*children.get(link.id, ()), identifier)
        return children


class Run:
    """One round and everything in its folder."""

    def __init__(self, school: School, identifier: str) -> None:
        self.school = school
        self.id = identifier

    @cached_property
    def spans(self) -> dict[str, tuple[Any, ...]]:
        """What `iom.model.roster.membership_spans` found so far, by participant."""
        return {}

    def path(self, kind: Kind, *ids: str) -> str:
        """The path of a document of this round."""
        return kind.path(self.id, *ids)

    @cached_property
    def round(self) -> Round:
        """``round.toml``."""
        return cast("Round", self.school.documents[self.path(kinds.ROUND)])

    def _one(self, kind: Kind) -> Document | None:
        return self.school.documents.get(self.path(kind))

    def _of_round(self, kind: Kind) -> Iterator[tuple[str, Document]]:
        for ids, document in self.school.of_kind(kind).items():
            if ids[0] == self.id:
                yield ids[1], document

    def _named(self, kind: Kind, model: type[Model]) -> dict[str, Model]:
        return {identifier: cast("Model", document) for identifier, document in self._of_round(kind)}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Code by participant."""
        document = cast("Codes | None", self._one(kinds.CODES))
        return dict(document.codes) if document else {}

    @cached_property
    def participants(self) -> dict[str, str]:
        """Participant by code."""
        return {code: participant for participant, code in self.codes.items()}

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """Offers by id."""
        return self._named(kinds.OFFER, Offer)

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return self._named(kinds.EVENT, Event)

    @cached_property
    def choices(self) -> dict[str, ChoiceSheet]:
        """Choice sheets by pupil."""
        return self._named(kinds.CHOICE, ChoiceSheet)

    @cached_property
    def allocation(self) -> Allocation | None:
        """The placements."""
        return cast("Allocation | None", self._one(kinds.ALLOCATION))

    @cached_property
    def moves(self) -> Moves | None:
        """Later changes of placements."""
        return cast("Moves | None", self._one(kinds.MOVES))

    @cached_property
    def apart(self) -> Apart | None:
        """Who is kept apart; here only where the restricted workspace is joined."""
        return cast("Apart | None", self._one(kinds.APART))

    @cached_property
    def _placements(self) -> dict[str, tuple[Placement, ...]]:
        placed: dict[str, tuple[Placement, ...]] = {}
        for placement in self.allocation.placements if self.allocation else ():
            if participant := self.participants.get(placement.code):
                placed[participant] = (*placed.get(participant, ()), placement)
        return placed

    @cached_property
    def _moves(self) -> dict[str, tuple[Move, ...]]:
        moved: dict[str, tuple[Move, ...]] = {}
        for move in self.moves.moves if self.moves else ():
            moved[move.student] = (*moved.get(move.student, ()), move)
        return moved

    def _ids_of(self, participant: str) -> tuple[str, ...]:
        # A closed round keeps a person's earlier id (design §2).
        person = self.school.person(participant)
        return (participant, *person.formerly) if person else (participant,)

    def placements_of(self, participant: str) -> tuple[Placement, ...]:
        """The allocation's placements of one participant, found through the code."""
        return tuple(row for identifier in self._ids_of(participant) for row in self._placements.get(identifier, ()))

    def moves_of(self, participant: str) -> tuple[Move, ...]:
        """The moves of one participant, in the order of the file."""
        return tuple(row for identifier in self._ids_of(participant) for row in self._moves.get(identifier, ()))

    @cached_property
    def placed_students(self) -> frozenset[str]:
        """Present ids of everybody whom the allocation or a move names."""
        return frozenset(self.school.renamed.get(one, one) for one in (*self._placements, *self._moves))

    @cached_property
    def routes(self) -> dict[str, Route]:
        """Routes by subject."""
        return self._named(kinds.ROUTE, Route)

    @cached_property
    def unread(self) -> dict[str, str]:
        """By person, a document of theirs in this round, or their profile, that is there and could not be read."""
        own = (kinds.STUDENT, kinds.CHOICE, kinds.ROUTE, kinds.ASSESSMENTS)
        found: dict[str, str] = {}
        for path in sorted(self.school.broken):
            known = kinds.recognise(path)
            if known and known[0] in own and known[1][:-1] in ((), (self.id,)):
                found.setdefault(known[1][-1], path)
        return found

    @cached_property
    def journals(self) -> dict[str, LessonJournal]:
        """Course journals by offer."""
        return self._named(kinds.JOURNAL, LessonJournal)

    @cached_property
    def assessments(self) -> dict[str, AssessmentSheet]:
        """Assessment sheets by the person who gave the marks."""
        return self._named(kinds.ASSESSMENTS, AssessmentSheet)

    @cached_property
    def assessed(self) -> dict[str, tuple[tuple[str, Assessment], ...]]:
        """By pupil, the marks for the pupil's products, each with the person who gave them."""
        found: dict[str, list[tuple[str, Assessment]]] = {}
        for person, sheet in self.assessments.items():
            for entry in sheet.assessments:
                found.setdefault(entry.student, []).append((person, entry))
        return {student: tuple(entries) for student, entries in found.items()}

    def offer_title(self, offer_id: str) -> str:
        """The offer's title, or the course's, or the id."""
        offer = self.offers.get(offer_id)
        course = self.school.courses.get(offer.course) if offer else None
        return (offer and offer.title) or (course and course.title) or offer_id
