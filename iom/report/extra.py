"""The extra `iom[papers]`: libraries that only papers and pictures need, imported where used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from iom.errors import Exit, IomError
from iom.language import N_


class MissingExtraError(IomError):
    """A library of the extra (``package``) is not installed."""

    text = N_("This needs the package {package}, which is not installed.")
    hint = N_("Install what papers and pictures need: pip install 'iom[papers]'")
    exit_code = Exit.USAGE


@contextmanager
def papers_extra() -> Iterator[None]:
    """Import libraries of the extra inside this block.

    Raises:
        MissingExtraError: one of them is not installed; it names the command that installs it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("iom"):
            raise
        raise MissingExtraError(package=error.name or "?") from None
