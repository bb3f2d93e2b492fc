"""Hold what a site is made of, and what a reader of one language sees of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from build_tools.model import (
    Event,
    Language,
    LocalizedText,
    Publication,
    Register,
    Signatory,
    Topic,
    TopicList,
)
from build_tools.release.article_text import Article
from build_tools.render.templates import TemplateStrings
from build_tools.site.dossier_summary import DossierSummary
from build_tools.site.web_edition import WebEdition

EditionKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """Describe a finished file beside the pages: its format, its name, size in bytes and number of pages."""

    format: str
    label: str
    name: str
    size: int
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLink:
    """Name a release that the site holds: its version, its date, and the paths of first pages in it.

    `comparisons` are, for each edition, names of earlier releases, each with the path of what changed since;
    `places` are the paths of its articles, by anchor.
    """

    version: str
    date: date
    note: str = ""
    pages: Mapping[EditionKey, str] = field(default_factory=dict)
    comparisons: Mapping[EditionKey, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    places: Mapping[EditionKey, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SiteContents:
    """Hold the finished editions of a root, and what leads to them."""

    register: Register
    editions: Mapping[EditionKey, WebEdition]
    files: Mapping[EditionKey, tuple[EditionFile, ...]]
    topics: TopicList
    events: tuple[Event, ...]
    signatories: Mapping[str, tuple[Signatory, ...]]
    releases: tuple[ReleaseLink, ...] = ()
    dossiers: Mapping[EditionKey, DossierSummary] = field(default_factory=dict)
    has_search: bool = False

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Return the languages that have an edition, in the order of the register."""
        tags = dict.fromkeys(tag for one in self.publications for tag in one.languages)
        built = {tag for _, tag in self.editions}
        return tuple(self.register.languages[tag] for tag in tags if tag in built)

    @cached_property
    def publications(self) -> tuple[Publication, ...]:
        """Return the publications that have an edition."""
        built = {publication for publication, _ in self.editions}
        return tuple(one for one in self.register.publications if one.id in built)

    @property
    def base(self) -> str:
        """Return the address below which the site lies, empty where the register has none."""
        return self.register.publisher.url

    @property
    def source_tag(self) -> str:
        """Return the language that a page leads to by default."""
        return self.publications[0].source_language

    def list_page_languages(self, publication: str, page: str) -> tuple[Language, ...]:
        """Return the languages in which a publication has a page."""
        return tuple(
            one
            for one in self.languages
            if (publication, one.tag) in self.editions
            and page in self.editions[publication, one.tag].page_names
        )


@dataclass(frozen=True, kw_only=True)
class FoundArticle:
    """Hold an article with the edition that has it, and the path of its page in the site."""

    edition: WebEdition
    article: Article

    @property
    def path(self) -> str:
        """Return the address of the article from the folder of the site."""
        return f"{make_page_path(self.edition, self.article.page)}#{self.article.id}"

    @property
    def tag(self) -> str:
        """Return its language."""
        return self.edition.language.tag


def make_page_path(edition: WebEdition, page: str) -> str:
    """Return the path of a page of an edition from the folder of the site."""
    return f"{edition.language.tag}/{edition.publication.id}/{page}.html"


@dataclass(frozen=True, kw_only=True)
class SiteLanguage:
    """Hold a site as a reader of one language sees it; `topics` and `events` are in that language."""

    contents: SiteContents
    language: Language
    strings: TemplateStrings
    topics: TopicList
    events: tuple[Event, ...] = ()

    @property
    def tag(self) -> str:
        """Return the tag of the language."""
        return self.language.tag

    @property
    def name(self) -> str:
        """Return the name of the site: the publisher's, else that of its first text."""
        return self.contents.register.publisher.get_name(self.tag) or self.editions[0].title

    @cached_property
    def editions(self) -> tuple[WebEdition, ...]:
        """Return an edition of each publication: in the language, else in that of its source."""
        return tuple(filter(None, map(self.find_edition, self.contents.publications)))

    @cached_property
    def own_editions(self) -> tuple[WebEdition, ...]:
        """Return the editions that are in the language."""
        return tuple(one for one in self.editions if one.language.tag == self.tag)

    def list_versions(self, edition: WebEdition) -> tuple[ReleaseLink, ...]:
        """Return the releases of an edition, and the version that is built, which its own page leads to."""
        publication = edition.publication
        released = [one for one in self.contents.releases if edition.key in one.pages]
        current = next((one for one in released if one.version == publication.version), None)
        day = current.date if current else publication.date
        if not publication.version or not day:
            return tuple(released)
        note = current.note if current else publication.note
        pages = {edition.key: make_page_path(edition, edition.start.name)}
        own = ReleaseLink(version=publication.version, date=day, note=note, pages=pages)
        return (own, *(one for one in released if one is not current))

    @cached_property
    def has_feed(self) -> bool:
        """Return whether there is a version in the language to tell of."""
        return any(map(self.list_versions, self.own_editions))

    def find_edition(self, publication: Publication) -> WebEdition | None:
        """Return the edition of a publication that this reader gets, None without any."""
        editions = self.contents.editions
        tags = (self.tag, publication.source_language, *publication.languages)
        return next(
            (editions[publication.id, tag] for tag in tags if (publication.id, tag) in editions), None
        )

    def find_article(self, label: str) -> FoundArticle | None:
        """Return the article of a label in whichever publication has it."""
        return self._articles.get(label)

    @cached_property
    def _articles(self) -> Mapping[str, FoundArticle]:
        return {
            article.id: FoundArticle(edition=edition, article=article)
            for edition in reversed(self.editions)
            for article in edition.articles.values()
        }

    def list_articles(self, topic: Topic) -> tuple[FoundArticle, ...]:
        """Return the articles of a topic that readers have."""
        return tuple(filter(None, map(self.find_article, topic.labels)))

    def list_sisters(self, label: str) -> tuple[FoundArticle, ...]:
        """Return the articles of other publications that share a topic with one."""
        own = self.find_article(label)
        found = filter(None, map(self.find_article, self.topics.list_sisters(label)))
        return tuple(one for one in found if own and one.edition.key[0] != own.edition.key[0])

    def translate(self, message: str) -> LocalizedText:
        """Return a message of the register in the language, else in that of the sources."""
        return self.strings.ui_strings.translate(message, otherwise=self.contents.source_tag)

    def iter_topics(self) -> Iterator[Topic]:
        """Yield the topics that lead to an article."""
        return (one for one in self.topics.topics if self.list_articles(one))
