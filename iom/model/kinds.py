"""The kinds of document: which model, which place in the tree, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from iom.language import N_
from iom.model import evidence, people, rounds, routes, teaching, workspace
from iom.model.base import Document
from iom.model.identifiers import is_id


@dataclass(frozen=True)
class Kind:
    """A kind of document. ``template`` is its path from the root, ids in braces; ``title`` is a message id."""

    name: str
    template: str
    model: type[Document]
    title: str

    def path(self, *ids: str) -> str:
        """The path of one document.

        Raises:
            ValueError: the number of ids does not fit.
        """
        parts = iter(ids)
        path = "/".join(_filled(segment, parts) for segment in self.template.split("/"))
        if next(parts, None) is not None:
            raise ValueError(f"too many ids for {self.template}: {ids}")
        return path


def _filled(segment: str, parts: Iterator[str]) -> str:
    if not segment.startswith("{"):
        return segment
    value = next(parts, None)
    if value is None:
        raise ValueError(f"an id is missing for {segment}")
    return value + (".toml" if segment.endswith(".toml") else "")


WORKSPACE = Kind("workspace", "iom.toml", workspace.Workspace, N_("school"))
CALENDAR = Kind("calendar", "calendar.toml", workspace.Calendar, N_("calendar"))
STUDENT = Kind("student", "students/{student}.toml", people.Student, N_("pupil"))
GUARDIAN = Kind("guardian", "guardians/{guardian}.toml", people.Guardian, N_("guardian"))
STAFF = Kind("staff", "staff/{staff}.toml", people.StaffMember, N_("member of staff"))
PARTNER = Kind("partner", "partners/{partner}.toml", people.Partner, N_("partner"))
MENTOR = Kind("mentor", "mentors/{mentor}.toml", people.Mentor, N_("mentor"))
COURSE = Kind("course", "courses/{course}.toml", teaching.Course, N_("course"))
GROUP = Kind("group", "groups/{group}.toml", teaching.Group, N_("tutor group"))
RUBRIC = Kind("rubric", "rubrics/{rubric}.toml", teaching.Rubric, N_("rubric"))
DEFICITS = Kind("deficits", "catalogs/deficits.toml", teaching.DeficitCatalog, N_("catalogue of deficits"))
METASKILLS = Kind("metaskills", "catalogs/metaskills.toml", teaching.MetaskillCatalog, N_("catalogue of metaskills"))
CONSULTATIONS = Kind(
    "consultations",
    "consultations/{tutor}/{month}.toml",
    teaching.ConsultationJournal,
    N_("consultation journal"),
)
ROUND = Kind("round", "rounds/{round}/round.toml", rounds.Round, N_("round"))
CODES = Kind("codes", "rounds/{round}/codes.toml", rounds.Codes, N_("codes of the participants"))
OFFER = Kind("offer", "rounds/{round}/offers/{offer}.toml", rounds.Offer, N_("offer"))
EVENT = Kind("event", "rounds/{round}/events/{event}.toml", rounds.Event, N_("event"))
CHOICE = Kind("choice", "rounds/{round}/choices/{student}.toml", routes.ChoiceSheet, N_("choice sheet"))
ALLOCATION = Kind("allocation", "rounds/{round}/allocation.toml", rounds.Allocation, N_("allocation"))
MOVES = Kind("moves", "rounds/{round}/moves.toml", rounds.Moves, N_("moves"))
APART = Kind("apart", "rounds/{round}/apart.toml", rounds.Apart, N_("pupils kept apart"))
ROUTE = Kind("route", "rounds/{round}/routes/{subject}.toml", routes.Route, N_("route"))
JOURNAL = Kind("journal", "rounds/{round}/journals/{offer}.toml", evidence.LessonJournal, N_("course journal"))
ASSESSMENTS = Kind(
    "assessments",
    "rounds/{round}/assessments/{person}.toml",
    evidence.AssessmentSheet,
    N_("assessment sheet"),
)

KINDS: tuple[Kind, ...] = (
    WORKSPACE, CALENDAR, STUDENT, GUARDIAN, STAFF, PARTNER, MENTOR, COURSE, GROUP, RUBRIC, DEFICITS, METASKILLS,
    CONSULTATIONS, ROUND, CODES, OFFER, EVENT, CHOICE, ALLOCATION, MOVES, APART, ROUTE, JOURNAL, ASSESSMENTS,
)  # fmt: skip
PERSON_KINDS: tuple[Kind, ...] = (STUDENT, GUARDIAN, STAFF, PARTNER)
#: Folders at the root that hold documents; nothing else in the tree is read.
FOLDERS: frozenset[str] = frozenset(kind.template.split("/")[0] for kind in KINDS if "/" in kind.template)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}


def _shape(segments: list[str]) -> tuple[str, ...]:
    """The fixed words of a path, ids as ``*``."""
    match segments:
        case ["rounds", _, name]:
            return ("rounds", "*", name)
        case ["rounds", _, folder, _]:
            return ("rounds", "*", folder, "*")
        case ["consultations", _, _]:
            return ("consultations", "*", "*")
        case ["catalogs", name]:
            return ("catalogs", name)
        case [folder, _]:
            return (folder, "*")
        case _:
            return tuple(segments)


_BY_SHAPE: dict[tuple[str, ...], Kind] = {_shape(kind.template.split("/")): kind for kind in KINDS}


# Every path of a school is looked at two or three times: when it is read, indexed and examined.
@lru_cache(maxsize=1 << 16)
def recognise(path: str) -> tuple[Kind, tuple[str, ...]] | None:
    """The kind of the document at ``path`` and the ids that the path carries; None where no document belongs."""
    segments = path.split("/")
    shape = _shape(segments)
    kind = _BY_SHAPE.get(shape)
    if kind is None or not path.endswith(".toml"):
        return None
    ids = tuple(segment.removesuffix(".toml") for segment, fixed in zip(segments, shape, strict=True) if fixed == "*")
    return (kind, ids) if all(map(is_id, ids)) else None


def path_of(kind: Kind, round_id: str | None) -> Callable[[str], str]:
    """How one id of ``kind`` becomes a path, within a round where the kind lives in one."""
    if round_id and kind.template.startswith("rounds/{round}/"):
        return lambda identifier: kind.path(round_id, identifier)
    return kind.path
