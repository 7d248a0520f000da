"""Files that come out of the program: where they go, and that none is overwritten in silence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.language import N_, refusal
from iom.report.papers.draw import FORMATS, Format
from iom.store import platform

STDOUT: Final = "-"
_ENDINGS: Final[Mapping[str, Format]] = {".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html"}


class UnknownFormatError(IomError):
    """``given`` names no format."""

    text = N_("There is no format “{given}”.")
    hint = N_("Formats: {known}.")
    exit_code = Exit.USAGE


class TwoFormatsError(IomError):
    """``--format`` says one thing and the ending of ``--output`` another."""

    text = N_("{path} does not end like a file of the format {form}.")
    hint = N_("Leave out --format, or change the ending.")
    exit_code = Exit.USAGE


class FileThereError(IomError):
    """Files with other content stand at ``paths`` already."""

    text = N_("There already: {paths}. Nothing was written.")
    hint = N_("Add --force to replace them, or name another place with --output.")
    exit_code = Exit.CONFLICT


class CannotWriteError(IomError):
    """The system does not let us write ``path``."""

    text = N_("{path} cannot be written: {reason}")
    hint = N_("Name another place with --output.")
    exit_code = Exit.CONFLICT


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go: ``file`` for one, ``folder`` for names that we make, neither for stdout."""

    form: Format
    file: Path | None = None
    folder: Path | None = None


def target_of(output: str | None, form: str | None, *, each: bool) -> Target:
    """What ``--output`` and ``--format`` say together; without both, PDF in the present folder.

    Raises:
        UnknownFormatError, TwoFormatsError: they say nothing, or two things.
    """
    if form is not None and form not in FORMATS:
        raise UnknownFormatError(given=form, known=list(FORMATS))
    chosen = next((known for known in FORMATS if known == form), None)
    if output == STDOUT:
        return Target(chosen or "pdf")
    if output is None or each or output.endswith(("/", os.sep)) or Path(output).is_dir():
        return Target(chosen or "pdf", folder=Path(output or ""))
    path = Path(output)
    by_ending = _ENDINGS.get(path.suffix.lower())
    if by_ending is None and chosen is None:
        raise UnknownFormatError(given=path.suffix or path.name, known=list(FORMATS))
    if chosen and by_ending and chosen != by_ending:
        raise TwoFormatsError(path=output, form=chosen)
    return Target(chosen or by_ending or "pdf", file=path)


def write_files(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write each file beside its place and then rename it; a file that is so already is left alone.

    Raises:
        FileThereError: another file stands there and ``force`` is not given; nothing is written then.
        CannotWriteError: the system refuses.
    """
    fresh = {path: content for path, content in files.items() if not _holds(path, content)}
    there = [str(path) for path in fresh if path.exists() or path.is_symlink()]
    if there and not force:
        raise FileThereError(paths=there)
    for path, content in fresh.items():
        try:
            _write(path, content)
        except OSError as error:
            raise CannotWriteError(path=path, reason=refusal(error)) from None


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    platform.make_folder(path.parent)
    beside = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    platform.remove(beside)
    try:
        platform.write(beside, content)
        platform.replace(beside, path)
    finally:
        platform.remove(beside)
