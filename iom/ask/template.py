"""The answers file to be filled in: every question with its help and what may be answered, as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from iom.ask.kinds import Kind
from iom.ask.marks import Marks
from iom.ask.options import Option
from iom.ask.question import Form, Question
from iom.language import N_, _, say

_TEXT = '""'
_EXAMPLES: Mapping[str, str] = {
    "text": _TEXT,
    "date": "2026-09-01",
    "number": "1",
    "pick": '""',
    "ranking": "[]",
    "set": "[]",
    "roll-call": "{ absent = [], excused = [] }",
    "marks": "{ }",
    "confirm": "true",
    "time": "14:00:00",
}


def template(subject: str, questions: Sequence[Question], forms: Iterable[Form] = ()) -> str:
    """A section of an answers file for ``subject``; what to fill in is commented out.

    ``forms`` that no question is made of yet (it depends on earlier answers) follow with their help alone.
    """
    plain = [question for question in questions if not question.form.scoped]
    asked = {question.form for question in questions}
    lines = [f"[{subject}]"]
    for question in plain:
        lines += [*_comments(question), f"# {question.form.name} = {_example(question.kind)}", ""]
    later = [form for form in forms if form not in asked]
    for form in later:
        if not form.scoped:
            lines += [f"# {_line(_(form.help))}", f"# {form.name} = {_EXAMPLES.get(form.kind.name, _TEXT)}", ""]
    for form in dict.fromkeys(question.form for question in questions if question.form.scoped):
        lines += [f"# [{subject}.{form.name}]", *_scoped(form, questions), ""]
    for form in later:
        if form.scoped:
            example = f"# ID = {_EXAMPLES.get(form.kind.name, _TEXT)}"
            lines += [f"# {_line(_(form.help))}", f"# [{subject}.{form.name}]", example, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _scoped(form: Form, questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        if question.form == form:
            yield from _comments(question)
            yield f"# {question.about} = {_example(question.kind)}"


def _comments(question: Question) -> Iterator[str]:
    yield f"# {_line(question.text)}"
    how = question.kind.describe()
    yield "# " + _line(how if question.required else say(N_("{how}; may be left out"), {"how": how}))
    for option in getattr(question.kind, "options", ()):
        yield "#   " + _line(_option(option))


def _option(option: Option) -> str:
    return " · ".join(part for part in (option.id, option.label, option.note, option.warning) if part)


def _example(kind: Kind[Any]) -> str:
    if isinstance(kind, Marks):
        return "{ " + ", ".join(f"{scale.id} = 0" for scale in kind.criteria) + " }"
    return _EXAMPLES.get(kind.name, _TEXT)


def _line(text: str) -> str:
    """``text`` on one line without control characters, which a TOML comment may not hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
