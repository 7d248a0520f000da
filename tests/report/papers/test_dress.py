"""A school's own crest and templates: used where they are good, told with their place where they are not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from every_block import EVERYTHING, PNG, pages_of, text_of

from iom.language import speaking
from iom.report.papers.draw import FORMATS, Format
from iom.report.papers.dress import BrokenDressError, Dress, TooMuchDressError, dress_of
from iom.report.papers.paper import Paper, Paragraph

Drawn = Callable[..., bytes]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'


def dressed(**texts: str) -> Dress:
    """A dress of text files; a double underscore stands for the dot."""
    return Dress({name.replace("__", "."): text.encode() for name, text in texts.items()})


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("name", "content"), [("crest.svg", SVG), ("crest.png", PNG)])
def test_the_crest_stands_above_the_title(drawn: Drawn, form: Format, name: str, content: bytes):
    paper = Paper("short", "Title", above=("School 4",))
    with_crest = drawn(paper, form=form, dress=Dress({name: content}))
    assert len(with_crest) > len(drawn(paper, form=form))
    assert text_of(with_crest, form) == text_of(drawn(paper, form=form), form)


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("name", ["crest.svg", "crest.png"])
def test_a_crest_that_is_no_picture_is_told(drawn: Drawn, form: Format, name: str):
    with pytest.raises(BrokenDressError) as refused:
        drawn(EVERYTHING, form=form, dress=Dress({name: b"no picture"}))
    assert str(refused.value.facts["path"]).startswith(f"papers/{name}")
    assert refused.value.facts["reason"]


def test_a_template_sets_the_page_anew(drawn: Drawn):
    template = "#let frame(paper, body) = { set page(header: [of the school #paper.kind], flipped: true); body }"
    (page,) = pages_of(drawn(Paper("every", "Title"), dress=dressed(template__typ=template)))
    assert "of the school every" in page
    assert "Title" in page


def test_a_template_may_use_the_files_beside_it_and_the_programs_own_pieces(drawn: Drawn):
    template = (
        '#import "/iom/frame.typ": foot\n#let frame(paper, body) = '
        '{ set page(footer: foot(paper) + read("motto.txt")); body }'
    )
    (page,) = pages_of(drawn(Paper("every", "Title"), dress=dressed(template__typ=template, motto__txt="sapere aude")))
    assert "page 1 of 1" in page
    assert "sapere aude" in page


@pytest.mark.parametrize(
    ("template", "place", "reason"),
    [
        ("#let frame(paper, body) = {\n  set page(margn: 1cm)\n  body\n}", ":2:11", "margn"),
        ("#let frame(paper, body) = {\n", ":1:26", "unclosed"),
        ('#let frame(paper, body) = read("/etc/passwd")', ":1:31", "not found"),
        ('#let frame(paper, body) = read("../../../../../../etc/passwd")', ":1:31", ""),
        ('#import "@preview/cetz:0.3.0"\n#let frame(paper, body) = body', ":1:8", "network"),
        ('#import "@local/own:1.0.0"\n#let frame(paper, body) = body', ":1:8", "not found"),
        ("#let page(paper, body) = body", "", "frame(paper, body)"),
        ("#let frame(paper, body) = { while true { } }", "", "always true"),
        ("#let frame(paper, body) = frame(paper, body)", "", "depth"),
    ],
)
def test_a_broken_template_is_told_with_its_place(drawn: Drawn, template: str, place: str, reason: str):
    with pytest.raises(BrokenDressError) as refused:
        drawn(EVERYTHING, dress=dressed(template__typ=template))
    assert str(refused.value.facts["path"]).startswith(f"papers/template.typ{place}")
    assert reason in str(refused.value.facts["reason"])


def test_the_words_of_typst_are_quoted_in_a_sentence_of_ours(drawn: Drawn):
    with speaking("ru"), pytest.raises(BrokenDressError) as refused:
        drawn(EVERYTHING, dress=dressed(template__typ="#let frame(paper, body) = {"))
    assert refused.value.facts["reason"] == "здесь в шаблоне ошибка; typst сообщает: «unclosed delimiter»"


def test_the_proxies_of_the_system_come_back_after_drawing(drawn: Drawn, monkeypatch: pytest.MonkeyPatch):
    import os

    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.delenv("ALL_PROXY", raising=False)
    drawn(EVERYTHING)
    assert os.environ["https_proxy"] == "http://proxy.example:3128"
    assert "ALL_PROXY" not in os.environ


def test_a_style_sheet_comes_after_ours_and_cannot_leave_its_element(drawn: Drawn):
    page = drawn(EVERYTHING, form="html", dress=dressed(style__css="h1 { color: navy } </style><script>"))
    assert b"h1 { color: navy } <\\/style><script>" in page
    assert page.index(b"navy") > page.index(b"@page")


def test_a_style_sheet_that_is_no_text_is_told(drawn: Drawn):
    with pytest.raises(BrokenDressError, match=r"style\.css"):
        drawn(EVERYTHING, form="html", dress=Dress({"style.css": b"\xff\xfe\x00"}))


def test_a_document_of_the_school_lends_its_styles_and_heads(drawn: Drawn):
    import docx

    own = docx.Document()
    own.styles["Normal"].font.name = "PT Serif"
    own.sections[0].header.paragraphs[0].text = "School 4"
    own.add_paragraph("words of the template")
    packed = io.BytesIO()
    own.save(packed)
    dress = Dress({"template.docx": packed.getvalue()})
    found = docx.Document(io.BytesIO(drawn(EVERYTHING, EVERYTHING, form="docx", dress=dress)))
    assert found.styles["Normal"].font.name == "PT Serif"
    assert "words of the template" not in "".join(found.element.body.itertext())
    assert len(found.sections) == 2


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04 cut off", SVG])
def test_a_broken_document_of_the_school_is_told(drawn: Drawn, content: bytes):
    with pytest.raises(BrokenDressError, match=r"papers/template\.docx"):
        drawn(EVERYTHING, form="docx", dress=Dress({"template.docx": content}))


def test_the_folder_is_read_without_links_and_hidden_files(tmp_path: Path):
    folder = tmp_path / "papers"
    (folder / "fonts").mkdir(parents=True)
    (folder / "crest.svg").write_bytes(SVG)
    (folder / "fonts/own.ttf").write_bytes(b"font")
    (folder / ".hidden").write_bytes(b"")
    (folder / "secret.txt").symlink_to("/etc/hostname")
    assert set(dress_of(tmp_path).files) == {"crest.svg", "fonts/own.ttf"}
    assert dress_of(tmp_path / "nowhere") == Dress()


def test_a_folder_that_is_a_link_is_left_alone(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/crest.svg").write_bytes(SVG)
    (tmp_path / "papers").symlink_to(tmp_path / "elsewhere")
    assert dress_of(tmp_path) == Dress()


def test_a_folder_with_too_much_in_it_is_told(tmp_path: Path):
    (tmp_path / "papers").mkdir()
    with (tmp_path / "papers/film.mp4").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(TooMuchDressError):
        dress_of(tmp_path)


def test_without_a_school_of_ones_own_a_mistake_is_ours(drawn: Drawn, monkeypatch: pytest.MonkeyPatch):
    from iom.report.papers import as_pdf
    from iom.report.papers.compiling import TypesettingError

    monkeypatch.setattr(as_pdf, "_NONE", "#let frame(paper, body) = panic()")
    with pytest.raises(TypesettingError):
        drawn(Paper("every", "Title", (Paragraph("text"),)))
