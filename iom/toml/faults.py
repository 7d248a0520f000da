"""The kinds of problems of reading: what can be wrong with the text of a document."""

from __future__ import annotations

from typing import Final

from iom.errors import Fault
from iom.language import N_

TOO_LARGE: Final = Fault(
    "E0101",
    N_("The file is too large: {size} KiB, at most {limit} KiB are read."),
    N_("Split it, or check whether it is a document at all."),
)
NOT_UTF8: Final = Fault(
    "E0102",
    N_("The file is not in UTF-8."),
    N_("Save it again in the editor with the encoding UTF-8."),
)
LOOKS_LIKE: Final = Fault(
    "E0102",
    N_("The file is not in UTF-8, it looks like {encoding}."),
    N_("Open it as {encoding} and save it again as UTF-8."),
)
TOO_DEEP: Final = Fault(
    "E0103",
    N_("Brackets or keys are nested more than {limit} deep."),
    N_("No document needs that: look for brackets that are not closed."),
)
CONTROL: Final = Fault(
    "E0104",
    N_("An invisible control character ({character}) stands here."),
    N_("Delete it; type the text again if it came by copying."),
)
DUPLICATE_KEY: Final = Fault(
    "E0105",
    N_("The key {name} stands here a second time."),
    N_("Keep one of the two, or start a new entry with its own [[header]]."),
)
DUPLICATE_SECTION: Final = Fault(
    "E0106",
    N_("The section {name} stands here a second time."),
    N_("Join the two sections; entries of a list have double brackets: [[{name}]]."),
)
CLASH: Final = Fault(
    "E0107",
    N_("{name} is used in two ways: as a value and as a section, or as a section and as a list."),
    N_("Give one of the two another name, or take it away."),
)
UNQUOTED: Final = Fault(
    "E0108",
    N_("A text stands here without quotes: {found}"),
    N_('Put it in quotes: "{found}"'),
)
DATE_ORDER: Final = Fault(
    "E0109",
    N_("A date is written year-month-day, not {found}."),
    N_("Write {better}, without quotes."),
)
FANCY_QUOTES: Final = Fault(
    "E0110",
    N_("The quotation mark {found} does not begin or end a text."),
    N_('Use straight quotes: "text". Inside them, {found} may stand.'),
)
OPEN_QUOTE: Final = Fault(
    "E0111",
    N_("The closing quote of the text is missing on this line."),
    N_('Add " at the end; a text of several lines stands between """ and """.'),
)
OPEN_LONG_TEXT: Final = Fault(
    "E0112",
    N_("The text that begins here with three quotes is never closed."),
    N_('Add """ where it ends.'),
)
OPEN_LIST: Final = Fault(
    "E0113",
    N_("The list that begins here is not closed with ]."),
    N_("Add ] behind its last item."),
)
NO_COMMA: Final = Fault(
    "E0114",
    N_("A comma is missing between two items of a list."),
    N_("Put a comma behind each item."),
)
INLINE_TABLE: Final = Fault(
    "E0115",
    N_("The table in curly brackets is not right here."),
    N_("Its form is {{ key = value, key = value }}."),
)
KEY_LETTERS: Final = Fault(
    "E0116",
    N_("The key {found} has letters that need quotes."),
    N_('Write it in quotes, "{found}", or in Latin letters, digits, - and _.'),
)
NO_EQUALS: Final = Fault(
    "E0117",
    N_("The sign = is missing behind the key {name}."),
    N_("Write {name} = value. A comment begins with #."),
)
NO_VALUE: Final = Fault(
    "E0118",
    N_("The value is missing."),
    N_("Write a value, or delete the line."),
)
HEADER: Final = Fault(
    "E0119",
    N_("The header of the section is not closed as it was opened."),
    N_("Write [name] for a section, [[name]] for an entry of a list."),
)
REST: Final = Fault(
    "E0120",
    N_("Something stands behind the value: {found}"),
    N_("One key a line; a comment begins with #."),
)
INNER_QUOTE: Final = Fault(
    "E0121",
    N_("A quote inside the text ends it too early."),
    N_('Inside a text write «…» or \\".'),
)
NUMBER: Final = Fault(
    "E0122",
    N_("{found} is not a number as TOML writes it."),
    N_("Write 7, not 07; 1.5, not 1,5; a text stands in quotes."),
)
NO_SUCH_DATE: Final = Fault(
    "E0123",
    N_("There is no such date or time: {found}"),
    N_("Dates look like 2026-06-12, times like 15:00:00."),
)
ESCAPE: Final = Fault(
    "E0124",
    N_("A backslash in a text has a meaning of its own and cannot stand so."),
    N_("Write \\\\ for one backslash, or put the text in single quotes."),
)
NO_KEY: Final = Fault(
    "E0125",
    N_("A key was expected here, not {found}"),
    N_("A line is key = value, [section], [[entry]] or # comment."),
)
LINE_END: Final = Fault(
    "E0126",
    N_("The line ends in a way that no editor shows (a lone carriage return)."),
    N_("Save the file again with ordinary line ends."),
)
YES_NO: Final = Fault(
    "E0127",
    N_("Yes and no are written true and false, not {found}."),
    N_("Write {better}, without quotes."),
)
NOT_TOML: Final = Fault(
    "E0199",
    N_("This is not TOML."),
    N_("A line is key = value, [section], [[entry]] or # comment."),
)
