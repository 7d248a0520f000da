"""The reports on a round and its evaluation, of the example school."""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iom.model.evidence import Assessment, AssessmentSheet
from iom.model.rounds import Event
from iom.model.routes import Route
from iom.model.school import Run
from iom.report.extra import MissingExtraError
from iom.report.figures.evaluation import evaluation_report
from iom.report.figures.indicators import BY_STAGE, Facts
from iom.report.figures.round_report import round_report
from iom.store.load import load

DAY = date(2026, 11, 18)
CRITERIA = ("idea", "making", "independence")


@pytest.fixture(scope="module")
def run() -> Run:
    return load(Path(__file__).parents[3] / "examples" / "zarechnaya").school.runs["2026-autumn"]


def counted(run: Run, today: date = DAY) -> dict[str, tuple[int, int]]:
    facts = Facts(run, today)
    shares = {one.key: one.counted(facts) for indicators in BY_STAGE.values() for one in indicators}
    return {key: (share.part, share.whole) for key, share in shares.items()}


def test_every_share_of_the_pupils_has_all_pupils_below_the_line(run: Run):
    shares = counted(run)
    pupils = len(round_report(run, DAY).board.rows)
    for key in ("wished", "family-wished", "tasted", "agreed", "placed", "looked-back", "family-looked-back"):
        assert shares[key][1] == pupils
    assert all(0 <= part <= whole for part, whole in shares.values())


def test_a_wish_given_counts(run: Run):
    before = counted(run)["wished"]
    without = next(one for one, sheet in run.choices.items() if sheet.wishes)
    emptied = run.choices[without].replaced(wishes=())
    after = counted(run.school.with_documents({f"rounds/{run.id}/choices/{without}.toml": emptied}).runs[run.id])
    assert after["wished"] == (before[0] - 1, before[1])


def test_a_seminar_of_tomorrow_trains_nobody_today(run: Run):
    event = Event.new(kind="evaluation-seminar", title="Seminar", on=date(2026, 11, 19), attended=("averina-oi",))
    path = f"rounds/{run.id}/events/late.toml"
    late = run.school.with_documents({path: event}).runs[run.id]
    assert counted(late)["parents-trained"] == counted(run)["parents-trained"]


def test_marks_of_the_own_family_are_no_experts_marks(run: Run):
    pupil, offer = next((p.student, o) for o, journal in run.journals.items() for p in journal.products)
    parent = run.school.students[pupil].guardian_ids()[0]
    entry = Assessment.new(
        id="20261118-aaaaa", student=pupil, offer=offer, role="expert", on=DAY, marks=dict.fromkeys(CRITERIA, 3)
    )
    path = f"rounds/{run.id}/assessments/{parent}.toml"
    own = run.assessments.get(parent) or AssessmentSheet.new()
    changed = own.replaced(assessments=(*own.assessments, entry))
    after = counted(run.school.with_documents({path: changed}).runs[run.id])
    assert after["parents-judged"] == counted(run)["parents-judged"]


def test_a_deficit_without_an_outcome_is_not_settled(run: Run):
    subject, route = next((one, route) for one, route in run.routes.items() if any(d.outcome for d in route.deficits))
    settled = sum(bool(entry.outcome) for entry in route.deficits)
    emptied: Route = route.replaced(deficits=())
    after = counted(run.school.with_documents({f"rounds/{run.id}/routes/{subject}.toml": emptied}).runs[run.id])
    assert after["deficits-closed"][1] == counted(run)["deficits-closed"][1] - settled


def test_figures_of_few_products_are_hidden_from_people_and_programs(run: Run):
    few = {f"rounds/{run.id}/assessments/{person}.toml": None for person in sorted(run.assessments)[2:]}
    report = evaluation_report(run.school.with_documents(few).runs[run.id], DAY)
    assert report.data()["experts"] == {"hidden": True}
    assert "too few products" in str(report.sheet())


def test_an_empty_round_has_a_page_too(run: Run):
    folder = f"rounds/{run.id}/"
    emptied = {path: None for path in run.school.documents if path.startswith(folder) and path != folder + "round.toml"}
    alone = run.school.with_documents(emptied).runs[run.id]
    assert evaluation_report(alone, DAY).sheet().blocks
    assert round_report(alone, DAY).sheet().blocks


def test_both_reports_are_json(run: Run):
    for report in (evaluation_report(run, DAY), round_report(run, DAY)):
        assert json.loads(json.dumps(report.data()))["round"] == run.id


def test_without_the_library_the_command_that_installs_it_is_named(run: Run, monkeypatch: pytest.MonkeyPatch):
    imported = builtins.__import__

    def refusing(name: str, globals_: Mapping[str, Any] | None = None, *rest: Any) -> Any:
        if name.partition(".")[0] == "krippendorff":
            raise ModuleNotFoundError(name=name)
        return imported(name, globals_, *rest)

    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(MissingExtraError) as raised:
        evaluation_report(run, DAY)
    assert "pip install 'iom[papers]'" in raised.value.hint
