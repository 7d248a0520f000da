"""A lean page says the same as the full one."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from iom.report.board.lean import lean


class Reader(HTMLParser):
    """Texts and tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.texts += data.split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_end_tags_and_quotes_go():
    row = '<table class="list"><tbody>\n  <tr class="gone"><th scope="row">a</th><td>b c</td></tr>\n</tbody></table>'
    assert lean(row) == "<table class=list><tbody><tr class=gone><th scope=row>a<td>b c</table>"


def test_styles_and_scripts_stay():
    page = '<style>a::after{content:"x"}\n  b{}</style>\n  <script id="a">x = "</td>";\n  y</script>'
    assert lean(page) == page.replace("\n  <script", "\n<script")


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.text(max_size=12))
def test_texts_and_attributes_are_the_same(cells: list[str], about: str):
    rows = "".join(f"<tr><td>{escape(cell)}</td></tr>" for cell in cells)
    page = f'<p title="{escape(about)}" class="a-1" lang="ru">{escape(about)}</p>\n<table>{rows}</table>'
    full, short = Reader(page), Reader(lean(page))
    assert short.texts == full.texts
    assert [tag for tag, _attributes in short.tags] == [tag for tag, _attributes in full.tags]
    titles = [re.sub(r"\s*\n\s*", "\n", tags[0][1]["title"] or "") for tags in (full.tags, short.tags)]
    assert titles[0] == titles[1]
    assert short.tags[0][1]["class"] == "a-1"
