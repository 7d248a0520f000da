from __future__ import annotations

from pathlib import Path

import pytest

from iom.model.people import Partner
from iom.store.commit import save_text
from iom.store.load import load
from iom.store.transaction import StaleError

PATH = "partners/kochneva-el.toml"
TYPED = 'schema = 1\r\nname    = "Кочнева Елена"   # эксперт\r\nkind = "expert"'.encode()
DOCUMENT = Partner.new(name="Кочнева Елена", kind="expert")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "iom.toml").write_text('schema = 1\nname = "Школа"\n', "utf-8")
    (tmp_path / "partners").mkdir()
    (tmp_path / PATH).write_text('schema = 1\nname = "Кочнева"\nkind = "expert"\n', "utf-8")
    return tmp_path


def test_the_bytes_are_written_as_they_were_typed(root: Path):
    receipt = save_text(load(root), PATH, TYPED, DOCUMENT, label="edit")
    assert (root / PATH).read_bytes() == TYPED
    assert receipt.paths == (PATH,)
    assert receipt.loaded.school.partners["kochneva-el"].name == "Кочнева Елена"
    assert receipt.loaded.raw[PATH] == load(root).raw[PATH]


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path):
    loaded = load(root)
    (root / PATH).write_text('schema = 1\nname = "Чужая"\nkind = "expert"\n', "utf-8")
    with pytest.raises(StaleError):
        save_text(loaded, PATH, TYPED, DOCUMENT, label="edit")
    assert "Чужая" in (root / PATH).read_text("utf-8")
