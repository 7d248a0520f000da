"""The arguments and options of ``iom import``."""

from __future__ import annotations

from typing import Annotated

import typer

from iom.language import N_

_WHAT = N_(
    "what the table holds: students, guardians, staff, partners, courses, offers, mentors, groups, events, attendance,"
    " wishes, impressions, agreements, lessons, products, assessments, consultations, consents, deficits"
)
What = Annotated[str, typer.Argument(metavar=N_("KIND"), help=_WHAT)]
File = Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("the table: CSV, TSV, XLSX, ODS, JSON; - is stdin"))]
Map = Annotated[str | None, typer.Option("--map", metavar=N_("FILE"), help=N_("read it as this mapping file says"))]
WriteMap = Annotated[
    str | None, typer.Option("--write-map", metavar=N_("FILE"), help=N_("write a mapping file, and import nothing"))
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar=N_("NAME"), help=N_("for example utf-8, cp1251 or utf-16"))
]
Delimiter = Annotated[str | None, typer.Option("--delimiter", metavar=N_("SIGN"), help=N_("between cells: ; , or tab"))]
SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar=N_("NAME"), help=N_("this sheet of the workbook alone"))
]
FormatName = Annotated[
    str | None, typer.Option("--format", metavar="csv|tsv|xlsx|ods|json|jsonl", help=N_("format of the file"))
]
FormOfAll = Annotated[
    str | None, typer.Option("--form", metavar=N_("CLASS"), help=N_("the class, where no row names one"))
]
Key = Annotated[
    str | None, typer.Option("--key", metavar=N_("COLUMN"), help=N_("the column that says who or what a row is"))
]
PreferOption = Annotated[
    str | None,
    typer.Option("--prefer", metavar="file|table|ask", help=N_("which counts where documents and table differ")),
]
Same = Annotated[
    list[str] | None,
    typer.Option("--same", metavar=N_("ROW=ID"), help=N_("who a row means; all: every only candidate there is")),
]
New = Annotated[
    list[str] | None,
    typer.Option("--new", metavar=N_("ROW"), help=N_("the row is somebody new, whoever is called alike")),
]
Partial = Annotated[bool, typer.Option("--partial", help=N_("take the good rows; the others go to FILE.rejected.csv"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("say nothing where every row is in"))]
