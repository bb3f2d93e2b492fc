"""What an edition says in its own language: takes a page, a document, a book, gives its blocks.

A block is what stands together: a paragraph, a heading, a cell, the words of a picture. What is
in another language, code or an address is one sign in it, since other customs hold there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.seeing.ebooks import readable
from build_tools.seeing.pages import INLINE, Leaf, leaves

# Stands for what is left out of a block (Unicode: OBJECT REPLACEMENT CHARACTER).
OTHER = "\N{OBJECT REPLACEMENT CHARACTER}"
CODE = frozenset({"code", "kbd", "samp", "pre", "math", "var"})
NO_TEXT = frozenset({"script", "style", "svg", "template", "head"})
# In the name of a face that code is set in.
CODE_FACE = "mono"
# Attributes that are read to somebody.
READ = ("alt", "title", "aria-label", "placeholder")
# What in HTML is no more than a space; others are meant.
_WHITE = re.compile(r"[ \t\r\n\f]+")
ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*:[^\s:;,]*[/:@][^\s»”’)\]،؛]*|\bwww\.\S+|[^\s@]+@[^\s@]+\.\w+"
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A block: its words, those of it in other languages too, and where a person finds it.

    `text` has OTHER for what is not in the edition's own language or is no prose; in `whole` all
    stands as it is. `drawn` is what is set in a face of the press: all but code, and nothing of
    what is only read aloud. `lines` are those of a book, as they are set.
    """

    text: str
    whole: str
    where: str
    line: int | None = None
    drawn: str = ""
    lines: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def prose(whole: Path, language: str) -> tuple[Prose, ...]:
    """Return the blocks of an edition in whatever format, in their order; none of a torn file."""
    if whole.is_dir():
        return tuple(_of_leaves(leaves(whole), language))
    if whole.suffix == ".epub":
        return tuple(_of_leaves(readable(whole), language))
    return tuple(_of_book(whole, language))


def near(text: str, start: int, end: int, room: int = 24) -> str:
    """Return what stands at a place in a text, with some words around it."""
    before = text[max(0, start - room) : start]
    after = text[end : end + room]
    if start > room:
        before = before.partition(" ")[2] or before
    if end + room < len(text):
        after = after.rpartition(" ")[0] or after
    return f"{before}{text[start:end]}{after}".replace(OTHER, "…").strip(" ")


def _of_leaves(pages: Iterable[Leaf], language: str) -> Iterator[Prose]:
    for leaf in pages:
        walk = _Walk(leaf.name, language.lower())
        for title in leaf.tree.xpath("//*[local-name()='head']/*[local-name()='title']"):
            walk.read_aloud(title.text, title)
        for body in leaf.tree.xpath("//*[local-name()='body']"):
            walk.enter(body, _At(walk.home))
        yield from walk.done


@dataclass(frozen=True, slots=True)
class _At:
    """What is around an element: its language, and whether it is code."""

    language: str
    is_code: bool = False

    def within(self, element: Any) -> _At:
        """Return what is around the children of an element."""
        spoken = (element.get("lang") or self.language).lower()
        return _At(spoken, self.is_code or _name(element) in CODE)


@dataclass(slots=True)
class _Walk:
    """A walk through a page: the blocks that it closed, and what the open one says so far."""

    name: str
    home: str
    done: list[Prose] = field(default_factory=list)
    said: list[tuple[str, _At]] = field(default_factory=list)
    line: int | None = None

    def enter(self, element: Any, around: _At) -> None:
        """Take in what an element says."""
        name = _name(element)
        if not name or name in NO_TEXT:
            return
        here = around.within(element)
        is_block = name not in INLINE
        if is_block:
            self._close(element.sourceline)
        if self._is_own(here):
            for words in filter(None, map(element.get, READ)):
                self.read_aloud(words, element)
        self._say(element.text, here)
        for child in element:
            self.enter(child, here)
            self._say(child.tail, here)
        if is_block:
            self._close(element.sourceline)

    def read_aloud(self, words: str | None, element: Any) -> None:
        """Take in words that stand in no line of the page."""
        if words and words.strip():
            plain = _WHITE.sub(" ", words).strip(" ")
            self.done.append(Prose(masked(plain), plain, self.name, element.sourceline))

    def _is_own(self, at: _At) -> bool:
        return at.language == self.home and not at.is_code

    def _say(self, words: str | None, at: _At) -> None:
        if words:
            self.said.append((words, at))

    def _close(self, line: int | None) -> None:
        whole = _one_line(words for words, _ in self.said)
        if whole:
            text = _one_line(
                words if self._is_own(at) or not words.strip() else OTHER for words, at in self.said
            )
            drawn = "".join(words for words, at in self.said if not at.is_code)
            self.done.append(Prose(masked(text), whole, self.name, self.line, drawn))
        self.said, self.line = [], line


def _name(element: Any) -> str:
    """Return the name of an element, of a formula too; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _one_line(words: Iterable[str]) -> str:
    return _WHITE.sub(" ", "".join(words)).strip(" ")


def masked(text: str) -> str:
    """Return a text with OTHER for each address, and one for several in a row."""
    return re.sub(f"{OTHER}(?: ?{OTHER})+", OTHER, ADDRESS.sub(OTHER, text))


def _of_book(book: Path, language: str) -> Iterator[Prose]:
    from build_tools.seeing.layout import sheets

    home = language.lower()
    for sheet in sheets(book):
        for block in sheet.blocks:
            lines = [line for line in block.lines if line.text]
            own = [_own(line.pieces, line.languages, home) for line in lines]
            text, whole = _joined(own), _joined([line.text for line in lines])
            if whole:
                yield Prose(masked(text), whole, f"page {sheet.number}", lines=tuple(own))


def _own(pieces: Iterable[Any], languages: Iterable[str], home: str) -> str:
    pairs = zip(pieces, languages, strict=True)
    said = (piece.text if _is_said(piece, spoken, home) else OTHER for piece, spoken in pairs)
    return "".join(said).strip()


def _is_said(piece: Any, spoken: str, home: str) -> bool:
    return spoken.lower() == home and CODE_FACE not in piece.face.lower()


def _joined(lines: Iterable[str]) -> str:
    """Return lines as one; a word that was cut at the end of a line is whole again."""
    return re.sub("[\u2010\u00ad] ", "", " ".join(lines))
