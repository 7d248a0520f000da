"""What is exported comes in again, and says what is there already."""

from __future__ import annotations

import pytest
from importing_tables import exported, taken_in

from iom.exchange.columns.kinds import NAMES
from iom.language import speaking
from iom.model.school import School


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", NAMES)
def test_a_table_of_what_is_there_changes_nothing(kind: str, language: str, zarechnaya: School):
    with speaking(language):
        table = exported(zarechnaya, kind)
        taken = taken_in(zarechnaya, kind, table)
    assert not taken.reasons
    assert taken.plan.count("same") == len(taken.plan.outcomes) > 0
    assert taken.plan.after.documents == zarechnaya.documents
