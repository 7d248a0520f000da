"""Whatever a name holds, it appears as text in every format."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from every_block import elements_of, text_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iom.report.papers.draw import FORMATS, Format
from iom.report.papers.paper import (
    Approval,
    Block,
    Box,
    Column,
    Endorsement,
    Facts,
    Grid,
    Heading,
    Items,
    Level,
    Option,
    Paper,
    Paragraph,
    Question,
    Scale,
    Scaled,
    Signature,
    Signatures,
    Ticks,
)
from iom.report.visible import visible

Drawn = Callable[..., bytes]
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "&lt;&amp;&#x41;",
    '#panic("x") #import "@preview/cetz:0.3.0" #read("/etc/passwd")',
    "$x^2$ *bold* _under_ `raw` = head - item + item / term @ref <label>",
    "\\ #[ ] { } // comment /* other */",
    "]]></w:t><w:t>",
    "{{ 7 * 7 }} {% raw %}",
    "=HYPERLINK(1)",
    "\u202egnp.exe\u202c",
    "a\u200bb\u00adc\u2066d\ufeff",
    "\x00\x01\x0b\x1b[31m\x7f\x85",
    "\ud800\udfff\ufffe\uffff",
    "Ы" * 300,
    "https://example.org/?a=1&b=2",
)
# What fonts that come along can draw, so that it can be read back: the signs of markup most of all.
DRAWABLE = st.text("abzАЯёъ019 <>&\"'#$*_`=\\/@[]{}()|~^;:,.!?%-+\n\t", max_size=40)
ANY = st.text(st.characters(), max_size=40)
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def paper(text: str) -> Paper:
    """A paper that says a text in every place."""
    grid = Grid((Column(text), Column(text, turned=True)), ((text, text), (text, Box())))
    blocks: tuple[Block, ...] = (
        Approval((Endorsement(text, text, text),)),
        Heading(text),
        Paragraph(text),
        Items((text,)),
        Facts(((text, text),)),
        grid,
        Question(text, text),
        Ticks((Option(text, text),)),
        Scale(text, (Scaled(text, (Level(text, text),), text),)),
        Signatures((Signature(text, text, text),)),
    )
    return Paper("hostile", text, blocks, "x", (text,), text)


def said(text: str) -> str:
    """The text as it must be found: what would be obeyed made visible, without breaks of lines."""
    return re.sub(r"[\s\u200b\u00ad]+", "", "".join(visible(line) for line in text.replace("\r\n", "\n").split("\n")))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_is_text(drawn: Drawn, form: Format, text: str):
    content = drawn(paper(text), form=form)
    assert text_of(content, form).count(said(text)) >= 12
    if form == "html":
        assert elements_of(content) == elements_of(drawn(paper("Averina"), form=form))


@pytest.mark.parametrize("form", ["docx", "html"])
@FEW
@given(text=ANY)
def test_any_text_is_text(drawn: Drawn, form: Format, text: str):
    assert text_of(drawn(paper(text), form=form), form).count(said(text)) >= 12


@FEW
@given(text=DRAWABLE)
def test_any_text_is_never_markup_to_typst(drawn: Drawn, text: str):
    assert said(text) in text_of(drawn(Paper("hostile", "Title", (Paragraph(text),))), "pdf")


@FEW
@given(text=ANY)
def test_any_text_compiles(drawn: Drawn, text: str):
    assert drawn(paper(text)).startswith(b"%PDF")


def test_a_name_of_one_long_word_stays_within_the_page(drawn: Drawn):
    import io

    import pypdf

    (page,) = pypdf.PdfReader(io.BytesIO(drawn(Paper("long", "Ы" * 300, (Paragraph("Щ" * 300),))))).pages
    right: list[float] = []

    def note(text: str, _matrix: object, position: list[float], *_rest: object) -> None:
        if text.strip():
            right.append(position[4])

    page.extract_text(visitor_text=note)
    assert max(right) < float(page.mediabox.width)
    assert len(page.extract_text().splitlines()) > 6
