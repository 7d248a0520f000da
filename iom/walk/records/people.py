"""New people: pupils, guardians, staff, partners, and mentors' cards about any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from iom.ask.kinds import Date, Number, Text
from iom.ask.options import Pick
from iom.ask.question import Form
from iom.ask.ranking import SetOf
from iom.check.identities import same_name
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.folding import find_folded
from iom.model.identifiers import adult_id, entry_id, pupil_id, slug
from iom.model.people import Person, Role
from iom.walk.records.field import Desk, Field, Record, always, options, terms
from iom.walk.records.guardians import Link, Links
from iom.walk.records.hours import Hour, Hours
from iom.walk.records.texts import Phrases

NAME: Final = Form("name", Text, N_("full name: surname, first name, patronymic"))
FORM: Final = Form("form", Text, N_("the pupil's class, for example 5а"))
SINCE: Final = Form("since", Date, N_("from which day on; without it, today"))
GUARDIANS: Final = Form("guardian", Links, N_("a parent or other representative: id:relation, and :legal if legal"))
INTERESTS: Final = Form("interests", Phrases, N_("what draws the pupil"))
STRENGTHS: Final = Form("strengths", Phrases, N_("what the pupil is good at"))
BUSY: Final = Form("busy", Hours, N_("hours that courses must not take, like 'wed 15:00-16:30'"))
PHONE: Final = Form("phone", Text, N_("telephone"))
EMAIL: Final = Form("email", Text, N_("e-mail address"))
ROLES: Final = Form("roles", SetOf, N_("what the person does at the school: teacher, tutor, …"))
SUBJECT: Final = Form("subject", Text, N_("subject taught or post held"))
HOURS: Final = Form("hours", Hours, N_("hours of the week in which the person receives, like 'tue 15:00-16:00'"))
PARTNER_KIND: Final = Form("kind", Pick, N_("what the partner is to the school: expert, employer, institution"))
ORGANISATION: Final = Form("organisation", Text, N_("where the partner comes from"))
PERSON: Final = Form("person", Pick, N_("who becomes a mentor: id or name"))
TOPICS: Final = Form("topics", Phrases, N_("what the mentor can help with"))
CAPACITY: Final = Form("capacity", Number, N_("how many at once, 1 to 30"))
MENTORING_FORM: Final = Form("mentoring-form", Text, N_("form of mentoring, for example pupil–pupil"))
TRAINED_ON: Final = Form("trained-on", Date, N_("day on which the training ended"))


def _name(text: str) -> Field:
    return Field(NAME, text, always(Text()), "name", required=True)


def _forms(form: str, desk: Desk) -> Data:
    # 5a typed on a Latin keyboard is the class 5а that others are in already (design §2).
    known = {entry.form for student in desk.school.students.values() for entry in student.forms}
    form = find_folded(form, known) or form
    since = desk.answer(SINCE) or desk.today
    return {"forms": [{"id": entry_id(since, "forms", form), "since": since, "form": form}]}


def _guardians(links: tuple[Link, ...], _desk: Desk) -> Data:
    return {"guardians": [_link(link) for link in links]}


def _link(link: Link) -> Data:
    return {"id": link.id, "relation": link.relation, **({"legal": True} if link.legal else {})}


def hour_entries(key: str) -> Callable[[tuple[Hour, ...], Desk], Data]:
    """Hours of the week as entries of the list ``key``, named by day and time."""

    def write(hours: tuple[Hour, ...], _desk: Desk) -> Data:
        return {key: [_hour(hour) for hour in hours]}

    return write


def _hour(hour: Hour) -> Data:
    room = {"room": hour.room} if hour.room else {}
    return {"id": hour.id, "day": hour.day, "from": hour.start, "to": hour.end, **room}


def _busy(hours: tuple[Hour, ...], _desk: Desk) -> Data:
    return {"busy": [_named_hour(hour) for hour in hours]}


def _named_hour(hour: Hour) -> Data:
    """The hour; what it is for, told after it, becomes part of the entry's id: ``wed-1500-music``."""
    name = f"{hour.id}-{slug(hour.room)}"[:64].strip("-")
    return {"id": name, "day": hour.day, "from": hour.start, "to": hour.end}


def _namesakes(among: Callable[[Desk], Mapping[str, Person]]) -> Callable[[Desk], tuple[str, ...]]:
    def like(desk: Desk) -> tuple[str, ...]:
        name = desk.answer(NAME)
        return tuple(one for one, person in sorted(among(desk).items()) if name and same_name(person.name, name))

    return like


def _students(desk: Desk) -> Mapping[str, Person]:
    return desk.school.students


def _adults(desk: Desk) -> Mapping[str, Person]:
    return {one: person for one, person in desk.school.people().items() if one not in desk.school.students}


def _pupil_id(desk: Desk, taken: Callable[[str], bool]) -> str:
    return pupil_id(desk.answer(NAME), desk.answer(FORM) or "", taken)


def _adult_id(desk: Desk, taken: Callable[[str], bool]) -> str:
    return adult_id(desk.answer(NAME), taken)


def _guardian_names(desk: Desk) -> Mapping[str, str]:
    return {one: person.name for one, person in desk.school.guardians.items()}


def _people_options(desk: Desk) -> Pick:
    return Pick(options({one: person.name for one, person in desk.school.people().items()}))


def _as_list(key: str) -> Callable[[Any, Desk], Data]:
    return lambda answer, _desk: {key: list(answer)}


STUDENT: Final = Record(
    kinds.STUDENT,
    N_("A new pupil"),
    NAME,
    (
        _name(N_("Surname, first name and patronymic of the pupil?")),
        Field(FORM, N_("Which class?"), always(Text()), write=_forms, required=True, hint=N_("for example 5а")),
        Field(SINCE, N_("Since which day?"), lambda desk: Date(desk.today), write=lambda *_: {}, obvious=True),
        Field(
            GUARDIANS,
            N_("Who are the guardians?"),
            lambda desk: Links(_guardian_names(desk)),
            write=_guardians,
            wanted=lambda desk: bool(desk.school.guardians),
            hint=N_("like averina-oi:mother:legal; several with “;” between them"),
        ),
        Field(INTERESTS, N_("What draws the pupil?"), always(Phrases()), write=_as_list("interests")),
        Field(STRENGTHS, N_("What is the pupil good at?"), always(Phrases()), write=_as_list("strengths")),
        Field(
            BUSY,
            N_("At which hours of the week is the pupil busy?"),
            always(Hours()),
            write=_busy,
            hint=N_("like wed 15:00-16:30; several with “;” between them"),
        ),
    ),
    _pupil_id,
    _namesakes(_students),
)
GUARDIAN: Final = Record(
    kinds.GUARDIAN,
    N_("A new guardian"),
    NAME,
    (
        _name(N_("Surname, first name and patronymic of the guardian?")),
        Field(PHONE, N_("Telephone?"), always(Text()), "phone"),
        Field(EMAIL, N_("E-mail address?"), always(Text()), "email"),
    ),
    _adult_id,
    _namesakes(_adults),
)
STAFF: Final = Record(
    kinds.STAFF,
    N_("A new member of staff"),
    NAME,
    (
        _name(N_("Surname, first name and patronymic of the colleague?")),
        Field(
            ROLES,
            N_("What does the person do at the school?"),
            lambda _desk: SetOf(terms(get_args(Role)), at_least=1),
            write=_as_list("roles"),
            default=lambda _desk: ("teacher",),
        ),
        Field(SUBJECT, N_("Which subject or post?"), always(Text()), "subject"),
        Field(
            HOURS,
            N_("In which hours does the person receive?"),
            always(Hours()),
            write=hour_entries("hours"),
            wanted=lambda desk: "tutor" in (desk.answer(ROLES) or ()),
            hint=N_("like tue 15:00-16:00 room 12; several with “;” between them"),
        ),
    ),
    _adult_id,
    _namesakes(_adults),
)
PARTNER: Final = Record(
    kinds.PARTNER,
    N_("A new partner"),
    NAME,
    (
        _name(N_("Surname, first name and patronymic of the partner?")),
        Field(
            PARTNER_KIND,
            N_("What is the partner to the school?"),
            lambda _desk: Pick(terms(("expert", "employer", "institution"))),
            "kind",
            required=True,
        ),
        Field(ORGANISATION, N_("From which organisation?"), always(Text()), "organisation"),
    ),
    _adult_id,
    _namesakes(_adults),
)
MENTOR: Final = Record(
    kinds.MENTOR,
    N_("A new mentor"),
    PERSON,
    (
        Field(PERSON, N_("Who becomes a mentor?"), _people_options, write=lambda *_: {}, required=True),
        Field(TOPICS, N_("What can the mentor help with?"), always(Phrases()), write=_as_list("topics")),
        Field(CAPACITY, N_("How many mentees at once?"), always(Number(1, 30)), "capacity", default=lambda _desk: 1),
        Field(MENTORING_FORM, N_("Which form of mentoring?"), always(Text()), "mentoring_form"),
        Field(TRAINED_ON, N_("On which day did the training end?"), lambda desk: Date(desk.today), "trained_on"),
        Field(
            HOURS,
            N_("At which hours of the week has the mentor time?"),
            always(Hours()),
            write=lambda hours, _desk: {"hours": [_named_hour(hour) for hour in hours]},
        ),
    ),
    lambda desk, _taken: str(desk.answer(PERSON)),
    lambda _desk: (),
)
