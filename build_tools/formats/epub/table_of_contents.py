"""Build the table of contents of an e-book as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from build_tools.reader.reading import Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """Describe a line of the contents and those below it; a caption has no link."""

    level: int
    name: str
    language: str
    href: str = ""
    below: tuple[TocEntry, ...] = ()


def build_toc(chapters: Iterable[Chapter]) -> tuple[TocEntry, ...]:
    """Return the contents as a tree: captions, pages below pages, a page's own articles."""
    return _nest_entries([row for chapter in chapters for row in _iter_chapter_entries(chapter)])


def _iter_chapter_entries(chapter: Chapter) -> Iterator[TocEntry]:
    """Yield a chapter's lines; even levels are for captions, so that one holds its pages."""
    level, href = 2 * chapter.depth + 1, f"{chapter.page}.xhtml"
    if chapter.caption:
        yield TocEntry(level=level - 1, name=chapter.caption, language=chapter.caption_language)
    name = chapter.articles[0].name if chapter.articles else chapter.title
    yield TocEntry(level=level, name=name, language=chapter.language, href=href)
    for article in chapter.articles[1:]:
        if article.depth == 2:
            address = f"{href}#{article.anchor}"
            yield TocEntry(
                level=level + 2, name=article.name, language=article.language, href=address
            )


def _nest_entries(rows: Sequence[TocEntry]) -> tuple[TocEntry, ...]:
    """Return a list of entries as a tree: below each are those that follow it and are deeper."""
    minima = accumulate((row.level for row in rows), min)
    starts = [at for at, low in enumerate(minima) if rows[at].level == low]
    ends = [*starts, len(rows)][1:]
    return tuple(
        replace(rows[at], below=_nest_entries(rows[at + 1 : end]))
        for at, end in zip(starts, ends, strict=True)
    )
