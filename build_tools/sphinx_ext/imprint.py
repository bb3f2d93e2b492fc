"""Build the title block and the imprint of an edition as doctree nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from build_tools.model import DRAFT, RAW_HTML, Edition, LocalizedText, ReviewStatus, UiStrings
from build_tools.sphinx_ext.articles.numbers import localize_number
from build_tools.sphinx_ext.citation import (
    READING_EDITION,
    describe_issue,
    fill_text,
    list_text_citation,
    localize_name,
    name_creators,
)
from build_tools.sphinx_ext.citing_line import make_citing_line
from build_tools.sphinx_ext.imprint_addresses import (
    format_licence,
    iter_address_lines,
    iter_permanent_address,
    mark_licence,
)
from build_tools.sphinx_ext.text.lang_classes import make_lang_class
from build_tools.sphinx_ext.text.mixed_text import curl_quotes, fill_pattern, make_mixed_text
from build_tools.sphinx_ext.text.sentences import capitalize_first, end_sentences
from build_tools.sphinx_ext.transform import Page
from build_tools.sphinx_ext.translation.title_language import find_title_language

IMPRINT, STATEMENT, TITLE_BLOCK = "imprint", "statement", "title-block"
ORIGIN, REVIEWERS = "origin", "reviewers"
COVER_DESCRIPTION = (
    "The bars on the cover show the articles of this text, each as long as its number of words."
)
AUTHORITY = ("Only the adopted text is authoritative.", "A city adopts that text, not this one.")
LICENCE = (
    "The wording of this edition may be shared and adapted under {licence}. Titles, outline and "
    "official terms remain their owners'."
)
ADOPTED_LICENCE = "This edition may be shared and adapted under {licence}."
_ORIGINS = {
    (True, False): "Written by machine.",
    (False, True): "Translated by machine (source language: {language}).",
    (True, True): "Written and translated by machine (source language: {language}).",
}
_UNTRANSLATED = (
    "Of every 100 words {percent} are not translated yet: they stand in the source language ({language})."
)
_REVIEWS = {
    ("draft", False): "Not yet reviewed by a person.",
    ("reviewed", False): "Reviewed by a person.",
    ("reviewed", True): "Reviewed by a person, except for passages added or changed since.",
    ("approved", False): "Reviewed and approved by a person.",
    ("approved", True): "Reviewed and approved by a person, except for passages added or changed since.",
}


def insert_imprint(page: Page) -> None:
    """Insert the title block and the imprint into the start page."""
    publication = page.edition.publication
    top = page.document.next_node(nodes.section)
    is_start = page.env.current_document.docname == f"{publication.id}/{publication.start}"
    if not is_start or top is None:
        return
    imprint = _Imprint(page.edition, page.ui_strings)
    position = 1 + next((i for i, node in enumerate(top) if isinstance(node, nodes.title)), -1)
    lines = nodes.container("", *imprint.iter_title_lines(), classes=[TITLE_BLOCK])
    top.insert(position, lines)
    section = nodes.section(ids=[IMPRINT], classes=[IMPRINT])
    section += nodes.title("", "", *_make_text_nodes(page.ui_strings("Imprint"), page.edition))
    section.extend(imprint.iter_nodes(top))
    page.document.ids[IMPRINT] = section
    top.insert(_find_text_end(top), section)


@dataclass(frozen=True, slots=True)
class _Imprint:
    """Make the nodes of the title block and the imprint of an edition."""

    edition: Edition
    ui_strings: UiStrings

    def iter_title_lines(self) -> Iterator[nodes.paragraph]:
        """Yield the lines below the title."""
        if self.edition.is_draft:
            yield self._make_line(DRAFT, "draft")
        if self.edition.publication.authors:
            yield self._make_paragraph([name_creators(self.edition)], "authors")
        if self.edition.publication.nature == "reading":
            yield self._make_line(READING_EDITION, "nature")
        if self.edition.publication.adoption:
            yield self._make_paragraph(
                [self._translate_own_text(self.edition.publication.adoption)], "adoption"
            )
        if self.edition.publisher.name:
            yield self._make_paragraph(
                [localize_name(self.edition.publisher.name, self.edition)], "publisher"
            )
        name = self._make_own_text(capitalize_first(self.edition.language.name))
        yield self._make_paragraph([name], "edition-language")
        issue = describe_issue(self.edition, self.ui_strings)
        if issue:
            yield self._make_paragraph(issue, "issue", " · ")

    def iter_nodes(self, top: nodes.section) -> Iterator[nodes.Element]:
        """Yield the paragraphs of the imprint; `top` is the section of the whole text."""
        edition = self.edition
        statement = nodes.container("", *self._iter_statement(), classes=[STATEMENT])
        if statement.children:
            yield statement
        yield from self._iter_adopted_title()
        status = describe_review_status(edition, self.ui_strings)
        if status or not edition.is_source:  # how much is translated is not known yet
            yield self._make_paragraph(status, ORIGIN)
        if not edition.is_source:
            yield nodes.paragraph(classes=[REVIEWERS])  # filled once it is known that nothing has changed
        if edition.responsible:
            yield self._make_line(
                "Responsible for this edition: {name}.", "responsible", name=edition.responsible
            )
        if edition.publication.licence:
            is_reading = edition.publication.nature == "reading"
            sentence = LICENCE if is_reading else ADOPTED_LICENCE
            licence = self._make_line(sentence, licence=format_licence(edition.publication.licence))
            yield mark_licence(licence, edition)
        if edition.typefaces:
            yield self._make_line("Set in {fonts}.", fonts=", ".join(edition.typefaces))
        if edition.has_drawn_cover:
            yield self._make_line(COVER_DESCRIPTION, "legend")
        heading = self.ui_strings("How to cite")
        yield nodes.rubric("", "", *_make_text_nodes(heading, edition))
        citation = list_text_citation(edition, self.ui_strings, _find_title(top, edition))
        yield self._make_paragraph(end_sentences(citation), "citation")
        yield from iter_permanent_address(edition)
        yield make_citing_line(edition, self.ui_strings)
        yield self._make_line("Identifier: {identifier}", identifier=edition.identifier)
        if edition.colophon:
            yield nodes.raw("", edition.colophon, format=RAW_HTML)

    def _iter_statement(self) -> Iterator[nodes.paragraph]:
        """Yield what a book repeats on its back: what the text is not, and who publishes it."""
        edition = self.edition
        if edition.publication.nature == "reading":
            notice = end_sentences(describe_notice(edition, self.ui_strings))
            yield self._make_paragraph(notice, "notice")
        if edition.publisher.name:
            yield self._make_line("Published by {publisher}.", publisher=edition.publisher.name)
        yield from iter_address_lines(edition)

    def _iter_adopted_title(self) -> Iterator[nodes.Element]:
        title = self.edition.publication.get_adopted_title(self.edition.language.tag)
        if title:
            sentence = self.ui_strings("Title of the adopted text: {title}")
            before, _, after = sentence.text.partition("{title}")
            parts = (replace(sentence, text=before), title, replace(sentence, text=after))
            yield self._make_paragraph([part for part in parts if part.text], "adopted-title", "")

    def make_reviewers(self) -> Sequence[nodes.Node]:
        """Return the words that name those who reviewed the translation; none where nobody has all of it."""
        names = self.edition.language.forms.comma.join(self.edition.review_status.reviewers)
        return self._make_line("Reviewed by {names}.", names=names).children if names else ()

    def _translate_own_text(self, text: str) -> LocalizedText:
        """Return a sentence of the register in the language of press.po, else in that of the source."""
        return self.ui_strings.translate(text, otherwise=self.edition.publication.source_language)

    def _make_own_text(self, text: str) -> LocalizedText:
        return LocalizedText(text=text, language=self.edition.language.tag)

    def _make_line(self, message: str, *classes: str, **values: str) -> nodes.paragraph:
        pattern, own = self.ui_strings(message), self.edition.language.tag
        fields = {
            name: make_mixed_text(localize_name(value, self.edition, pattern.language))
            for name, value in values.items()
        }
        text_nodes = fill_pattern(pattern, **fields).make_nodes(own, own)
        return nodes.paragraph("", "", *text_nodes, classes=list(classes))

    def _make_paragraph(
        self, parts: list[LocalizedText], name: str = "", between: str = " "
    ) -> nodes.paragraph:
        text_nodes = _join_localized_texts(parts, self.edition, between)
        return nodes.paragraph("", "", *text_nodes, classes=[name] if name else [])


def _find_text_end(section: nodes.section) -> int:
    """Return where the text of a section ends: a label at its end belongs to the next section."""
    position = len(section)
    while position and isinstance(section[position - 1], (nodes.target, nodes.comment)):
        position -= 1
    return position


def update_review_status(tree: nodes.document, edition: Edition, ui_strings: UiStrings) -> None:
    """Update the review status in an imprint once all of the edition is read."""
    for paragraph in list(tree.findall(nodes.paragraph)):
        if ORIGIN in paragraph["classes"]:
            status = describe_review_status(edition, ui_strings)
            paragraph.children = []
            paragraph += list(_join_localized_texts(status, edition))
            if not status:
                paragraph.parent.remove(paragraph)
        if REVIEWERS in paragraph["classes"]:
            paragraph.children = []
            paragraph.extend(_Imprint(edition, ui_strings).make_reviewers())
            if not paragraph.children:
                paragraph.parent.remove(paragraph)


def _find_title(top: nodes.section, edition: Edition) -> LocalizedText:
    title = next((node for node in top if isinstance(node, nodes.title)), nodes.title())
    return LocalizedText(text=title.astext(), language=find_title_language(title, edition).tag)


def _join_localized_texts(
    parts: list[LocalizedText], edition: Edition, between: str = " "
) -> Iterator[nodes.Node]:
    for number, part in enumerate(join_foreign_texts(parts, edition, between)):
        if number:
            yield nodes.Text(between)
        yield from _make_text_nodes(part, edition)


def join_foreign_texts(
    parts: Iterable[LocalizedText], edition: Edition, between: str = " "
) -> list[LocalizedText]:
    """Return texts, neighbours in one other language as one: apart, they are read from the other side."""
    joined: list[LocalizedText] = []
    for part in parts:
        if joined and joined[-1].language == part.language != edition.language.tag:
            joined[-1] = replace(part, text=f"{joined[-1].text}{between}{part.text}")
        else:
            joined.append(part)
    return joined


def _make_text_nodes(text: LocalizedText, edition: Edition) -> Iterator[nodes.Node]:
    if text.language == edition.language.tag:
        yield nodes.Text(text.text)
    else:
        words = curl_quotes(text.text, text.language)
        yield nodes.inline("", words, classes=[make_lang_class(text.language)])


def describe_notice(edition: Edition, ui_strings: UiStrings) -> list[LocalizedText]:
    """Return what a reading edition says of the adopted text and of its owner.

    The sentence about the owner is the register's `disclaimer`, translated in press.po; without
    a translation it stays in the source language. Without the key nothing is said of an owner.
    """
    publication = edition.publication
    own = ui_strings.translate(publication.disclaimer, otherwise=publication.source_language)
    disclaimer = [own] if own.text else []
    return [ui_strings(READING_EDITION), *disclaimer, *map(ui_strings, AUTHORITY)]


def describe_review_status(edition: Edition, ui_strings: UiStrings, page: str = "") -> list[LocalizedText]:
    """Return what readers are told about the reliability of an edition, or of one page of it."""
    status = edition.review_status.get_page_status(page)
    origin = describe_origin(edition, ui_strings, page)
    untranslated = _describe_untranslated(edition, ui_strings)
    if origin or status.review == "draft":
        return [*origin, *untranslated]
    return [_describe_review(status, ui_strings), *untranslated]


def _describe_untranslated(edition: Edition, ui_strings: UiStrings) -> list[LocalizedText]:
    """Return how much of an edition is not translated, if it is not whole."""
    percent = 100 - edition.review_status.coverage.percent
    text = _name_source(ui_strings(_UNTRANSLATED), edition)
    return [fill_text(text, percent=localize_number(percent, text.language, edition))] if percent else []


def _name_source(text: LocalizedText, edition: Edition) -> LocalizedText:
    """Return a text with the source language's name, in English where the text is not translated."""
    is_own = text.language == edition.language.tag
    name = edition.source_name if is_own else edition.english_source_name
    return replace(text, text=text.text.replace("{language}", name or edition.source.name))


def describe_origin(edition: Edition, ui_strings: UiStrings, page: str = "") -> list[LocalizedText]:
    """Return who wrote, translated and reviewed an edition or a page, if a machine had a part."""
    status = edition.review_status.get_page_status(page)
    origins = (status.text_origin == "machine", status.translation_origin == "machine")
    if not any(origins):
        return []
    origin = _name_source(ui_strings(_ORIGINS[origins]), edition)
    return [origin, _describe_review(status, ui_strings)]


def _describe_review(status: ReviewStatus, ui_strings: UiStrings) -> LocalizedText:
    is_partial = status.changed_messages > 0 and status.review != "draft"
    return ui_strings(_REVIEWS[status.review, is_partial])
