"""The code of a sheet comes back as it was printed, however it was typed or scanned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.report.papers.codes import KINDS, NoSheetCodeError, SheetCode, read

RU = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.:", "йцукенгшщзхъфывапролджэячсмитьбюЖ", strict=True))
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{1,20}", fullmatch=True)
CODES = st.builds(
    SheetCode, st.sampled_from(KINDS), IDS, st.text("23456789abcdefghkmnpqrstwxyz", min_size=5, max_size=5), IDS
)
EXPERT = SheetCode("expert", "2026-autumn", "jk63j", "kitchen-chemistry")


@given(code=CODES)
def test_a_printed_code_is_read_back(code: SheetCode):
    assert read(str(code)) == code
    assert read(str(code).upper()) == code


@given(code=CODES)
def test_a_scanner_may_type_in_the_russian_layout(code: SheetCode):
    assert read("".join(RU.get(letter, letter) for letter in str(code))) == code


@pytest.mark.parametrize(
    "typed",
    [
        "iom:expert:2026-autumn:jk63j:kitchen-chemistry",
        " iom : expert : 2026-autumn : JK63J : kitchen-chemistry ",
        "iоm:eхpеrt:2026-аutumn:jk63j:kitсhеn-сhеmistry",  # Cyrillic о, х, е, а, с
        "ИОМ:expert:2026-autumn:jk63j:kitchen-chemistry",
    ],
)
def test_what_looks_alike_is_the_same(typed: str):
    assert read(typed) == EXPERT


@pytest.mark.parametrize(
    "typed",
    ["", "iom", "jk63j", "iom:expert", "iom:expert:2026-autumn", "iom:nothing:2026-autumn:jk63j", "iom:choice::jk63j",
     "tel:choice:2026-autumn:jk63j", "iom:choice:a:b:c:d"],
)  # fmt: skip
def test_anything_else_is_no_code(typed: str):
    with pytest.raises(NoSheetCodeError):
        read(typed)


def test_a_code_names_nobody():
    assert str(EXPERT) == "iom:expert:2026-autumn:jk63j:kitchen-chemistry"
    assert str(SheetCode("choice", "2026-autumn", "jk63j")) == "iom:choice:2026-autumn:jk63j"
