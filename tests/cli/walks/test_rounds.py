"""Rounds: opening, placing, moving, closing, and every refusal."""

from __future__ import annotations

import tomllib

import pytest

NOW, POLINA, BY = "2026-09-14", "averina-polina", ("--reason", "решение", "--by", "oborina-lf")
AGREED = "kitchen-chemistry,board-game,read-and-retell"


def agreed(place, offers=AGREED, *more):
    words = ("choose", POLINA, "--agreed", offers, "--signed", "all", "--part", "talk", *more)
    assert place("2026-06-12", *words).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("open", "2026-autumn", "--title", "Ещё раз"), 5, "2026-autumn already"),
        (("open", "2027-spring"), 2, "--title"),
        (("open", "Весна", "--title", "Весна"), 2, "no id"),
        (("open", "2027-spring", "--title", "Весна", "--previous", "2020"), 6, "2020"),
        (("open", "2027-spring", "--title", "Весна", "--template", "nothing"), 6, "nothing"),
        (("place", POLINA, "board-game", *BY), 5, "published"),
        (("place", POLINA, "board-game"), 2, "--reason, --by"),
        (("move", POLINA, "--to", "board-game", *BY), 4, "has not agreed"),
        (("move", POLINA, "--from", "board-game", *BY), 6, "is not in"),
        (("move", POLINA, *BY), 2, "--to"),
        (("move", "babushkin-lev", "--to", "flexagons", *BY), 5, "already"),
        (("move", POLINA, "--to", "no-such-offer", *BY), 6, "no-such-offer"),
        (("close",), 4, "still open"),
        (("status", "2020-spring"), 6, "2020-spring"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else "",
)
def test_a_refusal_says_why_and_writes_nothing(place, words, code, said):
    before = place.digest()
    found = place(NOW, "round", *words)
    assert found.code == code, found.err
    assert said in " ".join(found.err.split())
    assert place.digest() == before


def test_a_move_is_written_with_the_agreement_that_allows_it(place):
    agreed(place)
    assert place(NOW, "round", "move", POLINA, "--to", "board-game", *BY).code == 0
    move = tomllib.loads(place.text("moves.toml"))["moves"][-1]
    agreement = tomllib.loads(place.text(f"choices/{POLINA}.toml"))["agreements"][0]["id"]
    assert (move["student"], move["to"], move["agreement"], move["by"]) == (
        POLINA,
        "board-game",
        agreement,
        "oborina-lf",
    )


def test_a_dry_move_writes_nothing(place):
    agreed(place)
    before = place.digest()
    found = place(NOW, "round", "move", POLINA, "--to", "board-game", *BY, "--dry-run")
    assert '+to = "board-game"' in found.out
    assert place.digest() == before


def test_a_busy_hour_is_refused(place):
    pupil = place.root / f"students/{POLINA}.toml"
    slot = tomllib.loads(place.text("offers/board-game.toml"))["slots"][0]
    busy = f'\n[[busy]]\nid = "busy-2"\nday = "{slot["day"]}"\nfrom = {slot["from"]}\nto = {slot["to"]}\n'
    pupil.write_text(pupil.read_text("utf-8") + busy, "utf-8")
    agreed(place)
    found = place(NOW, "round", "move", POLINA, "--to", "board-game", *BY)
    assert found.code == 5
    assert "busy" in found.err


@pytest.mark.parametrize(
    ("field", "value", "said"), [("max = ", "max = 5", "no seat left"), ("starts", "", "cancelled")]
)
def test_a_full_or_cancelled_offer_is_refused(place, field, value, said):
    agreed(place)
    path = place.path("offers/board-game.toml")
    text = path.read_text("utf-8")
    if field == "starts":
        text = text.replace("starts =", "cancelled_on = 2026-09-01\nstarts =", 1)
    else:
        text = "\n".join(value if line.startswith(field) else line for line in text.splitlines()) + "\n"
    path.write_text(text, "utf-8")
    found = place(NOW, "round", "move", POLINA, "--to", "board-game", *BY)
    assert found.code == 5
    assert said in found.err


def test_the_next_round_opens_with_what_the_last_one_left(place):
    words = ("round", "open", "2027-winter", "--title", "Зима", "--previous", "2026-autumn", "--json")
    found = place("2026-12-01", *words)
    assert found.code == 0
    codes = tomllib.loads((place.root / "rounds/2027-winter/codes.toml").read_text("utf-8"))["codes"]
    assert len(set(codes.values())) == len(codes) > 60
    old = tomllib.loads(place.text("routes/lyadova-ulyana.toml"))
    new = tomllib.loads((place.root / "rounds/2027-winter/routes/lyadova-ulyana.toml").read_text("utf-8"))
    mine = [entry for entry in old["reflections"] if entry["by"] == "lyadova-ulyana"]
    assert new["request"] == mine[-1]["next_request"]
    carried = [entry["deficit"] for entry in old.get("deficits", ()) if entry.get("outcome") != "closed"]
    assert [entry["deficit"] for entry in new.get("deficits", ())] == carried
    unmet = [goal["goal"] for goal in old["goals"] if goal.get("level_reached", -1) < goal.get("level_aim", 0)]
    assert [goal["goal"] for goal in new.get("goals", ())] == unmet
    assert "decisions" not in new


def test_a_round_closes_when_all_routes_are_over_and_then_nothing_changes(place):
    for path in place.path("routes").glob("*.toml"):
        if place("2026-12-01", "next", path.stem, "--json").data["stage"] not in {"closed", "stopped"}:
            path.unlink()
            path.write_text(
                'schema = 1\n\n[[decisions]]\nid = "d1"\non = 2026-11-30\nstage = "choice"\ndecision = "stop"\n'
                'reason = "other"\nby = "oborina-lf"\n',
                "utf-8",
            )
    for pupil in ("teterin-zakhar",):
        assert place.path(f"routes/{pupil}.toml").exists()
    assert place("2026-12-01", "round", "close").code == 0
    assert "closed_on = 2026-12-01" in place.text("round.toml")
    before = place.digest()
    for words in (("round", "close", "2026-autumn"), ("choose", POLINA, "--goal", "ц", "--round", "2026-autumn")):
        found = place("2026-12-02", *words)
        assert found.code == 5
        assert "was closed on 2026-12-01" in found.err
    assert place("2026-12-02", "choose", POLINA).code == 6
    assert place.digest() == before


def test_the_status_of_a_round_adds_up(place):
    data = place("2026-11-18", "round", "status", "--json").data
    seated = sum(
        len(place("2026-11-10", "status", "--offer", one["id"], "--json").data["subjects"])
        for one in data["offers"][:3]
    )
    assert sum(one["placed"] for one in data["offers"][:3]) >= seated > 0
    assert POLINA in data["without_wishes"]
    assert POLINA in data["without_agreement"]
