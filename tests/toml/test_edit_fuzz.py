"""Twenty thousand random edits of documents as people write them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from iom.model.edits import Add, Data, Drop, Keys, Operation, Set, Unset, applied
from iom.toml.draft import Draft
from iom.toml.edit import edit
from iom.toml.fast import parsed
from iom.toml.operations import concrete
from iom.toml.sameness import same
from iom.toml.spots import inside, spots
from iom.toml.tokens import QUIET

SAMPLES = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))]
ORDER = ("schema", "name", "request", "forms", "goals", "wishes", "agreements")
CHUNKS, WALKS, STEPS = 40, 50, 10

TEXTS = (
    "слово",
    "two\nlines",
    'q"uo"te',
    'end"',
    'a\\b\n"""c"""',
    "#no comment",
    "",
    "a\tb",
    "x" * 90,
    "a\n\nb\n",
    "\x01\n",
)
NAMES = ("note", "ключ", "done_on", "a b", "level", "1", "reasons", 'q"', "left_on", "withdrawn_on")
LISTS = ("wishes", "goals", "slots", "steps", "forms")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_edits_change_what_they_mean_and_nothing_else(chunk: int) -> None:
    for walk in range(WALKS):
        draw = random.Random(chunk * WALKS + walk)
        text = document(draw)
        for _ in range(STEPS):
            step = operation(draw, parsed(text.replace("\r\n", "\n")))
            after = edit(text, [step], order=ORDER)
            assert wrong(text, step, after) == [], (step, text)
            text = after


def document(draw: random.Random) -> str:
    """A sample, with comments between its lines, without its last newline or with CRLF now and then."""
    text = draw.choice(SAMPLES)
    if draw.random() < 0.3:
        text = with_comments(draw, text)
    if draw.random() < 0.1:
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if draw.random() < 0.3 else text


def with_comments(draw: random.Random, text: str) -> str:
    lines, inside_text = [], False
    for line in text.split("\n"):
        if not inside_text and draw.random() < 0.3:
            lines.append(f"# примечание {draw.randrange(10**6)}")
        inside_text ^= line.count('"""') == 1
        lines.append(line)
    return "\n".join(lines)


def wrong(text: str, step: Operation, after: str) -> list[str]:
    plain, result = text.replace("\r\n", "\n"), after.replace("\r\n", "\n")
    found = []
    if not same(parsed(result), applied(parsed(plain), [step])):
        found.append("other data")
    if "\r\n" in text and "\n" in after.replace("\r\n", ""):
        found.append("mixed newlines")
    spans = touched(plain, step)
    lost = lines_outside(plain, spans) - Counter(result.split("\n"))
    found += [f"lost line {line!r}" for line in lost if line.strip()]
    if isinstance(step, Set | Add):
        kept = Counter(match[0] for match in comments(plain) if not within(match.start(), spans))
        found += [f"lost comment {lost!r}" for lost in kept - Counter(match[0] for match in comments(result))]
    return found


def touched(text: str, step: Operation) -> list[tuple[int, int]]:
    """The characters that the operation is about, by the document's structure."""
    data = parsed(text)
    draft = Draft(text, data)
    path, rest = concrete(data, step.keys)
    is_new = bool(rest) or isinstance(step, Add)
    spans = [
        # A key that goes with its table takes the comment behind it along.
        (spot.pair.start, spot.pair.value.end if len(spot.path) <= len(path) else draft.pair_end(spot.pair))
        for spot in spots(draft.layout, path)
        if (not is_new and inside(spot.path, path)) or (spot.pair.value.kind != "atom" and inside(path, spot.path))
    ]
    indexes = [] if is_new else draft.subtree(path)
    for index in indexes:
        section = draft.layout.sections[index]
        is_further = section.is_entry and section.path[-1] != 0
        start = draft.comment_start(index) if is_further else section.start
        spans.append((draft.own_end(index - 1) if index - 1 in indexes else start, draft.own_end(index)))
    return spans


def lines_outside(text: str, spans: list[tuple[int, int]]) -> Counter[str]:
    kept, offset = [], 0
    for line in text.split("\n"):
        end = offset + len(line) + 1
        if not any(start < end and offset < stop for start, stop in spans):
            kept.append(line)
        offset = end
    return Counter(kept)


def comments(text: str) -> Any:
    return (match for match in QUIET.finditer(text) if match[0].startswith("#"))


def within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < stop for start, stop in spans)


def operation(draw: random.Random, data: Data) -> Operation:
    keys, table = draw.choice(tables(data))
    kind = draw.randrange(10)
    lists = [name for name, item in table.items() if is_entries(item)]
    names = [name for name in table if name != "id"]
    if kind < 2 and lists:
        name = draw.choice(lists)
        return Drop((*keys, name, draw.choice(table[name])["id"]))
    if kind < 4:
        name = draw.choice(lists or LISTS)
        if name not in table or name in lists:
            return Add((*keys, name), entry(draw))
    if kind < 5 and names:
        return Unset((*keys, draw.choice(names)))
    if kind < 8 and names:
        name = draw.choice(names)
        return Set((*keys, name), changed(draw, table[name]))
    return Set((*keys, *draw.choices(["fresh", "new"], k=draw.randrange(2)), draw.choice(NAMES)), value(draw))


def entry(draw: random.Random) -> Data:
    return {"on": date(2026, 1, 1), "id": f"n{draw.randrange(10**9)}", draw.choice(NAMES): value(draw)}


def tables(data: Data, keys: Keys = ()) -> list[tuple[Keys, Data]]:
    """All tables that keys can reach."""
    found: list[tuple[Keys, Data]] = [(keys, data)]
    for name, item in data.items():
        if isinstance(item, dict):
            found += tables(item, (*keys, name))
        elif is_entries(item):
            found += [pair for each in item for pair in tables(each, (*keys, name, each["id"]))]
    return found


def is_entries(item: Any) -> bool:
    if not isinstance(item, list) or not item or not all(isinstance(each, dict) for each in item):
        return False
    ids = [each.get("id") for each in item]
    return all(isinstance(entry_id, str) for entry_id in ids) and len(set(ids)) == len(ids)


def changed(draw: random.Random, old: Any) -> Any:
    if is_entries(old):
        kept = [each for each in old if draw.random() < 0.7]
        return kept + [entry(draw) for _ in range(draw.randrange(2))]
    if isinstance(old, list) and draw.random() < 0.8:
        items = [item for item in old if draw.random() < 0.8]
        if draw.random() < 0.5:
            items.insert(draw.randrange(len(items) + 1), f"new{draw.randrange(99)}")
        return draw.sample(items, len(items)) if draw.random() < 0.3 else items
    return value(draw)


def value(draw: random.Random, depth: int = 0) -> Any:
    kind = draw.randrange(9 if depth < 2 else 6)
    if kind == 7:
        return {draw.choice(NAMES): value(draw, depth + 1) for _ in range(draw.randrange(3))}
    if kind == 8:
        return [f"{draw.choice('abcdef')}{draw.randrange(4)}" for _ in range(draw.randrange(6))]
    if kind == 6:
        return [entry(draw) for _ in range(draw.randrange(3))] if depth == 0 else []
    simple = [draw.choice(TEXTS), draw.randrange(99), draw.random(), draw.random() < 0.5]
    return [*simple, date(2026, 1, 1 + draw.randrange(28)), time(draw.randrange(24), 30)][kind]
