"""Build the title block and the imprint of an edition as doctree nodes.

They are text: the same words in the web pages, the PDF and the e-book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.model import Edition, LocalizedText, ReviewStatus, UiStrings
from build_tools.sphinx_ext.text import lang_classes
from build_tools.sphinx_ext.translation.untranslated import find_title_language

IMPRINT = "imprint"
ORIGIN = "origin"
READING_EDITION = "A reading edition in plain language"
AUTHORITY = ("Only the adopted text is authoritative.", "A city adopts that text, not this one.")


class Imprint(SphinxTransform):
    """Insert the title block and the imprint into the start page.

    Runs after Sphinx's Locale (20), so that none of it is taken for a message.
    """

    default_priority = 30
    edition: Edition
    ui_strings: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Insert the title block after the title and the imprint at the end of the start page."""
        publication = self.edition.publication
        if self.env.current_document.docname != f"{publication.id}/{publication.start}":
            return
        top = self.document.next_node(nodes.section)
        if top is None:
            return
        position = 1 + next((i for i, node in enumerate(top) if isinstance(node, nodes.title)), -1)
        top.insert(position, _make_container("title-block", list(self._iter_title_lines())))
        section = nodes.section(ids=[IMPRINT], classes=[IMPRINT])
        section += nodes.title("", "", *_make_text_nodes(self.ui_strings("Imprint"), self.edition))
        section.extend(self._iter_imprint_nodes(top))
        self.document.ids[IMPRINT] = section
        top.insert(_find_text_end(top), section)

    def _iter_title_lines(self) -> Iterator[nodes.paragraph]:
        if self.edition.publication.nature == "reading":
            yield self._make_line(READING_EDITION, classes=["nature"])
        yield nodes.paragraph(
            "", _capitalize_first(self.edition.language.name), classes=["edition-language"]
        )
        issue_texts = describe_issue(self.edition, self.ui_strings)
        if issue_texts:
            yield nodes.paragraph(
                "", "", *_join_localized_texts(issue_texts, self.edition, " · "), classes=["issue"]
            )

    def _iter_imprint_nodes(self, top: nodes.section) -> Iterator[nodes.Element]:
        publication = self.edition.publication
        if publication.nature == "reading":
            text_nodes = _join_localized_texts(
                _end_sentences(notice(self.edition, self.ui_strings)), self.edition
            )
            yield nodes.paragraph("", "", *text_nodes, classes=["notice"])
        yield from self._iter_adopted_title()
        status_texts = describe_review_status(self.edition, self.ui_strings)
        if status_texts:
            text_nodes = _join_localized_texts(status_texts, self.edition)
            yield nodes.paragraph("", "", *text_nodes, classes=[ORIGIN])
        if self.edition.publisher.name:
            yield self._make_line(
                "Published by {publisher}.", publisher=self.edition.publisher.name
            )
        if publication.licence:
            yield self._make_line(LICENCE, licence=publication.licence)
        if self.edition.typefaces:
            yield self._make_line("Set in {fonts}.", fonts=", ".join(self.edition.typefaces))
        yield from self._iter_citation(top)
        yield self._make_line("Identifier: {identifier}", identifier=self.edition.identifier)

    def _iter_adopted_title(self) -> Iterator[nodes.Element]:
        """Yield the title of the adopted text, which may differ from that of the edition."""
        title = self.edition.publication.get_adopted_title(self.edition.language.tag)
        if title:
            sentence = self.ui_strings("Title of the adopted text: {title}")
            before, _, after = sentence.text.partition("{title}")
            parts = (replace(sentence, text=before), title, replace(sentence, text=after))
            text_nodes = _join_localized_texts(
                [word for word in parts if word.text], self.edition, ""
            )
            yield nodes.paragraph("", "", *text_nodes, classes=["adopted-title"])

    def _iter_citation(self, top: nodes.section) -> Iterator[nodes.Element]:
        title = next((node for node in top if isinstance(node, nodes.title)), nodes.title())
        publisher = LocalizedText(
            text=self.edition.publisher.name, language=self.edition.language.tag
        )
        name = LocalizedText(text=self.edition.language.name, language=self.edition.language.tag)
        title_text = LocalizedText(
            text=title.astext(), language=find_title_language(title, self.edition).tag
        )
        nature = (
            [self.ui_strings(READING_EDITION)]
            if self.edition.publication.nature == "reading"
            else []
        )
        parts = [
            title_text,
            *nature,
            name,
            *describe_issue(self.edition, self.ui_strings),
            publisher,
        ]
        yield nodes.rubric("", "", *_make_text_nodes(self.ui_strings("How to cite"), self.edition))
        text_nodes = _join_localized_texts(_end_sentences(parts), self.edition)
        yield nodes.paragraph("", "", *text_nodes, classes=["citation"])

    def _make_line(
        self, message: str, classes: list[str] | None = None, **values: str
    ) -> nodes.paragraph:
        pattern = self.ui_strings(message)
        text = LocalizedText(text=pattern.text.format(**values), language=pattern.language)
        return nodes.paragraph("", "", *_make_text_nodes(text, self.edition), classes=classes or [])


def _find_text_end(section: nodes.section) -> int:
    """Return where the text of a section ends: a label at its end belongs to the next section."""
    position = len(section)
    while position and isinstance(section[position - 1], (nodes.target, nodes.comment)):
        position -= 1
    return position


def update_review_status(tree: nodes.document, edition: Edition, ui_strings: UiStrings) -> None:
    """Update the review status in an imprint once all of the edition is read.

    A page that was read has its text already; which messages a review does not cover is known
    when every page is read.
    """
    for paragraph in tree.findall(nodes.paragraph):
        if ORIGIN in paragraph["classes"]:
            paragraph.children = []
            paragraph += list(
                _join_localized_texts(describe_review_status(edition, ui_strings), edition)
            )


def _join_localized_texts(
    parts: list[LocalizedText], edition: Edition, between: str = " "
) -> Iterator[nodes.Node]:
    for number, part in enumerate(parts):
        if number:
            yield nodes.Text(between)
        yield from _make_text_nodes(part, edition)


def _make_text_nodes(text: LocalizedText, edition: Edition) -> Iterator[nodes.Node]:
    if text.language == edition.language.tag:
        yield nodes.Text(text.text)
    else:
        yield nodes.inline("", text.text, classes=[lang_classes.make_lang_class(text.language)])


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
    return [words(READING_EDITION), *([own] if own.text else []), *map(words, AUTHORITY)]


def describe_issue(edition: Edition, ui_strings: UiStrings) -> list[LocalizedText]:
    """Return the version and the date of an edition, in its language, where they are known."""
    version = edition.publication.version
    parts = [_fill_text(ui_strings("Version {version}"), version=version)] if version else []
    if edition.date_text:
        parts.append(LocalizedText(text=edition.date_text, language=edition.language.tag))
    return parts


def describe_review_status(
    edition: Edition, ui_strings: UiStrings, page: str = ""
) -> list[LocalizedText]:
    """Return what readers are told about the reliability of an edition, or of one page of it.

    For a text by a person, or an adopted translation, that is its review, where it has one.
    """
    standing = edition.review_status.get_page_status(page)
    origin_texts = describe_origin(edition, ui_strings, page)
    if origin_texts or standing.review == "draft":
        return origin_texts
    return [_describe_review(standing, ui_strings)]


def describe_origin(edition: Edition, ui_strings: UiStrings, page: str = "") -> list[LocalizedText]:
    """Return who wrote and translated an edition or a page, and whether it is reviewed.

    Empty where no machine had a part.
    """
    standing = edition.review_status.get_page_status(page)
    by_machine = standing.translation_origin == "machine"
    is_written_by_machine = standing.text_origin == "machine"
    if not (by_machine or is_written_by_machine):
        return []
    pattern = ui_strings(_ORIGINS[is_written_by_machine, by_machine])
    source = edition.source_name or edition.source.name
    return [_fill_text(pattern, language=source), _describe_review(standing, ui_strings)]


def _describe_review(standing: ReviewStatus, ui_strings: UiStrings) -> LocalizedText:
    return ui_strings(
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


def _fill_text(text: LocalizedText, **values: str) -> LocalizedText:
    return LocalizedText(text=text.text.format(**values), language=text.language)


def _end_sentences(parts: list[LocalizedText]) -> list[LocalizedText]:
    """Return the parts as sentences, each with its capital and its full stop."""
    endings = (".", "。", "؟", "!", "?")
    stops = ["" if word.text.endswith(endings) else _get_full_stop(word.language) for word in parts]
    return [
        LocalizedText(text=_capitalize_first(word.text) + stop, language=word.language)
        for word, stop in zip(parts, stops, strict=True)
        if word.text
    ]


def _get_full_stop(tag: str) -> str:
    """Return the full stop of a language."""
    return "。" if tag.partition("-")[0] in {"ja", "zh", "yue"} else "."


def _capitalize_first(text: str) -> str:
    """Return a text with a capital first letter, where the script has one."""
    return text[:1].upper() + text[1:]


def _make_container(name: str, children: list[nodes.paragraph]) -> nodes.container:
    return nodes.container("", *children, classes=[name])
