"""Mistakes in the command line, told in our words.

typer's messages are fixed English, so each of its errors is turned into one of ours by its class and attributes,
never by its text (design §7). A test walks typer's classes: a new one has to find its place in `_MEANINGS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, Final

from typer import Abort, BadParameter, TyperException
from typer._click import exceptions as click

from iom.cli.arguments import GLOBALS
from iom.cli.pages import placeholder
from iom.errors import Exit, IomError
from iom.language import N_, _


class UsageMistakeError(IomError):
    """A command line that cannot be carried out. ``command`` is what stands before the mistake."""

    hint = N_("See: {command} --help")
    exit_code = Exit.USAGE


class UnknownCommandError(UsageMistakeError):
    """No command has the name ``given``."""

    text = N_("There is no command {given}.")


class NearCommandError(UnknownCommandError):
    """No command has the name ``given``, but ``nearest`` is like it."""

    hint = N_("Did you mean {nearest}?")


class NoCommandError(UsageMistakeError):
    """A command is missing after ``command``."""

    text = N_("A command is missing after {command}.")


class UnknownOptionError(UsageMistakeError):
    """The command has no option ``given``."""

    text = N_("{command} has no option {given}.")


class NearOptionError(UnknownOptionError):
    """The command has no option ``given``, but ``nearest`` is like it."""

    hint = N_("Did you mean {nearest}?")


class MissingArgumentError(UsageMistakeError):
    """``name`` is missing."""

    text = N_("{name} is missing.")


class MissingKindError(MissingArgumentError):
    """The kind (``name``) is missing; ``kinds`` tells which there are."""

    text = N_("{name} is missing – {kinds}.")


class MissingValueError(UsageMistakeError):
    """The option ``option`` stands without its value."""

    text = N_("A value is missing after {option}.")


class NeedlessValueError(UsageMistakeError):
    """The option ``option`` is a switch and was given a value."""

    text = N_("{option} takes no value.")


class BadValueError(UsageMistakeError):
    """The value of ``name`` is not understood."""

    text = N_("The value of {name} is not understood.")


class TooManyArgumentsError(UsageMistakeError):
    """``given`` stands where nothing more is wanted."""

    text = N_("There is too much: {given}.")


class NotUnderstoodError(UsageMistakeError):
    """A mistake without a name of its own."""

    text = N_("The command line is not understood.")


class UnopenedFileError(IomError):
    """The file ``path`` cannot be opened."""

    text = N_("{path} cannot be opened.")
    hint = N_("Look whether the file is there and may be read.")
    exit_code = Exit.NOT_FOUND


class CancelledError(IomError):
    """The person said no, or closed the input."""

    text = N_("Cancelled; nothing was changed.")
    exit_code = Exit.CANCELLED


def unknown_command(given: str, command: str, names: Iterable[str]) -> UnknownCommandError:
    """The mistake of a command that is not there, with the nearest that is."""
    near = get_close_matches(given, [*names, "--help", "--version"], n=1, cutoff=0.55)
    if near:
        return NearCommandError(given=given, command=command, nearest=f"{command} {near[0]}")
    return UnknownCommandError(given=given, command=command)


def mistake_of(error: TyperException | Abort) -> IomError:
    """What typer complains of, as an error of ours."""
    meaning = next(_MEANINGS[kind] for kind in type(error).__mro__ if kind in _MEANINGS)
    return meaning(error)


def _unknown_option(error: Any) -> IomError:
    near = _nearest_option(error)
    if near:
        return NearOptionError(given=error.option_name, command=_command(error), nearest=near)
    return UnknownOptionError(given=error.option_name, command=_command(error))


def _nearest_option(error: Any) -> str | None:
    params = error.ctx.command.params if error.ctx else ()
    flags = [flag for param in params for flag in param.opts if flag.startswith("--")]
    flags += ["--help", *(flag for option in GLOBALS for flag in option.flags)]
    near = get_close_matches(error.option_name, flags, n=1, cutoff=0.55)
    return near[0] if near else None


def _missing(error: Any) -> IomError:
    if error.param is not None and error.param.name == "kind" and error.param.help:
        return MissingKindError(name=_name(error), kinds=_(error.param.help), command=_command(error))
    return MissingArgumentError(name=_name(error), command=_command(error))


def _bad_value(error: Any) -> IomError:
    return BadValueError(name=_name(error), command=_command(error))


def _misused_option(error: Any) -> IomError:
    params = error.ctx.command.params if error.ctx else ()
    switch = any(error.option_name in param.opts and param.is_flag for param in params)
    kind = NeedlessValueError if switch else MissingValueError
    return kind(option=error.option_name, command=_command(error))


def _no_command(error: Any) -> IomError:
    return NoCommandError(command=_command(error))


def _not_understood(error: Any) -> IomError:
    return NotUnderstoodError(command=_command(error))


def _unopened(error: Any) -> IomError:
    return UnopenedFileError(path=error.filename)


def _cancelled(_error: Any) -> IomError:
    return CancelledError()


def _command(error: Any) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context else "iom"


def _name(error: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "param_hint", None) or _("A value"))
    return placeholder(param) if param.param_type_name == "argument" else str(param.opts[0])


_MEANINGS: Final[dict[type[Exception], Callable[[Any], IomError]]] = {
    TyperException: _not_understood,
    click.ClickException: _not_understood,
    click.UsageError: _not_understood,
    click.BadArgumentUsage: _not_understood,
    BadParameter: _bad_value,
    click.MissingParameter: _missing,
    click.NoSuchOption: _unknown_option,
    click.BadOptionUsage: _misused_option,
    click.NoArgsIsHelpError: _no_command,
    click.FileError: _unopened,
    Abort: _cancelled,
}
