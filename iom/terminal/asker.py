"""The asker at the terminal: a line is typed, understood, or shown again with what is wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TextIO

from iom.ask.kinds import AnswerError, Text
from iom.ask.marks import Marks
from iom.ask.options import Pick
from iom.ask.question import Question, Reply
from iom.ask.ranking import Ranking
from iom.ask.rollcall import RollCall
from iom.ask.typed import understood
from iom.errors import Exit, IomError
from iom.language import N_
from iom.terminal.printer import Printer
from iom.terminal.prompt import draw_error, draw_keys, draw_question, marker
from iom.views.sheet import Sheet

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output
    from questionary import Question as Prompt

_ESCAPE_SECONDS = 0.1  # how long Esc waits to be the beginning of another key
_MENU_LINES = 6
_LONG: Final = (Text, Ranking, Marks, RollCall)  # a wrong line of these is worth mending; another is typed sooner


class NoTerminalError(IomError):
    """A question where nobody can type."""

    text = N_("There is a question to answer, and no terminal to ask at.")
    hint = N_("Give the answers by flags or with --answers FILE.")
    exit_code = Exit.USAGE


class TerminalAsker:
    """Asks at the terminal; screens and questions are drawn by ``printer``.

    ``keyboard`` and ``screen`` take the place of the terminal in tests.
    """

    def __init__(
        self,
        printer: Printer,
        *,
        keyboard: Input | None = None,
        screen: Output | None = None,
        stdin: TextIO | None = None,
    ) -> None:
        self._printer = printer
        self._keyboard = keyboard
        self._screen = screen
        self._stdin = stdin
        self._keys_shown = False

    def show(self, sheet: Sheet) -> None:
        """Draw the screen."""
        self._printer.line()
        self._printer.show(sheet)

    def ask(self, question: Question) -> Any | Reply:
        """The answer of the person, or back, skip, next.

        Raises:
            NoTerminalError: standard input is no terminal.
            KeyboardInterrupt: Ctrl-C or Ctrl-D.
        """
        if self._keyboard is None and not _somebody_types(self._stdin or sys.stdin):
            raise NoTerminalError
        if not self._keys_shown:
            draw_keys(self._printer)
            self._keys_shown = True
        draw_question(self._printer, question)
        line = ""
        while True:
            line = self._typed(question, line)
            try:
                return understood(question, line)
            except AnswerError as error:
                draw_error(self._printer, error)
            if not isinstance(question.kind, _LONG):
                line = ""

    def _typed(self, question: Question, wrong: str) -> str:
        """The next line of the person: the ``wrong`` one mended, or another typed in its place."""
        prompt = self._prompt(question, wrong)
        if wrong:
            prompt.application.pre_run_callables.append(lambda: _select_all(prompt.application))
        prompt.application.ttimeoutlen = prompt.application.timeoutlen = _ESCAPE_SECONDS
        # `ask` would take Ctrl-C for an answer of None.
        return str(prompt.unsafe_ask())

    def _prompt(self, question: Question, beginning: str) -> Prompt:
        from prompt_toolkit.output import ColorDepth
        from questionary import Style, autocomplete, text

        from iom.terminal.keys import prompt_keys

        multiline = bool(getattr(question.kind, "multiline", False))
        completer = _completer(question)
        before, sign = marker(question)
        settings: dict[str, Any] = {
            "qmark": before,
            "default": beginning,
            "style": Style([(part, "noinherit") for part in ("qmark", "question", "answer")]),
            "multiline": multiline,
            "prompt_continuation": "    ",
            "key_bindings": prompt_keys(multiline=multiline),
            "complete_while_typing": True,
            "reserve_space_for_menu": _MENU_LINES if completer else 0,
            "color_depth": None if self._printer.colored else ColorDepth.DEPTH_1_BIT,
            "input": self._keyboard,
            "output": self._screen or self._own_screen(),
        }
        if completer:
            return autocomplete(sign, choices=[], completer=completer, **settings)
        # An instruction of None would become an English one where several lines are typed.
        return text(sign, instruction="", **settings)

    def _own_screen(self) -> Output | None:
        """The prompt goes where the printer draws; in tests, where the surrounding session says."""
        if not self._printer.stream.isatty():
            return None
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output

        screen = create_output(stdout=self._printer.stream)
        if isinstance(screen, Vt100_Output):
            # Asking the terminal where its cursor is costs a second, and an English warning, where none answers;
            # a late answer lands in what is typed next.
            screen.enable_cpr = False
        return screen


def _somebody_types(stdin: TextIO | None) -> bool:
    """Whether ``stdin``, None where the program has none, is a terminal."""
    return stdin is not None and not stdin.closed and stdin.isatty()


def _select_all(application: Application[Any]) -> None:
    """Select the line as Shift and arrows would: typing replaces it, an arrow goes into it."""
    buffer = application.current_buffer
    buffer.cursor_position = 0
    buffer.start_selection()
    buffer.cursor_position = len(buffer.text)
    if buffer.selection_state:
        buffer.selection_state.enter_shift_mode()


def _completer(question: Question) -> Completer | None:
    options = getattr(question.kind, "options", ())
    if not options:
        return None
    from iom.terminal.completion import OptionCompleter

    return OptionCompleter(options, whole_line=isinstance(question.kind, Pick))
