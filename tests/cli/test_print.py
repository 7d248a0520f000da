"""The command print, as a school would type it."""

from __future__ import annotations

import io as streams
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from iom.cli.completion import WORDS
from iom.report.sheets.registry import PAPERS

Run = Callable[..., Any]
EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
DAY = "2026-11-18"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school in a folder of its own, in no repository."""
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("school") / "zarechnaya")


@pytest.fixture
def printed(iom: Run, school: Path, tmp_path: Path) -> Run:
    """``iom print`` about the example school, into the folder of the test."""

    def call(*words: str, lang: str = "en", **named: Any) -> Any:
        return iom("-C", str(school), "--lang", lang, "--today", DAY, "print", *words, cwd=tmp_path, **named)

    return call


def pages(path: Path) -> list[str]:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def test_without_a_paper_all_are_listed(printed: Run):
    listed = printed("--json").data["papers"]
    assert [paper["name"] for paper in listed] == [kind.name for kind in PAPERS]
    shown = printed(lang="ru").out
    assert all(kind.name in shown for kind in PAPERS)


def test_names_of_papers_are_completed():
    assert list(WORDS["paper"]) == [kind.name for kind in PAPERS]


@pytest.mark.parametrize(
    ("words", "file", "count"),
    [
        (("route", "averina-polina"), "route-averina-polina.pdf", 1),
        (("route", "averina"), "route-averina-polina.pdf", 1),  # the pupil, not the mother
        (("route", "averina-oi"), "route-averina-polina.pdf", 1),  # the mother's child
        (("groups", "kitchen-chemistry"), "groups-kitchen-chemistry.pdf", 1),
        (("consultations", "--month", "2026-10"), "consultations-2026-autumn.pdf", 3),
    ],
)
def test_a_word_means_whom_the_paper_is_about(
    printed: Run, tmp_path: Path, words: tuple[str, ...], file: str, count: int
):
    told = printed(*words, "--json").data
    assert told["files"] == [{"path": file, "papers": count}]
    assert pages(tmp_path / file)


@pytest.mark.parametrize("word", ["5а", "5A", "vedeneeva-os", "flexagons"])
def test_classes_tutors_and_courses_stand_for_their_pupils(printed: Run, tmp_path: Path, word: str):
    told = printed("explanation", word, "--format", "html", "--json").data
    (file,) = told["files"]
    assert 5 <= file["papers"] <= 30
    assert (tmp_path / file["path"]).read_text("utf-8").count("<article") == file["papers"]


@pytest.mark.parametrize("paper", ["self", "expert"])
def test_a_course_beside_a_pupil_names_the_product(printed: Run, paper: str):
    together = printed(paper, "vyatkina-miroslava", "eco-patrol", "--blank", "--json").data
    assert [file["papers"] for file in together["files"]] == [1]
    alone = printed(paper, "eco-patrol", "--blank", "--json").data
    assert alone["files"][0]["papers"] > 10


def test_all_words_together_give_each_paper_once(printed: Run):
    told = printed("route", "averina-polina", "5а", "averina-polina", "--json").data
    alone = printed("route", "5а", "--force", "--json").data
    assert told["files"][0]["papers"] == alone["files"][0]["papers"]


def test_the_whole_round_is_one_file(printed: Run, tmp_path: Path):
    told = printed("explanation", "--json").data
    assert told["files"] == [{"path": "explanation-2026-autumn.pdf", "papers": 60}]
    assert len(pages(tmp_path / "explanation-2026-autumn.pdf")) >= 60


def test_each_gets_a_file_of_its_own(printed: Run, tmp_path: Path):
    printed("agreement", "5а", "--each", "--output", "agreements")
    names = sorted(path.name for path in (tmp_path / "agreements").iterdir())
    assert "agreement-averina-polina.pdf" in names
    assert len(names) > 10
    assert "Аверина" in "".join(pages(tmp_path / "agreements/agreement-averina-polina.pdf"))


@pytest.mark.parametrize(("name", "begin"), [("a.pdf", b"%PDF"), ("b.docx", b"PK"), ("c.html", b"<!doctype")])
def test_the_ending_says_the_format(printed: Run, tmp_path: Path, name: str, begin: bytes):
    assert printed("route", "averina-polina", "--output", f"new/{name}").code == 0
    assert (tmp_path / "new" / name).read_bytes().startswith(begin)
    assert [path.name for path in (tmp_path / "new").iterdir()] == [name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "odt"), "pdf, docx, html"),
        (("--output", "sheet.doc"), "pdf, docx, html"),
        (("--output", "sheet.pdf", "--format", "docx"), "Leave out --format"),
        (("--month", "October"), "2026-10"),
        (("--spare", "many"), "1–500"),
    ],
)
def test_options_that_do_not_fit_are_told(printed: Run, tmp_path: Path, words: tuple[str, ...], said: str):
    refused = printed("route", "averina-polina", *words)
    assert refused.code == 2
    assert said in " ".join(refused.err.split())
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_in_silence(printed: Run, tmp_path: Path):
    target = tmp_path / "route.docx"
    assert printed("route", "averina-polina", "--output", "route.docx").code == 0
    before = target.stat().st_mtime_ns
    assert printed("route", "averina-polina", "--output", "route.docx").code == 0  # it is so already
    assert target.stat().st_mtime_ns == before
    target.write_bytes(b"changed by hand")
    refused = printed("route", "averina-polina", "--output", "route.docx")
    assert refused.code == 5
    assert "--force" in refused.err
    assert target.read_bytes() == b"changed by hand"
    assert printed("route", "averina-polina", "--output", "route.docx", "--force").code == 0
    assert target.read_bytes().startswith(b"PK")
    assert list(tmp_path.iterdir()) == [target]


def test_one_file_in_the_way_keeps_all_from_being_written(printed: Run, tmp_path: Path):
    (tmp_path / "agreement-averina-polina.html").write_text("mine", "utf-8")
    assert printed("agreement", "5а", "--each", "--format", "html").code == 5
    assert [path.name for path in tmp_path.iterdir()] == ["agreement-averina-polina.html"]


def test_a_place_that_cannot_be_written_is_told(printed: Run, tmp_path: Path):
    (tmp_path / "file").write_text("", "utf-8")
    refused = printed("route", "averina-polina", "--output", "file/route.pdf")
    assert refused.code == 5
    assert "file/route.pdf" in refused.err


@pytest.fixture
def stdout(monkeypatch: pytest.MonkeyPatch) -> streams.BytesIO:
    """The bytes that the command gives to stdout."""
    import iom.cli.printing as command

    given = streams.BytesIO()
    monkeypatch.setattr(command, "sys", SimpleNamespace(stdout=SimpleNamespace(buffer=given)))
    return given


def test_a_dash_is_stdout(printed: Run, stdout: streams.BytesIO):
    assert printed("route", "averina-polina", "--output", "-").code == 0
    assert stdout.getvalue().startswith(b"%PDF")


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_who_is_left_out_is_counted_beside_stdout_too(printed: Run, stdout: streams.BytesIO, form: str):
    alone = printed("certificate", "bolotov-egor", "--format", form, "--output", "-")
    assert alone.code == 1
    assert "1 person is left out" in " ".join(alone.err.split())
    assert stdout.getvalue() == b""
    some = printed("certificate", "5а", "--format", form, "--output", "-")
    assert some.code == 0
    assert "18 people are left out" in " ".join(some.err.split())
    assert stdout.getvalue()


def test_who_has_nothing_to_certify_is_not_left_out_for_want_of_a_consent(printed: Run):
    refused = printed("certificate", "averina-polina")
    assert refused.code == 6
    assert "no product was shown yet" in " ".join(refused.err.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("roads",), "There is no paper “roads”"),
        (("route", "averinna-polina"), "averina-polina"),
        (("route", "nobody-at-all"), "There is no “nobody-at-all”"),
        (("route", "--round", "2020"), "There is no “2020”"),
        (("consultations", "--month", "2020-01"), "There is nothing to print"),
    ],
)
def test_who_or_what_is_not_there_is_told(printed: Run, words: tuple[str, ...], said: str):
    refused = printed(*words)
    assert refused.code == 6
    assert said in " ".join(refused.err.split())


@pytest.mark.parametrize(
    ("words", "code"),
    [(("placement", "averina-polina"), 2), (("minutes", "averina-polina"), 2), (("groups", "5а", "5х"), 6)],
)
def test_a_word_that_does_not_go_with_the_paper_is_told(
    printed: Run, tmp_path: Path, words: tuple[str, ...], code: int
):
    assert printed(*words).code == code
    assert list(tmp_path.iterdir()) == []


def test_a_blank_paper_has_a_code_and_no_answers(printed: Run, tmp_path: Path):
    printed("reflection", "averina-polina", "--blank")
    text = "".join(pages(tmp_path / "reflection-averina-polina.pdf"))
    assert "iom:reflection:2026-autumn:jk63j" in text


def test_spare_papers_name_nobody(printed: Run, tmp_path: Path):
    told = printed("choice", "--spare", "3", "--json").data
    (file,) = told["files"]
    assert file["path"] == "choice-spare.pdf"
    text = "".join(pages(tmp_path / "choice-spare.pdf"))
    assert "iom:choice" not in text
    assert printed("groups", "--spare", "3").code == 2


def test_who_gave_no_consent_to_publishing_is_left_out_and_counted(printed: Run):
    told = printed("certificate", "5а")
    assert told.code == 0
    assert "no consent to publishing" in " ".join(told.out.split())
    data = printed("certificate", "5а", "--force", "--json").data
    assert len(data["left_out"]) > 1
    assert data["files"][0]["papers"] + len(data["left_out"]) > 10


def test_nothing_is_printed_where_all_are_left_out(printed: Run, tmp_path: Path):
    left = printed("certificate", "5а", "--json").data["left_out"][0]
    for path in tmp_path.iterdir():
        path.unlink()
    assert printed("certificate", left).code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_papers_speak_the_language_that_was_chosen(printed: Run, tmp_path: Path, lang: str):
    printed("attendance", "flexagons", lang=lang)
    (page, *_rest) = pages(tmp_path / "attendance-flexagons.pdf")
    assert ("стр. 1 из" in page) is (lang == "ru")
    assert ("page 1 of" in page) is (lang == "en")


def test_the_foot_names_the_commit_or_else_a_digest_of_the_documents(iom: Run, school: Path, tmp_path: Path):
    kept = shutil.copytree(school, tmp_path / "kept")

    def foot(name: str) -> str:
        words = ("--today", DAY, "--lang", "en", "print", "route", "averina-polina", "--output", name)
        assert iom("-C", str(kept), *words).code == 0
        return pages(tmp_path / name)[0].splitlines()[-1]

    first = foot("a.pdf")
    assert "documents" in first
    assert foot("b.pdf") == first
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=kept, check=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=kept, check=True, capture_output=True, text=True
    )
    assert f"commit {commit.stdout.strip()}" in foot("c.pdf")
    path = kept / "students/averina-polina.toml"
    path.write_text(path.read_text("utf-8") + "# later\n", "utf-8")
    assert "documents" in foot("d.pdf")


def test_a_broken_template_of_the_school_is_told_with_its_line(iom: Run, school: Path, tmp_path: Path):
    own = shutil.copytree(school, tmp_path / "own")
    (own / "papers").mkdir()
    (own / "papers/template.typ").write_text("#let frame(paper, body) = {\n  set page(margn: 1cm)\n  body\n}", "utf-8")
    refused = iom("-C", str(own), "--lang", "en", "--today", DAY, "print", "route", "averina-polina", "--json")
    assert refused.code == 4
    assert "papers/template.typ:2:11" in json.loads(refused.out)["error"]["text"]


def test_a_month_without_consultations_is_told_and_gives_a_blank_journal(printed: Run, tmp_path: Path):
    done = printed("consultations", "parshina-nv", "--month", "2026-10")
    assert done.code == 0
    assert "no consultations in 2026-10" in " ".join(done.err.split())
    assert (tmp_path / "consultations-parshina-nv.pdf").is_file()
    assert "no consultations" not in printed("consultations", "parshina-nv", "--month", "2026-10", "--blank").err
    assert "no consultations" not in printed("consultations", "fedoseeva-im", "--month", "2026-09").err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Шестаков Руслан Эдуардович: no place in a course was given in this round"),
        ("ru", "Шестаков Руслан Эдуардович: печатать нечего — в этой кампании не досталось ни одного места"),
    ],
)
def test_why_no_paper_comes_out_is_said_of_the_pupil_who_was_named(printed: Run, lang: str, said: str):
    refused = printed("explanation", "shestakov", lang=lang)
    assert refused.code == 6
    assert said in " ".join(refused.err.split())
