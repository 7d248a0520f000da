"""Why a file cannot be read as a table."""

from __future__ import annotations

from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_, refusal

_SAVE_ANEW = N_("Open it in the spreadsheet program and save it as .xlsx or .csv.")


class UnreadableTableError(IomError):
    """The file cannot be read as a table."""

    text = N_("{file}: this cannot be read as a table.")
    hint = _SAVE_ANEW
    exit_code = Exit.INVALID


class NoTableFileError(UnreadableTableError):
    """There is no such file."""

    text = N_("{file}: there is no such file.")
    hint = N_("Check the path; - reads the table from standard input.")
    exit_code = Exit.NOT_FOUND


class NotAFileError(UnreadableTableError):
    """The file cannot be opened: a folder, or no permission."""

    text = N_("{file}: this file cannot be opened: {reason}.")
    hint = N_("Check that it is a file and that you may read it.")


class TooLargeError(UnreadableTableError):
    """The file is larger than any honest table."""

    text = N_("{file}: the file is larger than {limit} MB.")
    hint = N_("Split it into several files.")


class TooWideError(UnreadableTableError):
    """A row is wider than any honest table."""

    text = N_("{file}: row {row} has more than {limit} columns.")
    hint = N_("Delete the columns that do not belong to the table, and save it again.")


class TooManyCellsError(UnreadableTableError):
    """The file has more cells than any honest table."""

    text = N_("{file}: the table has more than {limit} cells.")
    hint = N_("Delete what does not belong to the table, or split it into several files.")


class LongLineError(UnreadableTableError):
    """A line is longer than any honest row."""

    text = N_("{file}: line {line} is longer than {limit} characters.")
    hint = N_("Check that this is a table with one record a line.")


class EmptyTableError(UnreadableTableError):
    """The file holds nothing."""

    text = N_("{file}: the file is empty.")
    hint = N_("Save the table with its headings.")


class BinaryError(UnreadableTableError):
    """The file is neither text nor a workbook."""

    text = N_("{file}: this is neither text nor a workbook: it has zero bytes in it.")


class OldWorkbookError(UnreadableTableError):
    """A workbook of the format before 2007."""

    text = N_("{file}: this is a workbook of the old format .xls.")


class WebPageError(UnreadableTableError):
    """A web page, whatever its name says."""

    text = N_("{file}: this is a web page, not a workbook.")


class EncryptedTableError(UnreadableTableError):
    """A workbook under a password."""

    text = N_("{file}: the workbook is locked with a password.")
    hint = N_("Open it with the password and save it without one.")


class DamagedError(UnreadableTableError):
    """A workbook that breaks off or contradicts itself."""

    text = N_("{file}: the workbook is damaged: {part} cannot be read.")


class NoWorkbookError(UnreadableTableError):
    """Text or something else under the name of a workbook."""

    text = N_("{file}: this is no {format} workbook, whatever its name says.")


class BombError(UnreadableTableError):
    """A workbook that unpacks to far more than it seems."""

    text = N_("{file}: unpacked, {part} is larger than an honest workbook can be; it was not read.")
    hint = N_("Do not open this file; ask its sender for the table again.")


class EntityError(UnreadableTableError):
    """A workbook whose XML declares entities or a document type."""

    text = N_("{file}: {part} declares XML entities, which no spreadsheet program does; it was not read.")
    hint = N_("Do not open this file; ask its sender for the table again.")


class NoSheetError(UnreadableTableError):
    """The workbook has no sheet of this name."""

    text = N_("{file}: there is no sheet “{sheet}”. It has: {sheets}.")
    hint = N_("Give one of these names with --sheet.")


class WrongEncodingError(UnreadableTableError):
    """The text is not of the encoding that was asked for."""

    text = N_("{file}: the text is not {encoding}.")
    hint = N_("Leave --encoding out, or name the right one: utf-8, utf-16, cp1251, koi8-r.")


class UnknownFormatError(UnreadableTableError):
    """A format, an encoding or a delimiter that nobody knows."""

    text = N_("“{given}” is not known here. Known: {known}.")
    hint = N_("Choose one of them.")
    exit_code = Exit.USAGE


class OpenQuoteError(UnreadableTableError):
    """A quote that is never closed."""

    text = N_("{file}: the quotation mark opened in line {line} is never closed.")
    hint = N_("Close it, or double each quotation mark inside a cell.")


class StrayQuoteError(UnreadableTableError):
    """Text behind a closed quote."""

    text = N_("{file}: line {line}: something stands behind a closed quotation mark.")
    hint = N_("Double each quotation mark inside a cell, or save the table from the spreadsheet program.")


class BadJsonError(UnreadableTableError):
    """Text that is not JSON."""

    text = N_("{file}:{line}:{column}: this is not JSON.")
    hint = N_("A table is an array of objects, or one object a line.")


class NoObjectsError(UnreadableTableError):
    """JSON whose records are no objects."""

    text = N_("{file}: record {record} is not an object.")
    hint = N_("A table is an array of objects, or one object a line.")


class TwiceNamedError(UnreadableTableError):
    """A JSON object with a key twice."""

    text = N_("{file}: record {record} has the key “{key}” twice.")
    hint = N_("Keep one of the two.")


def unopened(path: Path, error: OSError) -> NotAFileError:
    """Why a file cannot be opened."""
    return NotAFileError(file=path, reason=refusal(error))
