"""Divide the pages of an edition into what comes before the text, the text, and what comes after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

from docutils import nodes

from build_tools.model import Article, LocalizedText
from build_tools.reader.generated_pages import GENERATED
from build_tools.reader.reading import Chapter, Reading
from build_tools.sphinx_ext.articles.errata import ERRATUM
from build_tools.sphinx_ext.articles.paragraphs import has_addresses
from build_tools.sphinx_ext.articles.predecessors import PREDECESSOR
from build_tools.sphinx_ext.imprint import TITLE_BLOCK
from build_tools.sphinx_ext.text.lang_classes import find_language

TEXT_TAGS = ("paragraph", "container", "only")  # what is for some formats alone is in the last
_ADDED_CLASSES = frozenset({TITLE_BLOCK, ERRATUM, PREDECESSOR})
Matter = Literal["frontmatter", "bodymatter", "backmatter"]


def divide_matter(reading: Reading) -> Mapping[str, Matter]:
    """Return what each page is, by name.

    The text is the first group of pages, as captions of contents make them, in which an article or a
    paragraph is numbered; without one, every page after the first. Pages that no author wrote come after it.
    """
    groups = _group_pages(reading.chapters)
    numbered = [any(_is_numbered(reading, chapter) for chapter in group) for group in groups]
    text = numbered.index(True) if any(numbered) else min(1, len(groups) - 1)
    has_end = any(numbered)
    return {
        chapter.page: _name_matter(reading, chapter, at - text, has_end=has_end)
        for at, group in enumerate(groups)
        for chapter in group
    }


def _name_matter(reading: Reading, chapter: Chapter, distance: int, *, has_end: bool) -> Matter:
    """Return what a page is, by how many groups it is from the text."""
    if GENERATED in reading.app.env.metadata[reading.get_docname(chapter)]:
        return "backmatter"
    if distance < 0:
        return "frontmatter"
    return "backmatter" if distance > 0 and has_end else "bodymatter"


def list_text_articles(reading: Reading, parts: Mapping[str, Matter] | None = None) -> list[Article]:
    """Return the articles of the text itself, without those of the pages before and after it."""
    parts = parts or divide_matter(reading)
    return [article for article in reading.articles if parts[article.page] == "bodymatter"]


def _group_pages(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """Return the pages by the caption above them; the start page is a group of its own."""
    captions = 0
    numbers = []
    for at, chapter in enumerate(chapters):
        captions += bool(chapter.caption) or at == 1
        numbers.append(captions)
    pairs = zip(numbers, chapters, strict=True)
    return [[chapter for _, chapter in group] for _, group in groupby(pairs, key=lambda pair: pair[0])]


def _is_numbered(reading: Reading, chapter: Chapter) -> bool:
    docname = reading.get_docname(chapter)
    return any(one.designation for one in chapter.articles) or has_addresses(reading.app.env, docname)


def find_summary(reading: Reading) -> LocalizedText | None:
    """Return the first paragraph of the start page, which says what the publication is; None without one."""
    section = reading.get_doctree(reading.chapters[0]).next_node(nodes.section)
    for child in section.children if section is not None else ():
        if isinstance(child, nodes.section) or not isinstance(child, nodes.Element):
            break
        is_text = child.tagname in TEXT_TAGS and _ADDED_CLASSES.isdisjoint(child["classes"])
        paragraph = child.next_node(nodes.paragraph, include_self=True) if is_text else None
        if paragraph is not None:
            language = find_language(paragraph, reading.edition.language.tag)
            return LocalizedText(text=" ".join(paragraph.astext().split()), language=language)
    return None
