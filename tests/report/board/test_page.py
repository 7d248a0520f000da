"""The page of the board: everything is in it, all text is text, and nothing is shown too early."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iom.model import kinds
from iom.model.people import FormEntry, GuardianLink, StaffMember, Student
from iom.model.rounds import Offer, Round, Seats
from iom.model.routes import ChoiceSheet, Goal, Route, Wish
from iom.model.school import Run, School
from iom.model.teaching import Course, Group, Membership
from iom.model.workspace import Workspace
from iom.report.board.facts import facts
from iom.report.board.page import FOLDER, _environment, board_page, digest, script_json, wall_page
from iom.report.board.wall import wall
from iom.report.board.words import WORDS
from iom.report.extra import MissingExtraError
from iom.report.visible import visible

DAY = date(2026, 11, 18)
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    '"><img src=x onerror=alert(1)>',
    "'; alert(1) //",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;",
    "a\u202etxt.exe \u2066x\u2069",
    "\x00\x07\x1b[31m",
    "line\u2028two\u2029three",
    "</td></tr></table>",
)


class Outline(HTMLParser):
    """Tags with their attributes, and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text: list[str] = []
        self.ids: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))
        self.ids.update(value for name, value in attrs if name == "id" and value)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def one_pupil(text: str) -> Run:
    """A round in which everything that people may write is ``text``."""
    course, offer = Course.new(title=text), "chemistry"
    wish = Wish.new(id="w1", by="pupil", phase="final", on=DAY, offers=(offer,))
    echo = Wish.new(id="w2", by="parent", phase="final", on=DAY, endorses="w1")
    documents = {
        "iom.toml": Workspace.new(name=text),
        "students/pupil.toml": Student.new(
            name=text,
            forms=(FormEntry.new(id="f1", since=date(2026, 9, 1), form=text),),
            guardians=(GuardianLink.new(id="parent", relation="mother", legal=True),),
        ),
        "staff/tutor.toml": StaffMember.new(name=text),
        "groups/one.toml": Group.new(
            title=text, tutor="tutor", members=(Membership.new(id="pupil", student="pupil", since=date(2026, 9, 1)),)
        ),
        "courses/chemistry.toml": course,
        "rounds/autumn/round.toml": Round.new(title=text, school_year="2026-2027"),
        f"rounds/autumn/offers/{offer}.toml": Offer.new(
            course=offer, teachers=("tutor",), starts=DAY, ends=DAY, seats=Seats(min=1, max=5)
        ),
        "rounds/autumn/choices/pupil.toml": ChoiceSheet.new(wishes=(wish, echo)),
        "rounds/autumn/routes/pupil.toml": Route.new(request=text, goals=(Goal.new(id="g1", goal=text),)),
    }
    assert all(kinds.recognise(path) for path in documents)
    return School(documents).runs["autumn"]


def page_of(run: Run, subjects: list[str] | None = None) -> str:
    return board_page(facts(run, DAY, subjects))


@pytest.fixture(scope="module")
def plain() -> Outline:
    return Outline(page_of(one_pupil("5а")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str, plain: Outline):
    page = page_of(one_pupil(text))
    found = Outline(page)
    assert found.tags == plain.tags
    assert " ".join(visible(text).split()) in " ".join("".join(found.text).split())
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2028\u2029\u2066-\u2069]", page)


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=40))
def test_any_text_leaves_the_page_as_it_is(text: str):
    found = Outline(page_of(one_pupil(text)))
    assert found.tags == Outline(page_of(one_pupil("5а"))).tags


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_in_a_script_is_the_same_data_and_ends_no_script(data: object):
    text = script_json(data)
    assert json.loads(text) == data
    assert text.isascii()
    assert not set("<>&") & set(text)


@pytest.mark.parametrize("spoken", ["ru", "en"])
@pytest.mark.parametrize("kind", ["board", "wall"])
def test_a_page_asks_nothing_of_a_network(pages, kind: str, spoken: str):
    page = pages(kind, spoken).read_text("utf-8")
    assert not re.search(r"https?:|//\w|@import|url\(|\bsrc=|<link|<iframe|<base|srcset", page.replace("// ", ""))
    assert "default-src 'none'" in page
    assert " style=" not in page
    assert not re.search(r"<[^>]*\son\w+=", page)


@pytest.mark.parametrize("kind", ["board", "wall"])
def test_the_policy_names_every_style_and_script(pages, kind: str):
    page = pages(kind, "ru").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy content="([^"]*)"', page)
    assert policy
    allowed = unescape(policy[1])
    inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    assert len(inline) == 3
    assert all(f"'sha256-{digest(text)}'" in allowed for text in inline)
    assert "unsafe" not in allowed


def test_every_pupil_has_a_row_and_a_page(run: Run, pages):
    page = pages("board", "ru").read_text("utf-8")
    subjects = [row.subject for row in facts(run, DAY).board.rows]
    assert re.findall(r"<article class=pupil id=p-([\w-]+)>", page) == subjects
    assert re.findall(r"<th><a href=#p-([\w-]+)>", page) == subjects
    keys = json.loads(re.search(r"<script[^>]*id=\"keys\">(.*?)</script>", page)[1])["keys"]  # type: ignore[index]
    assert len(keys) == len(subjects)
    assert max(Outline(page).ids.values()) == 1


def test_pictures_that_are_used_are_drawn_once(pages):
    page = pages("board", "en").read_text("utf-8")
    used = set(re.findall(r"<use href=#(\w+) />", page))
    drawn = re.findall(r'<symbol id="?([^" >]+)', page)
    assert {name for name in drawn if name.startswith("v")} <= used <= set(drawn)
    assert len(used) > 10
    assert len(drawn) == len(set(drawn))


def test_marks_of_one_side_are_told_and_not_shown(run: Run):
    page = page_of(run, ["vyatkina-miroslava"])
    assert "own marks are given, the experts&#39; are awaited" in page
    assert page.count("<table class=marks>") == 2


def test_a_list_of_one_side_is_not_shown(run: Run):
    sheet = run.choices["averina-polina"] if "averina-polina" in run.choices else ChoiceSheet.new()
    wish = Wish.new(id="w1", by="averina-polina", phase="final", on=DAY, offers=tuple(sorted(run.offers))[:6])
    path = kinds.CHOICE.path(run.id, "averina-polina")
    changed = run.school.with_documents({path: sheet.replaced(wishes=(wish,))}).runs[run.id]
    article = page_of(changed, ["averina-polina"]).partition("<article")[2].partition("</article>")[0]
    assert "once both are in" in article
    assert not [offer for offer in run.offers if run.offer_title(offer) in article]


def test_reasons_that_may_tell_of_an_illness_are_not_in_the_file(run: Run, pages):
    page = unescape(pages("board", "ru").read_text("utf-8"))
    reasons = {waiver.reason for route in run.routes.values() for waiver in route.waivers}
    reasons |= {
        one.reason for route in run.routes.values() for one in route.decisions if one.reason and " " in one.reason
    }
    assert reasons
    assert not [reason for reason in reasons if reason in page]


def test_the_board_says_that_it_is_for_staff_only(pages):
    assert "Для служебного пользования" in pages("board", "ru").read_text("utf-8")
    assert "For staff only" in pages("board", "en").read_text("utf-8")


def test_a_page_speaks_one_language(pages):
    russian = pages("board", "ru").read_text("utf-8")
    english = Outline(pages("board", "en").read_text("utf-8"))
    assert "<html lang=ru>" in russian
    words = {text for text in WORDS.values() if len(text) > 12 and text in unescape(russian)}
    assert words == set()
    assert "Чей ход" not in "".join(english.text)


def test_an_empty_round_is_a_page(school):
    run = school({"rounds/autumn/round.toml": 'title = "Осень"\nschool_year = "2026-2027"'}).runs["autumn"]
    assert "Осень" in page_of(run)
    assert "Осень" in wall_page(wall(run, DAY))


def test_without_the_extra_its_command_is_named(run: Run, monkeypatch: pytest.MonkeyPatch):
    _environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError) as caught:
        page_of(run, [])
    assert "iom[papers]" in caught.value.hint


def test_every_word_of_the_pages_is_used():
    templates = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.jinja"))
    code = (FOLDER / "page.py").read_text("utf-8")
    unused = {name for name in WORDS if not re.search(rf"\bw\.{name}\b", templates) and f'word("{name}")' not in code}
    assert not unused
