from __future__ import annotations

from datetime import date

import pytest

from iom.ask.question import Reply
from iom.walk.request import AimBelowStartError
from iom.walk.settled import ClashingOffersError, UnsignedError

SIX = ["chemistry", "games", "retell", "flexagons", "eco", "robots"]
REQUEST = {"request": "Хочу ставить опыты", "deficit": "D06", "goal": "Отличать", "level-start": 1, "level-aim": 2}
WISHES = {"wishes": " ".join(SIX), "reasons:*": Reply.SKIP, "reasons:chemistry": "люблю опыты"}
MOTHER = {"guardian-wishes": "eco chemistry games"}
ENDORSING = {"guardian-wishes": Reply.SKIP, "endorse": "y"}
TASTER = {"tasters": "1", "impressions:taster": "понравилось"}
TALK = {
    "agreed": "chemistry games retell",
    "reserve": "flexagons",
    "signed": "all",
    "undertakes:*": Reply.SKIP,
    "undertakes:family": "спрашивать по пятницам",
}
EVERYTHING = {**REQUEST, **WISHES, **MOTHER, **TASTER, **TALK}


def without_ids(entry):
    return {key: value for key, value in entry.items() if key != "id"}


def test_answers_become_the_route(desk):
    family = desk()
    family.walk("choice", REQUEST, "request")
    deficit, goal = family.route["deficits"][0], family.route["goals"][0]
    assert family.route["request"] == "Хочу ставить опыты"
    assert without_ids(deficit) == {
        "deficit": "hypothesis",
        "noticed_by": "fedoseeva-im",
        "noticed_on": date(2026, 6, 12),
    }
    assert without_ids(goal) == {"goal": "Отличать", "deficit": deficit["id"], "level_start": 1, "level_aim": 2}


def test_an_aim_below_the_start_is_refused_before_anything_is_saved(desk):
    family = desk()
    with pytest.raises(AimBelowStartError, match=r"1.*3"):
        family.walk("choice", {**REQUEST, "level-start": 3, "level-aim": 1}, "request")
    assert family.saved == []


@pytest.mark.parametrize(("start", "aim"), [("0", 2), ("3", 3), ("-", 2)])
def test_the_aim_that_is_offered_is_never_below_the_start(desk, start, aim):
    family = desk()
    family.walk("choice", {**REQUEST, "level-start": start, "level-aim": ""}, "request")
    assert family.route["goals"][0]["level_aim"] == aim


def test_answers_become_the_choice_sheet(desk):
    family = desk()
    family.walk("choice", EVERYTHING)
    mine, mothers = family.sheet["wishes"]
    assert without_ids(mine) == {
        "by": "averina-polina",
        "phase": "preliminary",
        "on": date(2026, 6, 12),
        "offers": SIX,
        "reasons": {"chemistry": "люблю опыты"},
    }
    assert without_ids(mothers) == {
        "by": "averina-oi",
        "phase": "preliminary",
        "on": date(2026, 6, 12),
        "offers": ["eco", "chemistry", "games"],
    }
    assert [without_ids(entry) for entry in family.sheet["agreements"]] == [
        {
            "on": date(2026, 6, 12),
            "how": "together",
            "offers": ["chemistry", "games", "retell"],
            "reserve": ["flexagons"],
            "signed_by": ["averina-polina", "averina-oi"],
            "undertakes": {"family": "спрашивать по пятницам"},
        }
    ]
    assert [without_ids(entry) for entry in family.sheet["impressions"]] == [
        {"event": "taster", "on": date(2026, 6, 12), "impression": "понравилось"}
    ]
    assert family.school.runs["autumn"].events["taster"].attended == ("averina-polina",)


def test_each_finished_part_is_saved_before_the_next_begins(desk):
    family = desk()
    family.walk("choice", EVERYTHING)
    wishes = [len(school.runs["autumn"].choices["averina-polina"].wishes) for school in family.saved[1:]]
    assert wishes == [1, 2, 2, 2]


def test_a_second_sitting_asks_only_what_the_gate_still_lacks(desk):
    family = desk()
    family.walk("choice", REQUEST, "request")
    family.walk("choice", {**WISHES, **MOTHER}, "wishes", "guardian-wishes")
    asked = family.on(date(2026, 6, 14)).walk("choice", {**TASTER, **TALK})
    assert {name.partition(":")[0] for name in asked} == {*TASTER, *TALK} - {"impressions:taster"} - {
        "undertakes:*",
        "undertakes:family",
    } | {"impressions", "undertakes"}
    assert "how" not in asked  # obvious


def test_going_back_asks_the_question_before_once_more(desk):
    answers = iter([Reply.BACK, "Отличать"])
    requests = iter(["опечатка", "Хочу ставить опыты"])
    family = desk()

    class Replies(dict):
        def __getitem__(self, key):
            return (
                next({"goal": answers, "deficit": iter([Reply.SKIP]), "request": requests}[key])
                if key
                in {
                    "goal",
                    "request",
                }
                else super().__getitem__(key)
            )

    replies = Replies({**REQUEST, "deficit": Reply.SKIP})
    asked = family.walk("choice", replies, "request")
    assert asked[:4] == ["request", "deficit", "goal", "deficit"]
    assert family.route["request"] == "опечатка"


def test_leaving_for_the_next_pupil_keeps_the_answers_for_later(desk):
    family = desk()
    family.walk("choice", {**REQUEST, "goal": Reply.NEXT})
    assert family.saved == []
    assert family.walk("choice", {**REQUEST, "goal": "Отличать", **EVERYTHING}, "request")[0] == "goal"
    assert family.route["request"] == "Хочу ставить опыты"


def test_ctrl_c_saves_the_finished_parts_and_drafts_the_unfinished_one(desk):
    family = desk()
    with pytest.raises(KeyboardInterrupt):
        family.walk("choice", {**REQUEST, **WISHES, "guardian-wishes": "eco", "tasters": KeyboardInterrupt})
    assert len(family.saved) == 3
    with pytest.raises(KeyboardInterrupt):
        family.walk("choice", {**TASTER, "agreed": "chemistry games retell", "reserve": KeyboardInterrupt})
    assert family.walk("choice", TALK)[0] == "reserve"
    assert family.sheet["agreements"][0]["offers"] == ["chemistry", "games", "retell"]


def test_preliminary_and_final_wishes_are_both_kept(desk):
    family = desk()
    family.walk("choice", {**WISHES, **MOTHER}, "wishes", "guardian-wishes")
    later = family.on(date(2026, 6, 18))
    later.walk("choice", {**WISHES, "wishes": "eco chemistry games retell flexagons robots"}, "wishes")
    mine = [wish for wish in later.sheet["wishes"] if wish["by"] == "averina-polina"]
    assert [(wish["phase"], wish["offers"][0]) for wish in mine] == [("preliminary", "chemistry"), ("final", "eco")]


def test_a_second_agreement_is_a_second_entry(desk):
    family = desk()
    family.walk("choice", EVERYTHING)
    first = family.sheet["agreements"][0]
    later = family.on(date(2026, 6, 18))
    later.walk("choice", {**TALK, "agreed": "chemistry games eco"}, "talk")
    assert later.sheet["agreements"][0] == first
    assert later.sheet["agreements"][1]["offers"] == ["chemistry", "games", "eco"]


def test_neither_the_guardian_nor_the_talk_replaces_the_pupils_wish(desk):
    family = desk()
    family.walk("choice", {**REQUEST, **WISHES}, "request", "wishes")
    wish = family.sheet["wishes"][0]
    family.walk("choice", {**MOTHER, **TASTER, **TALK, "agreed": "eco robots retell"})
    assert family.sheet["wishes"][0] == wish


def test_a_guardian_may_endorse_the_list_unseen(desk):
    family = desk()
    family.walk("choice", {**WISHES, **ENDORSING}, "wishes", "guardian-wishes")
    mine, mothers = family.sheet["wishes"]
    assert mothers["endorses"] == mine["id"]
    assert "offers" not in mothers


def test_the_guardian_is_not_shown_the_childs_list(desk):
    plain, wished = desk(), desk()
    wished.walk("choice", {**WISHES, "wishes": "robots eco"}, "wishes")
    questions = []
    for family in (plain, wished):
        family.walk("choice", MOTHER, "guardian-wishes")
        question = next(one for one in family.asker.questions if one.form.name == "guardian-wishes")
        questions.append((question.kind, question.default, question.text, family.asker.sheets))
    assert questions[0] == questions[1]


def test_the_child_is_not_shown_the_guardians_list(desk):
    plain, wished = desk(), desk()
    wished.walk("choice", {"guardian-wishes": "robots eco"}, "guardian-wishes")
    seen = []
    for family in (plain, wished):
        family.walk("choice", WISHES, "wishes")
        question = family.asker.questions[0]
        seen.append((question.kind, question.default, question.text, question.hint, family.asker.sheets))
    assert seen[0] == seen[1]


def test_a_talk_forced_too_early_shows_no_list_and_no_order_of_one(desk):
    plain, wished = desk(), desk()
    wished.walk("choice", {**WISHES, "wishes": "robots eco"}, "wishes")
    seen = []
    for family in (plain, wished):
        family.walk("choice", TALK, "talk")
        seen.append((family.asker.sheets, [(one.kind, one.default) for one in family.asker.questions[:1]]))
    assert [sheets for sheets, _ in seen] == [[], []]
    first, second = ([option.id for option in kinds[0][0].options] for _, kinds in seen)
    assert first == second
    assert seen[0][1][0][1] == seen[1][1][0][1] is None


def test_the_talk_shows_both_lists_and_their_clashes(desk):
    family = desk()
    family.walk("choice", {**REQUEST, **WISHES, **MOTHER, **TASTER, **TALK})
    talk = next(sheet for sheet in family.asker.sheets if sheet.title == "What each wishes")
    assert [row[-2:] for row in talk.blocks[0].rows[:2]] == [("1", "2"), ("2", "3")]
    assert "“Курс games” and “Курс robots”" in repr(talk.blocks[1])


def test_what_all_want_is_suggested_unless_it_clashes(desk):
    family = desk()
    family.walk("choice", {**WISHES, "wishes": "games robots eco retell chemistry flexagons", **ENDORSING}, "wishes")
    family.walk("choice", ENDORSING, "guardian-wishes")
    family.walk("choice", {**TALK, "agreed": ""}, "talk")
    assert family.sheet["agreements"][0]["offers"] == ["games", "eco", "retell"]


def test_an_agreement_on_offers_at_one_hour_is_refused(desk):
    family = desk()
    with pytest.raises(ClashingOffersError) as caught:
        family.walk("choice", {**EVERYTHING, "agreed": "games robots eco"})
    assert caught.value.facts == {"first": "Курс games", "second": "Курс robots", "hours": "Tue 14:00"}
    assert "agreements" not in family.sheet


def test_an_agreement_without_the_childs_signature_is_refused(desk):
    family = desk()
    with pytest.raises(UnsignedError):
        family.walk("choice", {**EVERYTHING, "signed": "averina-oi"})
    assert "agreements" not in family.sheet


def test_the_same_answers_on_one_day_change_nothing(desk):
    family = desk()
    family.walk("choice", EVERYTHING)
    before = family.school.documents
    family.walk("choice", EVERYTHING, "request", "wishes", "guardian-wishes", "talk")
    assert family.school.documents == before


def test_what_is_told_to_do_next_does_not_tell_the_childs_list_to_the_guardian(desk):
    from iom.views.board import row_of
    from iom.views.next_steps import OneNext

    family = desk()
    family.walk("choice", {**WISHES, "wishes": "robots eco"}, "wishes")
    told = " ".join(OneNext(row_of(family.school.runs["autumn"], "averina-polina", family.today)).commands())
    assert "--wishes …" in told
    family.walk("choice", MOTHER, "guardian-wishes")
    told = " ".join(OneNext(row_of(family.school.runs["autumn"], "averina-polina", family.today)).commands())
    assert "--wishes robots,eco,…" in told


@pytest.mark.parametrize(("wishes", "warned"), [("chemistry games retell", True), (" ".join(SIX), False)])
def test_a_short_list_is_warned_of_before_the_next_question(desk, wishes, warned):
    family = desk()
    with pytest.raises(KeyboardInterrupt):
        family.walk("choice", {"wishes": wishes, "reasons:*": KeyboardInterrupt}, "wishes")
    assert ("A short list: 3 of at least 6 offers, at 3 of at least 4" in family.shown()) is warned
