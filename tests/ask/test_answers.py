from __future__ import annotations

import shlex
from datetime import date

import pytest

from iom.ask.answers import AnswersAsker, UnansweredError, WrongAnswerError, command
from iom.ask.given import Given, from_flags
from iom.ask.kinds import Confirm, Date, Text
from iom.ask.options import Option
from iom.ask.question import Form, Question, Reply
from iom.ask.ranking import Ranking
from iom.ask.scripted import ScriptedAsker
from iom.errors import Exit
from iom.views.sheet import Sheet

OFFERS = (Option("chess", "Шахматы"), Option("choir", "Хор"))
WISHES = Form("wishes", Ranking, "the wishes")
REASONS = Form("reasons", Text, "why", scoped=True)
ON = Form("on", Date, "the day")
TOGETHER = Form("together", Confirm, "signed together")
FORMS = (WISHES, REASONS, ON, TOGETHER)
TODAY = date(2026, 6, 12)
POLINA = ("iom", "choose", "averina-polina")

ask_wishes = Question(WISHES, Ranking(OFFERS), "Wishes?")
ask_why_chess = Question(REASONS, Text(), "Why chess?", about="chess", required=False)
ask_day = Question(ON, Date(TODAY), "When?", default=TODAY, obvious=True)
ask_together = Question(TOGETHER, Confirm(), "Together?")


def asker(fallback: ScriptedAsker | None = None, **values: object) -> AnswersAsker:
    return AnswersAsker(from_flags(FORMS, values), "averina-polina", POLINA, fallback)


def test_what_is_given_is_parsed_and_not_asked() -> None:
    assert asker(wishes="2 1").ask(ask_wishes) == ("choir", "chess")
    assert asker(reasons=["chess:люблю"]).ask(ask_why_chess) == "люблю"


def test_what_a_scoped_answer_is_about_is_folded() -> None:
    typed_with_cyrillic_twins = "сhess:люблю"
    assert asker(reasons=[typed_with_cyrillic_twins]).ask(ask_why_chess) == "люблю"


def test_without_an_answer_an_optional_question_is_skipped_and_an_obvious_one_takes_its_default() -> None:
    assert asker().ask(ask_why_chess) is Reply.SKIP
    assert asker().ask(ask_day) == TODAY
    assert asker(on="2026-06-01").ask(ask_day) == date(2026, 6, 1)


def test_a_required_answer_is_never_assumed() -> None:
    question = Question(TOGETHER, Confirm(), "Together?", default=True)
    with pytest.raises(UnansweredError):
        asker().ask(question)


def test_all_missing_answers_are_named_in_one_command_with_what_was_given() -> None:
    why = Question(REASONS, Text(), "Why chess?", about="chess")
    with pytest.raises(UnansweredError) as caught:
        asker(wishes="1").require([ask_wishes, why, ask_day, ask_together])
    assert caught.value.exit_code is Exit.USAGE
    assert caught.value.facts == {
        "missing": "--reasons chess:, --together",
        "command": "iom choose averina-polina --wishes chess --reasons chess:… --together …",
    }


def test_nothing_is_missing_where_somebody_can_be_asked() -> None:
    asker(ScriptedAsker([])).require([ask_wishes])


def test_a_wrong_answer_names_its_flag() -> None:
    with pytest.raises(WrongAnswerError) as caught:
        asker(wishes="7").ask(ask_wishes)
    assert caught.value.facts["flag"] == "--wishes"
    assert "1 chess, 2 choir" in str(caught.value)


def test_what_is_not_given_goes_to_the_person() -> None:
    person = ScriptedAsker(["2"])
    mixed = asker(person, reasons=["chess:люблю"])
    assert mixed.ask(ask_wishes) == ("choir",)
    assert mixed.ask(ask_why_chess) == "люблю"
    assert person.questions == [ask_wishes]
    mixed.show(Sheet("screen"))
    assert person.sheets == [Sheet("screen")]


@pytest.mark.parametrize(
    ("question", "typed", "answer"), [(ask_wishes, "2", ("choir",)), (ask_day, "11.06", date(2026, 6, 11))]
)
def test_a_question_that_comes_back_is_put_to_the_person(question: Question, typed: str, answer: object) -> None:
    mixed = asker(ScriptedAsker({question.form.name: typed}), wishes="1")
    mixed.ask(question)
    assert mixed.ask(question) == answer


def test_it_knows_which_answers_were_given() -> None:
    given = asker(reasons=["chess:люблю"])
    assert given.has([REASONS])
    assert given.has([WISHES, REASONS], "chess")
    assert not given.has([REASONS], "choir")
    assert not given.has([WISHES])
    assert not given.answers_anything()


def test_an_answer_that_no_question_wanted_is_known() -> None:
    given = asker(wishes="1", reasons=["judo:люблю"])
    given.ask(ask_wishes)
    given.ask(ask_why_chess)
    assert given.unused() == ("--reasons judo",)


def test_the_next_subject_has_its_own_answers() -> None:
    given = Given({"averina-polina": {("wishes", ""): "1"}, "zykov-savelij": {("wishes", ""): "2"}})
    first = AnswersAsker(given, "averina-polina")
    assert first.ask(ask_wishes) == ("chess",)
    assert first.turned_to("zykov-savelij").ask(ask_wishes) == ("choir",)


def test_the_printed_command_gives_the_same_answers_again() -> None:
    answers = {
        ("reasons", "chess"): "люблю 'опыты' $HOME",
        ("wishes", ""): ("choir", "chess"),
        ("together", ""): True,
        ("on", ""): None,
    }
    printed = command(POLINA, answers, FORMS)
    words = shlex.split(printed)
    assert words[:3] == list(POLINA)
    flags = dict(zip(words[3::2], words[4::2], strict=True))
    again = asker(wishes=flags["--wishes"], reasons=[flags["--reasons"]], together=flags["--together"])
    assert again.ask(ask_wishes) == ("choir", "chess")
    assert again.ask(ask_why_chess) == "люблю 'опыты' $HOME"
    assert again.ask(ask_together) is True


def test_a_value_like_an_option_is_joined_to_its_flag() -> None:
    form = Form("request", Text, "the request")
    assert command(["iom"], {("request", ""): "--help"}, [form]) == "iom --request=--help"
