"""The encoding of a text: marks first, then UTF-8, then which Russian it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import Final

from iom.exchange.tables.unreadable import BinaryError, UnknownFormatError, WrongEncodingError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS: Final = ("utf-8", "utf-16", "cp1251", "koi8-r", "cp866")
LOST: Final = "\ufffd"  # stands for what could not be read
SAMPLE: Final = 256 * 1024
# Two letters may look as well in an encoding that nobody uses any more.
_RUSSIAN: Final = {"cp1251": 1.0, "koi8-r": 0.8, "cp866": 0.8}
_STEP: Final = 64 * 1024
# How often a letter stands in Russian text, in thousandths; a wrong code page hits the rare ones.
_OFTEN: Final = dict(
    zip("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17,
        17, 17, 16, 15, 12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 1), strict=True)
)  # fmt: skip


def detected(raw: bytes, file: str) -> str:
    """The name of the encoding: one of Python's.

    Raises:
        BinaryError: the bytes are no text.
    """
    for mark, name in MARKS:
        if raw.startswith(mark):
            return name
    sample = raw[:SAMPLE]
    wide = _wide(sample)
    if wide:
        return wide
    if b"\0" in raw:
        raise BinaryError(file=file)
    if _decodes(raw, "utf-8") or _is_damaged_utf8(sample):
        return "utf-8"
    likeness = {name: _likeness(sample, name) * trust for name, trust in _RUSSIAN.items()}
    russian = max(likeness, key=likeness.__getitem__)
    return russian if likeness[russian] > 0 else _other(sample)


def checked(raw: bytes, encoding: str, file: str) -> str:
    """The encoding that the person named, as Python calls it; UTF-8 with its mark if the text has one.

    Raises:
        UnknownFormatError: there is no such encoding.
        WrongEncodingError: the text is not of it.
    """
    try:
        name = codecs.lookup(encoding).name
        # Some of Python's codecs make bytes of bytes, or know nothing to put for what they cannot read.
        opened(b"a", name).read()
    except (LookupError, UnicodeError) as error:
        raise UnknownFormatError(given=encoding, known=", ".join(ENCODINGS)) from error
    if name == "utf-8" and raw.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    if name.startswith("utf-16"):
        marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        name = "utf-16" if marked else "utf-16-le" if name == "utf-16" else name
    if not _decodes(raw, name):
        raise WrongEncodingError(file=file, encoding=encoding)
    return name


def opened(raw: bytes, encoding: str) -> TextIOWrapper:
    """The text as a stream, its line ends as they are."""
    return TextIOWrapper(BytesIO(raw), encoding=encoding, errors="replace", newline="")


def mended(text: str) -> str:
    """The text with halves of characters joined; a lone half, or a zero, which no table can hold, is marked as lost."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", LOST)


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        for _ in _pieces(raw, encoding):
            pass
    except (UnicodeError, LookupError):
        return False
    return True


def _pieces(raw: bytes, encoding: str) -> Iterator[str]:
    # Piece by piece: the whole text at once would take several times the memory of the bytes.
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(raw), _STEP):
        yield decoder.decode(raw[start : start + _STEP])
    yield decoder.decode(b"", final=True)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte says «Latin» (0) or «Cyrillic» (4)."""
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    for name, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if (high.count(0) + high.count(4)) > 0.9 * len(high) and _decodes(sample[: len(sample) // 2 * 2], name):
            return name
    return None


def _is_damaged_utf8(sample: bytes) -> bool:
    """Whether but a few letters cannot be read as UTF-8; in any other encoding nearly all of them cannot."""
    text = sample.decode("utf-8", "replace")
    lost = text.count(LOST)
    return sum(1 for letter in text if ord(letter) > 127) > 10 * lost


def _likeness(sample: bytes, encoding: str) -> float:
    """How much the text is like Russian in this encoding; a capital inside a word counts against it."""
    text = sample.decode(encoding, "replace")
    letters = sum(_OFTEN.get(letter, 0) for letter in text.lower())
    foreign = sum(
        1 for letter in text if ord(letter) > 127 and letter.lower() not in _OFTEN and letter not in "«»–—№“”„…\xa0"
    )
    mixed = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    return letters - 60 * foreign - 120 * mixed


def _other(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
