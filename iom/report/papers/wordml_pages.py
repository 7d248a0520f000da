"""Pages in WordprocessingML: sections, and the foot with its page numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from iom.report.papers.wordml import Type, field, run, twips

_SHORT: Final = twips(210)
_LONG: Final = twips(297)
_DOUBLE: Final = 'w:val="double" w:sz="8" w:space="24" w:color="auto"'
_FOOT: Final = Type(8, grey=True)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of A4: turned or not, framed as a certificate or not."""

    landscape: bool
    framed: bool

    @classmethod
    def of(cls, paper: Mapping[str, Any]) -> Page:
        """The page that a paper asks for."""
        return cls(paper["landscape"], paper["look"] == "certificate")

    @property
    def margins(self) -> dict[str, int]:
        """The empty edges, in twips."""
        if self.framed:
            return dict.fromkeys(("top", "right", "bottom", "left"), twips(20))
        return {"top": twips(15), "right": twips(12), "bottom": twips(16), "left": twips(20)}

    @property
    def text_width(self) -> int:
        """What is left between them."""
        return (_LONG if self.landscape else _SHORT) - self.margins["left"] - self.margins["right"]

    def section(self) -> str:
        """The properties of a section of such pages, numbered from 1."""
        width, height = (_LONG, _SHORT) if self.landscape else (_SHORT, _LONG)
        turned = ' w:orient="landscape"' if self.landscape else ""
        margins = "".join(f' w:{side}="{size}"' for side, size in self.margins.items())
        sides = ("top", "left", "bottom", "right")
        border = "".join(f"<w:{side} {_DOUBLE}/>" for side in sides)
        return (
            f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar{margins} w:header="{twips(8)}" w:footer="{twips(8)}" w:gutter="0"/>'
            + (f'<w:pgBorders w:offsetFrom="page">{border}</w:pgBorders>' if self.framed else "")
            + '<w:pgNumType w:start="1"/>'
            + "</w:sectPr>"
        )


def page_end(paper: Mapping[str, Any], page: Page, *, last: bool) -> str:
    """A line that takes no room: the mark of the paper's last page, and the end of its section."""
    number = paper["number"]
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{_mark(paper)}"/><w:bookmarkEnd w:id="{number}"/>'
    thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    if last:
        return f"<w:p><w:pPr>{thin}</w:pPr>{mark}</w:p>{page.section()}"
    return f"<w:p><w:pPr>{thin}{page.section()}</w:pPr>{mark}</w:p>"


def foot(paper: Mapping[str, Any], page: Page) -> str:
    """The foot of each page of a paper: when and from what it was made, and which page of how many it is."""
    before, _page, rest = paper["words"]["page"].partition("{page}")
    between, _total, after = rest.partition("{total}")
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>'
    pieces = (
        run(paper["foot"], _FOOT),
        "<w:r><w:tab/></w:r>",
        run(before, _FOOT),
        field("PAGE", _FOOT),
        run(between, _FOOT),
        field(f"PAGEREF {_mark(paper)}", _FOOT),
        run(after, _FOOT),
    )
    return f"<w:p><w:pPr>{stop}</w:pPr>{''.join(pieces)}</w:p>"


def _mark(paper: Mapping[str, Any]) -> str:
    return f"end_of_paper_{paper['number']}"
