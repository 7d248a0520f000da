"""The fast parser, with values that the rest of the program can copy."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from iom.model.keys import Data

_OFFSET: Final = re.compile(r":\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:)")


def parsed(text: str) -> Data:
    r"""The data of a text whose newlines are all ``\n``.

    Raises:
        ValueError: the text is not TOML.
    """
    import rtoml

    data = rtoml.loads(text)
    # The parser's own time zones cannot be copied or pickled.
    return _with_plain_zones(data) if _OFFSET.search(text) else data


def _with_plain_zones(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_plain_zones(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_plain_zones(item) for item in value]
    if isinstance(value, datetime) and value.tzinfo:
        return value.replace(tzinfo=timezone(value.utcoffset() or timedelta()))
    return value
