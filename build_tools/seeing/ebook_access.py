"""How an e-book can be read: takes it, gives what its package says of that and what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.seeing.ebook_parts import Ebook, navigation
from build_tools.seeing.pages import Leaf, line

_OPF = "{http://www.idpf.org/2007/opf}"
SOUNDING = ("audio", "video")
# What may move or flash, as far as nobody has looked.
MOVING = (*SOUNDING, "iframe", "object", "embed", "script")
MOVING_PICTURES = (".gif", ".apng")


Said = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a book holds besides words: pictures, whether all have words, sound, moves, formulas.

    The cover is none of its pictures: every book has one.
    """

    pictures: bool
    described: bool
    sounds: bool
    moves: bool
    formulas: bool
    contents: bool


def said(book: Ebook) -> Said:
    """Return what the package says of the book by property, in its order."""
    found: dict[str, list[str]] = {}
    for element in book.package.iter(f"{_OPF}meta", f"{_OPF}link"):
        name = element.get("property") or element.get("rel") or ""
        found.setdefault(name, []).append(line(element) or element.get("href", ""))
    return {name: tuple(values) for name, values in found.items()}


def shown(book: Ebook) -> Shown:
    """Return what the book's documents hold."""
    first = next((part.name for part in book.parts if part.place == 0), "")
    texts = [leaf for leaf in book.documents if leaf.name != first]
    pictures = [each for leaf in texts for each in leaf.tree.iter("{*}img", "{*}svg")]
    contents = book.contents
    return Shown(
        pictures=bool(pictures) or _has(texts, "video", "object", "embed", "canvas"),
        described=all(map(_is_described, pictures)) and not _has(texts, *SOUNDING),
        sounds=_has(texts, *SOUNDING),
        moves=_has(texts, *MOVING) or any(map(_may_move, pictures)),
        formulas=_has(texts, "math"),
        contents=contents is not None and bool(navigation(contents, "toc")),
    )


def _has(texts: list[Leaf], *names: str) -> bool:
    tags = [f"{{*}}{name}" for name in names]
    return any(next(leaf.tree.iter(*tags), None) is not None for leaf in texts)


def _is_described(picture: Any) -> bool:
    return bool((picture.get("alt") or picture.get("aria-label") or "").strip())


def _may_move(picture: Any) -> bool:
    return str(picture.get("src", "")).lower().endswith(MOVING_PICTURES)
