"""Texts that a table could spoil, or that would spoil a table: out and in again unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from round_texts import PETR, TEXTS, TITLES, codes, counts, entries

from iom.exchange.importing.plan import Plan
from iom.exchange.tables.encoding import LOST
from iom.exchange.tables.grid import is_error
from iom.model.kinds import JOURNAL
from iom.model.school import School

Build = Callable[[Mapping[str, str]], School]
Take = Callable[..., Plan]
Export = Callable[..., bytes]

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("=+-@\t\n;,\"'\\| ё|Ёй=0123")),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() and any(letter.isalnum() for letter in text))


def meant(text: str) -> bool:
    """Whether a cell with the text holds a value: a failed formula and a lost letter are told as faults."""
    return bool(text) and not is_error(text) and LOST not in text


def kept(text: str) -> str:
    """What every table keeps of a text: without blanks around it, composed."""
    import unicodedata

    return unicodedata.normalize("NFC", text.replace("\xa0", " ")).strip()


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "json", "jsonl"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(HOSTILE.map(kept).filter(meant), min_size=1, max_size=3, unique=True))
def test_hostile_texts_come_back(form: str, texts: Sequence[str], school: Build, exported: Export, imported: Take):
    made = school(TEXTS)
    journal = [
        {"id": f"2026101{at}-aaaaa", "date": at, "topic": text, "absent": ["ivanov-petr"]}
        for at, text in enumerate(texts)
    ]
    lessons = "".join(
        f'[[lessons]]\nid = "{entry["id"]}"\ndate = 2026-10-1{entry["date"]}\ntopic = {_quoted(str(entry["topic"]))}\n'
        for entry in journal
    )
    path = JOURNAL.path("r1", "games")
    whole = school({**TEXTS, path: lessons})
    table = exported(whole, "lessons", form)
    back = imported(whole, "lessons", table, form)
    assert counts(back) == (0, 0, len(texts), 0), codes(back)
    anew = imported(made, "lessons", table, form)
    assert [entry["topic"] for entry in entries(anew, path, "lessons")] == list(texts)


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(HOSTILE.map(kept).filter(meant), min_size=3, max_size=3))
def test_lists_of_courses_with_hostile_titles_come_back(
    form: str, titles: Sequence[str], school: Build, exported: Export, imported: Take
):
    offers = {
        f"rounds/r1/offers/{one}.toml": TEXTS[f"rounds/r1/offers/{one}.toml"].replace(
            f'title = "{known}"', f"title = {_quoted(title)}", 1
        )
        for (one, known), title in zip(TITLES, titles, strict=True)
    }
    wishes = (
        '[[wishes]]\nid = "20260601-aaaaa"\nby = "ivanov-petr"\nphase = "final"\non = 2026-06-01\n'
        'offers = ["paper", "games", "chess"]\n'
        '[[agreements]]\nid = "20260602-aaaaa"\non = 2026-06-02\nhow = "paper"\noffers = ["chess", "paper"]\n'
        'reserve = ["games"]\nsigned_by = ["ivanov-petr", "mama-a"]\n'
    )
    whole = school({**TEXTS, **offers, PETR: wishes})
    for kind in ("wishes", "agreements"):
        back = imported(whole, kind, exported(whole, kind, form), form)
        assert counts(back) == (0, 0, 1, 0), [reason.said() for one in back.outcomes for reason in one.reasons]


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize(
    "text",
    ["=1+1", "+7 912 000-00-00", "-5", "−5", "@all", "007", "1e5", "01.02.2026", "TRUE", "'=x", "''", "5.0", "ё и е",
     "эмодзи 🧪👩🏽‍🔬", "a\nb\nc", 'он сказал: "да"; и ушёл', "\\;", ";", "я" * 30_000],
)  # fmt: skip
def test_texts_that_spreadsheets_spoil_come_back(form: str, text: str, school: Build, exported: Export, imported: Take):
    path = JOURNAL.path("r1", "games")
    lesson = f'[[lessons]]\nid = "20261013-aaaaa"\ndate = 2026-10-13\ntopic = {_quoted(text)}\n'
    table = exported(school({**TEXTS, path: lesson}), "lessons", form)
    plan = imported(school(TEXTS), "lessons", table, form)
    assert [entry["topic"] for entry in entries(plan, path, "lessons")] == [text]


def test_what_spreadsheets_would_run_is_made_harmless(school: Build, exported: Export):
    path = JOURNAL.path("r1", "games")
    lesson = '[[lessons]]\nid = "20261013-aaaaa"\ndate = 2026-10-13\ntopic = "=HYPERLINK(1)"\n'
    raw = exported(school({**TEXTS, path: lesson}), "lessons", "csv").decode("utf-8-sig")
    (row,) = list(csv.DictReader(io.StringIO(raw)))
    assert row["Topic"] == "'=HYPERLINK(1)"
