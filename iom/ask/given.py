"""Answers given beforehand: raw values from flags and from an answers file, by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from iom.ask.kinds import AnswerError
from iom.ask.question import Form
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model.folding import find_folded, folded

Key = tuple[str, str]  # form name, and what a scoped question is about
Raw = dict[Key, object]

EVERYBODY = ""  # answers under this subject hold for each one that has none of its own

UNKNOWN_SUBJECT = Fault("E0291", N_("There is no {subject} to answer for."), N_("Known: {known}."))
UNKNOWN_QUESTION = Fault("E0292", N_("There is no question {question}."), N_("Known: {known}."))
TABLE_WANTED = Fault(
    "E0293", N_("{key} needs a table here."), N_("Write the id of what it is about, then the value: {key}.ID = …")
)


class UnscopedFlagError(AnswerError):
    """A scoped flag that does not say what it is about."""

    text = N_("{flag} does not say what it is about: {given}.")
    hint = N_("Write the id and a colon before the value: {flag} ID:VALUE.")


class RepeatedFlagError(AnswerError):
    """A flag given twice that takes one value."""

    text = N_("{flag} is given more than once.")


@dataclass(frozen=True)
class Given:
    """Raw answers by subject; those of a file know its name and under which of its tables they stand."""

    by_subject: Mapping[str, Raw] = field(default_factory=dict)
    sources: Mapping[tuple[str, Key], tuple[str, str]] = field(default_factory=dict)

    def of(self, subject: str) -> Raw:
        """What is given for ``subject``: the answers for everybody, and over them its own."""
        return {**self.by_subject.get(EVERYBODY, {}), **self.by_subject.get(subject, {})}

    def source(self, subject: str, key: Key) -> tuple[str, str]:
        """The table (empty: the top) and the file that an answer stands in; two empty texts for a flag."""
        for owner in (subject, EVERYBODY):
            found = next((given for given in self.by_subject.get(owner, {}) if _is(given, key)), None)
            if found is not None:
                return self.sources.get((owner, found), ("", ""))
        return ("", "")

    def over(self, other: Given) -> Given:
        """Both together; where both answer, this one wins (flags over a file)."""
        subjects = dict.fromkeys([*other.by_subject, *self.by_subject])
        ours, theirs = self.by_subject, other.by_subject
        everybody = ours.get(EVERYBODY, {})
        joined = {name: {**theirs.get(name, {}), **everybody, **ours.get(name, {})} for name in subjects}
        covered = {(subject, key) for subject in subjects for key in (*everybody, *ours.get(subject, {}))}
        kept = {place: source for place, source in other.sources.items() if place not in covered}
        return Given(joined, {**kept, **self.sources})


def from_flags(forms: Iterable[Form], values: Mapping[str, object]) -> Given:
    """The answers of the command line, for everybody it names.

    ``values`` are by form name: a string, a list of strings (a repeated flag), or None where the flag is absent.

    Raises:
        AnswerError: a scoped flag names nothing, or a plain flag stands twice.
    """
    raw: Raw = {}
    for form in forms:
        given = values.get(form.name)
        texts = given if isinstance(given, list | tuple) else [] if given is None else [given]
        for text in texts:
            key, value = _flag(form, text)
            if key in raw:
                raise RepeatedFlagError(flag=form.flag)
            raw[key] = value
    return Given({EVERYBODY: raw})


def _flag(form: Form, text: object) -> tuple[Key, object]:
    if not form.scoped:
        return (form.name, ""), text
    about, colon, value = str(text).partition(":")
    if not colon or not about.strip():
        raise UnscopedFlagError(flag=form.flag, given=str(text))
    return (form.name, about.strip()), value


def from_file(
    data: Mapping[str, object],
    forms: Iterable[Form],
    subjects: Iterable[str],
    document: str,
    others: Iterable[Form] = (),
) -> tuple[Given, tuple[Problem, ...]]:
    """The answers of a file, and everything in it that is no answer to anything.

    A table of the file has a subject's id for its name; a plain value at the top answers for everybody.
    Answers to ``others``, the questions of other commands, are passed over: one file may serve a whole cycle.
    """
    reader = _Reader(
        {form.name: form for form in forms}, tuple(subjects), document, frozenset(form.name for form in others)
    )
    by_subject: dict[str, Raw] = {}
    tables = {EVERYBODY: ""}
    for name, value in data.items():
        if isinstance(value, Mapping):
            subject = reader.subject(name)
            if subject is not None:
                by_subject[subject] = dict(reader.answers((name,), value))
                tables[subject] = name
        elif name != "schema":
            by_subject.setdefault(EVERYBODY, {}).update(reader.answers((), {name: value}))
    sources = {(subject, key): (tables[subject], document) for subject, raw in by_subject.items() for key in raw}
    return Given(by_subject, sources), tuple(reader.problems)


def _is(given: Key, asked: Key) -> bool:
    return given[0] == asked[0] and folded(given[1]) == folded(asked[1])


@dataclass
class _Reader:
    forms: Mapping[str, Form]
    subjects: tuple[str, ...]
    document: str
    others: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def subject(self, name: str) -> str | None:
        found = find_folded(name, self.subjects)
        if found is None:
            self._report(UNKNOWN_SUBJECT, (name,), subject=name, known=nearest(name, self.subjects))
        return found

    def answers(self, above: KeyPath, table: Mapping[str, object]) -> Iterator[tuple[Key, object]]:
        for name, value in table.items():
            form = self.forms.get(name)
            if form is None and name in self.others:
                continue
            if form is None:
                self._report(UNKNOWN_QUESTION, (*above, name), question=name, known=nearest(name, self.forms))
            elif not form.scoped:
                yield (name, ""), value
            elif isinstance(value, Mapping):
                yield from (((name, about), answer) for about, answer in value.items())
            else:
                self._report(TABLE_WANTED, (*above, name), key=name)

    def _report(self, fault: Fault, keys: KeyPath, **facts: object) -> None:
        self.problems.append(Problem(fault, self.document, keys, facts))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names that look most like ``name``; all of them where none does and they are few."""
    names = list(known)
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    return ", ".join(near or names[:9])
