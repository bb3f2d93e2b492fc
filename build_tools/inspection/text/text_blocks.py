"""Read the text blocks of an edition in its own language, from any format.

A block is a paragraph, a heading, a cell or a text alternative. Text in another language, code
and addresses are replaced by one character, because other rules of typography apply to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.inspection.epub.package import read_chapters_safely
from build_tools.inspection.html.page import INLINE_TAGS, HtmlPage, read_html_pages

# Stands for what is left out of a block (Unicode: OBJECT REPLACEMENT CHARACTER).
PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"
CODE_TAGS = frozenset({"code", "kbd", "samp", "pre", "math", "var"})
SKIPPED_TAGS = frozenset({"script", "style", "svg", "template", "head"})
# In the name of a face that code is set in.
CODE_FONT = "mono"
# Attributes that are read to somebody.
SPOKEN_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
# What in HTML is no more than a space; others are meant.
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*:[^\s:;,]*[/:@][^\s»”’)\]،؛]*|\bwww\.\S+|[^\s@]+@[^\s@]+\.\w+"
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Hold a block: its text in the edition's language, its full text, and its place.

    `text` has PLACEHOLDER for what is in another language or is code; `full_text` is unchanged.
    `styled_text` is what is set in a font of the edition: all but code, and nothing that is only
    read aloud. `lines` are the typeset lines of a PDF. `where` is the name of a page, or `page
    3` of a PDF.
    """

    text: str
    full_text: str
    where: str
    line: int | None = None
    styled_text: str = ""
    lines: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def read_text_blocks(path: Path, language: str) -> tuple[TextBlock, ...]:
    """Return the text blocks of an edition in any format; empty for an unreadable file."""
    if path.is_dir():
        return tuple(_read_page_blocks(read_html_pages(path), language))
    if path.suffix == ".epub":
        return tuple(_read_page_blocks(read_chapters_safely(path), language))
    return tuple(_read_pdf_blocks(path, language))


def quote_with_context(text: str, start: int, end: int, context: int = 24) -> str:
    """Return a part of a text with some words around it."""
    before = text[max(0, start - context) : start]
    after = text[end : end + context]
    if start > context:
        before = before.partition(" ")[2] or before
    if end + context < len(text):
        after = after.rpartition(" ")[0] or after
    return f"{before}{text[start:end]}{after}".replace(PLACEHOLDER, "…").strip(" ")


def _read_page_blocks(pages: Iterable[HtmlPage], language: str) -> Iterator[TextBlock]:
    for page in pages:
        collector = _BlockCollector(page.name, language.lower())
        for title in page.tree.xpath("//*[local-name()='head']/*[local-name()='title']"):
            collector.add_alternative(title.text, title)
        for body in page.tree.xpath("//*[local-name()='body']"):
            collector.collect(body, _TextContext(collector.language))
        yield from collector.blocks


@dataclass(frozen=True, slots=True)
class _TextContext:
    """Hold the context of an element: its language, and whether it is code."""

    language: str
    is_code: bool = False

    def enter_element(self, element: Any) -> _TextContext:
        """Return the context of the children of an element."""
        language = (element.get("lang") or self.language).lower()
        return _TextContext(language, self.is_code or _get_element_name(element) in CODE_TAGS)


@dataclass(slots=True)
class _BlockCollector:
    """Collect the blocks of a page: the finished ones, and the parts of the open one."""

    page_name: str
    language: str
    blocks: list[TextBlock] = field(default_factory=list)
    parts: list[tuple[str, _TextContext]] = field(default_factory=list)
    line: int | None = None

    def collect(self, element: Any, context: _TextContext) -> None:
        """Collect the text of an element."""
        name = _get_element_name(element)
        if not name or name in SKIPPED_TAGS:
            return
        inner = context.enter_element(element)
        is_block = name not in INLINE_TAGS
        if is_block:
            self._close_block(element.sourceline)
        if self._is_own(inner):
            for words in filter(None, map(element.get, SPOKEN_ATTRIBUTES)):
                self.add_alternative(words, element)
        self._add_part(element.text, inner)
        for child in element:
            self.collect(child, inner)
            self._add_part(child.tail, inner)
        if is_block:
            self._close_block(element.sourceline)

    def add_alternative(self, words: str | None, element: Any) -> None:
        """Add a text alternative as a block of its own."""
        if words and words.strip():
            plain = _WHITE_SPACE.sub(" ", words).strip(" ")
            self.blocks.append(
                TextBlock(mask_addresses(plain), plain, self.page_name, element.sourceline)
            )

    def _is_own(self, context: _TextContext) -> bool:
        return context.language == self.language and not context.is_code

    def _add_part(self, words: str | None, context: _TextContext) -> None:
        if words:
            self.parts.append((words, context))

    def _close_block(self, line: int | None) -> None:
        full_text = _collapse_white_space(words for words, _ in self.parts)
        if full_text:
            text = _collapse_white_space(
                words if self._is_own(at) or not words.strip() else PLACEHOLDER
                for words, at in self.parts
            )
            styled_text = "".join(words for words, at in self.parts if not at.is_code)
            self.blocks.append(
                TextBlock(mask_addresses(text), full_text, self.page_name, self.line, styled_text)
            )
        self.parts, self.line = [], line


def _get_element_name(element: Any) -> str:
    """Return the name of an element of any namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _collapse_white_space(words: Iterable[str]) -> str:
    return _WHITE_SPACE.sub(" ", "".join(words)).strip(" ")


def mask_addresses(text: str) -> str:
    """Return a text with PLACEHOLDER for each address; several in a row become one."""
    return re.sub(f"{PLACEHOLDER}(?: ?{PLACEHOLDER})+", PLACEHOLDER, ADDRESS.sub(PLACEHOLDER, text))


def _read_pdf_blocks(book: Path, language: str) -> Iterator[TextBlock]:
    from build_tools.inspection.pdf.typeset import read_typeset_pages

    own_language = language.lower()
    for page in read_typeset_pages(book):
        for block in page.blocks:
            lines = [line for line in block.lines if line.text]
            own_lines = [_mask_line(line.runs, line.languages, own_language) for line in lines]
            text, full_text = (
                _join_typeset_lines(own_lines),
                _join_typeset_lines([line.text for line in lines]),
            )
            if full_text:
                yield TextBlock(
                    mask_addresses(text), full_text, f"page {page.number}", lines=tuple(own_lines)
                )


def _mask_line(pieces: Iterable[Any], languages: Iterable[str], own_language: str) -> str:
    pairs = zip(pieces, languages, strict=True)
    texts = (
        piece.text if _is_own_run(piece, spoken, own_language) else PLACEHOLDER
        for piece, spoken in pairs
    )
    return "".join(texts).strip()


def _is_own_run(run: Any, language: str, own_language: str) -> bool:
    return language.lower() == own_language and CODE_FONT not in run.font.lower()


def _join_typeset_lines(lines: Iterable[str]) -> str:
    """Return lines as one text, with hyphenated words joined."""
    return re.sub("[\u2010\u00ad] ", "", " ".join(lines))
