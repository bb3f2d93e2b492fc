"""List what a citation of a text and of its articles says, each part in its language."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model import Article, Edition, LocalizedText, UiStrings
from build_tools.script_direction import choose_language_of_name

READING_EDITION = "A reading edition in plain language, not the adopted text"


def list_text_citation(edition: Edition, ui_strings: UiStrings, title: LocalizedText) -> list[LocalizedText]:
    """Return the parts of the citation of a text: authors, title, language, version, date, publisher."""
    is_reading = edition.publication.nature == "reading"
    return [
        name_creators(edition),
        title,
        *([ui_strings(READING_EDITION)] if is_reading else []),
        LocalizedText(text=edition.language.name, language=edition.language.tag),
        *describe_issue(edition, ui_strings),
        localize_name(edition.publisher.name, edition),
    ]


def list_article_citation(
    edition: Edition, ui_strings: UiStrings, title: LocalizedText, article: Article
) -> list[LocalizedText]:
    """Return the parts of the citation of an article: those of the text, its own name before the title."""
    tag = edition.language.tag
    authors, *text = list_text_citation(edition, ui_strings, title)
    designation = LocalizedText(text=article.designation, language=article.designation_language or tag)
    return [authors, designation, LocalizedText(text=article.title, language=article.language or tag), *text]


def describe_issue(edition: Edition, ui_strings: UiStrings) -> list[LocalizedText]:
    """Return the version and the date of an edition, in its language, where they are known."""
    version = edition.publication.version
    parts = [fill_text(ui_strings("Version {version}"), version=version)] if version else []
    if edition.date_text:
        parts.append(LocalizedText(text=edition.date_text, language=edition.language.tag))
    return parts


def name_creators(edition: Edition) -> LocalizedText:
    """Return the authors as one text; empty where the register names none."""
    return localize_name(edition.language.forms.comma.join(edition.publication.authors), edition)


def localize_name(name: str, edition: Edition, around: str = "") -> LocalizedText:
    """Return a name in the language around it, of the edition or of the source, by its letters."""
    own, source = edition.language.tag, edition.source.tag
    tag = choose_language_of_name(name, (around or own, own, source))
    return LocalizedText(text=name, language=tag)


def fill_text(text: LocalizedText, **values: str) -> LocalizedText:
    """Return a text with its fields filled in."""
    return replace(text, text=text.text.format(**values))
