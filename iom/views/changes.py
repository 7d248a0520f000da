"""Changes of documents in words: what a key is called, what an edit did, for people who keep no documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, get_args

from pydantic import BaseModel

from iom.language import N_, _, say, shown
from iom.model.edits import Add, Data, Drop, Keys, Operation, Set, Unset, find
from iom.model.kinds import recognise
from iom.model.school import School
from iom.views.wording import stage_title

_FEW = 60


def document_title(school: School, path: str) -> str:
    """Kind of the document, and whom or what it is about."""
    found = recognise(path)
    if found is None:
        return path
    kind, ids = found
    about = [name_of(school, identifier) for identifier in ids]
    return ": ".join(filter(None, (_(kind.title), ", ".join(about))))


def name_of(school: School, identifier: str) -> str:
    """The name of a person, course or offer with this id, else the id."""
    if identifier in school.people():
        return school.name(identifier)
    course = school.courses.get(identifier)
    return course.title if course else identifier


def key_title(path: str, keys: Keys, named: Callable[[Keys], str] = itemgetter(-1)) -> str:
    """What a key is called: the descriptions of the fields on the way to it, entries as they are ``named``."""
    found = recognise(path)
    model: type[BaseModel] | None = found[0].model if found else None
    words: list[str] = []
    in_list = False
    for depth, key in enumerate(keys, start=1):
        if in_list or model is None:
            words.append(named(keys[:depth]))
            in_list = False
            continue
        field = next((field for name, field in model.model_fields.items() if (field.alias or name) == key), None)
        words.append(_(field.description) if field and field.description else key)
        model = next(_models(field.annotation), None) if field else None
        in_list = model is not None and "id" in model.model_fields
    return " › ".join(words)


def sentence(path: str, before: Data, operation: Operation, school: School) -> str:
    """What one edit did, as a line of a story."""

    def title(keys: Keys) -> str:
        return key_title(path, keys, lambda keys: entry_name(keys[-1], _at(before, keys), school))

    match operation:
        case Add(keys=keys, entry=entry):
            return say(N_("{what}: added {entry}"), {"what": title(keys), "entry": entry_text(entry, school)})
        case Drop(keys=keys):
            gone = entry_text(_at(before, keys), school)
            return say(N_("{what}: taken away {entry}"), {"what": title(keys[:-1]), "entry": gone})
        case Unset(keys=keys):
            facts = {"what": title(keys), "old": value_text(_at(before, keys), school)}
            return say(N_("{what}: {old} taken away"), facts)
        case Set(keys=keys, value=value):
            old = _at(before, keys)
            facts = {"what": title(keys), "new": value_text(value, school)}
            if old is None:
                return say(N_("{what}: {new}"), facts)
            return say(N_("{what}: {new} instead of {old}"), {**facts, "old": value_text(old, school)})


def entry_name(key: str, entry: Any, school: School) -> str:
    """What an entry is called that its list knows by this key: whom it is about, else what it says."""
    name = name_of(school, key)
    return name if name != key or not isinstance(entry, dict) else entry_text(entry, school)


def entry_text(entry: Any, school: School) -> str:
    """What an entry says, shortened: its facts without the id."""
    if not isinstance(entry, dict):
        return value_text(entry, school)
    facts = [value_text(value, school) for key, value in entry.items() if key != "id" and not isinstance(value, dict)]
    return _short(", ".join(facts)) or str(entry.get("id"))


def value_text(value: Any, school: School) -> str:
    """A value of a document as people read it: names for ids, titles for stages."""
    if isinstance(value, list):
        return ", ".join(value_text(item, school) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name_of(school, key)}: {value_text(item, school)}" for key, item in value.items())
    if isinstance(value, str):
        known = name_of(school, value)
        return _short(known if known != value else stage_title(value))
    return shown(value)


def _at(data: Data, keys: Keys) -> Any:
    try:
        return find(data, keys)
    except (KeyError, TypeError):
        return None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _FEW else line[: _FEW - 1] + "…"
