"""A small school on the disk: two pupils, their people, a course, an open round and a closed one."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXTS = {
    "iom.toml": 'name = "Школа"\nlanguage = "ru"\n',
    "students/averina-polina.toml": """name = "Аверина Полина Игоревна"  # Поля

[[forms]]
id = "20250901-aaaaa"
since = 2025-09-01
form = "5а"

# мама приходит по вторникам
[[guardians]]
id = "averina-oi"
relation = "mother"
legal = true

[[consents]]
id = "20250901-bbbbb"
kind = "processing"
given_by = "averina-oi"
given_on = 2025-09-01
""",
    "students/bolotov-egor.toml": """name = "Болотов Егор Андреевич"
left_on = 2026-01-10

[[forms]]
id = "20250901-aaaaa"
since = 2025-09-01
form = "5б"
""",
    "guardians/averina-oi.toml": 'name = "Аверина Ольга Игоревна"\n',
    "staff/parshina-nv.toml": 'name = "Паршина Наталья Викторовна"\nroles = ["teacher", "tutor"]\n',
    "courses/flexagons.toml": 'title = "Флексагоны"\nrubric = "product"\n',
    "rubrics/product.toml": """title = "Продукт"

[[criteria]]
id = "idea"
code = "P1"
title = "Замысел"
""",
    "groups/fifth-a.toml": """title = "Группа 5а"
tutor = "parshina-nv"

[[members]]
id = "averina-polina"
student = "averina-polina"
since = 2025-09-01  # с первого дня
""",
    "rounds/2025-spring/round.toml": """title = "Весна"
school_year = "2024-2025"
opened_on = 2025-02-01
closed_on = 2025-05-30
""",
    "rounds/2025-spring/routes/averina-polina.toml": 'request = "раньше"\n',
    "rounds/2026-autumn/round.toml": """title = "Осень"
school_year = "2026-2027"
opened_on = 2026-05-18
starts = 2026-09-14
ends = 2026-11-13
""",
    "rounds/2026-autumn/routes/averina-polina.toml": """# её слова
request = "опыты"
""",
    "rounds/2026-autumn/codes.toml": '[codes]\naverina-polina = "A1"  # выдан\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The root of the school."""
    root = tmp_path / "school"
    for path, text in TEXTS.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("schema = 1\n" + text, "utf-8")
    return root
