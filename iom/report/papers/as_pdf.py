"""Papers as PDF, set by typst: all of them in one compilation, without a network or the system's fonts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any, Final

from iom.language import N_, _, say
from iom.report.papers.compiling import TypesettingError, compiled
from iom.report.papers.dress import FOLDER, TYPST, BrokenDressError, Dress
from iom.report.papers.joining import joined
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
_PLACE: Final = re.compile(r"[^\s│┌─]+\.\w+:\d+:\d+")
_AT_ONCE: Final = 16  # papers
_LONG_WORD: Final = re.compile(r"\S{25,}")
_MAY_BREAK: Final = "\u200b"


class BrokenTemplateError(BrokenDressError):
    """The school's typst template does not compile; ``path`` with line and column, ``reason`` as typst says it."""

    hint = N_(
        "Correct it, or take the file away: without it the papers look as the program makes them."
        " A template defines frame(paper, body); it may use the files of the folder papers, nothing else."
    )


def pdf(papers: Sequence[Paper], stamp: Stamp, dress: Dress, day: date, done: Callable[[], None]) -> bytes:
    """One PDF of all the papers; the same papers on the same ``day`` give the same bytes.

    Many are set a few at a time and then joined: typst needs more than a megabyte of memory for each page, and keeps
    it for a while. ``done`` is called after each paper.

    Raises:
        MissingExtraError: typst, or pypdf for many papers, is not installed.
        BrokenTemplateError: the school's own template does not compile.
    """
    drawn = [
        {
            **paper,
            "crest": f"{FOLDER}/{dress.crest}" if dress.crest else None,
            "qr": svg(paper["code"]) if paper["code"] else "",
        }
        for paper in plain(papers, stamp)
    ]
    moment = datetime.combine(day, time(), UTC)
    if len(drawn) <= _AT_ONCE:
        return _set(drawn, dress, moment, done, tagged=True)
    few = (drawn[at : at + _AT_ONCE] for at in range(0, len(drawn), _AT_ONCE))
    return joined([_set(some, dress, moment, done, tagged=False) for some in few], papers[0].title, moment)


def _set(
    papers: list[dict[str, Any]], dress: Dress, moment: datetime, done: Callable[[], None], *, tagged: bool
) -> bytes:
    data = json.dumps([_breakable(paper) for paper in papers], ensure_ascii=False)
    try:
        content = compiled(_files(dress, data), "pdf", moment, tagged=tagged)
    except TypesettingError as error:
        raise _broken(error, dress) from error
    for _paper in papers:
        done()
    return content


def _breakable(value: Any) -> Any:
    """Let words break that no line can hold; typst breaks a word only where its language does."""
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda found: _MAY_BREAK.join(re.findall(r".{1,4}", found[0])), value)
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {key: one if key in {"qr", "code", "crest"} else _breakable(one) for key, one in value.items()}
    return value


def _files(dress: Dress, data: str) -> dict[str, bytes]:
    """What typst sees: our files, the school's, the papers as data; nothing else of the disk."""
    own = {f"{FOLDER}/{name}": content for name, content in dress.files.items()}
    main = _MAIN.format(own=_OWN if TYPST in dress.files else _NONE)
    return {**_shipped(), **own, "papers.json": data.encode(), "main.typ": main.encode()}


def _shipped() -> Mapping[str, bytes]:
    folder = resources.files("iom.report.papers") / "typst"
    return {f"iom/{one.name}": one.read_bytes() for one in folder.iterdir() if one.name.endswith(".typ")}


def _broken(error: TypesettingError, dress: Dress) -> Exception:
    """The school's mistake with its place; ours, where there is nothing of the school's."""
    suspect = TYPST if TYPST in dress.files else dress.crest
    if suspect is None:
        return error
    places = (f"{FOLDER}/{suspect}", *(found[0] for found in _PLACE.finditer(error.report)))
    place = next((place for place in places[1:] if place.startswith(f"{FOLDER}/")), places[0])
    return BrokenTemplateError(path=place, reason=_reason(error.message, suspect))


def _reason(message: str, suspect: str) -> str:
    if message.startswith("failed to download package"):
        return _("a package from the network is not fetched")
    if "unresolved import" in message:
        return _("it does not define frame(paper, body)")
    if suspect == TYPST:
        return say(N_("the template has a mistake here; typst says: “{message}”"), {"message": message})
    return say(N_("the picture cannot be read; typst says: “{message}”"), {"message": message})
