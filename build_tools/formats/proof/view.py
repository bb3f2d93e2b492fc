"""Build what a proof shows: its parts in order, from a Reading with passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_tools.formats.proof.explained_finding import ExplainedFinding, explain_finding
from build_tools.formats.proof.message_html import TermMatcher
from build_tools.formats.proof.passage_rows import PassageRow, RowBuilder
from build_tools.model import Article, LocalizedText, MessageState, Passage, Term
from build_tools.reader.reading import Chapter, Reading

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleGroup:
    """Hold the passages of an article, or its title alone; without `article` it has no title of its own."""

    id: str
    article: Article | None
    rows: tuple[PassageRow, ...]

    @property
    def has_heading(self) -> bool:
        """Return whether its first passage is the article's title, translated: used as heading."""
        if self.article is None or not self.rows:
            return False
        first = self.rows[0].passage
        return (first.kind, first.state) == ("title", "translated")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """Hold the passages of a page, article by article; the first group is the page's own.

    `reviewer` is who reviewed the page last, and when; `fingerprint` that of its whole text.
    """

    id: str
    chapter: Chapter
    groups: tuple[ArticleGroup, ...]
    fingerprint: str = ""
    reviewer: str = ""

    @property
    def rows(self) -> tuple[PassageRow, ...]:
        """Return all its passages in reading order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUsage:
    """Hold a term of the glossary, and the numbers of the passages whose source has it."""

    term: Term
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedName:
    """Hold what a reviewer signs: the `name` that `catalogue review` takes, its title and its fingerprint."""

    name: str
    title: LocalizedText
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """Hold a whole proof; `other_findings` are those without a passage.

    `signed` is what its sheet is for: the text as a whole, or each of some pages. `reviews` are title and
    last review of each page, where it holds what changed since.
    """

    parts: tuple[PagePart, ...]
    terms: tuple[TermUsage, ...]
    other_findings: tuple[ExplainedFinding, ...]
    signed: tuple[SignedName, ...]
    reviews: tuple[tuple[LocalizedText, str], ...] = ()
    is_since_review: bool = False

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of all that is signed; empty where it is of several pages."""
        return self.signed[0].fingerprint if len(self.signed) == 1 else ""

    @property
    def identity(self) -> str:
        """Return what tells this proof from others of its edition."""
        marks = [one.fingerprint for one in self.signed]
        return " ".join([*marks, "since review"] if self.is_since_review else marks)

    @property
    def rows(self) -> tuple[PassageRow, ...]:
        """Return all passages in reading order."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def finding_count(self) -> int:
        """Return the number of findings."""
        return len(self.other_findings) + sum(len(row.findings) for row in self.rows)

    def list_numbers(self, state: MessageState) -> list[int]:
        """Return the numbers of the passages in a state."""
        return [row.passage.number for row in self.rows if row.passage.state == state]

    def list_changed_numbers(self) -> list[int]:
        """Return the numbers of the passages that are not as they were reviewed."""
        return [row.passage.number for row in self.rows if row.passage.change]

    def list_warning_numbers(self) -> list[int]:
        """Return the numbers of the passages with an error or a warning."""
        rows = (row for row in self.rows if any(one.severity != "note" for one in row.findings))
        return [row.passage.number for row in rows]


def build_proof_view(reading: Reading) -> ProofView:
    """Return what the proof of an edition shows."""
    builder = RowBuilder(reading)
    rows = [builder.build_row(passage) for passage in reading.passages]
    row_findings = {one.finding for row in rows for one in row.findings}
    others = (one for one in reading.findings if one not in row_findings)
    return ProofView(
        parts=tuple(_iter_parts(reading, rows)),
        terms=tuple(_iter_term_usages(reading.terms, reading.passages)),
        other_findings=tuple(explain_finding(one, reading.meanings) for one in others),
        signed=tuple(_iter_signed_names(reading)),
        reviews=tuple(_iter_reviews(reading)),
        is_since_review=reading.proof.since_review,
    )


def _iter_signed_names(reading: Reading) -> Iterator[SignedName]:
    """Yield the publication, or each page of a proof of pages.

    A proof of what changed has the fingerprint of the text as it stands, not of the passages that it shows:
    a review records whole pages, and what is left out is as it was signed before.
    """
    name, language = reading.edition.publication.id, reading.chapters[0].language
    if whole := reading.fingerprints.get(""):
        title = LocalizedText(text=reading.title, language=language)
        yield SignedName(name=name, title=title, fingerprint=whole)
        return
    for chapter in reading.chapters:
        page = reading.get_docname(chapter)
        if page in reading.fingerprints:
            yield SignedName(name=page, title=_get_title(chapter), fingerprint=reading.fingerprints[page])


def _iter_reviews(reading: Reading) -> Iterator[tuple[LocalizedText, str]]:
    pages = reading.proof.pages
    for chapter in reading.chapters if reading.proof.since_review else ():
        page = reading.get_docname(chapter)
        if page in reading.reviewers and (not pages or page in pages):
            yield _get_title(chapter), _get_reviewer(reading, page)


def _get_reviewer(reading: Reading, page: str) -> str:
    """Return who reviewed a page last, and when; a mark keeps the day whole behind a name in Arabic."""
    mark = "\N{LEFT-TO-RIGHT MARK}" if reading.edition.language.is_rtl else ""
    return _DAY.sub(rf"{mark}\g<0>", reading.reviewers.get(page, ""))


def _get_title(chapter: Chapter) -> LocalizedText:
    return LocalizedText(text=chapter.title, language=chapter.language)


def _iter_parts(reading: Reading, rows: Sequence[PassageRow]) -> Iterator[PagePart]:
    count = 0
    by_page = {page: list(each) for page, each in groupby(rows, key=lambda row: row.passage.page)}
    for chapter in reading.chapters:
        if chapter.page not in by_page:
            continue
        groups = []
        for anchor, group_rows in _add_headings(chapter, by_page[chapter.page]):
            count += 1
            article = next((one for one in chapter.articles if one.anchor == anchor), None)
            groups.append(ArticleGroup(id=f"a{count}", article=article, rows=group_rows))
        page = reading.get_docname(chapter)
        yield PagePart(
            id=groups[0].id,
            chapter=chapter,
            groups=tuple(groups),
            fingerprint=reading.fingerprints.get(page, ""),
            reviewer=_get_reviewer(reading, page),
        )


def _add_headings(
    chapter: Chapter, rows: Sequence[PassageRow]
) -> Iterator[tuple[str, tuple[PassageRow, ...]]]:
    """Yield runs of rows of one article, and without rows the articles around it that have none here."""
    shown: set[str] = set()
    for anchor, several in _group_by_article(chapter, rows):
        for article in _list_outer_articles(chapter, anchor):
            if article.anchor not in shown:
                shown.add(article.anchor)
                yield article.anchor, ()
        shown.add(anchor)
        yield anchor, tuple(several)


def _list_outer_articles(chapter: Chapter, anchor: str) -> list[Article]:
    """Return the articles around one, the page's own first."""
    around: list[Article] = []
    for article in chapter.articles:
        if article.anchor == anchor:
            return [outer for outer in around if outer.depth < article.depth]
        around = [*(outer for outer in around if outer.depth < article.depth), article]
    return []


def _group_by_article(
    chapter: Chapter, rows: Sequence[PassageRow]
) -> Iterator[tuple[str, Iterator[PassageRow]]]:
    """Yield runs of rows of one article; what comes before all belongs to the first."""
    first = chapter.articles[0].anchor if chapter.articles else ""
    return groupby(rows, key=lambda row: row.passage.article or first)


def _iter_term_usages(terms: Iterable[Term], passages: Sequence[Passage]) -> Iterator[TermUsage]:
    for term in terms:
        matcher = TermMatcher(term.source)
        numbers = tuple(one.number for one in passages if matcher.has_match(one.message_id))
        if numbers:
            yield TermUsage(term=term, numbers=numbers)
