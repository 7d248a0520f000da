"""Commands and groups as typer runs them, built from the registry when they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer._click import Command
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup

from iom.cli import pages, registry
from iom.cli.mistakes import CancelledError, NoCommandError, TooManyArgumentsError, mistake_of, unknown_command
from iom.cli.plain import take_plainly

_SETTINGS: dict[str, Any] = {"help_option_names": ["--help", "-h"]}


class _Plain(Command):
    """What commands and groups have in common: plain values, and mistakes that know where they were made."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments apart."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # a misused option comes without it
            raise

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``."""
        option = super().get_help_option(ctx)
        take_plainly([option] if option else [])
        return option


class IomCommand(_Plain, TyperCommand):
    """A command with our help, our messages and plain values."""

    entry: registry.Command

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        take_plainly(self.params)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments apart.

        Raises:
            TooManyArgumentsError: some are left over.
        """
        ctx.allow_extra_args = True
        if rest := super().parse_args(ctx, args):
            raise TooManyArgumentsError(given=" ".join(rest), command=ctx.command_path)
        return rest

    def get_help(self, ctx: Any) -> str:
        """The page of the command, in the chosen language."""
        return pages.of_command(self.entry, self.params)


class IomGroup(_Plain, TyperGroup):
    """The program itself, or a family of commands; its members are built when they are called."""

    def __init__(self, name: str, family: str = "") -> None:
        super().__init__(name=name, rich_markup_mode=None, context_settings=_SETTINGS, suggest_commands=False)
        self.family = family

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the members."""
        return names(self.family)

    def get_command(self, ctx: Any, cmd_name: str) -> IomCommand | IomGroup | None:
        """The member with the name."""
        if not self.family and registry.find_group(cmd_name):
            return IomGroup(cmd_name, cmd_name)
        entry = registry.find(cmd_name, self.family)
        return built(entry) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The member that the arguments call, and what is left for it.

        Raises:
            UnknownCommandError: there is no such member.
        """
        command = self.get_command(ctx, args[0])
        if command is None:
            raise unknown_command(args[0], ctx.command_path, names(self.family))
        return args[0], command, args[1:]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments apart.

        Raises:
            NoCommandError: there are none.
        """
        if not args:
            raise NoCommandError(command=ctx.command_path)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The page of the group, in the chosen language."""
        return pages.of_group(self.family) if self.family else pages.of_program()


def names(group: str = "") -> list[str]:
    """What may be typed after ``iom``, or after the name of a group."""
    families = [] if group else [family.name for family in registry.groups()]
    return [*(command.name for command in registry.members(group)), *families]


def built(entry: registry.Command) -> IomCommand:
    """The command of an entry, with its module imported."""
    function = getattr(import_module(entry.module), entry.function)
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, pretty_exceptions_show_locals=False
    )
    app.command(entry.name, cls=IomCommand, context_settings=_SETTINGS)(function)
    command = typer.main.get_command(app)
    assert isinstance(command, IomCommand)
    command.entry = entry
    return command


def call(words: list[str]) -> int:
    """Carry out the command that ``words`` say; its exit code.

    Raises:
        IomError: it cannot be carried out.
    """
    # Not `main`: it would end the process in silence where a pipe is closed or Ctrl-C is pressed.
    program = IomGroup("iom")
    try:
        with program.make_context("iom", list(words)) as ctx:
            result = program.invoke(ctx)
    except typer.Exit as ending:
        return ending.exit_code
    except EOFError:
        raise CancelledError from None
    except (typer.TyperException, typer.Abort) as error:
        raise mistake_of(error) from error
    return result if isinstance(result, int) else 0
