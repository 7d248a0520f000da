"""Everybody who is known, to be found by id, by name, and by names that are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from iom.exchange.people.names import Likeness, Words, exact, in_order, keys, likeness, telephone, words
from iom.model.base import Document
from iom.model.folding import folded
from iom.model.kinds import PERSON_KINDS, Kind
from iom.model.people import Guardian, Student
from iom.model.school import School

NEAREST = 4
_SUREST: tuple[Likeness, ...] = ("spelling", "order", "typing", "patronymic", "initials", "surname")


@dataclass(frozen=True)
class Known:
    """One human: the folders that the id stands in, and what tells two of one name apart."""

    id: str
    kinds: frozenset[str]
    name: str
    form: str = ""
    phone: str = ""
    email: str = ""
    of: frozenset[str] = frozenset()

    def joined(self, other: Known) -> Known:
        """The same human as two folders, or two rows, know them."""
        if self._knows(other):
            return self
        return replace(
            self,
            kinds=self.kinds | other.kinds,
            form=self.form or other.form,
            phone=self.phone or other.phone,
            email=self.email or other.email,
            of=self.of | other.of,
        )

    def _knows(self, other: Known) -> bool:
        """Whether nothing is said that is not known: so it is with most rows."""
        return (
            self.kinds >= other.kinds
            and self.of >= other.of
            and all(mine or not said for mine, said in zip(self._facts(), other._facts(), strict=True))
        )

    def _facts(self) -> tuple[str, str, str]:
        return self.form, self.phone, self.email


class Register:
    """People by id, and by everything a name may be looked up under; grows while rows are taken in."""

    def __init__(self, former: Mapping[str, str]) -> None:
        self.known: dict[str, Known] = {}
        self.former = former
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_words: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_surname: dict[Words, list[str]] = defaultdict(list)
        self._words: dict[str, Words] = {}

    @classmethod
    def of(cls, school: School, today: date) -> Register:
        """Everybody of a school."""
        register = cls(school.renamed)
        for kind in PERSON_KINDS:
            for (identifier,), document in school.of_kind(kind).items():
                register.add(_known(kind, document, identifier, school, today))
        return register

    def add(self, person: Known) -> None:
        """Make somebody known, or known as something more."""
        there = self.known.get(person.id)
        self.known[person.id] = there.joined(person) if there else person
        if there is None:
            spelt = self._words[person.id] = words(person.name)
            self._by_name[exact(person.name)].append(person.id)
            self._by_words[in_order(spelt)].append(person.id)
            self._by_surname[spelt[:1]].append(person.id)
            for key in set(keys(spelt)):
                self._by_key[key].append(person.id)

    def find(self, identifier: str) -> str | None:
        """The id of today that is meant by an id, or an earlier one."""
        if identifier in self.known:
            return identifier
        return self.former.get(identifier)

    def of_name(self, name: str) -> list[Known]:
        """Everybody of exactly this name."""
        return [self.known[one] for one in self._by_name.get(exact(name), ())]

    def words_of(self, identifier: str) -> Words:
        """The words of the name of somebody known."""
        return self._words[identifier]

    def named(self, given: str, among: Iterable[Kind]) -> tuple[str, ...]:
        """Ids of those of some kinds who are meant by an id or a full name."""
        wanted = {kind.name for kind in among}
        if (found := self.find(given) or self.find(folded(given))) and self.known[found].kinds & wanted:
            return (found,)
        return tuple(one.id for one in self.of_name(given) if one.kinds & wanted)

    def alike(self, name: str, close: Callable[[Known], bool]) -> list[tuple[Likeness, Known]]:
        """Everybody whose name may be this one written otherwise, the surest likeness first.

        Other letters, another order of the words, a word less: whoever it is. A typing error, another surname: only
        those who are ``close`` in what else is known of them.
        """
        spelt, written = words(name), exact(name)
        found: dict[str, Likeness] = {}
        for one in self._by_words.get(in_order(spelt), ()):
            if exact(self.known[one].name) != written and (how := likeness(spelt, self._words[one])):
                found[one] = how
        candidates: dict[str, None] = {}
        for key in keys(spelt):
            for where in (self._by_key, self._by_words):
                candidates.update(dict.fromkeys(where.get(key, ())))
        if len(spelt) > 1:
            candidates.update(dict.fromkeys(self._by_key.get(in_order(spelt), ())))
        few = set(spelt)
        for one in candidates:
            # A word less and no letter otherwise: whoever it is.
            whole = len(few) > 1 and one not in found and (few < {*self._words[one]} or {*self._words[one]} < few)
            if one in found or not (whole or close(self.known[one])):
                continue
            how = likeness(spelt, self._words[one])
            if how and exact(self.known[one].name) != written:
                found[one] = how
        return sorted(((how, self.known[one]) for one, how in found.items()), key=lambda pair: _SUREST.index(pair[0]))

    def nearest(self, name: str, among: Iterable[Kind]) -> tuple[str, ...]:
        """Up to four ids of those of some kinds whose names are alike, else of one surname and one first initial."""
        wanted = {kind.name for kind in among}
        found = self.alike(name, lambda person: bool(person.kinds & wanted))
        near = tuple(one.id for _how, one in found if one.kinds & wanted)
        if not near:
            surname, first = (spelt := words(name))[:1], "".join(spelt[1:2])[:1]
            there = (one for one in self._by_surname.get(surname, ()) if self.known[one].kinds & wanted)
            near = tuple(one for one in there if "".join(self._words[one][1:2])[:1] == first)
        return near[:NEAREST]

    def label(self, identifier: str) -> str:
        """The id with the name and the class behind it."""
        person = self.known[identifier]
        return f"{identifier} ({', '.join(filter(None, (person.name, person.form)))})"


def _known(kind: Kind, document: Document, identifier: str, school: School, today: date) -> Known:
    person = Known(identifier, frozenset({kind.name}), str(getattr(document, "name", "")))
    if isinstance(document, Student):
        last = document.form_on(today) or (document.forms[-1].form if document.forms else "")
        return replace(person, form=last, of=frozenset(document.guardian_ids()))
    if isinstance(document, Guardian):
        email, of = (document.email or "").casefold(), frozenset(school.children_of(identifier))
        return replace(person, phone=telephone(document.phone), email=email, of=of)
    return person
