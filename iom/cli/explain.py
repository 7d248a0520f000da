"""The command explain: what a code means, why there is such a rule, and an example before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from iom.cli.codes import every_fault
from iom.cli.output import emit
from iom.editor.lessons import Lesson, lessons
from iom.errors import Exit, Fault, IomError
from iom.language import N_, _, pgettext
from iom.model.folding import folded
from iom.views.sheet import Block, Cell, Lines, Sheet

Code = Annotated[str, typer.Argument(metavar=N_("CODE"), help=N_("a code that a problem showed, for example E0203"))]


class UnknownCodeError(IomError):
    """No problem has the code."""

    text = N_("There is no code {code}.")
    hint = N_("Did you mean {nearest}? All codes stand in docs/problems.")
    exit_code = Exit.NOT_FOUND


@dataclass(frozen=True)
class Explanation:
    """One code with its texts, its reason and its example."""

    code: str
    faults: tuple[Fault, ...]
    lesson: Lesson

    def sheet(self) -> Sheet:
        """The page of the code."""
        said = [line for fault in self.faults for line in texts(fault)]
        reason = Lines((self.lesson.reason, _("Source: {source}").format(source=self.lesson.source)), _("Why"))
        return Sheet(f"{self.code} · {self._severity}", (Lines(tuple(said)), reason, *self._examples()))

    @property
    def _severity(self) -> str:
        return pgettext("severity", "warning") if self.code.startswith("W") else pgettext("severity", "error")

    def _examples(self) -> Iterator[Block]:
        for title, text in examples(self.lesson):
            yield Lines(tuple(Cell(line) for line in text.splitlines()), title, bullet="    ")

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "code": self.code,
            "severity": self.faults[0].severity,
            "texts": [dict(zip(("text", "hint"), texts(fault), strict=False)) for fault in self.faults],
            "why": self.lesson.reason,
            "source": self.lesson.source,
            "document": self.lesson.document,
            "before": self.lesson.before or self.lesson.before_file,
            "after": self.lesson.after or self.lesson.after_file,
            "beside": dict(self.lesson.beside),
        }


def explain(code: Code) -> None:
    """Tell what a code means, why there is such a rule, and show the mistake and its repair."""
    emit(explanation(code, every_fault()))


def explanation(code: str, known: Mapping[str, tuple[Fault, ...]]) -> Explanation:
    """What is known of a code; its letter may be typed small, or in Cyrillic.

    Raises:
        UnknownCodeError: there is no such code.
    """
    by_reading = {folded(each): each for each in known}
    wanted = by_reading.get(folded(code))
    if wanted is None:
        near = get_close_matches(folded(code), list(by_reading), n=1, cutoff=0.0)
        raise UnknownCodeError(code=code, nearest=by_reading[near[0]])
    return Explanation(wanted, known[wanted], lessons()[wanted])


def texts(fault: Fault) -> tuple[str, ...]:
    """The fault's text and its hint, with … in place of facts."""
    return tuple(
        mark + re.sub(r"\{\w+\}", "…", _(text)).replace("{{", "{").replace("}}", "}")
        for mark, text in (("", fault.text), ("→ ", fault.hint))
        if text
    )


def examples(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The mistake, its repair and what stands beside, each under a title; a file that is only named, by its name."""
    document = lesson.document or _("in a terminal")
    wrong, right = _("Wrong: {document}"), _("Right: {document}")
    if lesson.before_file:
        yield wrong.format(document=lesson.before_file), ""
        yield right.format(document=lesson.after_file), ""
    if lesson.before:
        yield wrong.format(document=document), lesson.before
    if lesson.after:
        yield right.format(document=document), lesson.after
    for path, text in lesson.beside.items():
        yield _("Beside it: {document}").format(document=path), text
