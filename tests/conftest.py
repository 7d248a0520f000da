"""What every test stands on: one language, no settings from outside, small schools from text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from iom import language
from iom.model import kinds
from iom.model.school import School

# A busy machine is no fault of the program; speed is measured elsewhere.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home and a git configuration of the tests' own."""
    home = tmp_path_factory.mktemp("home")
    config = home / "gitconfig"
    config.write_text("[user]\n\tname = Tests\n\temail = tests@example.org\n[init]\n\tdefaultBranch = main\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("USERPROFILE", str(home))
        patch.setenv("GIT_CONFIG_GLOBAL", str(config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for name in list(os.environ):
            outside = name.startswith(("XDG_", "GIT_")) and not name.startswith("GIT_CONFIG_")
            if outside or name in {"IOM_LANG", "CI", "NO_COLOR", "FORCE_COLOR"}:
                patch.delenv(name)
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        yield


@pytest.fixture(autouse=True)
def _english() -> None:
    """Every test begins in English."""
    language.use("en")


@pytest.fixture
def school() -> Callable[[Mapping[str, str]], School]:
    """Builds a school from TOML texts by path; ``schema = 1`` is added where it is missing."""
    return school_of


def school_of(texts: Mapping[str, str]) -> School:
    import rtoml

    documents = {}
    for path, text in texts.items():
        found = kinds.recognise(path)
        assert found, f"no document belongs at {path}"
        documents[path] = found[0].model.model_validate({"schema": 1, **rtoml.loads(text)})
    return School(documents)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the snapshots anew instead of comparing")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in ``snapshots/`` beside the test.

    A snapshot is read by a person before it is committed: ``pytest PATH --snapshot-update``, then ``git diff``.
    """

    def compare(name: str, text: str) -> None:
        path = Path(request.path).parent / "snapshots" / f"{name}.txt"
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert path.is_file(), f"no snapshot {path}; look at the screen, then: pytest --snapshot-update"
        assert text.splitlines() == path.read_text("utf-8").splitlines(), f"not as in {path}"

    return compare
