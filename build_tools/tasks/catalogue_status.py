"""`editions catalogue status`: takes a root, counts what is translated, down to each article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools import register
from build_tools.errors import Mendable
from build_tools.layout import Root
from build_tools.model import Coverage, Edition, Finding, ReviewState, Standing
from build_tools.press import process, trouble
from build_tools.tasks import source
from build_tools.tasks.report import coverage as counted

if TYPE_CHECKING:
    from build_tools.catalogues import Compiled
    from build_tools.tasks.source import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What of a page is translated, and of each of its articles."""

    coverage: Coverage
    articles: Mapping[str, Coverage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What of a publication is translated in a language, and how it is reviewed."""

    coverage: Coverage
    review: ReviewState
    pages: Mapping[str, Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What is translated in a language."""

    coverage: Coverage
    publications: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is translated in every language, and the catalogues that could not be read."""

    languages: Mapping[str, Tongue]
    findings: tuple[Finding, ...]


def status(root: Root) -> Status:
    """Count the words of every publication in every language that it is translated into.

    A catalogue that cannot be read is a finding, and its words are missing. Raises Mendable
    where the register or a source cannot be read.
    """
    listed = register.read(root)
    texts: dict[str, dict[str, Text]] = {}
    findings: list[Finding] = []
    for publication in listed.publications:
        tags = publication.languages[1:]
        first = register.edition(listed, publication.id, publication.source_language)
        messages = source.messages(first, root) if tags else ()
        for tag in tags:
            edition = register.edition(listed, publication.id, tag)
            text = _text(edition, root, messages, findings)
            texts.setdefault(tag, {})[publication.id] = text
    tongues = {tag: _tongue(found) for tag, found in texts.items()}
    return Status(languages=tongues, findings=tuple(findings))


def _tongue(texts: Mapping[str, Text]) -> Tongue:
    total = sum((text.coverage for text in texts.values()), Coverage())
    return Tongue(coverage=total, publications=texts)


def _text(
    edition: Edition, root: Root, messages: tuple[Message, ...], findings: list[Finding]
) -> Text:
    compiled = _compiled(edition, root, findings)
    return Text(
        coverage=_coverage(compiled, messages),
        review=compiled.standing.review,
        pages={name: _page(compiled, found) for name, found in _by_page(messages).items()},
    )


def _compiled(edition: Edition, root: Root, findings: list[Finding]) -> Compiled:
    from build_tools import catalogues

    publication, tag = edition.publication.id, edition.language.tag
    try:
        with process.scratch() as work:
            return catalogues.compile_edition(edition, root, work)
    except Mendable as error:
        findings.append(trouble.as_finding(error, publication=publication, language=tag))
        return catalogues.Compiled(folder=None, standing=Standing(translation_origin="person"))


def _by_page(messages: Iterable[Message]) -> Mapping[str, list[Message]]:
    pages: dict[str, list[Message]] = {}
    for message in messages:
        pages.setdefault(message.page, []).append(message)
    return pages


def _page(compiled: Compiled, messages: list[Message]) -> Page:
    articles: dict[str, list[Message]] = {}
    for message in messages:
        articles.setdefault(message.article, []).append(message)
    return Page(
        coverage=_coverage(compiled, messages),
        articles={name: _coverage(compiled, found) for name, found in articles.items() if name},
    )


def _coverage(compiled: Compiled, messages: Iterable[Message]) -> Coverage:
    from build_tools import catalogues

    return catalogues.coverage(compiled, [(each.page, each.msgid) for each in messages])


def as_json(status: Status) -> str:
    """Return a status as the contract writes it."""
    tongues = {tag: _tongue_row(tongue) for tag, tongue in status.languages.items()}
    return json.dumps(tongues, ensure_ascii=False, indent=1)


def _tongue_row(tongue: Tongue) -> dict[str, object]:
    texts = {name: _text_row(text) for name, text in tongue.publications.items()}
    return {**counted(tongue.coverage), "publications": texts}


def _text_row(text: Text) -> dict[str, object]:
    pages = {name: _page_row(page) for name, page in text.pages.items()}
    return {**counted(text.coverage), "review": text.review, "pages": pages}


def _page_row(page: Page) -> dict[str, object]:
    articles = {name: counted(coverage) for name, coverage in page.articles.items()}
    return {**counted(page.coverage), "articles": articles}
