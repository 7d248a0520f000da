"""Coverage-guided fuzzing of reading and checking, by hand: ``python tests/fuzz/fuzz_check.py [CORPUS] [-runs=N]``.

Needs atheris (``pip install atheris``); no part of the tests. What is fuzzed stands in for one document after another
of the small school in tests/check/school; anything but problems is a finding.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["iom"]):
    from iom.check.every_rule import check
    from iom.check.repairs import repairs
    from iom.cli.fixing import known_names
    from iom.cli.formats import annotation
    from iom.model.school import School
    from iom.store.sources import of_contents

SCHOOL = Path(__file__).parents[1] / "check" / "school"
RAW = {path.relative_to(SCHOOL).as_posix(): path.read_bytes() for path in sorted(SCHOOL.rglob("*.toml"))}
PATHS = sorted(RAW)
TODAY = date(2026, 11, 18)
NOWHERE = Path("/nowhere/at/all")
HEALTHY = of_contents(NOWHERE, RAW).school


def one(data: bytes) -> None:
    """Let the first byte choose the document and the rest be its content."""
    if not data:
        return
    path = PATHS[data[0] % len(PATHS)]
    alone = of_contents(NOWHERE, {path: data[1:]})
    others = {name: document for name, document in HEALTHY.documents.items() if name != path}
    school = School({**others, **alone.school.documents}, alone.school.broken)
    loaded = replace(alone, school=school, raw={**RAW, path: data[1:]})
    problems = (*loaded.problems, *loaded.placed(check(loaded.school, TODAY)))
    for problem in problems:
        annotation(problem, "")
    repairs({path: data[1:]}, problems, known_names(loaded.school))


def seeds(folder: Path) -> None:
    """Begin from the documents themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(PATHS):
        (folder / path.replace("/", "-")).write_bytes(bytes([number]) + RAW[path])


if __name__ == "__main__":
    corpora = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if corpora:
        seeds(Path(corpora[0]))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
