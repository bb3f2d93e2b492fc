"""What every edition says of itself: takes an Edition and the words, gives doctree nodes.

They are text: the same words in the page, the book and the e-book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter import tongues
from build_tools.charter.fallback import spoken
from build_tools.charter.reading import Reading
from build_tools.model import Edition, LocalizedText, ReviewStatus, UiStrings

IMPRINT = "imprint"
ORIGIN = "origin"
READING = "A reading edition in plain language"
AUTHORITY = ("Only the adopted text is authoritative.", "A city adopts that text, not this one.")


class Imprint(SphinxTransform):
    """Put the lines of the title page and the imprint into the page where a text starts.

    Runs after Sphinx's Locale (20), so that nothing of it is taken for a message.
    """

    default_priority = 30
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Add the title block after the title and the imprint at the end of the start page."""
        publication = self.edition.publication
        if self.env.current_document.docname != f"{publication.id}/{publication.start}":
            return
        top = self.document.next_node(nodes.section)
        if top is None:
            return
        at = 1 + next((i for i, node in enumerate(top) if isinstance(node, nodes.title)), -1)
        top.insert(at, _block("title-block", list(self._title_lines())))
        section = nodes.section(ids=[IMPRINT], classes=[IMPRINT])
        section += nodes.title("", "", *_inline(self.words("Imprint"), self.edition))
        section.extend(self._imprint(top))
        self.document.ids[IMPRINT] = section
        top.insert(_end(top), section)

    def _title_lines(self) -> Iterator[nodes.paragraph]:
        if self.edition.publication.nature == "reading":
            yield self._line(READING, classes=["nature"])
        yield nodes.paragraph("", _begun(self.edition.language.name), classes=["edition-language"])
        issued = issue(self.edition, self.words)
        if issued:
            yield nodes.paragraph("", "", *_joined(issued, self.edition, " · "), classes=["issue"])

    def _imprint(self, top: nodes.section) -> Iterator[nodes.Element]:
        publication = self.edition.publication
        if publication.nature == "reading":
            said = _joined(_stopped(notice(self.edition, self.words)), self.edition)
            yield nodes.paragraph("", "", *said, classes=["notice"])
        yield from self._adopted_title()
        statement = stands(self.edition, self.words)
        if statement:
            said = _joined(statement, self.edition)
            yield nodes.paragraph("", "", *said, classes=[ORIGIN])
        if self.edition.publisher.name:
            yield self._line("Published by {publisher}.", publisher=self.edition.publisher.name)
        if publication.licence:
            yield self._line(LICENCE, licence=publication.licence)
        if self.edition.typefaces:
            yield self._line("Set in {fonts}.", fonts=", ".join(self.edition.typefaces))
        yield from self._citation(top)
        yield self._line("Identifier: {identifier}", identifier=self.edition.identifier)

    def _adopted_title(self) -> Iterator[nodes.Element]:
        """Name the adopted text as a library has it: the title above may be another."""
        title = self.edition.publication.get_adopted_title(self.edition.language.tag)
        if title:
            sentence = self.words("Title of the adopted text: {title}")
            before, _, after = sentence.text.partition("{title}")
            around = (replace(sentence, text=before), title, replace(sentence, text=after))
            said = _joined([word for word in around if word.text], self.edition, "")
            yield nodes.paragraph("", "", *said, classes=["adopted-title"])

    def _citation(self, top: nodes.section) -> Iterator[nodes.Element]:
        title = next((node for node in top if isinstance(node, nodes.title)), nodes.title())
        publisher = LocalizedText(
            text=self.edition.publisher.name, language=self.edition.language.tag
        )
        name = LocalizedText(text=self.edition.language.name, language=self.edition.language.tag)
        titled = LocalizedText(text=title.astext(), language=spoken(title, self.edition).tag)
        nature = [self.words(READING)] if self.edition.publication.nature == "reading" else []
        parts = [titled, *nature, name, *issue(self.edition, self.words), publisher]
        yield nodes.rubric("", "", *_inline(self.words("How to cite"), self.edition))
        cited = _joined(_stopped(parts), self.edition)
        yield nodes.paragraph("", "", *cited, classes=["citation"])

    def _line(
        self, message: str, classes: list[str] | None = None, **values: str
    ) -> nodes.paragraph:
        word = self.words(message)
        filled = LocalizedText(text=word.text.format(**values), language=word.language)
        return nodes.paragraph("", "", *_inline(filled, self.edition), classes=classes or [])


def _end(section: nodes.section) -> int:
    """Return where the words of a section end: a label below them is that of the next section."""
    at = len(section)
    while at and isinstance(section[at - 1], (nodes.target, nodes.comment)):
        at -= 1
    return at


def settle(reading: Reading, standing: ReviewStatus) -> Reading:
    """Return a reading whose edition stands so, with the letters of the words that say it."""
    edition = replace(reading.edition, standing=standing)
    said = "".join(word.text for word in stands(edition, reading.words))
    letters = reading.letters | frozenset("".join(said.split()))
    return replace(reading, edition=edition, letters=letters)


def retell(tree: nodes.document, edition: Edition, words: UiStrings) -> None:
    """Say in an imprint how the edition stands now that all of it is read.

    A page that was read has its words already; what a review does not cover is known when every
    page is.
    """
    for paragraph in tree.findall(nodes.paragraph):
        if ORIGIN in paragraph["classes"]:
            paragraph.children = []
            paragraph += list(_joined(stands(edition, words), edition))


def _joined(
    parts: list[LocalizedText], edition: Edition, between: str = " "
) -> Iterator[nodes.Node]:
    for at, word in enumerate(parts):
        if at:
            yield nodes.Text(between)
        yield from _inline(word, edition)


def _inline(word: LocalizedText, edition: Edition) -> Iterator[nodes.Node]:
    if word.language == edition.language.tag:
        yield nodes.Text(word.text)
    else:
        yield nodes.inline("", word.text, classes=[tongues.mark(word.language)])


LICENCE = (
    "The wording of this edition may be shared and adapted under {licence}. Titles, outline and "
    "official terms remain their owners'."
)


def notice(edition: Edition, words: UiStrings) -> list[LocalizedText]:
    """Return what a reading edition says of the adopted text and of its owner.

    The sentence about the owner is the register's `disclaimer`, translated in press.po; without
    a translation it stays in the source language. Without the key nothing is said of an owner.
    """
    publication = edition.publication
    own = words.translate(publication.disclaimer, otherwise=publication.source_language)
    return [words(READING), *([own] if own.text else []), *map(words, AUTHORITY)]


def issue(edition: Edition, words: UiStrings) -> list[LocalizedText]:
    """Return the version and the date of an edition, in its language, where they are known."""
    version = edition.publication.version
    found = [_filled(words("Version {version}"), version=version)] if version else []
    if edition.date_text:
        found.append(LocalizedText(text=edition.date_text, language=edition.language.tag))
    return found


def stands(edition: Edition, words: UiStrings, page: str = "") -> list[LocalizedText]:
    """Return what a reader is told of how sure an edition is, or one page of it.

    Of a person's or an adopted translation that is its review, where it has one.
    """
    standing = edition.review_status.get_page_status(page)
    said = origin(edition, words, page)
    if said or standing.review == "draft":
        return said
    return [_review(standing, words)]


def origin(edition: Edition, words: UiStrings, page: str = "") -> list[LocalizedText]:
    """Return who wrote and translated an edition, or a page of it, and whether it is reviewed.

    Empty where no machine had a part.
    """
    standing = edition.review_status.get_page_status(page)
    by_machine = standing.translation_origin == "machine"
    written = standing.text_origin == "machine"
    if not (by_machine or written):
        return []
    said = words(_ORIGINS[written, by_machine])
    source = edition.source_name or edition.source.name
    return [_filled(said, language=source), _review(standing, words)]


def _review(standing: ReviewStatus, words: UiStrings) -> LocalizedText:
    return words(
        _REVIEWS[standing.review, standing.changed_messages > 0 and standing.review != "draft"]
    )


_ORIGINS = {
    (True, False): "Written by machine.",
    (False, True): "Translated by machine (source language: {language}).",
    (True, True): "Written and translated by machine (source language: {language}).",
}
_REVIEWS = {
    ("draft", False): "Not yet reviewed by a person.",
    ("reviewed", False): "Reviewed by a person.",
    ("reviewed", True): "Reviewed by a person, except passages that are new or changed since.",
    ("approved", False): "Reviewed and approved by a person.",
    ("approved", True): (
        "Reviewed and approved by a person, except passages that are new or changed since."
    ),
}


def _filled(word: LocalizedText, **values: str) -> LocalizedText:
    return LocalizedText(text=word.text.format(**values), language=word.language)


def _stopped(parts: list[LocalizedText]) -> list[LocalizedText]:
    """Return the parts as sentences of their own, each with its capital and its stop."""
    ended = (".", "。", "؟", "!", "?")
    stops = ["" if word.text.endswith(ended) else _stop(word.language) for word in parts]
    return [
        LocalizedText(text=_begun(word.text) + stop, language=word.language)
        for word, stop in zip(parts, stops, strict=True)
        if word.text
    ]


def _stop(tag: str) -> str:
    """Return what ends a sentence in a language."""
    return "。" if tag.partition("-")[0] in {"ja", "zh", "yue"} else "."


def _begun(words: str) -> str:
    """Return words as they begin a line: with a capital, where the script has one."""
    return words[:1].upper() + words[1:]


def _block(name: str, children: list[nodes.paragraph]) -> nodes.container:
    return nodes.container("", *children, classes=[name])
