"""Build what a proof shows: its parts in order, from a Reading with passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_tools.formats.proof.explained_finding import ExplainedFinding, explain_finding
from build_tools.formats.proof.message_html import TermMatcher, render_message, render_raw_text
from build_tools.formats.proof.reference_names import ReferenceNames, collect_reference_names
from build_tools.model import Article, Language, MessageState, Passage, Term
from build_tools.reader.reading import Chapter, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """Hold a passage as HTML in both languages, with its findings.

    `msgid` and `msgstr` are those of the catalogue, as HTML; `is_raw` says that the translation
    is shown as it is written, with its markup.
    """

    passage: Passage
    source: str
    translation: str
    msgid: str
    msgstr: str
    is_raw: bool
    findings: tuple[ExplainedFinding, ...]

    @property
    def place(self) -> str:
        """Return the place below `locale/`: `fr/LC_MESSAGES/charter-agenda/right-1.po:120`."""
        place = self.passage.place
        line = f":{place.line}" if place.line else ""
        return f"{place.file.removeprefix('locale/')}{line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleGroup:
    """Hold the passages of an article; without `article` it has no title of its own here."""

    id: str
    article: Article | None
    rows: tuple[PassageRow, ...]

    @property
    def has_heading(self) -> bool:
        """Return whether its first passage is the article's title, translated: used as heading."""
        first = self.rows[0].passage
        return self.article is not None and (first.kind, first.state) == ("title", "translated")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """Hold the passages of a page, article by article; the first group is the page's own."""

    id: str
    chapter: Chapter
    groups: tuple[ArticleGroup, ...]

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
class ProofView:
    """Hold a whole proof; `other_findings` are those without a passage."""

    parts: tuple[PagePart, ...]
    terms: tuple[TermUsage, ...]
    other_findings: tuple[ExplainedFinding, ...]
    fingerprint: str

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

    def list_warning_numbers(self) -> list[int]:
        """Return the numbers of the passages with an error or a warning."""
        rows = (row for row in self.rows if any(one.severity != "note" for one in row.findings))
        return [row.passage.number for row in rows]


def build_proof_view(reading: Reading) -> ProofView:
    """Return what the proof of an edition shows."""
    builder = _RowBuilder(reading)
    rows = [builder.build_row(passage) for passage in reading.passages]
    row_findings = {one.finding for row in rows for one in row.findings}
    others = (one for one in reading.findings if one not in row_findings)
    return ProofView(
        parts=tuple(_iter_parts(reading, rows)),
        terms=tuple(_iter_term_usages(reading.terms, reading.passages)),
        other_findings=tuple(explain_finding(one, reading.meanings) for one in others),
        fingerprint=_choose_fingerprint(reading),
    )


def _choose_fingerprint(reading: Reading) -> str:
    """Return the fingerprint of what a proof shows: of all pages, or of its only one."""
    shown = {f"{reading.edition.publication.id}/{passage.page}" for passage in reading.passages}
    return reading.fingerprints.get(shown.pop() if len(shown) == 1 else "", "")


class _RowBuilder:
    """Build the rows of passages, with all that their messages name."""

    def __init__(self, reading: Reading) -> None:
        edition = reading.edition
        self.languages = (edition.source, edition.language)
        self.tags = tuple(_get_quotes_language(reading, one) for one in self.languages)
        self.names: ReferenceNames = collect_reference_names(reading)
        self.matchers = (
            TermMatcher(form for term in reading.terms for form in term.source),
            TermMatcher(form for term in reading.terms for form in term.forms),
        )
        self.findings: dict[tuple[str, int | None], list[ExplainedFinding]] = {}
        for finding in dict.fromkeys(reading.findings):
            if finding.place.line is not None:
                place = finding.place.file, finding.place.line
                explained = explain_finding(finding, reading.meanings)
                self.findings.setdefault(place, []).append(explained)

    def build_row(self, passage: Passage) -> PassageRow:
        """Return a passage as a row."""
        is_raw = bool(passage.msgstr) and not passage.text
        msgstr = render_raw_text(passage.msgstr)
        return PassageRow(
            passage=passage,
            source=self._render_text(passage.message_id, passage.page, column=0),
            translation=msgstr if is_raw else self._render_text(passage.text, passage.page, column=1),
            msgid=render_raw_text(passage.message_id),
            msgstr=msgstr,
            is_raw=is_raw,
            findings=tuple(self.findings.get((passage.place.file, passage.place.line), ())),
        )

    def _render_text(self, text: str, page: str, *, column: int) -> str:
        return render_message(
            text,
            self.tags[column],
            self.languages[column],
            matcher=self.matchers[column],
            titles=(self.names.source, self.names.translation)[column],
            notes=self.names.notes.get(page, {}),
            substitutions={**self.names.substitutions[""], **self.names.substitutions.get(page, {})},
        )


def _get_quotes_language(reading: Reading, language: Language) -> str:
    """Return the language whose quotation marks straight ones become, empty where none do."""
    config = reading.app.config
    excluded = config.smartquotes_excludes.get("languages", ())
    return language.tag if config.smartquotes and language.folder not in excluded else ""


def _iter_parts(reading: Reading, rows: Sequence[PassageRow]) -> Iterator[PagePart]:
    count = 0
    by_page = {page: list(each) for page, each in groupby(rows, key=lambda row: row.passage.page)}
    for chapter in reading.chapters:
        if chapter.page not in by_page:
            continue
        groups = []
        for anchor, group_rows in _group_by_article(chapter, by_page[chapter.page]):
            count += 1
            article = next((one for one in chapter.articles if one.anchor == anchor), None)
            groups.append(ArticleGroup(id=f"a{count}", article=article, rows=tuple(group_rows)))
        yield PagePart(id=groups[0].id, chapter=chapter, groups=tuple(groups))


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
