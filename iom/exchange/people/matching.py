"""Who a row means: somebody certain, somebody new, or one to be asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from iom.exchange.people.names import Words, abbreviated, exact, siblings, words
from iom.exchange.people.register import Known, Register
from iom.model.folding import folded
from iom.model.kinds import STUDENT, Kind

FULL = 3  # words of a name that is whole: surname, first name, patronymic
NO_KEYS: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Sought:
    """Somebody whom a row names, with what tells two of one name apart.

    ``of`` is the pupil whose guardian this is, ``key`` the value of the declared key column. ``once``: a table of
    such people has one row for each.
    """

    kind: Kind
    name: str
    form: str = ""
    phone: str = ""
    email: str = ""
    of: str = ""
    key: str = ""
    once: bool = False


@dataclass(frozen=True)
class Verdict:
    """Who is meant: ``id`` for somebody certain; candidates to ask about; neither for somebody new.

    ``claimed`` says that another row of the same table is that person already.
    """

    id: str = ""
    candidates: tuple[Known, ...] = ()
    claimed: bool = False


def judged(
    register: Register,
    sought: Sought,
    taken: Callable[[str], bool],
    listed: Mapping[str, int],
    keyed: Mapping[str, tuple[str, ...]] = NO_KEYS,
) -> Verdict:
    """Who is meant.

    ``taken`` tells whom another row means already, ``keyed`` who has which value of the key column. ``listed`` counts
    the names (`exact`) of the table: who stands there under the old surname has no new one.
    """
    if sought.key:
        return _by_key(register, keyed.get(folded(sought.key), ()), sought, taken)
    same_name = [one for one in register.of_name(sought.name) if fits(sought.kind, one)]
    often = sought.once and listed.get(exact(sought.name), 0) > 1
    certain = [one for one in same_name if _is_certain(register, sought, one, alone=len(same_name) == 1, often=often)]
    free = [one for one in certain if not (sought.once and taken(one.id))]
    if len(free) == 1:
        return Verdict(free[0].id)
    if certain:
        return Verdict(candidates=tuple(free or certain), claimed=not free)
    spelt = words(sought.name)
    alike = register.alike(
        sought.name,
        lambda person: fits(sought.kind, person) and _is_close(sought, person, spelt, register.words_of(person.id)),
    )
    near = [
        one
        for how, one in alike
        if fits(sought.kind, one)
        and (how != "surname" or (_may_be_renamed(sought, one) and exact(one.name) not in listed))
    ]
    return Verdict(candidates=tuple(dict.fromkeys((*same_name, *near))))


def _by_key(register: Register, found: Iterable[str], sought: Sought, taken: Callable[[str], bool]) -> Verdict:
    people = [register.known[one] for one in found]
    if len(people) == 1 and not (sought.once and taken(people[0].id)):
        return Verdict(people[0].id)
    return Verdict(candidates=tuple(people), claimed=len(people) == 1)


def fits(kind: Kind, person: Known) -> bool:
    """A pupil is sought among pupils, an adult among all others: an adult has one id in several folders (design §2)."""
    return (STUDENT.name in person.kinds) == (kind is STUDENT)


def _is_certain(register: Register, sought: Sought, person: Known, *, alone: bool, often: bool) -> bool:
    """Whether somebody of exactly this name is meant without a doubt.

    A pupil whose whole name is the only one, here and in the table, is the same in another class: years go by.
    """
    whole = len(sought.name.split()) >= FULL
    if sought.kind is STUDENT:
        of_class = bool(sought.form) and folded(sought.form) == folded(person.form)
        return of_class or (alone and whole and not (sought.form and often))
    if sought.of:
        return _is_guardian(register, sought, person)
    contradicted = sought.phone and person.phone and sought.phone != person.phone
    return alone and sought.kind.name in person.kinds and not contradicted


def _is_guardian(register: Register, sought: Sought, person: Known) -> bool:
    """Whether a guardian of this name is this pupil's already, can be reached alike, or is a brother's or sister's."""
    if sought.of in person.of or _reached_alike(sought, person):
        return True
    if sought.phone and person.phone:
        return False
    pupil = register.known.get(sought.of)
    others = (register.known[one] for one in person.of if one in register.known)
    return pupil is not None and any(siblings(pupil.name, other.name) for other in others)


def _reached_alike(sought: Sought, person: Known) -> bool:
    return bool(sought.phone and sought.phone == person.phone) or bool(sought.email and sought.email == person.email)


def _is_close(sought: Sought, person: Known, spelt: Words, others: Words) -> bool:
    """Whether so much else agrees, or is not known, that the names may differ in more than spelling.

    Nothing is known of the guardians of somebody new: there the name itself tells (`abbreviated`).
    """
    if sought.kind is STUDENT:
        return not sought.form or not person.form or folded(sought.form) == folded(person.form)
    if sought.of:
        return sought.of in person.of or _reached_alike(sought, person) or abbreviated(spelt, others)
    return True


def _may_be_renamed(sought: Sought, person: Known) -> bool:
    """Whether another surname may be a new one: the same class, child, telephone or address says so."""
    if sought.kind is STUDENT:
        return bool(sought.form and person.form)
    return bool(sought.of) or _reached_alike(sought, person)
