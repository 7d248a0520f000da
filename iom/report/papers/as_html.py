"""Papers as one HTML page that stands by itself: no script, nothing loaded from elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from importlib import resources
from typing import Final

from iom.report.extra import papers_extra
from iom.report.papers.dress import FOLDER, STYLE, BrokenDressError, Dress
from iom.report.papers.paper import Paper, Stamp
from iom.report.papers.plain import plain, words
from iom.report.papers.qr import svg

_TYPES: Final = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


def html(papers: Sequence[Paper], stamp: Stamp, dress: Dress, done: Callable[[], None]) -> bytes:
    """One page with all the papers, each beginning on a new sheet when it is printed.

    Raises:
        MissingExtraError: jinja2 or segno is not installed.
        BrokenDressError: the school's style sheet is no text.
    """
    with papers_extra():
        import jinja2
    folder = resources.files("iom.report.papers") / "html"
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string((folder / "papers.html.j2").read_text("utf-8"))
    drawn = [{**paper, "qr": _qr(paper["code"])} for paper in plain(papers, stamp)]
    text = template.render(
        papers=drawn,
        crest=_crest(dress),
        style=_trusted((folder / "papers.css").read_text("utf-8")),
        own=_trusted(_own_style(dress)),
        foot=_quoted(drawn[0]["foot"]),
        page=[_quoted(piece) for piece in _pieces(words()["page"])],
    )
    for _paper in drawn:
        done()
    return text.encode("utf-8")


def _trusted(style: str) -> str:
    """A style sheet of ours or of the school's: it cannot end its element, whatever stands in it."""
    from markupsafe import Markup

    return Markup(style.replace("</", "<\\/"))  # noqa: S704 - escaped for the only thing that ends a style element


def _quoted(text: str) -> str:
    """A string between the quotes of a style sheet: every sign but letters, digits and blanks by its number.

    A number swallows one blank after it, so each brings its own.
    """
    from markupsafe import Markup

    safe = "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):06x} " for letter in text)
    return Markup(safe)  # noqa: S704 - nothing but letters, digits, blanks and their numbers


def _pieces(pattern: str) -> tuple[str, str, str]:
    before, _page, rest = pattern.partition("{page}")
    between, _total, after = rest.partition("{total}")
    return before, between, after


def _own_style(dress: Dress) -> str:
    try:
        return dress.files.get(STYLE, b"").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenDressError(path=f"{FOLDER}/{STYLE}", reason=str(error)) from None


def _qr(code: str) -> str:
    return _embedded("svg", svg(code).encode()) if code else ""


def _crest(dress: Dress) -> str:
    return _embedded(dress.crest.rpartition(".")[2], dress.files[dress.crest]) if dress.crest else ""


def _embedded(ending: str, content: bytes) -> str:
    return f"data:{_TYPES[ending]};base64,{base64.b64encode(content).decode()}"
