"""Documents mutated at random: every one is met with problems, never with a traceback, and no file is touched."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iom.check.repairs import repairs
from iom.cli.check import found
from iom.cli.fixing import known_names
from iom.cli.formats import annotation
from iom.cli.problems import problem_data
from iom.language import say, use
from iom.store.sources import of_contents

SCHOOL = Path(__file__).parent / "school"
RAW = {path.relative_to(SCHOOL).as_posix(): path.read_bytes() for path in sorted(SCHOOL.rglob("*.toml"))}
NOWHERE = Path("/nowhere/at/all")
TODAY = date(2026, 11, 18)
SCRAPS = (
    '"', "'", '"""', "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "#", "\n", "\r", "\r\n", "\x00", "\ufeff", "\\",
    "«", "С", "ё", "🎻", "id = 1", "[a.b]\n", "schema = 99\n", "2026-02-31", "07", "1e999", "true", "да", "-",
    "marks = 5\n",
    "[[wishes]]\n", "inf", "nan", "0x", "9" * 30, "2026-06-12T10:00:00Z", "a = {b = {c = 1}}\n",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A document of the school with a few cuts, scraps, repeats and stray bytes."""
    path = draw(st.sampled_from(sorted(RAW)))
    content = RAW[path]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 30)))
        new = draw(
            st.sampled_from(SCRAPS).map(str.encode)
            | st.just(b"")
            | st.just(content[start:end] * 2)
            | st.binary(max_size=3)
            | st.text(max_size=4).map(lambda text: text.encode("utf-8", "surrogatepass"))
        )
        content = content[:start] + new + content[end:]
    return path, content


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(), st.sampled_from(["ru", "en"]))
def test_whatever_stands_in_a_document_is_told_as_problems(change: tuple[str, bytes], language: str) -> None:
    use(language)
    path, content = change
    loaded = of_contents(NOWHERE, {**RAW, path: content})
    result = found(loaded, TODAY)
    text = loaded.text(path)
    lines = text.split("\n") if text else [""]
    for problem in result.problems:
        assert say(problem.fault.text, problem.facts)
        assert problem.place
        if problem.document == path:
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        json.dumps(problem_data(problem, loaded.text), default=str)
        assert annotation(problem, "").count("\n") == 1
    repairs(loaded.raw, result.problems, known_names(loaded.school))
    assert not NOWHERE.exists()


@settings(max_examples=100)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_at_all_are_read_or_refused(content: bytes) -> None:
    loaded = of_contents(NOWHERE, {"students/anna-a.toml": content})
    assert found(loaded, TODAY).problems
