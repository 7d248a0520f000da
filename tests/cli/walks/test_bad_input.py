"""What bad input gets: told with its place and a hint, and nothing written."""

from __future__ import annotations

import pytest

JUNE, AUTUMN, NOVEMBER = "2026-06-12", "2026-11-10", "2026-11-18"
ZAKHAR = "teterin-zakhar"
AGREED = "kitchen-chemistry,board-game,read-and-retell"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("choose", ZAKHAR, "--agreed", AGREED + ",flexagons", "--signed", "all"), "at most 3"),
        (("choose", ZAKHAR, "--agreed", "board-game,flexagons", "--signed", "all"), "at least 3"),
        (("choose", ZAKHAR, "--agreed", "board-game,board-game,flexagons", "--signed", "all"), "Named twice"),
        (("choose", ZAKHAR, "--agreed", AGREED, "--signed", "teterina-xx"), "teterina-xx"),
        (("choose", ZAKHAR, "--agreed", "family-budget,peace-school,board-game", "--signed", "all"), "same hour"),
        (("choose", ZAKHAR, "--wishes", "kitchen-chemistry,nothing"), "nothing"),
        (
            ("choose", ZAKHAR, "--request", "х", "--goal", "ц", "--level-start", "3", "--level-aim", "1"),
            "--level-aim: The level aimed at (1) is below the level at the start (3).",
        ),
        (("implement", "--offer", "kitchen-chemistry", "--lesson-on", "2026-12-01", "--absent", "none"), "2026-09-14"),
        (("implement", "--offer", "kitchen-chemistry", "--lesson-on", "2026-11-04", "--absent", "none"), "2026-11-03"),
        (("implement", "--offer", "kitchen-chemistry", "--lesson-on", "31.02.2026", "--absent", "none"), "31.02.2026"),
        (("implement", "--offer", "kitchen-chemistry", "--absent", "nobody-here"), "nobody-here"),
        (
            ("evaluate", "--expert", "cherepakhin-iv", "--marks", "bolotov-egor/family-budget:P1=4"),
            "P1",
        ),
        (
            ("evaluate", "--expert", "cherepakhin-iv", "--marks", "bolotov-egor/family-budget:XX=1"),
            "XX",
        ),
        (("evaluate", "--expert", "cherepakhin-iv", "--marks", "bolotov-egor/no-such:P1=1"), "no-such"),
        (("implement", "--offer", "kitchen-chemistry", "--products", "nobody-here:Дневник"), "nobody-here"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:2]),
)
def test_the_walk_refuses(place, words, said):
    before = place.digest()
    # Products are judged once they have been shown.
    found = place(NOVEMBER if "--expert" in words else AUTUMN, *words)
    assert found.code == 4, (found.out, found.err)
    assert said in found.err
    assert place.digest() == before


def test_an_agreement_without_the_childs_signature_is_refused(place):
    before = place.digest()
    guardian = place(JUNE, "student", "show", ZAKHAR, "--json").out
    words = (
        "choose",
        ZAKHAR,
        "--agreed",
        AGREED,
        "--signed",
        guardian.split('"guardians": [')[1].split('"id": "')[1].split('"')[0],
    )
    found = place(AUTUMN, *words)
    assert found.code == 4
    assert f"Add {ZAKHAR}" in found.err
    assert place.digest() == before


FAULTS = {
    "broken": (f"students/{ZAKHAR}.toml", b'name = "\n'),
    "wrong type": (f"students/{ZAKHAR}.toml", b"schema = 1\nname = 5\n"),
    "empty": (f"students/{ZAKHAR}.toml", b""),
    "big": (f"students/{ZAKHAR}.toml", b"# " + b"x" * (2 << 20)),
    "deep keys": (f"students/{ZAKHAR}.toml", b"schema = 1\n" + b".".join([b"a"] * 1000) + b" = 1\n"),
    "brackets": (f"students/{ZAKHAR}.toml", b"schema = 1\na = " + b"[" * 20000),
    "newer": (f"students/{ZAKHAR}.toml", b'schema = 99\nname = "x"\n'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_document_that_cannot_be_read_is_found_and_never_written(place, fault):
    path, content = FAULTS[fault]
    (place.root / path).write_bytes(content)
    found = place(AUTUMN, "check", "--json")
    assert found.code == 1
    problem = next(one for one in found.data["problems"] if one["document"] == path and one["severity"] == 1)
    assert problem["line"]
    assert problem["text"]
    before = place.digest()
    assert place(AUTUMN, "choose", ZAKHAR, "--agreed", AGREED, "--signed", "all").code in {4, 5, 6}
    assert place.digest() == before


def test_a_broken_route_is_never_written(place):
    place.path(f"routes/{ZAKHAR}.toml").write_bytes(b"schema = 1\nrequest = \n")
    before = place.digest()
    found = place(AUTUMN, "choose", ZAKHAR, "--request", "х", "--goal", "ц")
    assert found.code == 4
    assert "iom check" in found.err
    assert place.digest() == before


@pytest.mark.parametrize(("bom", "newline"), [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_bom_and_crlf_are_read_and_kept(place, bom, newline):
    route = place.path("routes/averina-polina.toml")
    route.write_bytes(bom + route.read_bytes().replace(b"\n", newline))
    assert place(JUNE, "choose", "averina-polina", "--request", "х", "--goal", "ц").code == 0
    content = route.read_bytes()
    assert content.startswith(bom + b"#")
    assert content.count(b"\n") == content.count(newline)


def test_a_group_of_31_is_reported(place):
    group = next((place.root / "groups").glob("*.toml"))
    members = "".join(
        f'\n[[members]]\nid = "extra-{number:02}"\nstudent = "{path.stem}"\nsince = 2026-09-01\n'
        for number, path in enumerate(sorted((place.root / "students").glob("*.toml"))[:31])
    )
    text = group.read_text("utf-8")
    group.write_text(text[: text.index("[[members]]")] + members, "utf-8")
    found = place(AUTUMN, "check", "--json")
    path = f"groups/{group.name}"
    assert found.code == 1
    assert any(one["document"] == path and "30" in one["text"] + one["hint"] for one in found.data["problems"])


def test_a_link_out_of_the_workspace_is_reported_and_not_followed(place, tmp_path):
    outside = tmp_path / "outside.toml"
    outside.write_text('schema = 1\nname = "Чужой"\n', "utf-8")
    (place.root / "students" / "chuzhoy-ivan.toml").symlink_to(outside)
    assert place(AUTUMN, "check").code == 1
    assert place(AUTUMN, "choose", "chuzhoy-ivan", "--goal", "ц").code == 6
    assert outside.read_text("utf-8") == 'schema = 1\nname = "Чужой"\n'


def test_a_pupil_whose_file_is_broken_is_not_told_to_be_nobody(place):
    path = place.root / "students/gilev-timur.toml"
    path.write_text(path.read_text("utf-8") + "name =\n", "utf-8")
    found = place("2026-11-18", "implement", "gilev", "--topic", "x")
    assert found.code == 4
    assert "students/gilev-timur.toml" in found.err
    assert "iom check" in found.err


SHORT = "kitchen-chemistry,board-game,flexagons,read-and-retell,eco-patrol"


def test_a_short_list_is_taken_with_a_warning(place):
    found = place(JUNE, "choose", ZAKHAR, "--wishes", SHORT)
    assert found.code == 0
    assert "5 of at least 6 offers, at 5 of at least 4 different hours" in " ".join(found.err.split())
    long = place(JUNE, "choose", ZAKHAR, "--wishes", SHORT + ",robot-cart")
    assert (long.code, long.err) == (0, "")
