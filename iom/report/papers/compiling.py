"""Typst, shut in: it sees the files that it is given and its own fonts, no other folder and no network."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from iom.report.extra import papers_extra

#: Nobody can listen at port 0: a template that asks for a package gets no connection.
_NOWHERE: Final = "http://127.0.0.1:0"
_PROXIES: Final = (
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "NO_PROXY",
    "no_proxy",
)
_NO_PACKAGES: Final = "no-packages"


class TypesettingError(ValueError):
    """The text does not compile: typst's message, and its report with file, line and column."""

    def __init__(self, message: str, report: str) -> None:
        super().__init__(message)
        self.message = message
        self.report = report


def compiled(
    files: Mapping[str, bytes], form: Literal["pdf", "png"], moment: datetime | None = None, *, tagged: bool = True
) -> bytes:
    """``main.typ`` among the files, as PDF or (its one page) as PNG; same files and ``moment``, same bytes.

    A ``tagged`` PDF can be read aloud, and is five times as large.

    Raises:
        MissingExtraError: typst is not installed.
        TypesettingError: it does not compile.
    """
    with papers_extra():
        import typst
    with tempfile.TemporaryDirectory(prefix="iom-papers-") as folder:
        root = Path(folder).resolve()
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        compiler = typst.Compiler(
            root=root,
            font_paths=[root],
            ignore_system_fonts=True,
            package_path=root / _NO_PACKAGES,
            package_cache_path=root / _NO_PACKAGES,
        )
        try:
            with _without_network():
                out = compiler.compile(input=root / "main.typ", format=form, timestamp=moment, pdf_tags=tagged)
        except typst.TypstError as error:
            report = re.sub(rf"\S*{root.name}[\\/]", "", error.diagnostic)  # paths as in the files that were given
            raise TypesettingError(error.message, report) from None
    return out if isinstance(out, bytes) else b"".join(out or ())


@contextmanager
def _without_network() -> Iterator[None]:
    before = {name: os.environ.pop(name, None) for name in _PROXIES}
    os.environ.update({name: _NOWHERE for name in _PROXIES if not name.lower().startswith("no_")})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
