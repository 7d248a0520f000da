"""The asker of demonstrations: a script's answers, shown as they would look at the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from iom.ask.kinds import AnswerError
from iom.ask.question import Question, Reply
from iom.ask.scripted import ScriptedAsker
from iom.ask.typed import SIGNS
from iom.terminal.gate import shown
from iom.terminal.printer import Printer
from iom.terminal.prompt import draw_error, draw_question, marker, spoken
from iom.views.sheet import Block, Cell, Sheet


class EchoAsker(ScriptedAsker):
    """Answers from a script and draws screens, questions and replies on ``printer``."""

    def __init__(self, printer: Printer, script: ScriptedAsker) -> None:
        super().__init__(script.replies)
        self._printer = printer
        self._drawn: list[Block] = []

    def show(self, sheet: Sheet) -> None:
        """Draw the screen; a block that was drawn before is left out."""
        super().show(sheet)
        blocks = tuple(block for block in sheet.blocks if block not in self._drawn)
        self._drawn.extend(blocks)
        self._printer.line()
        self._printer.show(replace(sheet, blocks=blocks, fresh=False))

    def ask(self, question: Question) -> Any | Reply:
        """The script's reply, drawn behind its question; an obvious default is taken without a word.

        Raises:
            UnexpectedQuestionError: the script has no reply.
            AnswerError: the script's reply is not understood; it is drawn as the terminal would.
        """
        if self.takes_for_granted(question):
            return question.default
        raw = self.typed(question)
        draw_question(self._printer, question, brief=True)
        self._echo(question, raw)
        try:
            return self.meant(question, raw)
        except AnswerError as error:
            draw_error(self._printer, error)
            raise

    def _echo(self, question: Question, raw: object) -> None:
        first, *more = self._line(question, raw).split("\n")
        self._printer.line(Cell(" ".join(marker(question)) + " "), Cell(first, "strong"))
        for line in more:
            self._printer.line(Cell("    " + line, "strong"))

    @staticmethod
    def _line(question: Question, raw: object) -> str:
        if isinstance(raw, Reply):
            return SIGNS[raw]
        if isinstance(raw, str):
            return shown(raw)
        return shown(spoken(question, question.kind.parse(raw)))
