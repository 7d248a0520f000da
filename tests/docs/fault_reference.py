"""The list of the problems that the program finds in documents, drawn from every `Fault` of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages

import iom
from iom.errors import Fault
from iom.language import _, current

TITLE = {"ru": "Ошибки в документах", "en": "Problems of documents"}
INTRO = {
    "ru": (
        "`iom check` называет все ошибки сразу: файл, строка, столбец, код, что не так и как исправить. "
        "Ошибка (`E…`) — документ нельзя использовать как есть; предупреждение (`W…`) — можно, но стоит посмотреть. "
        "Если есть ошибки, `iom check` завершается с кодом 1. На месте «…» программа подставляет имена и числа."
    ),
    "en": (
        "`iom check` lists all problems at once: file, line, column, code, what is wrong and how to mend it. "
        "An error (`E…`): the document cannot be used as it stands; a warning (`W…`): it can, but is worth a look. "
        "With errors, `iom check` ends with exit code 1. The program puts names and numbers in place of “…”."
    ),
}
#: The families of codes: Russian, English.
FAMILIES = {
    "01": ("Чтение TOML", "Reading TOML"),
    "02": ("Ключи и значения", "Keys and values"),
    "03": ("Файлы, id и ссылки", "Files, ids and references"),
    "04": ("Правила между документами", "Rules across documents"),
    "05": ("Запись", "Writing"),
}


def faults() -> Mapping[str, tuple[Fault, ...]]:
    """Every kind of problem of the code, by code; a code may have several wordings."""
    found: dict[str, dict[Fault, None]] = {}
    for module in walk_packages(iom.__path__, "iom."):
        if module.name.startswith(("iom.locale", "iom.examples", "iom.__main__")):
            continue
        for fault in vars(import_module(module.name)).values():
            if isinstance(fault, Fault):
                found.setdefault(fault.code, {})[fault] = None
    return {code: tuple(found[code]) for code in sorted(found, key=lambda code: (code[1:], code))}


def page() -> str:
    """The whole list in the chosen language."""
    parts = [f"# {TITLE[current()]}", INTRO[current()]]
    family = ""
    for code, found in faults().items():
        if code[1:3] != family:
            family = code[1:3]
            parts.append(f"## {FAMILIES[family][0 if current() == 'ru' else 1]}")
        parts.append(f"### {code}")
        for fault in found:
            parts += _fault(fault)
    return "\n\n".join(parts) + "\n"


def _fault(fault: Fault) -> Iterator[str]:
    yield _plain(fault.text)
    if fault.hint:
        yield f"→ {_plain(fault.hint)}"


def _plain(text: str) -> str:
    """The text without the places of its facts, safe for Markdown."""
    said = re.sub(r"\{\w*\}", "…", _(text))
    return re.sub(r"([\\*_<>\[\]|`])", r"\\\1", said)
