"""What every paper says, blank and filled, in both languages; and on how many pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from paper_text import printed, told  # beside this file

from iom.language import speaking
from iom.report.papers.kinds import Built, Case

PUPIL, MOVED, EMPTY = "vyatkina-miroslava", "ermolina-eva", "averina-polina"
BLANK = {"blank": True}
#: name of the snapshot: paper, whom about, circumstances, pages in Russian and in English
CASES: dict[str, tuple[str, str, dict[str, Any], tuple[int, ...], tuple[int, ...]]] = {
    "choice-blank": ("choice", PUPIL, BLANK, (2, 1), (2, 1)),
    "choice-filled": ("choice", PUPIL, {}, (1,), (1,)),
    "choice-spare": ("choice", "", BLANK, (2, 1), (2, 1)),
    "agreement-blank": ("agreement", PUPIL, BLANK, (1,), (1,)),
    "agreement-filled": ("agreement", MOVED, {}, (1,), (1,)),
    "route-filled": ("route", PUPIL, {}, (2,), (2,)),
    "route-blank": ("route", PUPIL, BLANK, (2,), (2,)),
    "route-empty": ("route", EMPTY, {}, (2,), (2,)),
    "route-stopped": ("route", "pyankov-demid", {}, (2,), (2,)),
    "groups": ("groups", "my-district", {}, (1,), (1,)),
    "placement": ("placement", "2026-autumn", {}, (1,), (1,)),
    "explanation-by-hand": ("explanation", MOVED, {}, (1,), (1,)),
    "attendance-filled": ("attendance", "eco-patrol", {}, (1,), (1,)),
    "attendance-blank": ("attendance", "eco-patrol", BLANK, (2,), (2,)),
    "consultations-filled": ("consultations", "fedoseeva-im", {"month": "2026-09"}, (1,), (1,)),
    "consultations-blank": ("consultations", "fedoseeva-im", {"month": "2026-12"}, (1,), (1,)),
    "self-blank": ("self", PUPIL, {**BLANK, "offers": ("eco-patrol",)}, (2,), (2,)),
    "self-filled": ("self", PUPIL, {"offers": ("eco-patrol",)}, (2,), (2,)),
    "expert-blank": ("expert", PUPIL, {**BLANK, "offers": ("eco-patrol",)}, (1,), (1,)),
    "expert-filled": ("expert", PUPIL, {"offers": ("eco-patrol",)}, (1, 1, 1), (1, 1, 1)),
    "expert-spare": ("expert", "", BLANK, (1,), (1,)),
    "expert-table": ("expert-table", "eco-patrol", {"expert": "loginova-vp"}, (3,), (3,)),
    "minutes": ("minutes", "mini-conference", {}, (1,), (1,)),
    "minutes-blank": ("minutes", "mini-conference", BLANK, (1,), (1,)),
    "minutes-conference": ("minutes", "conference", {}, (1,), (1,)),
    "reflection-blank": ("reflection", PUPIL, BLANK, (2,), (2,)),
    "reflection-filled": ("reflection", PUPIL, {}, (1,), (1,)),
    "guardian-reflection-blank": ("guardian-reflection", PUPIL, BLANK, (1,), (1,)),
    "guardian-reflection-filled": ("guardian-reflection", PUPIL, {}, (1,), (1,)),
    "certificate": ("certificate", PUPIL, {}, (1,), (1,)),
}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", CASES)
def test_the_paper_says(
    name: str,
    language: str,
    case: Callable[..., Case],
    build: Callable[[str, Case, str], Built],
    snapshot: Callable[[str, str], None],
):
    paper, subject, circumstances, *_pages = CASES[name]
    with speaking(language):
        snapshot(f"{name}.{language}", told(*build(paper, case(**circumstances), subject).papers))


@pytest.mark.parametrize(("language", "at"), [("ru", 3), ("en", 4)])
def test_the_paper_needs_so_many_pages(
    language: str, at: int, case: Callable[..., Case], build: Callable[[str, Case, str], Built]
):
    papers, expected = [], {}
    with speaking(language):
        for name, (paper, subject, circumstances, *_pages) in CASES.items():
            found = build(paper, case(**circumstances), subject).papers
            expected.update({len(papers) + place: (name, CASES[name][at][place]) for place in range(len(found))})
            papers += found
        counts = printed(*papers)
    assert dict(enumerate(counts)) == {place: pages for place, (_name, pages) in expected.items()}, expected
