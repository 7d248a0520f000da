"""A paper as data: blocks of plain text that three renderers draw alike.

Everything here is text, never markup: a name like ``#let <b>*x*`` is drawn as it stands. Texts are in the language of
the paper already; widths are shares, heights are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
#: ``display`` is as large as a certificate's name, ``center`` stands in the middle of the line.
Style = Literal["plain", "strong", "small", "center", "display"]
#: ``child``: large type for pupils; ``certificate``: one framed page with everything in its middle.
Look = Literal["sheet", "child", "certificate"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper; it stays with what follows. ``level`` 1 is larger than 2."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it stays a line break."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts, with dashes."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one a line. An empty value is a line to write on."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid with an empty square, to tick."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid: its share of the width; ``turned`` headings read upwards, for narrow columns."""

    title: str
    width: float = 1.0
    align: Align = "left"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table whose headings come again on every page.

    ``blank`` more rows stay empty for a pen; ``height`` is the least height of a row in millimetres (9 is good for
    writing); ``small`` type is for many columns. Rows with fewer cells than columns are filled up. A grid without any
    titles has no heading row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Box | str, ...], ...] = ()
    blank: int = 0
    height: float = 0.0
    small: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer under it; without an answer, ``lines`` to write on."""

    text: str
    answer: str = ""
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Option:
    """A thing to choose, with a note in small type. ``rank`` is the number in its box, "" where nothing is chosen."""

    text: str
    note: str = ""
    ticked: bool = False
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Options with a box before each: to tick, or (``ranked``) to write a number into."""

    options: tuple[Option, ...]
    ranked: bool = False
    columns: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a criterion and what it looks like."""

    number: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A criterion with its levels; ``chosen`` is the number of the level that was circled, "" for none."""

    title: str
    levels: tuple[Level, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Criteria × levels with descriptors, a number to circle in each. ``heading`` stands over the criteria."""

    heading: str
    criteria: tuple[Scaled, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: in what role, who, and the day where it is known."""

    role: str
    name: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, one under another; they stay on one page."""

    rows: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One block of the approval line: the word («Утверждаю»), the post, and whose name stands beside the line."""

    word: str
    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """«Согласовано» and «Утверждаю» side by side, above the title; one alone stands on the right."""

    entries: tuple[Endorsement, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """An empty stretch, in millimetres."""

    height: float = 6.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The rest begins on a new page."""


Block = (
    Heading | Paragraph | Items | Facts | Grid | Question | Ticks | Scale | Signatures | Approval | Space | PageBreak
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of one subject; page numbers count from its own first page.

    ``subject`` is whom or what it is about, by id: the name of its file. ``above`` stands over the title (the school,
    the municipality), an `Approval` as the first block between the two; ``about`` under it and in the head of further
    pages (the pupil and the class). ``code`` goes into the QR code and stands beside it as text: a kind and codes,
    never a name (see `iom.report.papers.codes`).
    """

    kind: str
    title: str
    blocks: tuple[Block, ...] = field(default=())
    subject: str = ""
    above: tuple[str, ...] = field(default=())
    about: str = ""
    look: Look = "sheet"
    landscape: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the foot of every page says beside its number: the day of printing, and the state of the documents."""

    day: str
    state: str
