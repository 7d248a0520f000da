"""The three formats say the same, and the same call gives the same bytes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from every_block import DAY, EVERYTHING, STAMP, elements_of, pages_of, text_of

from iom import language
from iom.report.extra import MissingExtraError
from iom.report.papers.draw import FORMATS, Format, draw
from iom.report.papers.dress import Dress
from iom.report.papers.paper import Column, Grid, Paper, Paragraph, Signature, Signatures

Drawn = Callable[..., bytes]
NOT_SHOWN = {"kind", "subject", "look", "style", "align"}


def texts(value: Any) -> Iterator[str]:
    """Every text of a paper that a reader must find."""
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_SHOWN:
                yield from texts(getattr(value, field.name))


@pytest.mark.parametrize("form", FORMATS)
def test_every_text_of_a_paper_stands_in_the_file(drawn: Drawn, form: Format):
    found = text_of(drawn(EVERYTHING, form=form), form).casefold()
    missing = [text for text in texts(EVERYTHING) if text.replace(" ", "").casefold() not in found]
    assert missing == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_day_and_the_state_of_the_documents_stand_in_the_foot(drawn: Drawn, form: Format):
    assert "18.11.2026·documents3f9a1c2e" in text_of(drawn(EVERYTHING, form=form), form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_words_that_the_drawing_adds_are_in_the_chosen_language(drawn: Drawn, form: Format):
    with language.speaking("ru"):
        found = text_of(drawn(EVERYTHING, form=form), form)
    assert "расшифровкаподписи" in found
    assert "fullname" not in found


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_papers_give_the_same_bytes(drawn: Drawn, form: Format):
    assert drawn(EVERYTHING, form=form) == drawn(EVERYTHING, form=form)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("look", ["sheet", "child", "certificate"])
def test_an_empty_paper_is_a_page(drawn: Drawn, form: Format, look: Any):
    found = text_of(drawn(Paper("empty", "Nothing yet", look=look), form=form), form)
    assert "Nothingyet" in found


def test_pages_are_counted_within_each_paper(drawn: Drawn):
    long = Paper("long", "Long", (Paragraph("word\n" * 90),))
    pages = pages_of(drawn(long, Paper("short", "Short"), long))
    feet = [" ".join(page.split()[-4:]) for page in pages]
    assert feet == ["page 1 of 2", "page 2 of 2", "page 1 of 1", "page 1 of 2", "page 2 of 2"]


def test_further_pages_say_whose_they_are(drawn: Drawn):
    first, second = pages_of(drawn(Paper("long", "Long", (Paragraph("word\n" * 90),), about="Averina, 5a")))
    assert "Long · Averina, 5a" in second
    assert "Long · Averina, 5a" not in first


def test_the_headings_of_a_long_table_come_again_on_every_page(drawn: Drawn):
    rows = tuple((str(number), "row") for number in range(120))
    pages = pages_of(drawn(Paper("long", "Long", (Grid((Column("number"), Column("what")), rows),))))
    assert len(pages) > 2
    assert all("number" in page for page in pages)


def test_forty_pupils_and_thirty_days_fit_a_page_on_its_side(drawn: Drawn):
    import pypdf

    days = tuple(Column(f"{day:02}.10", 0.5, "center", turned=True) for day in range(1, 31))
    rows = tuple((str(number), f"Verkholantseva-Oshchepkova {number}", *["н"] * 30) for number in range(1, 41))
    journal = Grid((Column("№", 0.5), Column("pupil", 5), *days), rows, small=True)
    (page,) = pypdf.PdfReader(io.BytesIO(drawn(Paper("journal", "Journal", (journal,), landscape=True)))).pages
    assert page.mediabox.width > page.mediabox.height


def test_fonts_are_in_the_file_and_the_systems_own_are_not(drawn: Drawn):
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(drawn(EVERYTHING)))
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.partition("-")[0] for name in fonts} <= {"LibertinusSerif", "DejaVuSansMono"}


def test_a_page_of_html_loads_nothing_and_runs_nothing(drawn: Drawn):
    page = drawn(EVERYTHING, form="html")
    assert "script" not in elements_of(page)
    assert b"default-src 'none'" in page
    assert b"http:" not in page.replace(b"http://www.w3.org/", b"")
    assert b"https:" not in page


@pytest.mark.parametrize(
    ("form", "library"), [("pdf", "typst"), ("pdf", "segno"), ("docx", "docx"), ("html", "jinja2"), ("html", "segno")]
)
def test_a_missing_library_names_the_command_that_installs_it(
    form: Format, library: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError) as refused:
        draw([EVERYTHING], form, STAMP, Dress(), DAY)
    assert refused.value.facts == {"package": library}
    assert "pip install 'iom[papers]'" in refused.value.hint


def test_the_code_of_a_sheet_can_be_scanned_from_its_picture():
    import segno

    from iom.report.papers.qr import svg

    drawing = svg(EVERYTHING.code)
    assert drawing == svg(EVERYTHING.code) != svg(replace(EVERYTHING, code="iom:self:a:b").code)
    assert segno.make(EVERYTHING.code, error="m", micro=False).symbol_size(border=2)[0] == int(
        drawing.partition('width="')[2].partition('"')[0]
    )


def test_a_certificate_says_the_day_but_not_the_state_of_the_documents(drawn: Drawn):
    (sheet,) = pages_of(drawn(Paper("one", "Title")))
    assert STAMP.state in sheet
    (certificate,) = pages_of(drawn(Paper("one", "Title", look="certificate")))
    assert STAMP.day in certificate
    assert STAMP.state not in certificate


def test_a_name_that_fits_in_smaller_type_is_not_broken(drawn: Drawn):
    name = "Чебыкин Павел Андреевич"
    paper = Paper("one", "Title", (Signatures((Signature("Head", name),)),), look="certificate")
    (page,) = pages_of(drawn(paper))
    assert name in page


def test_the_foot_of_a_printed_html_page_keeps_its_blanks(drawn: Drawn):
    with language.speaking("ru"):
        page = drawn(Paper("one", "Title"), form="html").decode()
    assert r"стр\00002e  " in page  # the number of a sign swallows one blank: the other one is seen
