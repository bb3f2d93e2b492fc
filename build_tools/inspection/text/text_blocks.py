"""Read the text blocks of an edition in its own language, from any format.

A block is a paragraph, a heading, a cell or a text alternative. Text in another language, code
and addresses are replaced by one character, because other rules of typography apply to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from build_tools.inspection.epub.package import read_chapters
from build_tools.inspection.html.page import HtmlPage, read_html_pages
from build_tools.inspection.html.text_walk import TextEvent, group_blocks, walk_text
from build_tools.inspection.pdf.content import TextRun
from build_tools.inspection.pdf.typeset import TypesetLine, read_typeset_pages

# Stands for what is left out of a block (Unicode: OBJECT REPLACEMENT CHARACTER).
PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"
# Part of the name of the font for code.
CODE_FONT = "mono"
# White space of HTML; other spaces are meant.
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*:[^\s:;,]*[/:@][^\s»”’)\]،؛]*|\bwww\.\S+|[^\s@]+@[^\s@]+\.\w+")


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
        return tuple(_read_page_blocks(read_chapters(path), language))
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
    own_language = language.lower()
    for page in pages:
        for title in page.tree.xpath("//*[local-name()='head']/*[local-name()='title']"):
            yield from _make_alternative(title.text or "", title, page.name)
        for body in page.tree.xpath("//*[local-name()='body']"):
            for edge, pieces in group_blocks(walk_text(body, own_language)):
                first = pieces[0]
                if first.kind == "text":
                    yield from _make_block(pieces, edge, own_language, page.name)
                elif _is_own_text(first, own_language):
                    yield from _make_alternative(first.text, edge, page.name)


def _make_alternative(text: str, element: Any, page_name: str) -> Iterator[TextBlock]:
    plain = _collapse_white_space(text)
    if plain:
        yield TextBlock(mask_addresses(plain), plain, page_name, element.sourceline)


def _make_block(
    pieces: Sequence[TextEvent], edge: Any, own_language: str, page_name: str
) -> Iterator[TextBlock]:
    full_text = _collapse_white_space("".join(piece.text for piece in pieces))
    if full_text:
        own_text = "".join(
            piece.text if _is_own_text(piece, own_language) or not piece.text.strip() else PLACEHOLDER
            for piece in pieces
        )
        text = mask_addresses(_collapse_white_space(own_text))
        styled_text = "".join(piece.text for piece in pieces if not piece.is_code)
        yield TextBlock(text, full_text, page_name, edge.sourceline, styled_text)


def _is_own_text(piece: TextEvent, own_language: str) -> bool:
    return piece.language.lower() == own_language and not piece.is_code


def _collapse_white_space(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text).strip(" ")


def mask_addresses(text: str) -> str:
    """Return a text with PLACEHOLDER for each address; several in a row become one."""
    return re.sub(f"{PLACEHOLDER}(?: ?{PLACEHOLDER})+", PLACEHOLDER, ADDRESS.sub(PLACEHOLDER, text))


def _read_pdf_blocks(path: Path, language: str) -> Iterator[TextBlock]:
    for page in read_typeset_pages(path):
        for block in page.blocks:
            lines = [line for line in block.lines if line.text]
            own_lines = tuple(_mask_line(line, language.lower()) for line in lines)
            text = mask_addresses(_join_typeset_lines(own_lines))
            full_text = _join_typeset_lines(line.text for line in lines)
            if full_text:
                yield TextBlock(text, full_text, f"page {page.number}", lines=own_lines)


def _mask_line(line: TypesetLine, own_language: str) -> str:
    texts = (
        run.text if _is_own_run(run, language, own_language) else PLACEHOLDER
        for run, language in zip(line.runs, line.languages, strict=True)
    )
    return "".join(texts).strip()


def _is_own_run(run: TextRun, language: str, own_language: str) -> bool:
    return language.lower() == own_language and CODE_FONT not in run.font.lower()


def _join_typeset_lines(lines: Iterable[str]) -> str:
    """Return lines as one text, with hyphenated words joined."""
    return re.sub(r"(?<=\w)-\n", "", "\n".join(lines)).replace("\n", " ")
