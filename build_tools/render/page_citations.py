"""Say how the articles of a web page are cited, and describe the page for libraries and programs."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model import Article, LocalizedText
from build_tools.reader.reading import Chapter, Reading
from build_tools.render.citation_data import list_dublin_core
from build_tools.render.html_builder import EditionHTMLBuilder
from build_tools.render.structured_data import format_structured_data
from build_tools.sphinx_ext import imprint
from build_tools.sphinx_ext.citation import list_article_citation
from build_tools.sphinx_ext.text.sentences import end_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedCitation:
    """Hold the citation of an article as HTML, and the address that it keeps."""

    html: str
    address: str


def render_citations(builder: EditionHTMLBuilder, chapter: Chapter) -> list[RenderedCitation]:
    """Return the citation of each article of a page that contents name."""
    return [_render_citation(builder, article) for article in builder.reading.list_contents(chapter)]


def _render_citation(builder: EditionHTMLBuilder, article: Article) -> RenderedCitation:
    reading, edition = builder.reading, builder.reading.edition
    title = LocalizedText(text=reading.title, language=reading.chapters[0].language or edition.language.tag)
    parts = end_sentences(list_article_citation(edition, reading.ui_strings, title, article))
    texts = map(builder.render_localized_text, imprint.join_foreign_texts(parts, edition))
    return RenderedCitation(html=" ".join(texts), address=edition.make_permanent_address(article.anchor))


def describe_web_page(reading: Reading, chapter: Chapter) -> str:
    """Return what a page is, as JSON-LD."""
    page = f"{reading.edition.publication.id}/{chapter.page}"
    address = reading.edition.make_permanent_address(_get_page_anchor(reading, chapter))
    return format_structured_data(reading.edition, page, chapter.title, reading.title, address)


def list_library_data(reading: Reading, chapter: Chapter) -> list[tuple[str, str]]:
    """Return the names and contents of a page's `meta` elements in Dublin Core."""
    name = chapter.articles[0].name_in_one_language if chapter.articles else chapter.title
    return list_dublin_core(reading.edition, name, _get_page_anchor(reading, chapter))


def _get_page_anchor(reading: Reading, chapter: Chapter) -> str:
    """Return the anchor of the article that a page is; empty for the page of the whole text."""
    is_start = chapter is reading.chapters[0]
    return "" if is_start or not chapter.articles else chapter.articles[0].anchor
