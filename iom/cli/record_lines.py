"""The record commands as plain data: for each kind of record, what adding one says and an id to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from iom.language import N_


class Line(NamedTuple):
    """One record command, as `iom.cli.registry` wants it."""

    group: str
    verb: str
    function: str
    help: str
    arguments: tuple[str, ...]
    example: str
    text: str


class _Kind(NamedTuple):
    help: str
    adding: str
    added: str
    id: str
    other_id: str


_KINDS: Final = {
    "student": _Kind(
        N_("add a pupil"),
        'iom student add --name "Аверина Полина Игоревна" --form 5а',
        N_("without the flags, it asks"),
        "averina-polina",
        "averina-polina-5a",
    ),
    "guardian": _Kind(
        N_("add a parent or another representative"),
        "iom guardian add --id parshina-nv",
        N_("a teacher becomes a parent as well: one human, one id"),
        "averina-oi",
        "averina-olga",
    ),
    "staff": _Kind(
        N_("add a teacher, a tutor, another colleague"),
        'iom staff add --name "Паршина Наталья Викторовна" --roles teacher,tutor',
        N_("without the flags, it asks"),
        "parshina-nv",
        "parshina-natalya",
    ),
    "partner": _Kind(
        N_("add an outside expert, an employer, an institution"),
        'iom partner add --name "Кочнева Елена Львовна" --kind expert',
        N_("without the flags, it asks"),
        "kochneva-el",
        "kochneva-elena",
    ),
    "mentor": _Kind(
        N_("make somebody a mentor"),
        'iom mentor add --person parshina-nv --topics "опыты, проекты" --capacity 2',
        N_("a card about somebody who is in the records already"),
        "parshina-nv",
        "parshina-natalya",
    ),
    "course": _Kind(
        N_("add a course to the catalogue"),
        'iom course add --title "Кухонная химия" --grades 5,6 --hours 16',
        N_("without the flags, it asks"),
        "kitchen-chemistry",
        "home-chemistry",
    ),
    "group": _Kind(
        N_("add a tutor group"),
        'iom group add --title "Тьюторская группа 5а" --tutor fedoseeva-im --member averina-polina',
        N_("at most 30 pupils; several with commas"),
        "fifth-a",
        "group-5a",
    ),
    "offer": _Kind(
        N_("add a course to the round"),
        "iom offer add --course flexagons --teacher parshina-nv --seats 5/10/12 --slot 'tue 14:00-15:00 room 21'",
        N_("takes the dates of the round and the rubric of the course"),
        "kitchen-chemistry",
        "home-chemistry",
    ),
    "event": _Kind(
        N_("add an event to the round"),
        'iom event add --kind taster --title "Мастер-класс по химии" --offer kitchen-chemistry --on 2026-06-04',
        N_("without the flags, it asks"),
        "taster-chemistry",
        "taster-kitchen-chemistry",
    ),
}
_SEARCH: Final = {
    "student": "iom student list --form 5а",
    "guardian": "iom guardian list averina",
    "staff": "iom staff list tutor",
    "partner": "iom partner list expert",
    "mentor": "iom mentor list",
    "course": "iom course list chemistry",
    "group": "iom group list",
    "offer": "iom offer list --round 2026-autumn",
    "event": "iom event list --round 2026-autumn",
}


def lines() -> Iterator[Line]:
    """All record commands, kind by kind."""
    for name, kind in _KINDS.items():
        yield Line(name, "add", f"{name}_add", kind.help, (), kind.adding, kind.added)
        yield Line(name, "list", f"{name}_list", N_("list them"), ("word",), _SEARCH[name], N_("those that fit"))
        for verb, text, words, shown in _ABOUT_ONE:
            example = f"iom {name} {verb} {words.format(id=kind.id, other=kind.other_id)}"
            words_after = (name, "new") if verb == "rename" else (name,)
            yield Line(name, verb, f"{name}_{verb}", text, words_after, example, shown)


_ABOUT_ONE: Final = (
    ("show", N_("show one, with what belongs to it"), "{id}", N_("an id, its beginning, or a name")),
    ("edit", N_("open one in the text editor"), "{id}", N_("checked when you save; nothing half-right is written")),
    (
        "rename",
        N_("give one another id, everywhere"),
        "{id} {other} --dry-run",
        N_("shows what would follow; closed rounds keep the old id"),
    ),
    ("remove", N_("remove one that nothing refers to"), "{id} --confirm {id}", N_("else it says where it is in use")),
)
