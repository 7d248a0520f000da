"""Programs of the system that tests drive: found, else installed where that is possible, else the test is skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock

# Read at import: the tests themselves run without CI in the environment.
MUST_NOT_SKIP = bool(os.environ.get("CI"))
_LOCK = Path(tempfile.gettempdir()) / "iom-tests-system-programs.lock"
_PATIENCE = 900  # seconds that an installation may take


def program(names: Sequence[str], package: str) -> Path:
    """The first of the programs that is there; one that is missing is installed by root with apt-get.

    Tests that need it are skipped where neither works, but fail where ``CI`` is set.
    """
    if found := _found(names):
        return found
    reason = f"none of {', '.join(names)} is installed"
    if _may_install():
        with FileLock(_LOCK, timeout=2 * _PATIENCE):
            reason = "" if _found(names) else _install(package)
        if found := _found(names):
            return found
    reason = f"{reason}; install it: apt-get install --no-install-recommends {package}"
    if MUST_NOT_SKIP:
        pytest.fail(reason)
    pytest.skip(reason)


def _found(names: Sequence[str]) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(package: str) -> str:
    """Install a package; what went wrong, if anything did."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", package]):
        try:
            done = subprocess.run(
                ["apt-get", *arguments],
                env=environment,
                capture_output=True,
                encoding="utf-8",
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if done.returncode:
            return "\n".join(done.stderr.splitlines()[-3:])
    return ""
