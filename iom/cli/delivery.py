"""Where an export goes: into a file that is whole or not there, or on stdout; and the report about it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from iom.cli.context import current
from iom.cli.output import messages, write, write_json
from iom.errors import Exit, IomError
from iom.language import N_, say

Fill = Callable[[IO[bytes]], None]


class BinaryToTerminalError(IomError):
    """A workbook cannot be shown at a terminal."""

    text = N_("A workbook cannot be shown on the screen.")
    hint = N_("Name a file: iom export {what} {what}.xlsx")
    exit_code = Exit.USAGE


class ReportOrTableError(IomError):
    """Both the report and the table are wanted on stdout."""

    text = N_("--json prints a report, so the table needs a file.")
    hint = N_("Name a file: iom export {what} {what}.{format} --json")
    exit_code = Exit.USAGE


class NoFormatError(IomError):
    """Neither the ending of the file nor an option names a format that there is."""

    text = N_("“{given}” names no format for {what}.")
    hint = N_("Formats: {known}; by the ending of the file, or with --format.")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class Delivery:
    """What is exported (``what``), where to, and in which format; ``file`` None is stdout."""

    what: str
    file: Path | None
    format: str
    force: bool = False

    def deliver(self, fill: Fill, text: str, counts: Mapping[str, int]) -> None:
        """Write what ``fill`` gives, then say so: ``text`` has places for the file and for the first of the counts."""
        from iom.exchange.tables.files import put

        if self.file:
            put(self.file, fill, force=self.force)
            self._report(str(self.file), text, counts)
        elif current().json:
            raise ReportOrTableError(what=self.what, format=self.format)
        else:
            self._print(fill)

    def _report(self, file: str, text: str, counts: Mapping[str, int]) -> None:
        if current().json:
            write_json({"exported": {"what": self.what, "format": self.format, "file": file, **counts}})
        else:
            messages().done(say(text, {"file": file, "count": next(iter(counts.values()))}))

    def _print(self, fill: Fill) -> None:
        if self.format == "xlsx" and sys.stdout.isatty():
            raise BinaryToTerminalError(what=self.what)
        stream = io.BytesIO()
        fill(stream)
        raw = stream.getvalue()
        binary = getattr(sys.stdout, "buffer", None)
        if sys.stdout.isatty() or binary is None:
            write(raw.decode("utf-8-sig").replace("\r\n", "\n"))
        else:
            sys.stdout.flush()
            binary.write(raw)


def delivery(what: str, file: str | None, format: str | None, *, force: bool, known: tuple[str, ...]) -> Delivery:  # noqa: A002
    """Where to and in which format: as said, else by the file's ending, else the first of ``known``.

    Raises:
        NoFormatError: neither names one of the known formats.
    """
    path = None if file in (None, "", "-") else Path(str(file)).expanduser()
    given = format or (path.suffix if path else known[0])
    settled = given.casefold().removeprefix(".")
    if settled not in known:
        raise NoFormatError(given=given or (path.name if path else ""), what=what, known=known)
    return Delivery(what, path, settled, force)
