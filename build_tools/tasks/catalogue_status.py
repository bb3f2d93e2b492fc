"""`editions catalogue status`: takes a root, counts what is translated, down to each article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools import register
from build_tools.errors import convert_to_finding
from build_tools.layout import Root
from build_tools.model import Coverage, Edition, Finding, Language, ReviewState, ReviewStatus
from build_tools.press import lanes, looking, process
from build_tools.tasks import source
from build_tools.tasks.report import coverage as counted

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues
    from build_tools.tasks.source import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How a page or a text is reviewed and how old it is.

    `void` are the messages that its review does not cover, `revised` the day of the last change,
    `behind` how many days its template is newer than that.
    """

    review: ReviewState = "draft"
    void: int = 0
    revised: date | None = None
    behind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What of a page is translated, and of each of its articles; how it is reviewed."""

    coverage: Coverage
    age: Age
    articles: Mapping[str, Coverage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What of a publication is translated in a language, and how it is reviewed."""

    coverage: Coverage
    age: Age
    pages: Mapping[str, Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What is translated in a language."""

    language: Language
    coverage: Coverage
    publications: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is translated in every language, and the catalogues that could not be read."""

    languages: Mapping[str, Tongue]
    findings: tuple[Finding, ...]


def status(root: Root, languages: Sequence[str] = (), *, workers: int = 1) -> Status:
    """Count the words of every publication in the languages named, or in all it is translated to.

    As many `workers` read at once. A catalogue that cannot be read is a finding, and its words
    are missing. Raises Mendable where the register or a source cannot be read, or a language is
    in no register.
    """
    listed = register.read(root)
    register.select_targets(listed, (), languages)
    editions = [
        register.make_edition(listed, publication.id, tag)
        for publication in listed.publications
        for tag in publication.languages[1:]
        if tag in (languages or (tag,))
    ]
    sources = dict.fromkeys(edition.publication.id for edition in editions)
    firsts = [
        register.make_edition(listed, name, listed.get_publication(name).source_language)
        for name in sources
    ]
    read, compiled = _read(firsts, editions, root, workers)
    messages = dict(zip(sources, read, strict=True))
    texts: dict[str, dict[str, Text]] = {}
    for edition, (found, _) in zip(editions, compiled, strict=True):
        name, tag = edition.publication.id, edition.language.tag
        texts.setdefault(tag, {})[name] = _text(found, messages[name])
    return Status(
        languages={tag: _tongue(listed.languages[tag], found) for tag, found in texts.items()},
        findings=tuple(finding for _, findings in compiled for finding in findings),
    )


_Compiled = tuple["Compiled", tuple[Finding, ...]]


def _read(
    firsts: Sequence[Edition], editions: Sequence[Edition], root: Root, workers: int
) -> tuple[list[tuple[Message, ...]], list[_Compiled]]:
    """Return the messages of each source and the catalogues of each edition, read side by side."""
    looking.prepare()
    sources = [partial(source.read, first, root) for first in firsts]
    catalogues = [partial(_compiled, edition, root) for edition in editions]
    works: list[Callable[[Path], Any]] = [*sources, *catalogues]
    with process.scratch() as work:
        answers = lanes.answers(works, workers=workers, scratch=work)
    return answers[: len(sources)], answers[len(sources) :]


def _tongue(language: Language, texts: Mapping[str, Text]) -> Tongue:
    total = sum((text.coverage for text in texts.values()), Coverage())
    return Tongue(language=language, coverage=total, publications=texts)


def _compiled(edition: Edition, root: Root, work: Path) -> _Compiled:
    """Return an edition's catalogues, and why some of them cannot be read: their words miss."""
    from build_tools import catalogues

    publication, tag = edition.publication.id, edition.language.tag
    compiled, refused = catalogues.compile_usable_catalogues(edition, root, work)
    told = (convert_to_finding(error, publication=publication, language=tag) for error in refused)
    return compiled, tuple(told)


def _text(compiled: EditionCatalogues, messages: tuple[Message, ...]) -> Text:
    from build_tools import catalogues

    stands = catalogues.measure_review_status(
        compiled, [(each.page, each.msgid) for each in messages]
    )
    pages = {
        name: _page(compiled, stands, name, found) for name, found in _by_page(messages).items()
    }
    behind = max((page.age.behind for page in pages.values()), default=0)
    return Text(coverage=stands.coverage, age=_age(stands, behind), pages=pages)


def _by_page(messages: Iterable[Message]) -> Mapping[str, list[Message]]:
    pages: dict[str, list[Message]] = {}
    for message in messages:
        pages.setdefault(message.page, []).append(message)
    return pages


def _page(
    compiled: EditionCatalogues, stands: ReviewStatus, name: str, messages: list[Message]
) -> Page:
    articles: dict[str, list[Message]] = {}
    for message in messages:
        articles.setdefault(message.article, []).append(message)
    behind = compiled.pages[name].header_status.days_behind if name in compiled.pages else 0
    return Page(
        coverage=_coverage(compiled, messages),
        age=_age(stands.pages[name], behind) if name in stands.pages else Age(),
        articles={name: _coverage(compiled, found) for name, found in articles.items() if name},
    )


def _age(stands: ReviewStatus, behind: int) -> Age:
    return Age(
        review=stands.review,
        void=stands.changed_messages,
        revised=stands.revision_date,
        behind=behind,
    )


def _coverage(compiled: EditionCatalogues, messages: Iterable[Message]) -> Coverage:
    from build_tools import catalogues

    return catalogues.count_coverage(compiled, [(each.page, each.msgid) for each in messages])


def as_json(status: Status) -> str:
    """Return a status as the contract writes it."""
    tongues = {tag: _tongue_row(tongue) for tag, tongue in status.languages.items()}
    return json.dumps(tongues, ensure_ascii=False, indent=1)


def _tongue_row(tongue: Tongue) -> dict[str, object]:
    texts = {name: _text_row(text) for name, text in tongue.publications.items()}
    return {**counted(tongue.coverage), "publications": texts}


def _text_row(text: Text) -> dict[str, object]:
    pages = {name: _page_row(page) for name, page in text.pages.items()}
    return {**counted(text.coverage), "review": text.age.review, **_told(text.age), "pages": pages}


def _told(age: Age) -> dict[str, object]:
    """Return what there is to tell of an age; what is nothing is left out."""
    revised = age.revised.isoformat() if age.revised else None
    told = {"void": age.void, "revised": revised, "behind": age.behind}
    return {name: value for name, value in told.items() if value}


def _page_row(page: Page) -> dict[str, object]:
    articles = {name: counted(coverage) for name, coverage in page.articles.items()}
    return {**counted(page.coverage), "articles": articles}
