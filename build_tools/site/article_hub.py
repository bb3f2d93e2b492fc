"""Collect what leads on from an article: sisters, topics, terms, versions, citation, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote

from build_tools.model import Topic
from build_tools.register import format_long_date
from build_tools.release.article_text import Article
from build_tools.site.contents import FoundArticle, SiteLanguage
from build_tools.site.html_elements import get_element, get_section, iter_elements, read_text
from build_tools.site.web_edition import Term, WebEdition, WebPage

_TERM_LINK = re.compile(r'href="[^"]*#(term-[^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHub:
    """Hold what leads on from an article; `report` is the address to which mistakes are told, or empty.

    `changes` are the versions that changed its words, each with its date, the newest first; `plan` is the
    anchor of its action plan.
    """

    article: Article
    permanent: str
    public: str
    citation: str
    report: str
    sisters: tuple[FoundArticle, ...]
    topics: tuple[Topic, ...]
    declaration: tuple[int, ...]
    convention: tuple[str, ...]
    terms: tuple[Term, ...]
    changes: tuple[tuple[str, str], ...]


def make_article_hub(site: SiteLanguage, edition: WebEdition, page: WebPage, article: Article) -> ArticleHub:
    """Return the hub of an article of a page."""
    topics = site.topics.list_topics(article.id)
    permanent = f"id/{edition.publication.id}/{article.id}/index.html"
    base = site.contents.base.rstrip("/")
    public = f"{base}/{permanent.removesuffix('index.html')}" if base else ""
    return ArticleHub(
        article=article,
        permanent=permanent,
        public=public,
        citation=_find_citation(page, article),
        report=_make_report_address(site, edition, article),
        sisters=site.list_sisters(article.id),
        topics=topics,
        declaration=tuple(sorted({number for one in topics for number in one.declaration})),
        convention=tuple(dict.fromkeys(name for one in topics for name in one.convention)),
        terms=tuple(_iter_terms(edition, page, article)),
        changes=tuple(_iter_changes(edition, article)),
    )


def _find_citation(page: WebPage, article: Article) -> str:
    """Return how the article is cited: the one of the page's citations that begins with its name."""
    box = get_element(page.html, r'<details class="cite"')
    citations = [read_text(one) for one in iter_elements(box, "<p>")]
    starts = [start for start in (article.designation, article.title) if start]
    return next((one for one in citations if starts and one.startswith(f"{starts[0]}.")), "") or next(
        iter(citations), ""
    )


def _make_report_address(site: SiteLanguage, edition: WebEdition, article: Article) -> str:
    """Return the address of a message to the publisher, of these words; empty without one."""
    contact = site.contents.register.publisher.contact
    if not contact:
        return ""
    publication = edition.publication
    subject = f"{publication.id} {article.id} {edition.language.tag} {publication.version}".strip()
    lines = (edition.title, article.name, edition.language.name, publication.version)
    body = "\r\n".join((*filter(None, lines), "", ""))
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _iter_terms(edition: WebEdition, page: WebPage, article: Article) -> Iterator[Term]:
    """Yield the entries of the glossary that an article links to, each once."""
    element = get_section(page.html, article.id)
    for anchor in dict.fromkeys(unescape(one) for one in _TERM_LINK.findall(element)):
        if anchor in edition.terms:
            yield edition.terms[anchor]


def _iter_changes(edition: WebEdition, article: Article) -> Iterator[tuple[str, str]]:
    """Yield the versions that changed the words of an article, with their dates, the newest first."""
    language = edition.language
    versions = [one for one in edition.publication.versions if one.language == language.tag]
    for version in reversed(versions):
        if any(one.anchor == article.id and one.digest for one in version.articles):
            yield version.version, format_long_date(version.date, language) if version.date else ""
