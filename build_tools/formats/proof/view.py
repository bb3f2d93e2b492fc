"""What stands on a proof: takes a Reading with its passages, gives its parts in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_tools.charter.reading import Chapter, Reading
from build_tools.formats.proof.named import Named, named
from build_tools.formats.proof.terms import Forms
from build_tools.formats.proof.wording import raw, rendered
from build_tools.layout import compute_digest
from build_tools.model import Article, Finding, Language, MessageState, Passage, Term

# Letters of a fingerprint: enough that no two texts share it, few enough to compare by eye.
LETTERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A passage as HTML in both languages, and what was found there.

    `msgid` and `msgstr` are what the catalogue holds, as HTML; `is_raw` says that the
    translation is shown as it is written, marks and all.
    """

    passage: Passage
    source: str
    translation: str
    msgid: str
    msgstr: str
    is_raw: bool
    findings: tuple[Finding, ...]

    @property
    def place(self) -> str:
        """The place as a translator names it: `fr/LC_MESSAGES/charter-agenda/right-1.po:120`."""
        place = self.passage.place
        line = f":{place.line}" if place.line else ""
        return f"{place.file.removeprefix('locale/')}{line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The passages of an article; without `article` it has no title of its own here."""

    id: str
    article: Article | None
    rows: tuple[Row, ...]

    @property
    def is_headed(self) -> bool:
        """Whether its first passage is the article's title, translated: a heading as it is."""
        first = self.rows[0].passage
        return self.article is not None and (first.kind, first.state) == ("title", "translated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The passages of a page, article by article; the first group is the page's own."""

    id: str
    chapter: Chapter
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All its passages in reading order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A term of the glossary, and the numbers of the passages whose source has it."""

    term: Term
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole proof; `elsewhere` are findings that stand at no passage."""

    parts: tuple[Part, ...]
    terms: tuple[Used, ...]
    elsewhere: tuple[Finding, ...]
    fingerprint: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """All passages in reading order."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return len(self.elsewhere) + sum(len(row.findings) for row in self.rows)

    def numbers(self, state: MessageState) -> list[int]:
        """Return the numbers of the passages in a state."""
        return [row.passage.number for row in self.rows if row.passage.state == state]

    def warned(self) -> list[int]:
        """Return the numbers of the passages at which an error or a warning stands."""
        return [
            row.passage.number
            for row in self.rows
            if any(finding.severity != "note" for finding in row.findings)
        ]


def view(reading: Reading) -> View:
    """Return what a proof of an edition shows."""
    maker = _Maker(reading)
    rows = [maker.row(passage) for passage in reading.passages]
    told = {finding for row in rows for finding in row.findings}
    return View(
        parts=tuple(_parts(reading, rows)),
        terms=tuple(_used(reading.terms, reading.passages)),
        elsewhere=tuple(one for one in reading.findings if one not in told),
        fingerprint=fingerprint(reading.passages),
    )


def fingerprint(passages: Iterable[Passage]) -> str:
    """Return what stands for a text and its translation, in groups of four letters."""
    said = "\0".join(
        part
        for passage in passages
        for part in (passage.page, passage.message_id, passage.state, passage.msgstr)
    )
    whole = compute_digest(said)[:LETTERS]
    return " ".join(whole[at : at + 4] for at in range(0, LETTERS, 4))


class _Maker:
    """Makes rows of passages, with all that their messages name."""

    def __init__(self, reading: Reading) -> None:
        edition = reading.edition
        self.languages = (edition.source, edition.language)
        self.tags = tuple(_quoting(reading, one) for one in self.languages)
        self.names: Named = named(reading)
        self.forms = (
            Forms(form for term in reading.terms for form in term.source),
            Forms(form for term in reading.terms for form in term.forms),
        )
        self.findings: dict[tuple[str, int | None], list[Finding]] = {}
        for finding in dict.fromkeys(reading.findings):
            at = finding.place.file, finding.place.line
            self.findings.setdefault(at, []).append(finding)

    def row(self, passage: Passage) -> Row:
        """Return a passage as a row."""
        is_raw = bool(passage.msgstr) and not passage.text
        return Row(
            passage=passage,
            source=self._shown(passage.message_id, passage.page, at=0),
            translation=(
                raw(passage.msgstr) if is_raw else self._shown(passage.text, passage.page, at=1)
            ),
            msgid=raw(passage.message_id),
            msgstr=raw(passage.msgstr),
            is_raw=is_raw,
            findings=tuple(self._of(passage)),
        )

    def _shown(self, text: str, page: str, *, at: int) -> str:
        return rendered(
            text,
            self.tags[at],
            self.languages[at],
            forms=self.forms[at],
            titles=(self.names.source, self.names.here)[at],
            notes=self.names.notes.get(page, {}),
            filled={**self.names.filled[""], **self.names.filled.get(page, {})},
        )

    def _of(self, passage: Passage) -> Iterator[Finding]:
        place = passage.place
        if place.line is not None:
            yield from self.findings.get((place.file, place.line), ())


def _quoting(reading: Reading, language: Language) -> str:
    """Return the language whose marks of quotation straight ones become, empty where none do."""
    config = reading.app.config
    left_out = config.smartquotes_excludes.get("languages", ())
    return language.tag if config.smartquotes and language.folder not in left_out else ""


def _parts(reading: Reading, rows: Sequence[Row]) -> Iterator[Part]:
    count = 0
    by_page = {page: list(each) for page, each in groupby(rows, key=lambda row: row.passage.page)}
    for chapter in reading.chapters:
        if chapter.page not in by_page:
            continue
        groups = []
        for anchor, each in _by_article(chapter, by_page[chapter.page]):
            count += 1
            article = next((one for one in chapter.articles if one.anchor == anchor), None)
            groups.append(Group(id=f"a{count}", article=article, rows=tuple(each)))
        yield Part(id=groups[0].id, chapter=chapter, groups=tuple(groups))


def _by_article(chapter: Chapter, rows: Sequence[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield runs of rows that stand in one article; what precedes all belongs to the first."""
    first = chapter.articles[0].anchor if chapter.articles else ""
    return groupby(rows, key=lambda row: row.passage.article or first)


def _used(terms: Iterable[Term], passages: Sequence[Passage]) -> Iterator[Used]:
    for term in terms:
        forms = Forms(term.source)
        numbers = tuple(one.number for one in passages if forms.within(one.message_id))
        if numbers:
            yield Used(term=term, numbers=numbers)
