from __future__ import annotations

import pytest

from iom.model import kinds
from iom.model.kinds import KINDS, Kind, path_of, recognise

IDS = ("2026-autumn", "averina-polina")


def ids_for(kind: Kind) -> tuple[str, ...]:
    return IDS[: kind.template.count("{")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_recognises_its_own_paths(kind: Kind) -> None:
    assert recognise(kind.path(*ids_for(kind))) == (kind, ids_for(kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_wrong_number_of_ids_is_refused(kind: Kind) -> None:
    with pytest.raises(ValueError, match="too many"):
        kind.path(*ids_for(kind), "one-more")
    if ids_for(kind):
        with pytest.raises(ValueError, match="missing"):
            kind.path(*ids_for(kind)[1:])


@pytest.mark.parametrize(
    "path",
    [
        "",
        "README.md",
        "notes.toml",
        "students/averina-polina.txt",
        "students/Averina.toml",
        "students/аверина.toml",
        "students/con.toml",
        "students/deeper/averina.toml",
        "students/../iom.toml",
        "../students/averina-polina.toml",
        "parents/averina-oi.toml",
        "catalogs/other.toml",
        "rounds/2026-autumn.toml",
        "rounds/2026-autumn/other.toml",
        "rounds/2026-autumn/other/averina-polina.toml",
        "rounds/2026-autumn/routes/deeper/averina.toml",
        "consultations/2026-06.toml",
    ],
)
def test_no_document_belongs_elsewhere(path: str) -> None:
    assert recognise(path) is None


def test_every_kind_has_a_name_and_a_model_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.model for kind in KINDS}) == len(KINDS)


def test_an_id_becomes_a_path_within_its_round_where_the_kind_lives_in_one() -> None:
    assert path_of(kinds.OFFER, "autumn")("chemistry") == "rounds/autumn/offers/chemistry.toml"
    assert path_of(kinds.STUDENT, "autumn")("averina-polina") == "students/averina-polina.toml"
    assert path_of(kinds.ROUND, None)("autumn") == "rounds/autumn/round.toml"
