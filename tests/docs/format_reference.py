"""The reference of the documents' format, drawn from the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from iom.language import _, current
from iom.model import kinds
from iom.model.kinds import KINDS, Kind, recognise
from iom.model.people import Consent
from iom.model.references import NESTED, REFERENCES, STEP_TARGETS

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"

WORDS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "title": "Формат документов",
        "intro": (
            "Каждый файл — документ в формате TOML, который ведёт один человек. Первый ключ — `schema = 1`. "
            "Имя файла и есть id документа (`a–z`, `0–9`, дефис); внутри файла id не повторяется.\n\n"
            "Записи растущих списков — таблицы `[[…]]`; первый ключ записи — `id`, неизменный и единственный в своём "
            "списке. Незнакомые ключи `iom` сохраняет и называет в `iom check`. Порядок ключей, комментарии и концы "
            "строк при записи не меняются.\n\n"
            "Даты пишут без кавычек: `2026-09-14`, время — `14:00:00`. Размер файла — не больше 1 МиБ.\n\n"
            "«Обязателен» — документ или запись без этого ключа не читается."
        ),
        "tree": "Все документы",
        "tree_head": "| файл | что это | кто ведёт |",
        "head": "| ключ | значение | обязателен | смысл |",
        "required": "да",
        "example": "Пример",
        "example_note": "файл учебной школы",
        "consents": "Согласия",
        "see_consents": "см. [согласия](#согласия)",
        "consents_text": "`[[consents]]` есть у учеников, представителей, сотрудников, партнёров, наставников.",
        "one_of": "одно из",
        "list": "список",
        "text": "текст",
        "id": "id",
        "number": "целое число",
        "date": "дата",
        "time": "время",
        "flag": "`true` или `false`",
        "table": "таблица",
        "entries": "записи",
        "setting": "число, `true`/`false` или текст",
        "names": "называет",
    },
    "en": {
        "title": "The format of the documents",
        "intro": (
            "Every file is a TOML document kept by one person. Its first key is `schema = 1`. "
            "The file's name is the document's id (`a–z`, `0–9`, hyphen); it is not repeated inside.\n\n"
            "Entries of growing lists are tables `[[…]]`; the first key of an entry is `id`, which never changes and "
            "is unique in its list. Keys that `iom` does not know are kept, and reported by `iom check`. The order of "
            "keys, comments and line ends survive every edit.\n\n"
            "Dates are written without quotes: `2026-09-14`; times: `14:00:00`. A file has at most 1 MiB.\n\n"
            "“Required”: the document or entry cannot be read without the key."
        ),
        "tree": "All documents",
        "tree_head": "| file | what it is | kept by |",
        "head": "| key | value | required | meaning |",
        "required": "yes",
        "example": "Example",
        "example_note": "a file of the example school",
        "consents": "Consents",
        "see_consents": "see [consents](#consents)",
        "consents_text": "Documents of pupils, guardians, staff, partners and mentors have `[[consents]]`.",
        "one_of": "one of",
        "list": "list",
        "text": "text",
        "id": "id",
        "number": "whole number",
        "date": "date",
        "time": "time",
        "flag": "`true` or `false`",
        "table": "table",
        "entries": "entries",
        "setting": "number, `true`/`false` or text",
        "names": "names",
    },
}

#: Who keeps a kind of document (design §2): Russian, English.
KEEPERS: Mapping[str, tuple[str, str]] = {
    "workspace": ("администрация", "administration"),
    "calendar": ("завуч", "deputy head"),
    "student": ("классный руководитель", "form teacher"),
    "guardian": ("классный руководитель", "form teacher"),
    "staff": ("администрация", "administration"),
    "partner": ("куратор", "curator"),
    "mentor": ("куратор", "curator"),
    "course": ("автор курса", "its author"),
    "group": ("тьютор", "tutor"),
    "rubric": ("методист", "methodist"),
    "deficits": ("методист", "methodist"),
    "metaskills": ("методист", "methodist"),
    "consultations": ("тьютор", "that tutor"),
    "round": ("координатор выбора", "coordinator"),
    "codes": ("координатор выбора", "coordinator"),
    "offer": ("координатор выбора", "coordinator"),
    "event": ("организатор", "its organiser"),
    "choice": ("семья", "the family"),
    "allocation": ("координатор выбора", "coordinator"),
    "moves": ("координатор выбора", "coordinator"),
    "apart": ("психолог, в закрытой папке", "psychologist, in the restricted workspace"),
    "route": ("тьютор вместе с учеником", "tutor, with the pupil"),
    "journal": ("учитель курса", "the offer's teacher"),
    "assessments": ("тот, кто оценивает", "that person"),
}

#: What a reference names: Russian, English.
TARGETS: Mapping[str, tuple[str, str]] = {
    "people": ("человека", "a person"),
    "students": ("ученика", "a pupil"),
    "guardians": ("представителя", "a guardian"),
    "staff": ("сотрудника", "a member of staff"),
    "courses": ("курс каталога", "a course of the catalogue"),
    "metaskills": ("запись `catalogs/metaskills.toml`", "an entry of `catalogs/metaskills.toml`"),
    "deficits": ("запись `catalogs/deficits.toml`", "an entry of `catalogs/deficits.toml`"),
    "rubrics": ("критерии из `rubrics/`", "a rubric"),
    "rounds": ("кампанию", "a round"),
    "offers": ("курс этой кампании", "an offer of the round"),
    "events": ("событие этой кампании", "an event of the round"),
    "participant_codes": ("код участника", "a participant's code"),
}


def page() -> str:
    """The whole reference in the chosen language."""
    word = WORDS[current()]
    tree = [word["tree_head"], "|---|---|---|", *(_tree_row(kind) for kind in KINDS)]
    parts = [f"# {word['title']}", word["intro"], f"## {word['tree']}", "\n".join(tree)]
    for kind in KINDS:
        parts += _kind(kind)
    parts += [f"## {word['consents']}", word["consents_text"], _table(Consent, {})]
    return "\n\n".join(parts) + "\n"


def _tree_row(kind: Kind) -> str:
    return f"| [`{_path(kind)}`](#{kind.name}) | {_(kind.title)} | {_own(KEEPERS[kind.name])} |"


def _path(kind: Kind) -> str:
    return kind.template.replace("{", "<").replace("}", ">")


def _own(pair: tuple[str, str]) -> str:
    return pair[0] if current() == "ru" else pair[1]


def _kind(kind: Kind) -> Iterator[str]:
    word = WORDS[current()]
    yield f'<a id="{kind.name}"></a>\n\n## {_(kind.title).capitalize()}: `{_path(kind)}`'
    if head := kind.model.guide.get(""):
        yield "\n".join(f"> {line}" for line in _(head).splitlines())
    references = {**REFERENCES.get(kind, {}), **NESTED.get(kind, {})}
    yield from _tables(kind.model, references, dict(kind.model.guide), "")
    if kind is kinds.ROUTE:
        yield _steps()
    if path := _example(kind):
        yield f"{word['example']}: [{path}](../examples/zarechnaya/{path}) ({word['example_note']})."


def _steps() -> str:
    named = "; ".join(f'`kind = "{kind}"` — {_own(TARGETS[target])}' for kind, target in STEP_TARGETS.items())
    return f"`ref`: {named}."


def _example(kind: Kind) -> str | None:
    paths = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.toml"))
    return next((path for path in paths if (found := recognise(path)) and found[0] is kind), None)


def _tables(
    model: type[BaseModel], references: Mapping[str, str], guide: Mapping[str, str], where: str, *, listed: bool = False
) -> Iterator[str]:
    """The table of a model's keys, then one section for each table inside it."""
    if where:
        heading = f"[[{where}]]" if listed else f"[{where}]"
        yield f"### `{heading}`"
        if note := guide.get(where):
            yield "\n".join(f"> {line}" for line in _(note).splitlines())
    yield _table(model, references, where)
    if notes := _notes(model, guide, where):
        yield notes
    for key, field in _fields(model):
        inner, many = _inner(field.annotation)
        if inner and inner is not Consent:
            yield from _tables(inner, references, guide, f"{where}.{key}" if where else key, listed=many)


def _notes(model: type[BaseModel], guide: Mapping[str, str], where: str) -> str:
    """What the guiding comments of a new file say about keys that are no tables."""
    plain = [] if where else [key for key, field in _fields(model) if not _inner(field.annotation)[0] and key in guide]
    return "\n\n".join(f"`{key}`:\n\n```toml\n{_commented(guide[key])}\n```" for key in plain)


def _commented(text: str) -> str:
    return "\n".join(f"# {line}" for line in _(text).splitlines())


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    found = [(field.alias or name, field) for name, field in model.model_fields.items()]
    return sorted(found, key=lambda row: row[0] == "consents")


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model of a table or of a list of tables, and whether it is a list."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part, get_origin(annotation) is tuple
    return None, False


def _table(model: type[BaseModel], references: Mapping[str, str], where: str = "") -> str:
    word = WORDS[current()]
    rows = [word["head"], "|---|---|---|---|"]
    for key, field in _fields(model):
        keys = f"{where}.{key}" if where else key
        required = word["required"] if field.is_required() else ""
        meaning = "; ".join(filter(None, (_(field.description or ""), _named(references, keys))))
        rows.append(f"| `{key}` | {_value(keys, field)} | {required} | {meaning} |")
    return "\n".join(rows)


def _named(references: Mapping[str, str], keys: str) -> str:
    for ending in ("", "[]", "{}"):
        if target := references.get(keys + ending):
            return f"{WORDS[current()]['names']} {_target(target)}"
    return ""


def _target(target: str) -> str:
    if target.startswith("@"):
        rows = f"`[[{target[1:]}]]`"
        return _own((f"запись {rows} этого файла", f"an entry of {rows} in this file"))
    return _own(TARGETS[target])


def _value(keys: str, field: FieldInfo) -> str:
    word = WORDS[current()]
    inner, many = _inner(field.annotation)
    if inner is Consent:
        return f"{word['entries']} `[[{keys}]]`; {word['see_consents']}"
    if inner:
        return f"{word['entries']} `[[{keys}]]`" if many else f"{word['table']} `[{keys}]`"
    if get_origin(field.annotation) is dict:
        value = get_args(field.annotation)[1]
        named = f"{word['table']} `[{keys}]`"
        return named if get_origin(value) is dict else f"{named}: {_type(value, [])}"
    return _type(field.annotation, field.metadata)


def _type(annotation: Any, metadata: list[Any]) -> str:
    word = WORDS[current()]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0], list(arguments[1:]))
    if origin in {Union, UnionType}:
        kinds_ = [part for part in arguments if part is not NoneType]
        return _type(kinds_[0], metadata) if len(kinds_) == 1 else word["setting"]
    if origin is Literal:
        return f"{word['one_of']} " + ", ".join(f"`{one}`" for one in arguments)
    if origin is tuple:
        return f"{word['list']}: {_type(arguments[0], [])}"
    return _plain(annotation, metadata)


def _plain(annotation: Any, metadata: list[Any]) -> str:
    word = WORDS[current()]
    if annotation is str:
        is_id = any(isinstance(one, StringConstraints) and one.pattern for one in metadata)
        return word["id" if is_id else "text"]
    if annotation is int:
        low = next((one.ge for one in metadata if isinstance(one, Ge)), None)
        high = next((one.le for one in metadata if isinstance(one, Le)), None)
        limits = f" {low}–{high}" if high is not None else f" ≥ {low}" if low is not None else ""
        return word["number"] + limits
    return word[{bool: "flag", date: "date", time: "time"}[annotation]]
