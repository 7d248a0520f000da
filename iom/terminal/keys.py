"""The keys of a prompt: back, stop, and how a text of several lines ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom.ask.question import Reply
from iom.ask.typed import SIGNS

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


def prompt_keys(*, multiline: bool) -> KeyBindings:
    """Bindings for one prompt; what would show a library's English is bound to nothing."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    # Alt and a key arrive as Esc and the key: only where Alt-Enter has a meaning does Esc wait for what follows.
    keys.add("escape", eager=not multiline)(_back)
    keys.add("c-d", eager=True)(_stop)
    for search in ("c-r", "c-s"):
        keys.add(search, eager=True)(_nothing)
    keys.add("tab")(_complete)
    if multiline:
        keys.add("enter")(_enter)
        keys.add("escape", "enter")(_new_line)
        for digit in "-0123456789":
            keys.add("escape", digit)(_nothing)
    return keys


def _back(event: KeyPressEvent) -> None:
    event.app.exit(result=SIGNS[Reply.BACK])


def _stop(event: KeyPressEvent) -> None:
    event.app.exit(exception=KeyboardInterrupt)


def _nothing(_event: KeyPressEvent) -> None:
    pass


def _complete(event: KeyPressEvent) -> None:
    """Take the only completion at once, so that fast fingers do not overtake it; else open or walk the menu."""
    from prompt_toolkit.completion import CompleteEvent

    buffer = event.current_buffer
    found = list(buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True)))
    if len(found) == 1:
        buffer.apply_completion(found[0])
    elif buffer.complete_state:
        buffer.complete_next()
    else:
        buffer.start_completion()


def _enter(event: KeyPressEvent) -> None:
    buffer = event.current_buffer
    if buffer.document.text_before_cursor.endswith("\\"):
        buffer.delete_before_cursor()
        buffer.newline(copy_margin=False)
    else:
        buffer.validate_and_handle()


def _new_line(event: KeyPressEvent) -> None:
    event.current_buffer.newline(copy_margin=False)
