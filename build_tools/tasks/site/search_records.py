"""List what is to be searched: each article with its number, its words, and the words of its topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.model import Topic
from build_tools.release.article_text import Article
from build_tools.site.contents import SiteLanguage, make_page_path
from build_tools.site.search_index import SearchRecord
from build_tools.site.web_edition import WebEdition, WebPage


def iter_search_records(site: SiteLanguage) -> Iterator[SearchRecord]:
    """Yield a record for each article of the texts in a language."""
    for edition in site.own_editions:
        for page in edition.text:
            yield from (_make_record(site, edition, parts) for parts in _iter_articles(page))


def _iter_articles(page: WebPage) -> Iterator[list[Article]]:
    """Yield each article that readers look for, with the parts below it that have no number, as a plan."""
    parts: list[Article] = []
    for one in page.articles:
        if one in page.numbered or one.designation:
            if parts:
                yield parts
            parts = [one] if one in page.numbered else []
        elif parts:
            parts.append(one)
    if parts:
        yield parts


def _make_record(site: SiteLanguage, edition: WebEdition, parts: list[Article]) -> SearchRecord:
    article = parts[0]
    topics = site.topics.list_topics(article.id)
    return SearchRecord(
        url=f"{make_page_path(edition, article.page)}#{article.id}",
        title=article.title,
        text=" ".join(one.text for one in parts).removeprefix(article.title).strip(),
        language=site.tag,
        publication=edition.publication.id,
        number=article.designation,
        words=list_words(one for one in topics if one.labels[:1] != (article.id,)),
        main_words=list_words(one for one in topics if one.labels[:1] == (article.id,)),
        page_title=edition.title,
    )


def list_words(topics: Iterable[Topic]) -> tuple[str, ...]:
    """Return all that readers may type for topics: their names, needs and words."""
    return tuple(word for one in topics for word in (one.name, one.need, *one.words))
