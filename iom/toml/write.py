"""New documents as text, with comments that guide a person, and any text as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from iom.model.edits import Data
from iom.toml.values import is_sections, pair_text, section_text

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def document_text(data: Data, *, comments: Mapping[str, str] = NOTHING, order: Sequence[str] = ()) -> str:
    """A new document to go on by hand.

    ``comments`` gives for a top-level key (``""``: the head of the file) the comment above it, without ``#``;
    where the data lacks the key, the comment stands alone at the key's place in ``order``.
    """
    names = _ordered(data, comments, order)
    sections = [name for name in names if _is_section(name, data, comments)]
    plain = [name for name in names if name not in sections]
    head = comment_text(comments[""]) if "" in comments else ""
    top = "".join(_top(plain, data, comments))
    blocks = [block for block in (head, top) if block]
    blocks += [comment_text(comments.get(name, "")) + _section(name, data) for name in sections]
    return "\n".join(blocks)


def flat_text(data: Data) -> str:
    """A paper, a draft or an answers file: plain TOML without comments."""
    import tomli_w

    return tomli_w.dumps(data, multiline_strings=False)


def comment_text(comment: str) -> str:
    """Lines of a comment with their ``#``."""
    return "".join(f"# {line}".rstrip() + "\n" for line in comment.split("\n")) if comment else ""


def encode(text: str, *, bom: bool = False, newline: str = "\n") -> bytes:
    r"""The bytes of a text; lone ``\n`` become ``newline``, line ends that are ``\r\n`` stay."""
    if newline == "\r\n":
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


def _ordered(data: Data, comments: Mapping[str, str], order: Sequence[str]) -> list[str]:
    names = dict.fromkeys([*data, *(name for name in comments if name and name in order)])
    rank = {name: index for index, name in enumerate(order)}
    return sorted(names, key=lambda name: rank.get(name, len(rank)))


def _is_section(name: str, data: Data, comments: Mapping[str, str]) -> bool:
    if name in data:
        return is_sections(data[name])
    return f"[{name}]" in comments[name]


def _top(names: Sequence[str], data: Data, comments: Mapping[str, str]) -> Iterator[str]:
    for name in names:
        yield comment_text(comments.get(name, ""))
        if name in data:
            yield pair_text(name, data[name])


def _section(name: str, data: Data) -> str:
    value: Any = data.get(name)
    return section_text((name,), value) if name in data else ""
