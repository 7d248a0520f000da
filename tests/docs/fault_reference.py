"""The list of the problems that the program finds in documents, drawn from every `Fault` of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iom.cli.codes import every_fault
from iom.cli.explain import examples, texts
from iom.editor.lessons import Lesson, lessons
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


def page() -> str:
    """The whole list in the chosen language."""
    parts = [f"# {TITLE[current()]}", INTRO[current()]]
    family = ""
    for code, found in every_fault().items():
        if code[1:3] != family:
            family = code[1:3]
            parts.append(f"## {FAMILIES[family][0 if current() == 'ru' else 1]}")
        parts.append(f"### {code}")
        parts += [line for fault in found for line in _fault(fault)]
        parts += _lesson(lessons()[code])
    return "\n\n".join(parts) + "\n"


def _fault(fault: Fault) -> Iterator[str]:
    return map(_safe, texts(fault))


def _lesson(lesson: Lesson) -> Iterator[str]:
    source = _("Source: {source}").format(source=lesson.source)
    yield f"{_('Why')}: {lesson.reason} {source}."
    for title, text in examples(lesson):
        yield _safe(title)
        if text:
            yield f"```{'toml' if lesson.document else 'sh'}\n{_visible(text)}\n```"


def _visible(text: str) -> str:
    """The text as a page can hold it: control characters by their escape."""
    return "".join(sign if sign.isprintable() or sign == "\n" else f"\\u{ord(sign):04x}" for sign in text.rstrip("\n"))


def _safe(text: str) -> str:
    return re.sub(r"([\\*_<>\[\]|`])", r"\\\1", text)
