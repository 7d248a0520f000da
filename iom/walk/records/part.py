"""The walk of a new record: its questions, its id, and the document that comes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from iom.ask.kinds import Confirm
from iom.ask.question import Answers, Form, Question
from iom.check.identities import same_name
from iom.errors import Exit, IomError
from iom.language import N_, _, say
from iom.model.base import SCHEMA, Document
from iom.model.edits import Data
from iom.model.kinds import MENTOR, PERSON_KINDS
from iom.model.people import Person
from iom.model.school import School
from iom.views.sheet import Sheet
from iom.walk.part import Part
from iom.walk.records.field import Desk, Record
from iom.walk.records.people import NAME
from iom.walk.records.texts import Identifier
from iom.walk.sitting import Sitting

ID: Final = Form("id", Identifier, N_("the id; without it, one is made of the name"))
NAMESAKE: Final = Form("namesake", Confirm, N_("another one of the same name? yes or no"))


class AlreadyThereError(IomError):
    """The record is there already: ``path``."""

    text = N_("{name} is there already: {path}. Nothing was written.")
    hint = N_("Another one of that name: --namesake yes, or an --id of its own. This one: iom {kind} show {id}")
    exit_code = Exit.CONFLICT


class CardThereError(AlreadyThereError):
    """The person has a mentor's card already."""

    hint = N_("Change it with: iom {kind} edit {id}")


class FormerIdError(IomError):
    """The id once belonged to somebody else (``owner``)."""

    text = N_("The id {id} once was that of {owner}; old papers still say so. Nothing was written.")
    hint = N_("Choose another one with --id.")
    exit_code = Exit.CONFLICT


class OtherHumanError(IomError):
    """The id is that of somebody with another name (``known``)."""

    text = N_("The id {id} is that of {known}, not of {name}. Nothing was written.")
    hint = N_("One human has one id: leave out --name, or choose another --id.")
    exit_code = Exit.CONFLICT


class WhichHumanError(IomError):
    """Several people have the name, and one of them is meant."""

    text = N_("Several people have this name: {ids}.")
    hint = N_("Say which one it is with --id.")
    exit_code = Exit.NOT_FOUND


class RecordPart(Part):
    """The questions of one new record, as a part of a walk; ``answered`` holds all answers once they are given."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.name = record.name
        self.forms = record_forms(record)
        self.answered: Answers = {}

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`. Whoever calls wants the record."""
        return True

    def screen(self, sitting: Sitting) -> Sheet:
        """See `Part.screen`."""
        return Sheet(_(self.record.heading))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`. An id is asked for by its flag alone; a namesake is asked about.

        Raises:
            AlreadyThereError, OtherHumanError, FormerIdError: the given id is somebody's.
        """
        desk = desk_of(sitting, answers)
        yield Question(ID, Identifier(), _("Which id?"), required=False, obvious=True)
        human = self._human(desk)
        for field in self.record.fields:
            if not field.wanted(desk):
                continue
            question = field.question(desk)
            if human and field.form is NAME:
                question = Question(NAME, question.kind, question.text, default=human.name, obvious=True)
            yield question
            if field.form is self.record.called:
                yield from self._asking_for_namesakes(desk)

    def _asking_for_namesakes(self, desk: Desk) -> Iterator[Question]:
        like = self.record.like(desk)
        if like and desk.answer(ID) is None:
            known = [f"{one} ({path})" for one in like for path in paths_of(desk, self.record, one)]
            text = say(N_("There is already: {known}. Is the new one another?"), {"known": known})
            yield Question(NAMESAKE, Confirm(), text, hint=_("yes: another one with an id of its own; no: the same"))

    def _human(self, desk: Desk) -> Person | None:
        """The human who has the given id already, known as something else."""
        wanted = desk.answer(ID)
        if wanted is None:
            return None
        self._refuse_taken(desk, wanted)
        return desk.school.people().get(wanted) if self.record.kind in PERSON_KINDS else None

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`.

        Raises:
            AlreadyThereError, OtherHumanError, FormerIdError, WhichHumanError: the id is not free for it.
        """
        self.answered = dict(answers)
        desk = desk_of(sitting, answers)
        identifier = self.identifier(desk)
        self._refuse_taken(desk, identifier)
        path = self.record.kind.path(*_ids(desk, self.record, identifier))
        return sitting.put(path, self._document(desk, identifier))

    def identifier(self, desk: Desk) -> str:
        """The id of the record: as given, that of the same human, or a free one."""
        wanted: str | None = desk.answer(ID)
        if wanted:
            return wanted
        if desk.answer(NAMESAKE) is False:
            like = self.record.like(desk)
            for one in like:
                self._refuse_taken(desk, one)
            if len(like) > 1:
                raise WhichHumanError(ids=list(like))
            return like[0]
        return self.record.identify(desk, lambda one: _is_taken(desk, self.record, one))

    def _document(self, desk: Desk, identifier: str) -> Document:
        data: Data = {"schema": SCHEMA}
        for field in self.record.fields:
            if field.wanted(desk):
                data.update(field.data(desk))
        human = desk.school.people().get(identifier) if self.record.kind in PERSON_KINDS else None
        if human:
            if not same_name(human.name, data["name"]):
                raise OtherHumanError(id=identifier, known=human.name, name=data["name"])
            data["name"] = human.name
        return self.record.kind.model.model_validate(data)

    def _refuse_taken(self, desk: Desk, identifier: str) -> None:
        kind = self.record.kind
        ids = _ids(desk, self.record, identifier)
        if desk.school.exists(kind, *ids):
            error = CardThereError if kind is MENTOR else AlreadyThereError
            raise error(name=identifier, path=kind.path(*ids), kind=kind.name, id=identifier)
        owner = desk.school.renamed.get(identifier)
        if kind in PERSON_KINDS and owner and identifier not in desk.school.people():
            raise FormerIdError(id=identifier, owner=owner)


def record_forms(record: Record) -> tuple[Form, ...]:
    """All questions of a new record."""
    own = [field.form for field in record.fields]
    at = own.index(record.called) + 1
    namesake = [NAMESAKE] if record.name != "mentor" else []
    identity = [ID] if record.name != "mentor" else []
    return (*own[:at], *identity, *namesake, *own[at:])


def desk_of(sitting: Sitting, answers: Answers) -> Desk:
    """The desk of a sitting; its round may be none."""
    return Desk(sitting.school, sitting.school.runs.get(sitting.run_id), sitting.today, answers)


def paths_of(desk: Desk, record: Record, identifier: str) -> list[str]:
    """Where somebody or something with the id stands."""
    kinds = PERSON_KINDS if record.kind in PERSON_KINDS else (record.kind,)
    ids = _ids(desk, record, identifier)
    return [kind.path(*ids) for kind in kinds if desk.school.exists(kind, *ids)]


def _ids(desk: Desk, record: Record, identifier: str) -> tuple[str, ...]:
    return (desk.run.id, identifier) if record.in_round and desk.run else (identifier,)


def _is_taken(desk: Desk, record: Record, identifier: str) -> bool:
    former = record.kind in PERSON_KINDS and identifier in desk.school.renamed
    return former or bool(paths_of(desk, record, identifier))
