"""Papers drawn as a file: PDF, DOCX or HTML, the same content in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Literal

from iom.report.papers.dress import Dress
from iom.report.papers.paper import Paper, Stamp

Format = Literal["pdf", "docx", "html"]
FORMATS: Final[tuple[Format, ...]] = ("pdf", "docx", "html")


def draw(
    papers: Sequence[Paper],
    form: Format,
    stamp: Stamp,
    dress: Dress,
    day: date,
    done: Callable[[], None] = lambda: None,
) -> bytes:
    """One file of all the papers, in the chosen language; the same call gives the same bytes.

    ``done`` is called once for each paper, as far as the work has come.

    Raises:
        MissingExtraError: a library of the extra is not installed.
        BrokenDressError: a file of the school's own cannot be used.
    """
    if form == "pdf":
        from iom.report.papers.as_pdf import pdf

        return pdf(papers, stamp, dress, day, done)
    if form == "docx":
        from iom.report.papers.as_docx import docx

        return docx(papers, stamp, dress, day, done)
    from iom.report.papers.as_html import html

    return html(papers, stamp, dress, done)
