"""The key of the pseudonyms: random, made once, kept in the workspace's state and nowhere else."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.exchange.exporting.pseudonyms import KEY_LENGTH
from iom.language import N_
from iom.store import platform
from iom.store.failures import undecided
from iom.store.state import prepared

NAME: Final = "pseudonyms.key"
_PRIVATE: Final = 0o600


class DamagedKeyError(IomError):
    """The file ``file`` is no key."""

    text = N_("{file} is not a key of pseudonyms.")
    hint = N_("Put the right file back. Without it, delete this one: the next export makes new pseudonyms.")
    exit_code = Exit.INVALID


def secret_key(root: Path) -> bytes:
    """The key of the workspace; a new one where there is none yet.

    Raises:
        DamagedKeyError: what is there is no key.
        NotWrittenError: it cannot be kept.
    """
    file = prepared(root) / NAME
    key, _mode = platform.read(file)
    if key is None:
        with undecided(root):
            beside = file.with_name(f"{NAME}.{secrets.token_hex(4)}")
            platform.write(beside, secrets.token_bytes(KEY_LENGTH), _PRIVATE)
            _keep(beside, file)
        key, _mode = platform.read(file)
    if key is None or len(key) != KEY_LENGTH:
        raise DamagedKeyError(file=file)
    return key


def _keep(beside: Path, file: Path) -> None:
    """Give the new key its name, unless somebody else's export was faster."""
    platform.sync(beside)
    if file.exists():
        platform.remove(beside)
    else:
        platform.replace(beside, file)
