"""The rules of a placement from the documents on: luck of earlier rounds, deficits, rounds that cannot be."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

DAY = ("--today", "2027-01-20", "--lang", "en")
OFFER = """schema = 1
course = "{course}"
teachers = ["teacher-ab"]
starts = 2027-02-01
ends = 2027-04-01

[seats]
min = 1
max = {seats}

[[slots]]
id = "{day}-1400"
day = "{day}"
from = 14:00:00
to = 15:00:00
"""
AGREED = """schema = 1

[[agreements]]
id = "20270110-f1nx0"
on = 2027-01-10
how = "together"
offers = [{offers}]
signed_by = ["{pupil}"]
"""
PUBLISHED = """schema = 1
published_on = 2026-09-10
"""


class Small:
    """A small school on disk: pupils ann and bob, one course for each of them in the spring."""

    def __init__(self, root: Path, iom: Callable) -> None:
        self.root, self.iom = root, iom
        self.write("iom.toml", 'schema = 1\nname = "School"\nlanguage = "en"')
        self.write("staff/teacher-ab.toml", 'schema = 1\nname = "Teacher"')
        for pupil in ("ann", "bob"):
            forms = '[[forms]]\nid = "f1"\nsince = 2026-01-01\nform = "5a"'
            self.write(f"students/{pupil}.toml", f'schema = 1\nname = "{pupil.title()}"\n\n{forms}')
        self.round("spring", 'previous = "autumn"\npicks = 1')

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", "utf-8")

    def round(self, name: str, more: str = "", codes: Mapping[str, str] | None = None) -> None:
        head = f'schema = 1\ntitle = "{name}"\nschool_year = "2026-2027"\nopened_on = 2027-01-01\n'
        self.write(f"rounds/{name}/round.toml", head + more)
        told = codes or {"ann": "aaaaa", "bob": "bbbbb"}
        lines = "".join(f'{pupil} = "{code}"\n' for pupil, code in told.items())
        self.write(f"rounds/{name}/codes.toml", f"schema = 1\n\n[codes]\n{lines}")

    def offer(self, name: str, day: str, seats: int = 1, metaskills: str = "", title: str = "") -> None:
        self.write(f"courses/{name}.toml", f'schema = 1\ntitle = "{title or name.title()}"\n{metaskills}')
        self.write(f"rounds/spring/offers/{name}.toml", OFFER.format(course=name, day=day, seats=seats))

    def wants(self, pupil: str, *offers: str) -> None:
        text = AGREED.format(offers=", ".join(f'"{one}"' for one in offers), pupil=pupil)
        self.write(f"rounds/spring/choices/{pupil}.toml", text)

    def pinned(self, *pairs: tuple[str, str]) -> None:
        """Placements by hand, code and offer."""
        rows = "".join(
            f'\n[[placements]]\nid = "{code}-{offer}"\ncode = "{code}"\noffer = "{offer}"\n'
            f'by = "teacher-ab"\nreason = "…"\non = 2027-01-15\n'
            for code, offer in pairs
        )
        self.write("rounds/spring/allocation.toml", f"schema = 1\n{rows}")

    def allocate(self, *words: str):
        return self.iom("round", "allocate", "spring", *words, *DAY, cwd=self.root)

    def placed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.paper()["placements"]:
            found.setdefault(one["code"], []).append(one["offer"])
        return found

    def paper(self):
        return tomllib.loads((self.root / "rounds/spring/allocation.toml").read_text("utf-8"))

    def digest(self) -> dict[str, bytes]:
        paths = (path for path in self.root.rglob("*.toml") if ".iom" not in path.parts)
        return {str(path): path.read_bytes() for path in paths}


@pytest.fixture
def small(tmp_path: Path, iom: Callable) -> Small:
    return Small(tmp_path / "school", iom)


def earlier(small: Small, met: Mapping[str, int], *, published: bool = True) -> None:
    """A round before, in which the pupils got these wishes; it had codes of its own."""
    codes = {"ann": "ccccc", "bob": "ddddd"}
    small.round("autumn", "picks = 1", codes)
    rows = "".join(
        f'\n[[placements]]\nid = "{codes[pupil]}-clay"\ncode = "{codes[pupil]}"\noffer = "clay"\nwish = {wish}\n'
        for pupil, wish in met.items()
    )
    small.write("rounds/autumn/allocation.toml", (PUBLISHED if published else "schema = 1\n") + rows)


def rivals(small: Small) -> None:
    """Ann and Bob both want the one seat of clay first."""
    small.offer("clay", "mon")
    small.offer("maps", "tue", seats=5)
    small.wants("ann", "clay", "maps")
    small.wants("bob", "clay", "maps")


@pytest.mark.parametrize(("unlucky", "code"), [("ann", "aaaaa"), ("bob", "bbbbb")])
def test_who_gave_way_in_the_last_round_comes_first_in_this_one(small: Small, unlucky: str, code: str):
    rivals(small)
    earlier(small, {pupil: 4 if pupil == unlucky else 1 for pupil in ("ann", "bob")})
    assert small.allocate().code == 0
    assert small.placed()[code] == ["clay"]
    accounts = {entry["code"]: entry.get("account", 0) for entry in small.paper()["lists"]}
    assert accounts[code] == 3
    assert sum(accounts.values()) == 3
    assert small.iom("round", "verify", "spring", *DAY, cwd=small.root).code == 0


def test_only_published_papers_count_and_a_round_may_switch_the_account_off(small: Small):
    rivals(small)
    earlier(small, {"ann": 4, "bob": 1}, published=False)
    assert small.allocate().code == 0
    assert not any(entry.get("account") for entry in small.paper()["lists"])
    earlier(small, {"ann": 4, "bob": 1})
    small.round("spring", 'previous = "autumn"\npicks = 1\n\n[rules]\naccount = false')
    assert small.allocate().code == 0
    assert not any(entry.get("account") for entry in small.paper()["lists"])


def test_this_round_s_disappointment_is_carried_into_the_next(small: Small):
    rivals(small)
    assert small.allocate().code == 0
    assert small.iom("round", "publish", "spring", *DAY, cwd=small.root).code == 0
    winner = next(code for code, held in small.placed().items() if held == ["clay"])
    small.round("summer", 'previous = "spring"\npicks = 1')
    for name, day in (("clay", "mon"), ("maps", "tue")):
        small.write(f"rounds/summer/offers/{name}.toml", OFFER.format(course=name, day=day, seats=1))
    for pupil in ("ann", "bob"):
        sheet = (small.root / f"rounds/spring/choices/{pupil}.toml").read_text("utf-8")
        small.write(f"rounds/summer/choices/{pupil}.toml", sheet)
    assert small.iom("round", "allocate", "summer", *DAY, cwd=small.root).code == 0
    paper = tomllib.loads((small.root / "rounds/summer/allocation.toml").read_text("utf-8"))
    now = next(one["code"] for one in paper["placements"] if one["offer"] == "clay")
    assert now != winner


DEFICIT = """schema = 1
opened_on = 2027-01-02

[[deficits]]
id = "20270103-h6ru0"
deficit = "hypothesis-or-fact"
"""


def with_deficits(small: Small, rules: str) -> None:
    """Two seats one place apart on each list; maps trains what Ann lacks."""
    small.write(
        "catalogs/metaskills.toml",
        'schema = 1\n\n[[metaskills]]\nid = "research"\ntitle = "Research"\narea = "cognitive"',
    )
    small.write(
        "catalogs/deficits.toml",
        'schema = 1\n\n[[deficits]]\nid = "hypothesis-or-fact"\ntext = "Facts"\nmetaskill = "research"',
    )
    small.round("spring", f"picks = 1\n\n[rules]\n{rules}")
    small.offer("clay", "mon")
    small.offer("chess", "wed", seats=5)
    small.offer("maps", "tue", metaskills='metaskills = ["research"]')
    small.write("rounds/spring/routes/ann.toml", DEFICIT)
    for pupil in ("ann", "bob"):
        small.wants(pupil, "chess", "maps", "clay")
    small.offer("chess", "wed", seats=1)


def test_a_course_that_serves_a_deficit_counts_one_place_higher_where_the_round_says_so(small: Small):
    with_deficits(small, "favour_deficits = true")
    assert small.allocate().code == 0
    lists = {entry["code"]: entry for entry in small.paper()["lists"]}
    assert lists["aaaaa"]["favoured"] == ["maps"]
    assert "favoured" not in lists["bbbbb"]
    # For Ann the second wish is worth as much as the first, so Bob gets the course that both want first.
    small.round("spring", "picks = 1\n\n[rules]\nfavour_deficits = true\nfirst_wishes = false")
    assert small.allocate().code == 0
    assert small.placed() == {"aaaaa": ["maps"], "bbbbb": ["chess"]}
    assert small.iom("round", "verify", "spring", *DAY, cwd=small.root).code == 0


def test_without_the_rule_no_adult_shifts_a_wish(small: Small):
    with_deficits(small, "first_wishes = true")
    assert small.allocate().code == 0
    assert not any("favoured" in entry for entry in small.paper()["lists"])


def too_few_seats(small: Small) -> None:
    rivals(small)
    small.wants("ann", "clay")
    small.wants("bob", "clay")


def all_at_one_hour(small: Small) -> None:
    small.round("spring", "picks = 2")
    small.offer("clay", "mon", seats=5)
    small.offer("maps", "mon", seats=5)
    for pupil in ("ann", "bob"):
        small.wants(pupil, "clay", "maps")


def pins_at_one_hour(small: Small) -> None:
    all_at_one_hour(small)
    small.pinned(("aaaaa", "clay"), ("aaaaa", "maps"))


def pins_over_seats(small: Small) -> None:
    rivals(small)
    small.pinned(("aaaaa", "clay"), ("bbbbb", "clay"))


def too_many_pins(small: Small) -> None:
    rivals(small)
    small.pinned(("aaaaa", "clay"), ("aaaaa", "maps"))


@pytest.mark.parametrize(
    ("make", "said", "mended"),
    [
        (too_few_seats, "list only Clay: seats 1, needed 2", "--allow-short"),
        (all_at_one_hour, "the list allows no more than 1 courses at once of 2: Clay, Maps", "--allow-short"),
        (pins_at_one_hour, "Ann: placed by hand at one hour in Clay, Maps", "iom edit rounds/spring/allocation.toml"),
        (pins_over_seats, "Clay: 2 pupils placed by hand, seats: 1", "iom edit rounds/spring/allocation.toml"),
        (too_many_pins, "Ann: placed by hand in 2 courses, the round gives 1", "iom edit"),
    ],
)
def test_a_round_that_cannot_be_is_told_in_few_facts_and_nothing_is_written(
    small: Small, make: Callable[[Small], None], said: str, mended: str
):
    make(small)
    before = small.digest()
    found = small.allocate()
    assert found.code == 4
    assert said in " ".join(found.err.split())
    assert mended in " ".join(found.err.split())
    assert small.digest() == before


def test_the_rest_can_be_placed_all_the_same(small: Small):
    too_few_seats(small)
    assert small.allocate("--allow-short").code == 0
    assert sorted(map(len, small.placed().values())) == [1]
    assert small.paper()["result"]["missing"] == 1


def test_placements_by_hand_that_contradict_each_other_are_never_passed_over(small: Small):
    pins_over_seats(small)
    before = small.digest()
    assert small.allocate("--allow-short").code == 4
    assert small.digest() == before
