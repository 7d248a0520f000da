"""Going back and going on: what was answered once is offered again, and a draft says what it holds."""

from __future__ import annotations

from contextlib import suppress

import pytest

from iom.ask.answers import AnswersAsker
from iom.ask.given import from_flags
from iom.ask.kinds import Text
from iom.ask.question import Form, Question, Reply
from iom.ask.ranking import Ranking
from iom.ask.scripted import ScriptedAsker
from iom.views.sheet import Cell, Pairs
from iom.walk.engine import walk
from iom.walk.options import word_options
from iom.walk.part import Part
from iom.walk.wishes import WishesPart

WORD, ORDER, LAST = (Form(name, kind, "") for name, kind in (("word", Text), ("order", Ranking), ("last", Text)))


class Three(Part):
    """Three questions; what may be ordered depends on the first."""

    name, forms = "three", (WORD, ORDER, LAST)

    def lacking(self, sitting):
        return True

    def questions(self, sitting, answers):
        yield Question(WORD, Text(), "Слово?", required=False, default="обычное")
        named = answers.get(("word", "")) or "ничего"
        yield Question(ORDER, Ranking(word_options((named, named), ("b", "Второе"))), "Порядок?")
        yield Question(LAST, Text(), "Ещё?", required=False)

    def apply(self, sitting, answers):
        self.answers = answers
        return sitting.school


@pytest.fixture
def three(desk):
    """Walks the three questions by a script; the part, and the asker with what it saw."""
    family = desk()

    def go(*replies):
        part, asker = Three(), ScriptedAsker(replies)
        with suppress(KeyboardInterrupt):
            walk(family.sitting(), [part], asker, family.save, family.drafts)
        return part, asker

    return go


def test_enter_takes_the_former_answer_after_going_back(three):
    part, asker = three("слово", "2 1", Reply.BACK, Reply.BACK, "", "", "-")
    assert part.answers == {("word", ""): "слово", ("order", ""): ("b", "слово"), ("last", ""): None}
    assert [one.default for one in asker.questions[3:5]] == [("b", "слово"), "слово"]


def test_what_was_left_out_stays_left_out_by_enter(three):
    part, _ = three("-", Reply.BACK, "", "1", "-")
    assert part.answers["word", ""] is None


def test_a_former_answer_that_is_possible_no_more_is_not_offered(three):
    _, asker = three("слово", "1 2", Reply.BACK, Reply.BACK, "другое", "1", "-")
    assert asker.questions[-2].default is None


def test_stopping_after_going_back_loses_no_answer(three):
    three("слово", "1", Reply.BACK, Reply.BACK, KeyboardInterrupt)
    part, asker = three("конец")
    assert [one.form.name for one in asker.questions] == ["last"]
    assert part.answers["word", ""] == "слово"


def test_going_on_from_a_draft_shows_its_answers_first(three):
    assert three("-", "2 1", KeyboardInterrupt)[1].sheets == []
    part, asker = three(Reply.BACK, "", "конец")
    (sheet,) = asker.sheets
    assert sheet.title == "Continuing from a draft"
    assert sheet.blocks[0] == Pairs((("Слово?", Cell("–", "muted")), ("Порядок?", "Второе, ничего")))
    assert "“..”" in sheet.blocks[1].lines[0]
    assert part.answers["order", ""] == ("b", "ничего")


def test_answers_that_nobody_typed_are_no_draft_to_be_told(desk):
    family = desk()
    part = WishesPart()
    family.drafts.keep(part, family.sitting(), {"phase": "final"})
    asker = ScriptedAsker({"wishes": KeyboardInterrupt})
    with pytest.raises(KeyboardInterrupt):
        walk(family.sitting(), [part], asker, family.save, family.drafts)
    assert asker.sheets == []


def test_a_flag_given_later_stands_above_the_draft(desk):
    family = desk()
    part = Three()
    family.drafts.keep(part, family.sitting(), {"word": "из черновика", "order": ["b"], "last": "конец"})
    given = from_flags(Three.forms, {"word": ["с флагом"]})
    walk(family.sitting(), [part], AnswersAsker(given), family.save, family.drafts)
    assert part.answers == {("word", ""): "с флагом", ("order", ""): ("b",), ("last", ""): "конец"}
