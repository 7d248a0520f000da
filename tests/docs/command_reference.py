"""The reference of the commands: their pages of help, in the order of the registry, and the exit codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iom.cli import pages, registry
from iom.cli.commands import built
from iom.errors import Exit
from iom.language import _, current

TITLE = {"ru": "Команды", "en": "The commands"}

INTRO = {
    "ru": (
        "Эта страница составлена из справки самой программы: `iom --help`, `iom КОМАНДА --help`.\n\n"
        "- Общие параметры (`-C`, `--lang`, `--today`, `--json`…) можно писать в любом месте команды, до `--`.\n"
        "- Человека, курс, группу называют по id, по началу id или по имени; регистр, ё/е и похожие латинские буквы\n"
        "  не важны.\n"
        "- Данные — в стандартном выводе, всё остальное — в потоке ошибок. `--json` печатает один документ\n"
        '  `{"iom": 1, …}`, и при неудаче тоже (`error`, `problems`).\n'
        "- Без терминала, с `--no-input`, с `--json` или с переменной `CI` вопросов нет: код 2 и команда, в которой\n"
        "  названы все недостающие ответы.\n"
        "- Язык: `--lang`, затем переменная `IOM_LANG`, затем `language` в `iom.toml`, затем язык системы.\n"
        "- `NO_COLOR` убирает цвета; `VISUAL` и `EDITOR` называют редактор, `PAGER` — программу просмотра."
    ),
    "en": (
        "This page is made of the program's own help: `iom --help`, `iom COMMAND --help`.\n\n"
        "- Options of the program (`-C`, `--lang`, `--today`, `--json` …) stand anywhere before `--`.\n"
        "- A person, course or group is named by id, by the beginning of the id, or by name; case, ё/е and look-alike\n"
        "  Latin letters do not matter.\n"
        "- Data goes to the standard output, everything else to the standard error. `--json` prints one document\n"
        '  `{"iom": 1, …}`, on failure too (`error`, `problems`).\n'
        "- Without a terminal, with `--no-input`, with `--json` or with the variable `CI` nothing is asked: exit\n"
        "  code 2, and a command that names every missing answer.\n"
        "- Language: `--lang`, then the variable `IOM_LANG`, then `language` in `iom.toml`, then the system's.\n"
        "- `NO_COLOR` takes colours away; `VISUAL` and `EDITOR` name the editor, `PAGER` the pager."
    ),
}

EXITS_TITLE = {"ru": "Коды возврата", "en": "Exit codes"}
EXITS_HEAD = {"ru": "| код | смысл |", "en": "| code | meaning |"}
EXITS: Mapping[Exit, tuple[str, str]] = {
    Exit.DONE: ("сделано", "done"),
    Exit.PROBLEMS: (
        "найдены ошибки, условия этапа не выполнены или изменение сделано не до конца",
        "problems found, the gate is closed, or a change is only partly done",
    ),
    Exit.USAGE: ("команда написана неверно или не хватает ответов", "wrong usage, or answers are missing"),
    Exit.CANCELLED: ("человек отказался продолжать", "cancelled by the person"),
    Exit.INVALID: ("данные неверны; ничего не записано", "invalid data; nothing is written"),
    Exit.CONFLICT: (
        "файл изменился, занят другой командой или уже есть; ничего не записано",
        "a file has changed, is locked or is there already; nothing is written",
    ),
    Exit.NOT_FOUND: ("не найдено или подходит несколько", "not found, or several fit"),
    Exit.BUG: ("ошибка самой программы", "a mistake of the program itself"),
    Exit.INTERRUPTED: (
        "прервано (Ctrl-C); законченные части сохранены",
        "interrupted (Ctrl-C); finished parts are saved",
    ),
    Exit.PIPE_CLOSED: ("программа, читавшая вывод, закрылась", "whoever read the output has closed it"),
}


def page() -> str:
    """The whole reference in the chosen language."""
    exits = [EXITS_HEAD[current()], "|---|---|", *(f"| {int(code)} | {_meaning(code)} |" for code in Exit)]
    parts = [
        f"# {TITLE[current()]}",
        INTRO[current()],
        f"## {EXITS_TITLE[current()]}",
        "\n".join(exits),
        "## iom",
        _block(pages.of_program()),
    ]
    for section in registry.SECTIONS:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _meaning(code: Exit) -> str:
    russian, english = EXITS[code]
    return russian if current() == "ru" else english


def _section(section: str) -> Iterator[str]:
    commands = [command for command in registry.members() if command.section == section]
    groups = [group for group in registry.groups() if group.section == section]
    if not commands and not groups:
        return
    yield f"## {_(section)}"
    for command in commands:
        yield from _command(command)
    for group in groups:
        for command in registry.members(group.name):
            yield from _command(command)


def _command(command: registry.Command) -> Iterator[str]:
    yield f"### iom {command.path}"
    yield _block(pages.of_command(command, built(command).params))


def _block(text: str) -> str:
    return f"```text\n{text}\n```"
