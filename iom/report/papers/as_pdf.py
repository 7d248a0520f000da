"""Papers as PDF, set by typst: all of them in one compilation, without a network or the system's fonts."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any, Final

from iom.language import N_, _
from iom.report.extra import papers_extra
from iom.report.papers.dress import FOLDER, TYPST, BrokenDressError, Dress
from iom.report.papers.paper import Paper, Stamp
from iom.report.papers.plain import plain
from iom.report.papers.qr import svg

_MAIN: Final = """#import "/iom/frame.typ": sheet
{own}
#let papers = json("/papers.json")
#set document(title: papers.first().title, date: none)
#for paper in papers {{ sheet(paper, frame) }}
"""
_OWN: Final = f'#import "/{FOLDER}/{TYPST}": frame'
_NONE: Final = "#let frame(paper, body) = body"
_PLACE: Final = re.compile(r"(?P<path>[^\s│┌─]+\.\w+):(?P<line>\d+):(?P<column>\d+)")
#: Nobody listens at port 0: a template that asks for a package gets no connection.
_NOWHERE: Final = "http://127.0.0.1:0"
_PROXIES: Final = ("ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
_LONG_WORD: Final = re.compile(r"\S{25,}")
_MAY_BREAK: Final = "\u200b"


class BrokenTemplateError(BrokenDressError):
    """The school's typst template does not compile; ``path`` with line and column, ``reason`` as typst says it."""

    hint = N_(
        "Correct it, or take the file away: without it the papers look as the program makes them."
        " A template defines frame(paper, body); it may use the files of the folder papers, nothing else."
    )


def pdf(papers: Sequence[Paper], stamp: Stamp, dress: Dress, day: date) -> bytes:
    """One PDF of all the papers; the same papers on the same ``day`` give the same bytes.

    Raises:
        MissingExtraError: typst is not installed.
        BrokenTemplateError: the school's own template does not compile.
    """
    with papers_extra():
        import typst
    with tempfile.TemporaryDirectory(prefix="iom-papers-") as folder:
        root = Path(folder)
        _lay_out(root, dress, _data(papers, stamp, dress))
        moment = datetime.combine(day, time(), UTC)
        compiler = typst.Compiler(
            root=root,
            font_paths=[root / FOLDER],
            ignore_system_fonts=True,
            package_path=root / "no-packages",
            package_cache_path=root / "no-packages",
        )
        try:
            with _without_network():
                return compiler.compile(input=root / "main.typ", format="pdf", timestamp=moment)  # type: ignore[return-value]
        except typst.TypstError as error:
            raise _broken(error.message, error.diagnostic, dress) from error


def _data(papers: Sequence[Paper], stamp: Stamp, dress: Dress) -> str:
    crest = f"{FOLDER}/{dress.crest}" if dress.crest else None
    drawn = [
        {**paper, "crest": crest, "qr": svg(paper["code"]) if paper["code"] else ""} for paper in plain(papers, stamp)
    ]
    return json.dumps([_breakable(paper) for paper in drawn], ensure_ascii=False)


def _breakable(value: Any) -> Any:
    """Let words break that no line can hold; typst breaks a word only where its language does."""
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda found: _MAY_BREAK.join(re.findall(r".{1,4}", found[0])), value)
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {key: one if key in {"qr", "code", "crest"} else _breakable(one) for key, one in value.items()}
    return value


def _lay_out(root: Path, dress: Dress, data: str) -> None:
    """The folder that typst sees: our files, the school's, the papers as data; nothing else of the disk."""
    own = {f"{FOLDER}/{name}": content for name, content in dress.files.items()}
    main = _MAIN.format(own=_OWN if TYPST in dress.files else _NONE)
    for name, content in {**_shipped(), **own, "papers.json": data.encode(), "main.typ": main.encode()}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / FOLDER).mkdir(exist_ok=True)


def _shipped() -> Mapping[str, bytes]:
    folder = resources.files("iom.report.papers") / "typst"
    return {f"iom/{one.name}": one.read_bytes() for one in folder.iterdir() if one.name.endswith(".typ")}


@contextmanager
def _without_network() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _PROXIES}
    os.environ.update(dict.fromkeys(_PROXIES, _NOWHERE))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _broken(message: str, diagnostic: str, dress: Dress) -> Exception:
    """The school's mistake with its place, or else ours."""
    if TYPST not in dress.files and not dress.crest:
        return RuntimeError(diagnostic)
    for found in _PLACE.finditer(diagnostic):
        if found["path"].startswith(f"{FOLDER}/"):
            return BrokenTemplateError(
                path=f"{found['path']}:{found['line']}:{found['column']}", reason=_reason(message)
            )
    return BrokenTemplateError(
        path=f"{FOLDER}/{TYPST if TYPST in dress.files else dress.crest}", reason=_reason(message)
    )


def _reason(message: str) -> str:
    if message.startswith("failed to download package"):
        return _("a package from the network is not fetched")
    if "unresolved import" in message:
        return _("it does not define frame(paper, body)")
    return message
