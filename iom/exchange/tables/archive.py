"""A workbook's zip archive, opened with suspicion: no part unpacks to more than its limit."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from iom.exchange.tables.unreadable import BombError, DamagedError, EncryptedTableError

MAX_PART: Final = 64 * 1024 * 1024
MAX_WHOLE: Final = 160 * 1024 * 1024
MAX_RATIO: Final = 200
RATIO_FROM: Final = 8 * 1024 * 1024  # smaller parts do no harm, however well they are packed
MAX_DIRECTORY: Final = 1024 * 1024
_STEP: Final = 64 * 1024
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error)
_END: Final = struct.Struct("<4s4H2LH")
_LARGE_END: Final = struct.Struct("<4sQ2H2L4Q")
_LARGE_END_PLACE: Final = struct.Struct("<4sLQL")


class Archive:
    """The parts of a workbook.

    Raises:
        DamagedError: this is no archive, or it contradicts itself.
        BombError: a part, or the whole, unpacks to more than an honest workbook's.
        EncryptedTableError: parts are locked.
    """

    def __init__(self, raw: bytes, file: str) -> None:
        self.file = file
        self._check_directory(raw)
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except _BROKEN as error:
            raise DamagedError(file=file, part="ZIP") from error
        self._parts = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        self._check_sizes()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, a piece at a time; the header's word about the size is not trusted."""
        info = self._parts.get(part.lower())
        if info is None:
            raise DamagedError(file=self.file, part=part)
        total = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_STEP):
                    total += len(chunk)
                    if total > MAX_PART:
                        raise BombError(file=self.file, part=part)
                    yield chunk
        except (*_BROKEN, zlib.error, EOFError, RuntimeError) as error:
            raise DamagedError(file=self.file, part=part) from error

    def _check_directory(self, raw: bytes) -> None:
        # The directory is read into memory as a whole: its size is looked at before.
        start = raw.rfind(b"PK\5\6", max(0, len(raw) - 65_557))
        if start < 0 or len(raw) - start < _END.size:
            raise DamagedError(file=self.file, part="ZIP")
        if max(_END.unpack_from(raw, start)[5], *_large_sizes(raw, start)) > MAX_DIRECTORY:
            raise BombError(file=self.file, part="ZIP")

    def _check_sizes(self) -> None:
        whole = 0
        for name, info in self._parts.items():
            if info.flag_bits & 1:
                raise EncryptedTableError(file=self.file)
            if info.compress_type not in _METHODS:
                raise DamagedError(file=self.file, part=name)
            whole += info.file_size
            ratio = info.file_size / max(info.compress_size, 1)
            swollen = info.file_size > RATIO_FROM and ratio > MAX_RATIO
            if info.file_size > MAX_PART or whole > MAX_WHOLE or swollen:
                raise BombError(file=self.file, part=name)


def _large_sizes(raw: bytes, end: int) -> Iterator[int]:
    """The size of the directory as a ZIP64 archive says it before its short ``end``, wherever it is looked for."""
    yield 0
    place = end - _LARGE_END_PLACE.size
    if place < 0 or not raw.startswith(b"PK\6\7", place):
        return
    for start in (place - _LARGE_END.size, _LARGE_END_PLACE.unpack_from(raw, place)[2]):
        if 0 <= start <= place - _LARGE_END.size and raw.startswith(b"PK\6\6", start):
            yield _LARGE_END.unpack_from(raw, start)[8]
