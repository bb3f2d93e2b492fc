"""The contents of an e-book: takes chapters, gives their lines as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from build_tools.charter.reading import Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents and those below it; a caption leads nowhere."""

    level: int
    name: str
    language: str
    href: str = ""
    below: tuple[Entry, ...] = ()


def contents(chapters: Iterable[Chapter]) -> tuple[Entry, ...]:
    """Return the contents as a tree: captions, pages below pages, a page's own articles."""
    return _nested([row for chapter in chapters for row in _rows(chapter)])


def _rows(chapter: Chapter) -> Iterator[Entry]:
    """Yield a chapter's lines; even levels are captions', so that one holds its pages."""
    level, href = 2 * chapter.depth + 1, f"{chapter.page}.xhtml"
    if chapter.caption:
        yield Entry(level=level - 1, name=chapter.caption, language=chapter.caption_language)
    name = chapter.articles[0].name if chapter.articles else chapter.title
    yield Entry(level=level, name=name, language=chapter.language, href=href)
    for one in chapter.articles[1:]:
        if one.depth == 2:
            at = f"{href}#{one.anchor}"
            yield Entry(level=level + 2, name=one.name, language=one.language, href=at)


def _nested(rows: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return rows in a row as a tree: below each stand those that follow it and are deeper."""
    lowest = accumulate((row.level for row in rows), min)
    heads = [at for at, low in enumerate(lowest) if rows[at].level == low]
    ends = [*heads, len(rows)][1:]
    return tuple(
        replace(rows[at], below=_nested(rows[at + 1 : end]))
        for at, end in zip(heads, ends, strict=True)
    )
