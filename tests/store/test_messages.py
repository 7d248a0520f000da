"""What the store says, in both languages."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from iom import language
from iom.errors import IomError
from iom.store.failures import DiskFullError, NotPermittedError, NotWrittenError, UnfinishedError, decided, undecided
from iom.store.finishing import OvertakenError, OvertakenRecoveryError
from iom.store.lock import LockedError
from iom.store.places import CaseClashError, DeviceNameError, SymlinkError, UnsafePathError
from iom.store.transaction import StaleError
from iom.store.undo import NothingToUndoError

ERRORS = [
    NotWrittenError(folder="routes", reason="Input/output error"),
    DiskFullError(folder="routes"),
    NotPermittedError(folder="routes"),
    UnfinishedError(folder="routes", reason="Input/output error"),
    LockedError(root="school"),
    UnsafePathError(path="../a.toml"),
    SymlinkError(path="a.toml"),
    DeviceNameError(path="con"),
    CaseClashError(path="A.toml", other="a.toml"),
    StaleError(paths=["a.toml", "b.toml"]),
    OvertakenError(Path("state"), ["a.toml"]),
    OvertakenRecoveryError(Path("state"), ["a.toml"]),
    NothingToUndoError(),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_refusal_speaks_both_languages(error: IomError):
    said = {}
    for name in language.LANGUAGES:
        language.use(name)
        said[name] = [language.say(text, error.facts) for text in (error.text, error.hint)]
    language.use("en")

    for english, russian in zip(said["en"], said["ru"], strict=True):
        assert english
        assert russian
        assert english != russian
        assert "{" not in english + russian


@pytest.mark.parametrize("promise", [undecided, decided])
def test_the_folder_is_named_rather_than_a_staged_file(promise):
    with pytest.raises(IomError) as told, promise(Path("school")):
        raise OSError(errno.EIO, "Input/output error", "school/routes/.a.toml.0123.iom")
    assert told.value.facts == {"folder": str(Path("school/routes")), "reason": "Input/output error"}


def test_without_a_file_the_workspace_is_named():
    with pytest.raises(NotWrittenError) as told, undecided(Path("school")):
        raise OSError(errno.EIO, "Input/output error")
    assert told.value.facts["folder"] == "school"
