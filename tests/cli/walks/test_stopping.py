"""Stopping in the middle, and files that change behind the walk's back: nothing is lost, nothing overwritten."""

from __future__ import annotations

import os
import sys

import pytest

from iom.ask.scripted import ScriptedAsker
from iom.cli import walking

JUNE, POLINA = "2026-06-12", "averina-polina"
REQUEST = {"request": "Хочу ставить опыты", "deficit": "-", "goal": "Отличать", "level-start": "1", "level-aim": "2"}
READY = r">[ \x1b].*?\x1b\[\?25h"  # the cursor is shown behind the prompt
WISHES = {"wishes": "K01 K10 K03 K07 K09 K13", "reasons:*": "люблю"}


def test_ctrl_c_keeps_the_finished_parts_and_drafts_the_unfinished_one(place):
    stopped = {**REQUEST, **WISHES, "guardian": "1", "guardian-wishes": KeyboardInterrupt}
    found = place.asked(JUNE, stopped, "choose", POLINA)
    assert found.code == 130
    assert "the same command goes on from here" in found.err
    assert 'request = "Хочу ставить опыты"' in place.text(f"routes/{POLINA}.toml")
    assert place.text(f"choices/{POLINA}.toml").count("[[wishes]]") == 1
    # The guardian is not asked again who is here: the draft knows.
    going_on = {"guardian-wishes": "K03", "impressions:*": "-", "agreed": KeyboardInterrupt}
    assert place.asked(JUNE, going_on, "choose", POLINA).code == 130
    assert place.text(f"choices/{POLINA}.toml").count("[[wishes]]") == 2


def test_ctrl_c_before_any_answer_writes_nothing(place):
    before = place.digest()
    assert place.asked(JUNE, {"request": KeyboardInterrupt}, "choose", POLINA).code == 130
    assert place.digest() == before


def test_a_file_edited_meanwhile_is_not_overwritten_and_the_answers_are_kept(place):
    route = place.path(f"routes/{POLINA}.toml")
    other = with_request(route.read_text("utf-8"))

    class Editing(dict):
        """Somebody writes into the file while the last question is answered."""

        def __getitem__(self, name):
            if name == "level-aim":
                route.write_text(other, "utf-8")
            return super().__getitem__(name)

    found = place.asked(JUNE, Editing(REQUEST), "choose", POLINA)
    assert found.code == 5
    assert f"routes/{POLINA}.toml" in found.err
    assert route.read_text("utf-8") == other
    route.write_text(other.replace('request = "другое"\n', ""), "utf-8")
    assert place.asked(JUNE, {"wishes": KeyboardInterrupt}, "choose", POLINA).code == 130
    text = route.read_text("utf-8")
    assert 'request = "Хочу ставить опыты"' in text
    assert "# чужая правка" in text


def test_a_file_edited_meanwhile_stops_a_batch(place, monkeypatch):
    from iom.cli.session import Session

    route, flush = place.path(f"routes/{POLINA}.toml"), Session.flush

    def late(session):
        route.write_text(with_request(route.read_text("utf-8")), "utf-8")
        flush(session)

    monkeypatch.setattr(Session, "flush", late)
    found = place(JUNE, "choose", POLINA, "--request", "х", "--goal", "ц")
    assert found.code == 5
    assert 'request = "х"' not in route.read_text("utf-8")


def test_what_others_wrote_elsewhere_in_the_file_meanwhile_is_joined(place, monkeypatch):
    from iom.cli.session import Session

    route, flush = place.path(f"routes/{POLINA}.toml"), Session.flush

    def late(session):
        route.write_text(route.read_text("utf-8") + "# чужая правка\n", "utf-8")
        flush(session)

    monkeypatch.setattr(Session, "flush", late)
    found = place(JUNE, "choose", POLINA, "--request", "х", "--goal", "ц")
    assert found.code == 0
    assert "both changes are in" in found.err
    text = route.read_text("utf-8")
    assert 'request = "х"' in text
    assert "# чужая правка\n" in text


def with_request(text: str) -> str:
    return text.replace("schema = 1\n", 'schema = 1\nrequest = "другое"\n# чужая правка\n')


def test_next_pupil_leaves_this_one_for_later_and_loses_nothing(place):
    replies = {"request": "слова", "deficit": "-", "goal": "--"}
    found = place.asked(JUNE, replies, "choose", POLINA, "shestakov-ruslan")
    assert found.code == 0
    assert "1 of 2" in found.err
    assert "2 of 2" in found.err
    assert "слова" not in place.text(f"routes/{POLINA}.toml")
    again = place.asked(JUNE, {"goal": "цель", "level-start": "1", "level-aim": "2", "wishes": "--"}, "choose", POLINA)
    assert again.code == 0
    assert 'request = "слова"' in place.text(f"routes/{POLINA}.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo terminal is a thing of POSIX")
@pytest.mark.slow
def test_a_person_at_a_real_terminal_stops_and_goes_on(place):
    import pexpect

    words = ["-m", "iom", "-C", str(place.root), "--today", JUNE, "--lang", "en", "choose", POLINA]
    settings = {"env": {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}, "encoding": "utf-8", "dimensions": (40, 80)}
    desk = pexpect.spawn(sys.executable, words, timeout=60, **settings)
    for asked, typed in (("What do you want to learn", "Хочу ставить опыты"), ("Which deficit", "-")):
        desk.expect(asked)
        desk.expect(READY)
        desk.sendline(typed)
    desk.expect("What will be different")
    desk.expect(READY)
    desk.send("\x03")
    desk.expect("goes on from here")
    desk.expect(pexpect.EOF)
    desk.close()
    assert desk.exitstatus == 130
    assert "Хочу" not in place.text(f"routes/{POLINA}.toml")
    again = pexpect.spawn(sys.executable, words, timeout=60, **settings)
    again.expect_exact("Continuing from a draft")
    again.expect_exact("Хочу ставить опыты")
    assert again.expect([r"\? What will be different", r"\? What do you want to learn"]) == 0
    again.expect(READY)
    again.send("\x03")
    again.expect(pexpect.EOF)
    again.close()


class Overtaken(dict):
    """A colleague saves the same part while its last question is answered."""

    def __init__(self, replies, act):
        super().__init__(replies)
        self.act = act

    def __getitem__(self, name):
        if name == "guardian-next-request":
            self.act()
        return super().__getitem__(name)


LIDIYA, AUTUMN = "antipina-lidiya", "2026-11-18"
BACK = {"guardian": "antipina-za", "guardian-difficult": "-", "guardian-helped": "-"}
OLD = {**BACK, "guardian-achieved": "СТАРОЕ", "guardian-next-request": "-"}
NEW = """[[reflections]]
id = "20261118-verg6"
by = "antipina-za"
on = 2026-11-18
achieved = "НОВОЕ"
"""


@pytest.fixture
def overtaken(place):
    """A look back that a colleague's overtook: the draft is whole, the documents hold the colleague's."""

    route = place.path(f"routes/{LIDIYA}.toml")

    def colleague():
        text = route.read_text("utf-8")
        route.write_text(text.replace("# История", NEW + "\n# История"), "utf-8")

    found = place.asked(AUTUMN, Overtaken(OLD, colleague), "reflect", LIDIYA, "--part", "guardian-reflection")
    assert found.code == 5
    assert "НОВОЕ" in route.read_text("utf-8")
    return place


@pytest.mark.parametrize("reply", ["y", "n", KeyboardInterrupt])
def test_a_draft_that_others_overtook_asks_before_it_replaces_theirs(overtaken, reply):
    replies = {**BACK, "guardian-achieved": "ТРЕТЬЕ", "guardian-next-request": "-", "replace": reply}
    found = overtaken.asked(AUTUMN, replies, "reflect", LIDIYA, "--part", "guardian-reflection")
    text = overtaken.text(f"routes/{LIDIYA}.toml")
    kept = {"y": "СТАРОЕ", "n": "ТРЕТЬЕ", KeyboardInterrupt: "НОВОЕ"}[reply]
    assert found.code == (130 if reply is KeyboardInterrupt else 0), found.err
    assert [word for word in ("СТАРОЕ", "НОВОЕ", "ТРЕТЬЕ") if word in text] == [kept]


def test_a_look_back_saved_on_another_day_is_asked_about_too(overtaken):
    replies = {"replace": KeyboardInterrupt}
    before = overtaken.digest()
    words = ("reflect", LIDIYA, "--part", "guardian-reflection")
    assert overtaken.asked("2026-11-19", replies, *words).code == 130
    assert overtaken.digest() == before


def test_what_the_draft_would_replace_is_shown_before_the_question(overtaken, monkeypatch):
    asker = ScriptedAsker({"replace": KeyboardInterrupt})
    monkeypatch.setattr(walking, "person", lambda: asker)
    overtaken(AUTUMN, "reflect", LIDIYA, "--part", "guardian-reflection")
    (lines,) = asker.sheets[-1].blocks
    (line,) = lines.lines
    assert "СТАРОЕ instead of НОВОЕ" in line
