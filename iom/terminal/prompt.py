"""A question as the person sees it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from iom.ask.kinds import AnswerError
from iom.ask.marks import Marks, Scale
from iom.ask.options import Option
from iom.ask.question import Question
from iom.language import _, say
from iom.language import shown as in_words
from iom.terminal.cells import clipped
from iom.terminal.gate import shown_line
from iom.terminal.messages import Messages
from iom.terminal.printer import Printer
from iom.views.sheet import Cell

FEW: Final = 4  # so many options are drawn for who looks on and reads the story, not the list
MANY: Final = 40  # so many options are listed; more are found by typing a beginning
_DEFAULT_CELLS = 40


def draw_question(printer: Printer, question: Question, *, brief: bool = False) -> None:
    """Print the question with what may be chosen and how to answer; ``brief`` leaves most of that out."""
    printer.line()
    printer.text(question.text, "strong", "? ", "strong")
    _draw_choices(printer, question, FEW if brief else MANY)
    if question.hint and not brief:
        printer.text(question.hint, first="  ")
    if not brief:
        printer.text(_how(question), "muted", "  ")


def _how(question: Question) -> str:
    how = [question.kind.describe()]
    if len(getattr(question.kind, "options", ())) > MANY:
        how.append(_("begin to type a name, Tab completes it"))
    if getattr(question.kind, "multiline", False):
        how.append(_("Enter ends, “\\” and Enter begins a new line"))
    if not question.required:
        how.append(_("“-” leaves it out"))
    return "; ".join(how)


def _draw_choices(printer: Printer, question: Question, most: int) -> None:
    kind = question.kind
    options = getattr(kind, "options", ())
    rows = [_option(option) for option in options if len(options) <= MANY]
    if isinstance(kind, Marks):
        rows = [_scale(scale) for scale in kind.criteria]
    for number, row in enumerate(rows[:most], 1):
        printer.text(row.text, row.tone, f"{number:>4}  ", "strong")
    if len(rows) > most:
        printer.line(Cell(f"   …  {len(rows)}", "muted"))


def _option(option: Option) -> Cell:
    codes = f"{', '.join(option.codes)} " if option.codes else ""
    parts = [f"{codes}{option.label}", option.note, f"! {option.warning}" if option.warning else ""]
    return Cell(" · ".join(shown_line(part) for part in parts if part), "warn" if option.warning else "plain")


def _scale(scale: Scale) -> Cell:
    code = f"{scale.code} " if scale.code else ""
    levels = f"{min(scale.levels, default=0)}–{max(scale.levels, default=0)}"
    return Cell(f"{shown_line(code + scale.title)} ({levels})")


def default_text(question: Question) -> str:
    """What Enter answers, short enough to stand in the prompt; empty where Enter answers nothing."""
    value = question.default
    if value is None:
        return ""
    return clipped(shown_line(_numbered(question, value) or spoken(question, value)), _DEFAULT_CELLS)


def spoken(question: Question, value: Any) -> str:
    """An answer as a person would type it."""
    return in_words(value) if isinstance(value, bool | date) else question.kind.flag(value)


def _numbered(question: Question, value: Any) -> str:
    """The numbers that stand before the options of ``value``; empty where the options are not listed."""
    options = [option.id for option in getattr(question.kind, "options", ())]
    chosen = value if isinstance(value, tuple) else (value,)
    if not options or len(options) > MANY or not all(one in options for one in chosen):
        return ""
    return " ".join(str(options.index(one) + 1) for one in chosen) or _("none")


def marker(question: Question) -> tuple[str, str]:
    """What stands before the typed line, with a blank after each: the default in brackets, and the prompt's sign."""
    default = default_text(question)
    return (f"  [{default}]" if default else " "), ">"


def draw_error(printer: Printer, error: AnswerError) -> None:
    """Print why a line is not understood."""
    Messages(printer).fail(say(error.text, error.facts), say(error.hint, error.facts) if error.hint else "")


def draw_keys(printer: Printer) -> None:
    """Print the keys that work in every question."""
    keys = _("Enter: as in brackets · Esc or “..”: back · “--”: next pupil · Ctrl-C: stop")
    printer.text(keys, "muted")
