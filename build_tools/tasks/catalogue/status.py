"""Run `editions catalogue status`: count the translated words, as values, JSON or a web page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Coverage, Edition, Finding, Language, Register, ReviewState, ReviewStatus
from build_tools.paths import Root
from build_tools.process import pool
from build_tools.process.scratch import make_scratch_folder
from build_tools.register import make_edition, read_register, select_targets
from build_tools.runner import lint_reading
from build_tools.tasks.named_file import write_named_file
from build_tools.tasks.page_selection import select_pages
from build_tools.tasks.requirements import use_requirements
from build_tools.tasks.root_lists import read_root_entries

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAge:
    """Describe the review of a page or a publication, and its age.

    `void` are the messages that its review does not cover, `revised` the day of the last change,
    `behind` how many days its template is newer than that.
    """

    review: ReviewState = "draft"
    void: int = 0
    revised: date | None = None
    behind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatus:
    """Hold the coverage of a page and of each of its articles, and its review."""

    coverage: Coverage
    age: ReviewAge
    articles: Mapping[str, Coverage]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationStatus:
    """Hold the coverage of a publication in a language, and its review."""

    coverage: Coverage
    age: ReviewAge
    pages: Mapping[str, PageStatus]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageStatus:
    """Hold the coverage of a language; `press` is that of the UI strings, where the root has them."""

    language: Language
    coverage: Coverage
    press: Coverage | None
    publications: Mapping[str, PublicationStatus]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationStatus:
    """Hold the coverage of every language, and the findings on unreadable catalogues."""

    languages: Mapping[str, LanguageStatus]
    findings: tuple[Finding, ...]


def measure_translation_status(
    root: Root, languages: Sequence[str] = (), *, pages: Sequence[str] = (), workers: int = 1
) -> TranslationStatus:
    """Count the words of every publication, or of `pages`, in the named languages, or in all.

    A catalogue that cannot be read is a finding, and its words are missing. Raises UserError if the register
    or a source cannot be read, or the register lacks a language.
    """
    register = read_register(root)
    selection = select_pages(register, root, pages)
    select_targets(register, selection.publications, languages)
    editions = [
        make_edition(register, publication.id, tag)
        for publication in register.publications
        for tag in publication.all_languages[1:]
        if publication.id in selection.publications and tag in (languages or (tag,))
    ]
    sources = {
        name: make_edition(register, name, register.get_publication(name).source_language)
        for name in dict.fromkeys(edition.publication.id for edition in editions)
    }
    use_requirements(register, root)
    messages, compiled = read_sources_and_catalogues(sources, editions, root, workers)
    texts: dict[str, dict[str, PublicationStatus]] = {}
    for edition, (catalogues, _) in zip(editions, compiled, strict=True):
        name, tag = edition.publication.id, edition.language.tag
        texts.setdefault(tag, {})[name] = _make_publication_status(
            catalogues, tuple(each for each in messages[name] if selection.has_page(each.page))
        )
    findings = [finding for _, findings in compiled for finding in findings]
    press = _count_ui_words(register, root, texts, findings) if selection.is_whole else {}
    return TranslationStatus(
        languages={
            tag: LanguageStatus(
                language=register.languages[tag],
                coverage=sum((text.coverage for text in publications.values()), Coverage()),
                press=press.get(tag),
                publications=publications,
            )
            for tag, publications in texts.items()
        },
        findings=tuple(findings),
    )


def _count_ui_words(
    register: Register, root: Root, tags: Iterable[str], findings: list[Finding]
) -> dict[str, Coverage | None]:
    """Return the coverage of each language's press.po; add a finding for one that cannot be read."""
    from build_tools.catalogues.ui_coverage import count_ui_coverage

    counts: dict[str, Coverage | None] = {}
    for tag in tags:
        try:
            root_entries = read_root_entries(root, register, tag)
            counts[tag] = count_ui_coverage(root, register, register.languages[tag], root_entries)
        except UserError as error:
            findings.append(convert_to_finding(error, language=tag))
    return counts


CompileResult = tuple["EditionCatalogues", tuple[Finding, ...]]


def read_sources_and_catalogues(
    sources: Mapping[str, Edition], editions: Sequence[Edition], root: Root, workers: int
) -> tuple[dict[str, tuple[SourceMessage, ...]], list[CompileResult]]:
    """Return the messages of each source and the catalogues of each edition, read in parallel."""
    lint_reading.preload_reader()
    works: list[Callable[[Path], Any]] = [
        *(partial(read_source_messages, source, root) for source in sources.values()),
        *(partial(_compile_for_status, edition, root) for edition in editions),
    ]
    names = [*sources, *(edition.file_stem for edition in editions)]
    with make_scratch_folder() as work:
        results = pool.run_all(works, workers=workers, scratch=work, names=names)
    return dict(zip(sources, results, strict=False)), results[len(sources) :]


def _compile_for_status(edition: Edition, root: Root, work: Path) -> CompileResult:
    from build_tools import catalogues

    publication, tag = edition.publication.id, edition.language.tag
    compiled, errors = catalogues.compile_usable_catalogues(edition, root, work)
    findings = (convert_to_finding(error, publication=publication, language=tag) for error in errors)
    return compiled, tuple(findings)


def _make_publication_status(
    compiled: EditionCatalogues, messages: tuple[SourceMessage, ...]
) -> PublicationStatus:
    from build_tools import catalogues

    pairs = [(message.page, message.msgid) for message in messages]
    review_status = catalogues.measure_review_status(compiled, pairs)
    pages = {
        name: _make_page_counts(compiled, review_status, name, page_messages)
        for name, page_messages in _group_messages(messages, "page").items()
    }
    behind = max((page.age.behind for page in pages.values()), default=0)
    return PublicationStatus(
        coverage=review_status.coverage, age=_make_review_age(review_status, behind), pages=pages
    )


def _group_messages(messages: Iterable[SourceMessage], field: str) -> Mapping[str, list[SourceMessage]]:
    groups: dict[str, list[SourceMessage]] = {}
    for message in messages:
        groups.setdefault(getattr(message, field), []).append(message)
    return groups


def _make_page_counts(
    compiled: EditionCatalogues, review_status: ReviewStatus, name: str, messages: list[SourceMessage]
) -> PageStatus:
    articles = _group_messages(messages, "article")
    behind = compiled.pages[name].header_status.days_behind if name in compiled.pages else 0
    return PageStatus(
        coverage=_count_messages(compiled, messages),
        age=_make_review_age(review_status.pages[name], behind)
        if name in review_status.pages
        else ReviewAge(),
        articles={id: _count_messages(compiled, part) for id, part in articles.items() if id},
    )


def _make_review_age(review_status: ReviewStatus, behind: int) -> ReviewAge:
    return ReviewAge(
        review=review_status.review,
        void=review_status.changed_messages,
        revised=review_status.revision_date,
        behind=behind,
    )


def _count_messages(compiled: EditionCatalogues, messages: Iterable[SourceMessage]) -> Coverage:
    from build_tools import catalogues

    return catalogues.count_coverage(compiled, [(each.page, each.msgid) for each in messages])


def format_status_json(status: TranslationStatus) -> str:
    """Return a status as JSON, in the form of the contract."""
    rows = {
        tag: {
            **asdict(language.coverage),
            **({"press": asdict(language.press)} if language.press else {}),
            "publications": {
                name: _make_publication_row(text) for name, text in language.publications.items()
            },
        }
        for tag, language in status.languages.items()
    }
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _make_publication_row(status: PublicationStatus) -> dict[str, object]:
    pages = {
        name: {**asdict(page.coverage), "articles": {id: asdict(part) for id, part in page.articles.items()}}
        for name, page in status.pages.items()
    }
    age = status.age
    revised = age.revised.isoformat() if age.revised else None
    fields = {"void": age.void, "revised": revised, "behind": age.behind}
    known = {name: value for name, value in fields.items() if value}
    return {**asdict(status.coverage), "review": age.review, **known, "pages": pages}


@dataclass(frozen=True, slots=True, order=True)
class SourceMessage:
    """Describe a message of the source: its page, the anchor of its article, and its msgid."""

    page: str
    article: str
    msgid: str


def read_source_messages(edition: Edition, root: Root, work: Path) -> tuple[SourceMessage, ...]:
    """Return the messages of a publication, read in this process, which can read no other."""
    from build_tools import catalogues, reader
    from build_tools.reader.reading import iter_source_messages as all_of

    ui_strings = catalogues.load_ui_strings(edition.language, root)
    reading = reader.read_edition(edition, root, messages=None, ui_strings=ui_strings, work=work)
    return tuple(SourceMessage(*found) for found in all_of(reading))


def write_status_page(status: TranslationStatus, file: Path) -> None:
    """Write a status as a page, whole. Raises UserError if it cannot be written."""
    from build_tools.render import templates

    page = templates.render_page(
        "status", "status.html", languages=status.languages, findings=status.findings, parts=compute_bar_parts
    )
    try:
        write_named_file(file, page.encode())
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        remedy = "name another file with --page"
        raise UserError("cli/page", message, remedy=remedy) from error


def compute_bar_parts(coverage: Coverage) -> tuple[int, int]:
    """Return the translated and the fuzzy part of a text, in thousandths; a part that is not empty is one."""
    words = coverage.words or 1
    missing = -(-coverage.missing * 1000 // words)
    fuzzy = min(1000 - missing, -(-coverage.fuzzy * 1000 // words))
    return 1000 - fuzzy - missing, fuzzy
