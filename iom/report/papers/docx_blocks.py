"""The blocks of a paper as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from iom.report.papers.wordml import TableCell, TableRow, Type, framed, paragraph, run, table

Data = Mapping[str, Any]
_BOX, _TICKED = "\u2610", "\u2612"
#: A thin line between tables, which would grow together without one.
GAP: Final = '<w:p><w:pPr><w:spacing w:before="0" w:after="40" w:line="60" w:lineRule="exact"/></w:pPr></w:p>'


@dataclass(frozen=True, slots=True)
class Setting:
    """What a block is set into: its type and the width in twips; running text is ``centred`` or not.

    ``words`` are what the drawing adds, ``headings`` the ids of the two styles of headings.
    """

    type: Type
    width: int
    words: Mapping[str, str]
    headings: tuple[str, str] = ("", "")
    centred: bool = False

    @property
    def align(self) -> str:
        """Where running text stands."""
        return "center" if self.centred else "left"

    def shares(self, *shares: float) -> list[int]:
        """The width parted."""
        return [round(self.width * share / sum(shares)) for share in shares]


def block(one: Data, setting: Setting) -> str:
    """A block, then a little space."""
    return _DRAWN[one["block"]](one, setting)


def _heading(one: Data, setting: Setting) -> str:
    first = one["level"] == 1
    type_ = setting.type.scaled(1.15 if first else 1).in_bold()
    style = setting.headings[one["level"] - 1]
    return paragraph(run(one["text"], type_), align=setting.align, before=7, after=4, keep=True, style=style)


def _paragraph(one: Data, setting: Setting) -> str:
    scale = {"small": 0.82, "display": 1.8}.get(one["style"], 1)
    type_ = replace(setting.type.scaled(scale), bold=one["style"] in {"strong", "display"})
    align = "center" if one["style"] in {"center", "display"} else setting.align
    space = 12 if one["style"] == "display" else 4
    return paragraph(run(one["text"], type_), align=align, before=space - 4, after=space)


def _items(one: Data, setting: Setting) -> str:
    return "".join(paragraph(run(f"– {text}", setting.type)) for text in one["texts"])


def _facts(one: Data, setting: Setting) -> str:
    names = replace(setting.type, grey=True)
    rows = [
        TableRow(
            (
                TableCell(paragraph(run(name, names), after=2)),
                TableCell(paragraph(run(value, setting.type), after=2), under=not value),
            ),
            height=0 if value else setting.type.size * 0.65,
        )
        for name, value in one["rows"]
    ]
    return table(setting.shares(0.34, 0.66), rows, ruled=False) + GAP


def _cell(value: Any, column: Data, type_: Type) -> TableCell:
    text = value if isinstance(value, str) else _BOX
    return TableCell(paragraph(run(text, type_), align=column["align"], after=0))


def _grid(one: Data, setting: Setting) -> str:
    type_ = setting.type.scaled(0.76 if one["small"] else 0.9)
    columns = one["columns"]
    rows = [_heading_row(columns, type_)] if any(column["title"] for column in columns) else []
    for values in (*one["rows"], *[[]] * one["blank"]):
        cells = [_cell(value, column, type_) for value, column in zip(values, columns, strict=False)]
        cells += [TableCell(paragraph("", after=0)) for _ in columns[len(values) :]]
        rows.append(TableRow(cells, one["height"]))
    return table(setting.shares(*(column["width"] for column in columns)), rows, ruled=True) + GAP


def _heading_row(columns: Sequence[Data], type_: Type) -> TableRow:
    bold = type_.in_bold()
    cells = [
        TableCell(
            paragraph(run(column["title"], bold), align=column["align"], after=0),
            shaded=True,
            turned=column["turned"],
        )
        for column in columns
    ]
    longest = max((len(column["title"]) for column in columns if column["turned"]), default=0)
    return TableRow(cells, longest * type_.size * 0.26 + 2 if longest else 0, heading=True)


def _question(one: Data, setting: Setting) -> str:
    asked = paragraph(run(one["text"], setting.type.in_bold()), before=6, keep=True) if one["text"] else ""
    if one["answer"]:
        return asked + paragraph(run(one["answer"], setting.type))
    line = TableRow((TableCell(paragraph("", after=0), under=True),), height=max(8.5, setting.type.size * 0.7))
    return asked + table([setting.width], [line] * one["lines"], ruled=False) + GAP


def _ticks(one: Data, setting: Setting) -> str:
    share = 0.09 if one["ranked"] else 0.06
    widths = setting.shares(*(share, 1 / one["columns"] - share) * one["columns"])
    cells = [cell for option in one["options"] for cell in _option(option, setting, ranked=one["ranked"])]
    wide = len(widths)
    cells.extend(TableCell(paragraph("", after=0)) for _ in range(-len(cells) % wide))
    rows = [TableRow(cells[at : at + wide], height=setting.type.size * 0.5) for at in range(0, len(cells), wide)]
    return table(widths, rows, ruled=False) + GAP


def _option(option: Data, setting: Setting, *, ranked: bool) -> tuple[TableCell, TableCell]:
    sign = _TICKED if option["ticked"] else _BOX
    drawn = (
        framed(option["rank"], setting.type) if option["rank"] else run(sign, setting.type.scaled(1.6 if ranked else 1))
    )
    mark = paragraph(drawn, align="center", after=0)
    text = run(option["text"], setting.type)
    if option["note"]:
        text += run(f"\n{option['note']}", replace(setting.type.scaled(0.8), grey=True))
    return TableCell(mark, top=True), TableCell(paragraph(text, after=2), top=True)


def _scale(one: Data, setting: Setting) -> str:
    most = max((len(criterion["levels"]) for criterion in one["criteria"]), default=1)
    type_ = setting.type.scaled(0.9)
    rows = []
    if one["heading"]:
        title = paragraph(run(one["heading"], type_.in_bold()), after=0)
        rows.append(TableRow((TableCell(title, span=most + 1, shaded=True),), heading=True))
    for criterion in one["criteria"]:
        cells = [TableCell(paragraph(run(criterion["title"], type_), after=0), top=True)]
        cells += [_level(level, type_, chosen=level["number"] == criterion["chosen"]) for level in criterion["levels"]]
        cells += [TableCell(paragraph("", after=0)) for _ in range(most - len(criterion["levels"]))]
        rows.append(TableRow(cells))
    return table(setting.shares(1.15, *[1] * most), rows, ruled=True) + GAP


def _level(level: Data, type_: Type, *, chosen: bool) -> TableCell:
    number = framed(level["number"], type_) if chosen else run(level["number"], type_.in_bold())
    content = paragraph(number, align="center", after=0)
    if level["text"]:
        content += paragraph(run(level["text"], type_.scaled(0.88)), align="center", after=0)
    return TableCell(content, shaded=chosen, top=True)


def _signatures(one: Data, setting: Setting) -> str:
    note = replace(setting.type.scaled(0.75), grey=True)
    words = setting.words
    rows = []
    for place, row in enumerate(one["rows"], 1):
        filled = (row["role"], "", row["name"], row["day"])
        said = tuple(
            TableCell(paragraph(run(text, setting.type), after=0, keep=True), under=at > 0 and not text)
            for at, text in enumerate(filled)
        )
        captions = tuple(
            TableCell(paragraph(run(text, note), align="center", after=0, keep=place < len(one["rows"])), top=True)
            for text in ("", words["signature"], words["full_name"], words["day"])
        )
        rows += [TableRow(said, height=7.5), TableRow(captions)]
    return table(setting.shares(1.2, 0.95, 1.3, 0.9), rows, ruled=False) + GAP


def _approval(one: Data, setting: Setting) -> str:
    cells = []
    for entry in one["entries"]:
        lines = (entry["post"], f"______________ {entry['name'] or '______________'}")
        content = paragraph(run(entry["word"].upper(), setting.type.in_bold()), after=2)
        content += "".join(paragraph(run(line, setting.type), after=2) for line in lines if line)
        cells.append(TableCell(content + paragraph(run(setting.words["day_to_fill"], setting.type)), top=True))
    if len(cells) == 1:
        cells.insert(0, TableCell(paragraph("", after=0)))
    return table(setting.shares(*[1] * len(cells)), [TableRow(cells)], ruled=False) + GAP


def _space(one: Data, _setting: Setting) -> str:
    return paragraph("", after=one["height"] * 2.83)


def _break(_one: Data, _setting: Setting) -> str:
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


_DRAWN: Final[Mapping[str, Callable[[Data, Setting], str]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "items": _items,
    "facts": _facts,
    "grid": _grid,
    "question": _question,
    "ticks": _ticks,
    "scale": _scale,
    "signatures": _signatures,
    "approval": _approval,
    "space": _space,
    "pagebreak": _break,
}
