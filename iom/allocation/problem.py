"""What is to be placed, as plain data: pupils with ranked wishes, courses with seats and clashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from iom.errors import IomError
from iom.language import N_

if TYPE_CHECKING:
    from iom.model.rounds import Bar

NO_BARS: Mapping[str, Bar] = MappingProxyType({})
Answer = Mapping[str, tuple[str, ...]]


class InstanceError(IomError):
    """An instance that cannot be read: ``what`` is wrong."""

    text = N_("The instance cannot be used: {what}.")
    hint = N_("It is a JSON object with students (id, k, prefs) and courses (id, min, max, slots).")


@dataclass(frozen=True, slots=True)
class Course:
    """A course: it runs with ``least`` to ``most`` pupils; nobody can attend one of ``clashes`` as well."""

    id: str
    least: int
    most: int
    clashes: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Pupil:
    """Who wants ``picks`` of the ``wishes``, the most wanted first.

    ``barred`` names wishes that are not open to the pupil, ``pins`` courses given by hand. ``account`` sums the
    disappointments of earlier rounds. ``late`` marks who has not chosen and comes after everybody else;
    ``favoured`` wishes count as one place higher, where a round says so beforehand.
    """

    id: str
    picks: int
    wishes: tuple[str, ...]
    barred: Mapping[str, Bar] = field(default_factory=lambda: NO_BARS, hash=False)
    pins: tuple[str, ...] = ()
    account: int = 0
    late: bool = False
    favoured: frozenset[str] = frozenset()

    @property
    def has_chosen(self) -> bool:
        """Whether the list is the pupil's own, and names something."""
        return bool(self.wishes) and not self.late

    def wish_met(self, course: str) -> int | None:
        """Which wish the course is, from 1; None where it is on no list, or the list is not the pupil's own."""
        return self.wishes.index(course) + 1 if course in self.wishes and not self.late else None


@dataclass(frozen=True, slots=True)
class Problem:
    """A round to be placed. ``apart`` holds pairs of pupils who may not share a course.

    ``first_wishes`` puts as many first wishes as possible above the least disappointment.
    """

    pupils: tuple[Pupil, ...]
    courses: tuple[Course, ...]
    seed: str = ""
    apart: tuple[tuple[str, str], ...] = ()
    first_wishes: bool = True

    def first_met(self, seats: Answer) -> tuple[int, int]:
        """How many of those who have chosen got their first wish, and how many have chosen."""
        chosen = [pupil for pupil in self.pupils if pupil.has_chosen]
        return sum(pupil.wishes[0] in seats[pupil.id] for pupil in chosen), len(chosen)

    def full_sets(self, seats: Answer) -> int:
        """How many got as many courses as they were to get."""
        return sum(len(seats[pupil.id]) >= pupil.picks for pupil in self.pupils)


def from_data(data: Any) -> Problem:
    """The problem of an instance file.

    Each student has ``id``, ``k`` and ``prefs`` (positions in ``courses``, the most wanted first), and may have
    ``pins`` (positions), ``account`` and ``late``; each course has ``id``, ``min``, ``max`` and ``slots`` (two that
    share one clash). ``seed``, ``apart`` (pairs of ids) and ``first_wishes`` may stand beside them.

    Raises:
        InstanceError: it is none.
    """
    try:
        return _problem(data)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise InstanceError(what=f"{type(error).__name__}: {error}") from None


def _problem(data: Any) -> Problem:
    rows = data["courses"]
    ids = tuple(str(row["id"]) for row in rows)
    clashes = _sharing(ids, [row["slots"] for row in rows])
    courses = tuple(Course(ids[at], int(row["min"]), int(row["max"]), clashes[ids[at]]) for at, row in enumerate(rows))
    pupils = tuple(_pupil(row, ids) for row in data["students"])
    _require_distinct(ids)
    _require_distinct(pupil.id for pupil in pupils)
    apart = tuple((str(one), str(other)) for one, other in data.get("apart", ()))
    _require_known(apart, {pupil.id for pupil in pupils})
    return Problem(pupils, courses, str(data.get("seed", "")), apart, bool(data.get("first_wishes", True)))


def _pupil(row: Any, ids: tuple[str, ...]) -> Pupil:
    wishes = tuple(dict.fromkeys(ids[_position(at)] for at in row["prefs"]))
    pins = tuple(dict.fromkeys(ids[_position(at)] for at in row.get("pins", ())))
    picks, account = int(row["k"]), int(row.get("account", 0))
    if picks < 0 or account < 0:
        raise ValueError(f"k or account of {row['id']} is negative")
    return Pupil(str(row["id"]), picks, wishes, pins=pins, account=account, late=bool(row.get("late", False)))


def _position(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no position of a course")
    return value


def _sharing(ids: tuple[str, ...], slots: Iterable[Iterable[Any]]) -> dict[str, frozenset[str]]:
    at: dict[Any, set[str]] = {}
    taken = [tuple(hours) for hours in slots]
    for identifier, hours in zip(ids, taken, strict=True):
        for hour in hours:
            at.setdefault(hour, set()).add(identifier)
    return {
        identifier: frozenset(other for hour in hours for other in at[hour] if other != identifier)
        for identifier, hours in zip(ids, taken, strict=True)
    }


def _require_distinct(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise ValueError(f"{identifier} stands there twice")
        seen.add(identifier)


def _require_known(pairs: Iterable[tuple[str, str]], known: set[str]) -> None:
    for pair in pairs:
        _require_distinct(pair)
        for identifier in pair:
            if identifier not in known:
                raise ValueError(f"there is no student {identifier}")
