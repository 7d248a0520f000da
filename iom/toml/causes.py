"""From the parser's message to our own kind of problem; the parser's words end here."""

from __future__ import annotations

import re
from typing import Final

from iom.errors import Fault
from iom.toml import faults
from iom.toml.layout import statement_before

Facts = dict[str, object]

# The parser's messages: the beginning, up to the part that varies, decides.
MESSAGES: Final[tuple[tuple[str, Fault], ...]] = (
    (r"invalid control character U\+(?P<character>\w+) in (?:comment|string)", faults.CONTROL),
    (r"stray carriage return", faults.LINE_END),
    (r"expected newline or end of file, got", faults.REST),
    (r"unterminated multi-line (?:basic|literal) string", faults.OPEN_LONG_TEXT),
    (r"unterminated (?:basic|literal) string|newline in (?:basic|literal) string", faults.OPEN_QUOTE),
    (r"invalid escape sequence: |truncated unicode escape; |invalid hex digit ", faults.ESCAPE),
    (r"invalid unicode scalar ", faults.ESCAPE),
    (r"expected key, got", faults.NO_KEY),
    (r"expected value, got", faults.NO_VALUE),
    (r"invalid integer |invalid digit |consecutive underscores |leading zeros ", faults.NUMBER),
    (r"misplaced underscore |invalid float ", faults.NUMBER),
    (r"invalid time |invalid date |invalid datetime |invalid date/datetime ", faults.NO_SUCH_DATE),
    (r"expected date/time separator", faults.NO_SUCH_DATE),
    (r"expected '=' after key", faults.NO_EQUALS),
    (r"expected '=' in inline table|expected ',' or '}' in inline table", faults.INLINE_TABLE),
    (r"expected ',' or ']' in array", faults.OPEN_LIST),
    (r"expected '\]+' to close ", faults.HEADER),
    (r"value nesting exceeds maximum depth", faults.TOO_DEEP),
    (r"redefinition of table (?P<name>'.*'|\".*\")", faults.DUPLICATE_SECTION),
    (r"duplicate key (?P<name>'.*'|\".*\")", faults.DUPLICATE_KEY),
    (r"cannot (?:use|define|redefine|extend) (?:[a-z-]+ )*?(?P<name>'.*?'|\".*?\")", faults.CLASH),
    (r"(?:inline-table )?key (?P<name>'.*?'|\".*?\") ", faults.CLASH),
)
_COMPILED: Final = tuple((re.compile(pattern), fault) for pattern, fault in MESSAGES)

_FANCY: Final = "«»“”„‟‘’‚‹›"
_DATE: Final = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?!\d)")
_DATE_BY_YEAR: Final = re.compile(r"(?P<year>\d{4})[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})(?!\d)")
_YES: Final = frozenset({"True", "TRUE", "yes", "Yes", "да", "Да", "истина"})
_NO: Final = frozenset({"False", "FALSE", "no", "No", "нет", "Нет", "ложь"})


def known(message: str) -> tuple[Fault, Facts]:
    """Our kind of problem for a message of the parser, with the facts that the message names."""
    for pattern, fault in _COMPILED:
        if match := pattern.match(message):
            facts: Facts = {name: text.strip("'\"") for name, text in match.groupdict().items() if text}
            if "character" in facts:
                facts["character"] = f"U+{facts['character']}"
            return fault, facts
    return faults.NOT_TOML, {}


def cause(message: str, text: str, offset: int) -> tuple[Fault, Facts, int]:
    """What is wrong at ``offset``: the kind, its facts, and the character to point at.

    Mistakes that people make by hand are recognised by the text before the parser's view is taken.
    """
    fault, facts = known(message)
    line = text[offset : _line_end(text, offset)]
    of_value = (faults.NO_VALUE, faults.NUMBER, faults.NO_SUCH_DATE)
    if fault in of_value and (opening := _open_list(text, offset)) is not None:
        return faults.OPEN_LIST, {}, opening
    if fault in of_value:
        fault, facts = _value_cause(fault, line)
    elif fault is faults.NO_KEY:
        fault, facts = _key_cause(line)
    elif fault is faults.NO_EQUALS:
        fault, facts = _equals_cause(text, offset)
    elif fault is faults.REST:
        fault, facts = _rest_cause(text, offset)
    elif fault is faults.OPEN_LIST:
        return _list_cause(text, offset)
    elif fault is faults.OPEN_LONG_TEXT:
        offset = _opening(text, offset, '"""', "'''")
    elif fault is faults.TOO_DEEP:
        facts = {"limit": 100}
    return fault, facts, offset


def _value_cause(fault: Fault, rest: str) -> tuple[Fault, Facts]:
    word = re.split(r"[\s,\]}#]", rest, maxsplit=1)[0]
    if rest[:1] and rest[0] in _FANCY:
        return faults.FANCY_QUOTES, {"found": rest[0]}
    if date := _DATE.match(rest) or _DATE_BY_YEAR.match(rest):
        better = f"{date['year']}-{int(date['month']):02}-{int(date['day']):02}"
        return faults.DATE_ORDER, {"found": date[0], "better": better}
    if word in _YES | _NO:
        return faults.YES_NO, {"found": word, "better": "true" if word in _YES else "false"}
    if word[:1].isalpha() or (word[:1] and word[0] in "_/@$%&*"):
        found = re.split(r"\s*(?:#|$)", rest, maxsplit=1)[0]
        return faults.UNQUOTED, {"found": found.rstrip(",]} \t\r")}
    if fault is faults.NO_VALUE or not word:
        return faults.NO_VALUE, {}
    return fault, {"found": word}


def _key_cause(rest: str) -> tuple[Fault, Facts]:
    word = re.match(r"[\w-]*", rest)
    if rest[:1] and rest[0] in _FANCY:
        return faults.FANCY_QUOTES, {"found": rest[0]}
    if word and word[0]:
        return faults.KEY_LETTERS, {"found": word[0]}
    sign = rest[:1].strip() or "…"
    return faults.NO_KEY, {"found": sign if sign.isprintable() else f"U+{ord(sign):04X}"}


def _equals_cause(text: str, offset: int) -> tuple[Fault, Facts]:
    start = text.rfind("\n", 0, offset) + 1
    if text[offset : offset + 1].isalpha() and not text[offset - 1 : offset].isspace():
        word = re.match(r"[\w-]+", text[start:].lstrip(" \t"))
        return faults.KEY_LETTERS, {"found": word[0] if word else text[offset]}
    return faults.NO_EQUALS, {"name": text[start:offset].strip()}


def _rest_cause(text: str, offset: int) -> tuple[Fault, Facts]:
    start = text.rfind("\n", 0, offset) + 1
    rest = text[offset : _line_end(text, offset)].strip()
    if text[offset] == "\r":
        return faults.LINE_END, {}
    before = text[start:offset].rstrip()
    if before.endswith("]") and before.lstrip().startswith("["):
        return faults.HEADER, {}
    if before.endswith('"') and '"' in rest.split("#", 1)[0]:
        return faults.INNER_QUOTE, {}
    return faults.REST, {"found": rest}


def _list_cause(text: str, offset: int) -> tuple[Fault, Facts, int]:
    if text[offset : offset + 1] and text[offset] in _FANCY:
        return faults.FANCY_QUOTES, {"found": text[offset]}, offset
    opening = _open_list(text, offset)
    if opening is not None:
        return faults.OPEN_LIST, {}, opening
    return faults.NO_COMMA, {}, offset


def _open_list(text: str, offset: int) -> int | None:
    """Where the list begins that the text ends in, or that the next statement stands in."""
    start = statement_before(text, offset)
    opening = text.find("[", start, offset)
    line = text[text.rfind("\n", 0, offset) + 1 : _line_end(text, offset)]
    is_next = re.match(r"\s*(?:\[[\[\w]|[\w.-]+\s*=)", line) and "\n" in text[start:offset]
    if offset < len(text) and not is_next:
        return None
    is_value = re.match(r"[^\n#\"']*=\s*\[", text[start:])
    return max(start, opening) if is_value else None


def _opening(text: str, offset: int, *signs: str) -> int:
    start = statement_before(text, offset)
    found = [place for sign in signs if (place := text.find(sign, start, offset)) >= 0]
    return min(found, default=offset)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
