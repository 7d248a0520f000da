"""The page of a board or a wall: templates filled with facts, everything escaped, nothing asked of a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from iom.language import _, current, shown
from iom.model.naming import short_name
from iom.report.board import words
from iom.report.board.drawing import Picture, goal_picture, mark_picture, share
from iom.report.board.facts import ROLES, BoardFacts
from iom.report.board.lean import lean
from iom.report.board.tally import positions
from iom.report.board.wall import Wall
from iom.report.extra import papers_extra
from iom.report.visible import visible
from iom.version import VERSION
from iom.views.board import Row
from iom.views.journey import Journey
from iom.views.journey_sheet import half_marked, in_lists, lessons_text, level
from iom.views.route_line import lesson_signs, sign
from iom.views.wording import day_and_month, decimal, role_title, stage_title

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER: Final = Path(__file__).parent
_INDENT: Final = re.compile(r"\n\s*")


def board_page(facts: BoardFacts) -> str:
    """The board as one HTML document in the chosen language.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    return _page(
        "board",
        scripts=("start", "board"),
        facts=facts,
        json=script_json({"keys": facts.keys()}),
        places=positions([one.stage for one in facts.stages]),
        drawn=_pictures(facts),
        choices=_choices(facts),
        roles=ROLES,
    )


def wall_page(wall: Wall) -> str:
    """The wall as one HTML document in the chosen language.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    return _page("wall", scripts=("start", "wall"), wall=wall)


def script_json(data: object) -> str:
    """``data`` as JSON that may stand inside a script element: pure ASCII, no ``<``, ``>`` or ``&``."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _page(name: str, *, scripts: Sequence[str], **facts: Any) -> str:
    environment = _environment()
    given = {
        "css": _source("shared.css") + _source(f"{name}.css"),
        "scripts": [_source(f"{each}.js") for each in scripts],
        "w": SimpleNamespace(**words.words()),
        "language": current(),
        "version": VERSION,
        **facts,
    }
    return lean(environment.get_template(f"{name}.html.jinja").render(given))


@cache
def _environment() -> Environment:
    with papers_extra():
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.globals.update(_WORDS_OF_TEMPLATES)
    made.filters["role"] = role_title
    return made


def _finalize(value: object) -> object:
    # A subclass of str is markup that a macro made: its texts went through here already.
    return visible(value) if type(value) is str else value


def _source(name: str) -> str:
    # As the page will hold it: its digest stands in the policy.
    return _INDENT.sub("\n", (FOLDER / name).read_text("utf-8"))


def digest(text: str) -> str:
    """The digest of an inline style or script, as a content security policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _pictures(facts: BoardFacts) -> dict[Picture, str]:
    """Every picture of levels that some page uses, once, and the name that it is used by."""
    goals = {goal_picture(goal, pupil.scale) for pupil in facts.pupils for goal in pupil.goals}
    products = [product for pupil in facts.pupils for product in pupil.marks]
    marks = {mark_picture(row, facts.scale(one.offer)) for one in products for row in one.criteria}
    return {picture: f"v{place}" for place, picture in enumerate(sorted(goals | marks, key=str))}


def _choices(facts: BoardFacts) -> Mapping[str, Sequence[tuple[int, str]]]:
    waited = {role for role, _count in facts.turns}
    return {
        "stage": [(place, stage_title(one.stage)) for place, one in enumerate(facts.stages)],
        "form": [(place, line.title or words.word("no_class")) for place, line in enumerate(facts.forms)],
        "tutor": [(place, line.title or words.word("no_tutor")) for place, line in enumerate(facts.tutors)],
        "role": [(place, role_title(role)) for place, role in enumerate(ROLES) if role in waited],
    }


def _brief(day: date | None) -> str:
    return day_and_month(day) if day else ""


def _lacking(row: Row) -> str:
    return "; ".join(_(check.title) for check in row.checks if check.state == "missing") or "—"


def _said(pupil: Journey) -> Iterator[tuple[str, str]]:
    """What the gate lacks, each with whom it waits for; before both lists are in, nothing out of one of them."""
    for check in pupil.row.checks:
        if check.state == "missing":
            for one in check.missing:
                yield one.said() if pupil.lists_shown else _(check.title), one.waits_for
        elif check.state == "waived":
            yield " — ".join((_(check.title), words.word("waived"))), ""


_WORDS_OF_TEMPLATES: Final[Mapping[str, Callable[..., Any] | Any]] = {
    "goal_picture": goal_picture,
    "mark_picture": mark_picture,
    "share": share,
    "digest": digest,
    "day": shown,
    "brief": _brief,
    "stage": stage_title,
    "role_title": role_title,
    "sign": sign,
    "number": level,
    "decimal": decimal,
    "lessons": lessons_text,
    "in_lists": in_lists,
    "lesson_signs": lesson_signs,
    "half_marked": half_marked,
    "lacking": _lacking,
    "said": _said,
    "pupils": words.pupils,
    "pupils_unit": words.pupils_unit,
    "experts": words.experts,
    "left_out": words.left_out,
    "shown_of": words.shown_of,
    "whole": words.whole,
    "short_name": short_name,
    "in_short": words.in_short,
}
